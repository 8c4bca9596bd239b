"""The VPN server as a host of its own: what comes out of its tunnels reaches the internet with its address."""

from . import network, services
from .namespace import Namespace

_INTERNET = """
sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
ip addr del 198.51.100.7/32 dev lo; ip addr del 2001:db8:51::7/128 dev lo
ip link add vpn type veth peer name eth0 netns {far}
ip addr add 192.0.2.5/30 dev vpn; ip addr add 2001:db8:3::1/64 dev vpn nodad; ip link set vpn up
"""
_FAR = """
sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.eth0.accept_dad=0
ip link set eth0 up
ip addr add 192.0.2.6/30 dev eth0; ip addr add 2001:db8:3::2/64 dev eth0 nodad
ip addr add 198.51.100.7/32 dev lo; ip addr add 2001:db8:51::7/128 dev lo nodad
ip route add default via 192.0.2.5; ip -6 route add default via 2001:db8:3::1
nft -f - <<X
table ip nat {
  chain out { type nat hook postrouting priority 100; oifname "eth0" ip saddr 10.0.0.0/8 snat to 198.51.100.7; }
}
table ip6 nat {
  chain out { type nat hook postrouting priority 100; oifname "eth0" ip6 saddr fd00::/8 snat to 2001:db8:51::7; }
}
X
"""
_ROUTES = "ip route add 198.51.100.7/32 via 192.0.2.6; ip -6 route add 2001:db8:51::7/128 via 2001:db8:3::2"


def make(lab, packages):
    """Moves the server's addresses from the internet host to a new one behind it, which has packages (Debs) unpacked."""
    far = Namespace("VPN server")
    lab.network.internet.shell(_INTERNET.format(far=far.pid))
    far.shell(_FAR)
    lab.network.internet.shell(_ROUTES)
    packages.lay_over(far)
    services.Services(far, list(network.SERVER.values()), ports=(services.ECHO, services.DNS))
    return far
