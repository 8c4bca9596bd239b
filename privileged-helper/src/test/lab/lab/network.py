"""The cables and addresses: desktop and LAN host behind a router, the VPN server and a public host beyond it.

The script's own namespace is the router, so that captures look from outside at what the desktop really sends.
"""

import subprocess

from . import sandbox
from .namespace import Namespace

DESKTOP = {4: "192.168.77.10", 6: "2001:db8:77::10"}
DESKTOP_LAN6 = "fd77::10"
"""The desktop's address in the range that is local by default."""

SERVICE_PORT = 8022
"""Where tests let a service of the desktop listen."""

ROUTER = {4: "192.168.77.1", 6: "2001:db8:77::1"}
ROUTER_LINK = "fe80::1"
ROUTER_LAN6 = "fd77::1"
LAN_HOST = {4: "192.168.77.20", 6: "fd77::20"}
SERVER = {4: "198.51.100.7", 6: "2001:db8:51::7"}
PUBLIC = {4: "203.0.113.80", 6: "2001:db8:cb::80"}
OTHER_PUBLIC = {4: "203.0.113.99", 6: "2001:db8:cb::99"}
CARD = "eth0"
"""The desktop's network card."""

CARD_ADDRESS = "02:00:00:00:00:10"
_ROUTER_ADDRESS = "02:00:00:00:00:01"
"""Given, as a bridge's own is that of the lowest port: it would be another one as soon as a card is plugged in."""

DESKTOP_PORT = "desk"
"""The router's interface towards the desktop: captures listen here."""

_ROUTER = """
sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv6.conf.all.accept_dad=0
sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
ip link add br0 address {router} type bridge mcast_snooping 0
ip link add desk type veth peer name eth0 address {card} netns {desktop}
ip link add lanh type veth peer name eth0 netns {lan}
ip link add wan type veth peer name eth0 netns {internet}
ip link set desk master br0; ip link set lanh master br0
for i in br0 desk lanh wan; do ip link set $i up; done
ip addr add 192.168.77.1/24 dev br0; ip addr add 2001:db8:77::1/64 dev br0 nodad
ip addr add fd77::1/64 dev br0 nodad; ip addr add fe80::1/64 dev br0 nodad
ip addr add 192.0.2.1/30 dev wan; ip addr add 2001:db8:2::1/64 dev wan nodad
ip route add 198.51.100.0/24 via 192.0.2.2; ip route add 203.0.113.0/24 via 192.0.2.2
ip -6 route add 2001:db8:51::/64 via 2001:db8:2::2; ip -6 route add 2001:db8:cb::/64 via 2001:db8:2::2
"""

HOST = """
sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.eth0.accept_dad=0
sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 net.ipv4.conf.eth0.rp_filter=0
ip link set eth0 up
"""

MACHINE = """
ip addr add 192.168.77.10/24 dev eth0; ip addr add 2001:db8:77::10/64 dev eth0 nodad
ip addr add fd77::10/64 dev eth0 nodad
ip route add default via 192.168.77.1; ip -6 route add default via 2001:db8:77::1
"""

_LAN = """
ip addr add 192.168.77.20/24 dev eth0; ip addr add 2001:db8:77::20/64 dev eth0 nodad
ip addr add fd77::20/64 dev eth0 nodad
ip route add default via 192.168.77.1; ip -6 route add default via 2001:db8:77::1
sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.send_redirects=0
sysctl -qw net.ipv4.conf.eth0.send_redirects=0
"""

_INTERNET = """
ip addr add 192.0.2.2/30 dev eth0; ip addr add 2001:db8:2::2/64 dev eth0 nodad
for a in 198.51.100.7 203.0.113.80 203.0.113.99; do ip addr add $a/32 dev lo; done
for a in 2001:db8:51::7 2001:db8:cb::80 2001:db8:cb::99; do ip addr add $a/128 dev lo nodad; done
ip route add default via 192.0.2.1; ip -6 route add default via 2001:db8:2::1
"""


class Network:
    """All hosts, cabled up, with static addresses and no firewall anywhere."""

    def __init__(self):
        sandbox.require_isolated()
        self.desktop = Namespace("desktop")
        self.lan = Namespace("LAN host")
        self.internet = Namespace("internet")
        pids = {"desktop": self.desktop.pid, "lan": self.lan.pid, "internet": self.internet.pid}
        router(_ROUTER.format(card=CARD_ADDRESS, router=_ROUTER_ADDRESS, **pids))
        for host, script in ((self.desktop, MACHINE), (self.lan, _LAN), (self.internet, _INTERNET)):
            host.shell(HOST + script)

    def plug_in_card(self, name="eth1"):
        """Gives the desktop one more network card on the same LAN; returns the router's end of it."""
        router(
            f"ip link add {name}r type veth peer name {name} netns {self.desktop.pid}\n"
            f"ip link set {name}r master br0; ip link set {name}r up"
        )
        return name + "r"


def router(script):
    """Runs a shell script on the router, which is where this program runs itself."""
    sandbox.require_isolated()
    return subprocess.run(["sh", "-ec", script], check=True, capture_output=True, text=True).stdout
