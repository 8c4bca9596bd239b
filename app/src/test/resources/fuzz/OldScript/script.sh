#!/bin/bash
export VPN_SERVERS="198.51.100.7 vpn.example.org
203.0.113.0/24" ; VPN_INTERFACE='tun+'
VPN_SERVERS+=" 2001:db8::1"
LOCAL_NET="192.168.1.0/24 10.0.0.0/8 127.0.0.0/8" # mine
FORWARDING=true
VPN_INTERFACE=wg0 some command
