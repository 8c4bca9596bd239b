"""A machine that uses the desktop as its gateway: on a network of its own, behind the desktop's second card."""

from .namespace import Namespace

CARD = "eth1"
"""The desktop's card towards it."""

ADDRESS = {4: "10.77.5.2", 6: "fd77:5::2"}
GATEWAY = {4: "10.77.5.1", 6: "fd77:5::1"}

_DESKTOP = """
ip link add eth1 type veth peer name eth0 netns {pid}
sysctl -qw net.ipv6.conf.eth1.accept_dad=0 net.ipv4.conf.eth1.rp_filter=0
ip addr add 10.77.5.1/24 dev eth1; ip addr add fd77:5::1/64 dev eth1 nodad; ip link set eth1 up
"""

_INSIDE = """
sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.eth0.accept_dad=0
ip link set eth0 up; ip addr add 10.77.5.2/24 dev eth0; ip addr add fd77:5::2/64 dev eth0 nodad
ip route add default via 10.77.5.1; ip -6 route add default via fd77:5::1
"""


class Behind:
    """The machine, cabled up. It has to find its gateway by ARP and neighbour discovery, as any other would."""

    def __init__(self, desktop):
        self.host = Namespace("machine behind the desktop")
        desktop.shell(_DESKTOP.format(pid=self.host.pid))
        self.host.shell(_INSIDE)
