"""The same job as scripts did it, and the one that VPN Firewall comes from: one call of iptables for each rule."""

from . import network, policy

IPV4, IPV6 = 45, 12
"""How many times it calls iptables and ip6tables."""

SCRIPT = f"""#!/bin/bash
# In the order of such scripts: shut the door, clear up, then let pass what may.
set -e
i="iptables --wait" j="ip6tables --wait"
for chain in INPUT FORWARD OUTPUT; do $i -P $chain DROP; done
$i -F; $i -X; $i -t nat -F; $i -t nat -X

$i -A INPUT -m conntrack --ctstate INVALID -j DROP
for flags in "FIN,SYN,RST,PSH,ACK,URG NONE" "SYN,FIN SYN,FIN" "SYN,RST SYN,RST" "FIN,RST FIN,RST" "ACK,FIN FIN" \
  "ALL ALL"; do
  $i -A INPUT -p tcp --tcp-flags $flags -j DROP
done
$i -A INPUT -f -j DROP
$i -A INPUT -i lo -j ACCEPT
$i -A INPUT -i tun0 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
$i -A INPUT -s {network.SERVER[4]} -m conntrack --ctstate ESTABLISHED -j ACCEPT
$i -A INPUT -p icmp -m conntrack --ctstate RELATED -j ACCEPT
$i -A INPUT -p udp --sport 67 --dport 68 -j ACCEPT
for net in 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16; do $i -A INPUT -s $net -j ACCEPT; done
$i -A INPUT -m limit --limit 5/min -j LOG --log-prefix "VPN firewall blocked input4: "
$i -A INPUT -j DROP

$i -A FORWARD -o tun0 -j ACCEPT
$i -A FORWARD -i tun0 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
$i -A FORWARD -m limit --limit 5/min -j LOG --log-prefix "VPN firewall blocked fwd4: "
$i -A FORWARD -j REJECT --reject-with icmp-admin-prohibited

$i -A OUTPUT -o lo -j ACCEPT
$i -A OUTPUT -o tun0 -j ACCEPT
$i -A OUTPUT -p udp --sport 68 --dport 67 -j ACCEPT
$i -A OUTPUT -d {network.SERVER[4]} -p udp --dport {policy.PORT_UDP} -j ACCEPT
$i -A OUTPUT -d {network.SERVER[4]} -p tcp --dport {policy.PORT_TCP} -j ACCEPT
for net in 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16; do
  for protocol in udp tcp; do $i -A OUTPUT -d $net -p $protocol --dport 53 -j REJECT; done
  $i -A OUTPUT -d $net -j ACCEPT
done
$i -A OUTPUT -m limit --limit 5/min -j LOG --log-prefix "VPN firewall blocked output4: "
$i -A OUTPUT -j REJECT --reject-with icmp-admin-prohibited

for chain in INPUT FORWARD OUTPUT; do $j -P $chain DROP; done
$j -F; $j -X
$j -A INPUT -i lo -j ACCEPT
$j -A INPUT -m limit --limit 5/min -j LOG --log-prefix "VPN firewall blocked input6: "
$j -A INPUT -j DROP
$j -A FORWARD -j REJECT
$j -A OUTPUT -o lo -j ACCEPT
$j -A OUTPUT -m limit --limit 5/min -j LOG --log-prefix "VPN firewall blocked output6: "
$j -A OUTPUT -j REJECT
"""

OPEN = "for i in iptables ip6tables; do for chain in INPUT FORWARD OUTPUT; do $i --wait -P $chain ACCEPT; done; done"
"""Takes back the policies that it has set."""
