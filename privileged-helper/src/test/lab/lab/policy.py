"""Settings for the laboratory's VPN servers."""

from . import network, packets

PORT_UDP = 1194
PORT_TCP = 443
SERVERS = {(network.SERVER[v], packets.UDP, PORT_UDP) for v in (4, 6)} | {(network.SERVER[4], packets.TCP, PORT_TCP)}
"""What the captures take for traffic to the VPN servers."""


def settings(lan=False, **changes):
    """Settings that name the laboratory's servers and tun0; changes replace whole fields. lan: allowed, or the whole field."""
    return {
        "version": 1,
        "tunnel": {"interfaces": ["tun0"]},
        "servers": [
            {"address": network.SERVER[4], "port": PORT_UDP, "protocol": "udp", "host": "vpn.example.org"},
            {"address": network.SERVER[4], "port": PORT_TCP, "protocol": "tcp"},
            {"address": network.SERVER[6], "port": PORT_UDP, "protocol": "udp"},
        ],
        "lan": lan if isinstance(lan, dict) else {"allow": lan},
    } | changes
