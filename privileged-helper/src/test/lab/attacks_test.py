"""Attacks on VPNs that have names, by a hostile LAN and a hostile DNS, and the limits; each with its control (threat-model.md)."""

import contextlib
import socket
import struct

from lab import capture, network, packets, policy, probes, rogue, scenes, services, suite
from lab.checks import brief, check
from lab.lab import wait_until
from lab.namespace import Namespace

_SPOOFED = "203.0.113.1"
"""What the LAN's name server says for every name."""


def tunnelvision(lab):
    """A DHCP server's option 121 sends a part of the internet past the tunnel."""
    with scenes.protected(lab, lan=True), rogue.network_of(lab, rogue.ROUTES) as wire:
        _believed(lab, network.PUBLIC[4])
        scenes.blocked_until_disarmed(lab, _of_family(4), wire=wire)


def localnet(lab):
    """An access point hands out a public range, so that a kill switch that spares "the local network" spares it."""
    with scenes.protected(lab, lan=True), rogue.network_of(lab, rogue.PUBLIC_AS_LOCAL) as wire:
        for target in network.PUBLIC.values():
            _believed(lab, target)
        scenes.blocked_until_disarmed(lab, scenes.PUBLIC_ATTEMPTS, wire=wire)


def rogue_router(lab):
    """A router advertisement brings IPv6 beside a VPN without it: a default route, a network, a name server."""
    far = "2001:db8:51::77"
    lab.desktop.shell(f"ip -6 route del default via {network.ROUTER[6]}")
    try:
        with scenes.protected(lab, lan=True, ipv6=False), rogue.network_of(lab, rogue.ROUTER) as wire:
            for target in (network.PUBLIC[6], far):
                _believed(lab, target)
            attempts = [*_of_family(6), ("udp", far), ("tcp", far), ("dns", network.LAN_HOST[6])]
            scenes.blocked_until_disarmed(lab, attempts, wire=_Wires(lab.wire, wire))
    finally:
        lab.desktop.shell(f"ip -6 route replace default via {network.ROUTER[6]}")


class _Wires:
    """Several wires as one."""

    def __init__(self, *wires):
        self._wires = wires

    def take(self):
        return [packet for wire in self._wires for packet in wire.take()]


def _of_family(version):
    return [(kind, target) for kind, target in scenes.PUBLIC_ATTEMPTS if target == network.PUBLIC[version]]


def _believed(lab, target):
    """Waits until the desktop sends to a target by the hostile network: else the attack proves nothing."""
    said = []

    def routed():
        said[:] = [lab.desktop.run("ip", "route", "get", target, check=False).stdout]
        return f"dev {rogue.CARD}" in said[0]

    check(wait_until(routed, 20, 0.1), f"the attack does not take hold: {target} goes by {said[0]!r}")


def serverip(lab):
    """A name server says that the VPN's server is elsewhere, and a route for the server leads the victim's packets there."""
    spoofed = [("udp", _SPOOFED, policy.PORT_UDP), ("tcp", _SPOOFED, policy.PORT_TCP)]
    open_lan = {"allow": True, "dns": True}
    with _asking(lab, network.LAN_HOST[4]):
        check(_resolved(lab) == _SPOOFED, f"the control fails: disarmed, the name leads to {_resolved(lab)}")
        with scenes.armed(lab, lan=open_lan):
            check(_resolved(lab) == network.SERVER[4], f"armed, the name leads to {_resolved(lab)}")
        with scenes.protected(lab, lan=open_lan, pinHosts=False):
            check(_resolved(lab) == _SPOOFED, "without pinned names the name server is not asked")
            lab.desktop.shell(f"ip route add {_SPOOFED} via {network.ROUTER[4]} dev eth0")
            try:
                scenes.blocked_until_disarmed(lab, spoofed)
            finally:
                lab.desktop.shell(f"ip route del {_SPOOFED}")


@contextlib.contextmanager
def _asking(lab, server):
    """The desktop asks this name server."""
    path = lab.machine.path("/etc/resolv.conf")
    old = path.read_bytes() if path.exists() else b""
    path.unlink(missing_ok=True)
    path.write_text(f"nameserver {server}\noptions timeout:1 attempts:3\n", encoding="ascii")
    try:
        yield
    finally:
        path.write_bytes(old)


def _resolved(lab):
    """The IPv4 address to which the VPN server's name leads on the desktop."""
    return lab.desktop.run("getent", "ahostsv4", "vpn.example.org", check=False).stdout.partition(" ")[0]


