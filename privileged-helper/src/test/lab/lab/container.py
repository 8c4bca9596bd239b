"""A host behind the desktop, as containers and virtual machines are: the desktop forwards its packets."""

import contextlib

from .namespace import Namespace

ADDRESS = {4: "172.31.9.2", 6: "fd31:9::2"}
GATEWAY = {4: "172.31.9.1", 6: "fd31:9::1"}
GATEWAY_NET = {4: "172.31.9.1/24", 6: "fd31:9::1/64"}
CARD = "ctr0"
"""The desktop's end of the container's cable."""

_INSIDE = """
sysctl -qw net.ipv6.conf.eth0.accept_dad=0 net.ipv6.conf.eth0.accept_ra=0; ip link set eth0 up
ip addr add 172.31.9.2/24 dev eth0; ip addr add fd31:9::2/64 dev eth0 nodad
ip neigh replace 172.31.9.1 lladdr {mac} dev eth0; ip neigh replace fd31:9::1 lladdr {mac} dev eth0
ip route replace default via 172.31.9.1; ip -6 route replace default via fd31:9::1
"""


class Container:
    """A network namespace that can be plugged in behind a desktop, straight or on a bridge that somebody else made."""

    def __init__(self, desktop):
        self.host = Namespace("container")
        self._desktop = desktop
        desktop.shell("sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1")

    @contextlib.contextmanager
    def plugged(self, bridge=None):
        """Cabled up; the bridge must have the gateway's addresses, or the desktop's end of the cable gets them."""
        self._desktop.shell(
            f"ip link add {CARD} type veth peer name eth0 netns {self.host.pid}; ip link set {CARD} up\n"
            + (
                f"ip link set {CARD} master {bridge}"
                if bridge
                else "".join(f"ip addr add {address} dev {CARD}\n" for address in GATEWAY_NET.values())
            )
        )
        try:
            # It knows its gateway without asking: whether it may ask is not what is tested.
            mac = self._desktop.shell(f"cat /sys/class/net/{bridge or CARD}/address").strip()
            self.host.shell(_INSIDE.format(mac=mac))
            yield self.host
        finally:
            self._desktop.run("ip", "link", "del", CARD, check=False)