def arp_spoofing(lab):
    """Who poses as the router by ARP sees the VPN's packets, and nothing else."""
    with scenes.protected(lab):
        eavesdropper = capture.Capture("eth0", host=lab.network.lan)
        _pose(lab)
        for kind, target in scenes.PUBLIC_ATTEMPTS:
            probes.attempt(lab.desktop, kind, target, timeout=0.5)
        seen = _from_desktop(eavesdropper)
        check(any(packets.is_to_server(p, policy.SERVERS) for p in seen), f"the attacker is not in the path: {brief(seen)}")
        found = capture.leaks(seen, policy.SERVERS)
        check(not found, f"LEAK to the attacker: {brief(found)}")
        lab.vpn.kill_client()
        for kind, target in _of_family(4):
            probes.attempt(lab.desktop, kind, target, timeout=0.2)
        found = capture.leaks(_from_desktop(eavesdropper), policy.SERVERS)
        check(not found, f"LEAK to the attacker without the VPN: {brief(found)}")
        lab.helper.must("disarm", state="disarmed")

        def control():
            _pose(lab)
            probes.attempt(lab.desktop, "udp", network.PUBLIC[4], timeout=0.2)
            return [p for p in _from_desktop(eavesdropper) if p.target == network.PUBLIC[4]]

        check(wait_until(control, 5), "the control shows nothing: disarmed, the attacker does not see the packet either")
        lab.desktop.shell("ip neigh flush dev eth0")


def _pose(lab):
    """Poses as the router until the desktop believes it; the kernel does not, for a second after it asked itself."""

    def believed():
        mac = rogue.pose_as_router(lab.network.lan)
        return mac in lab.desktop.shell(f"ip neigh show {network.ROUTER[4]} dev eth0")

    check(wait_until(believed, 15, 0.1), "the desktop does not believe the attacker")


def _from_desktop(wire):
    return [packet for packet in wire.take() if packet.source in network.DESKTOP.values()]


def known_limits(lab):
    """What no rule for packets of this machine can stop, which the threat model says: a change here is one there."""
    with scenes.armed(lab):
        passed = {name: way(lab) for name, way in _LIMITS.items()}
        check(all(passed.values()), f"no longer passes, so threat-model.md must say so: {passed}")


def _raw_frame(lab):
    """A program run as root writes a whole frame."""
    address = [socket.inet_aton(a) for a in (network.DESKTOP[4], network.PUBLIC[4])]
    header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 33, 0, 0, 64, packets.UDP, 0, *address)
    lab.wire.take()
    with lab.desktop.inside(), socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0) as opened:
        opened.bind((network.CARD, 0))
        opened.send(b"\xff" * 6 + b"\x02\0\0\0\0\x10\x08\0" + header + struct.pack("!HHHH", 7, services.ECHO, 13, 0) + b"frame")
    return any(packet.target == network.PUBLIC[4] for packet in lab.wire.take())


def _bridged(lab):
    """A virtual machine on a bridge with the card has a place of its own in the LAN."""
    guest = Namespace("bridged virtual machine")
    port = lab.network.plug_in_card()
    try:
        lab.desktop.shell(
            f"""
            [ ! -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || sysctl -qw net.bridge.bridge-nf-call-iptables=0
            ip link add vmbr0 type bridge; ip link set eth1 master vmbr0; ip link set vmbr0 up; ip link set eth1 up
            ip link add guest0 type veth peer name eth0 netns {guest.pid}; ip link set guest0 master vmbr0 up"""
        )
        guest.shell(
            f"ip link set eth0 up; ip addr add 192.168.77.31/24 dev eth0; ip route add default via {network.ROUTER[4]}"
        )
        wire = capture.Capture(port)

        def passes():
            probes.attempt(guest, "udp", network.PUBLIC[4], timeout=0.2)
            return any(packet.target == network.PUBLIC[4] for packet in wire.take())

        return wait_until(passes, 5)
    finally:
        network.router(f"ip link del {port}")
        lab.desktop.shell("ip link del vmbr0; ip link del guest0")


def _arp_answer(lab):
    """A neighbour that asks by ARP learns that the machine is there."""
    lab.network.lan.shell("ip neigh flush dev eth0")
    lab.wire.take()
    probes.attempt(lab.network.lan, "icmp", network.DESKTOP[4], timeout=0.3)
    return wait_until(lambda: any(packet.ethertype == 0x0806 for packet in lab.wire.take()), 3)


_LIMITS = {
    "raw frames of root": _raw_frame,
    "bridged virtual machine": _bridged,
    "answers to ARP": _arp_answer,
}


def tests(lab, checks):
    """All attacks, and the limits."""
    for name, test in (
        ("TunnelVision: routes by a rogue DHCP server, option 121 (CVE-2024-3661)", tunnelvision),
        ("TunnelCrack LocalNet: public range handed out as local (CVE-2023-36672)", localnet),
        ("TunnelCrack ServerIP: VPN server's name spoofed (CVE-2023-36673)", serverip),
        ("rogue router advertisement: router, network, name server", rogue_router),
        ("ARP spoofing: who poses as the router", arp_spoofing),
        ("limits: raw frames of root, bridged virtual machine, ARP", known_limits),
    ):
        checks.run(name, lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
