"""Every kind of VPN for real: it works while armed, and nothing gets past it whatever becomes of it (issue: VPN kinds)."""

import contextlib
import socket
import struct
import time

from lab import capture, farhost, load, manual, network, probes, rules, services, suite
from lab.checks import brief, check
from lab.kinds import OpenVpn
from lab.lab import wait_until
from lab.openconnect import OpenConnect
from lab.pptp import Pptp
from lab.strongswan import StrongSwan
from lab.vpn import Vpn
from lab.wireguard import WireGuard

PACKAGES = (
    "wireguard-go wireguard-tools strongswan-charon strongswan-swanctl libcharon-extra-plugins ocserv openconnect".split()
)
_TARGETS = (network.PUBLIC, network.SERVER, network.LAN_HOST)
ROWS = [(kind, of[v], None) for of in _TARGETS for kind in probes.KINDS for v in (4, 6)]
ROWS += [(kind, network.PUBLIC[v], network.CARD) for kind in probes.KINDS for v in (4, 6)]
"""Everything that is tried in each phase: kind, target, and the card if the program binds to it."""


class Ends:
    """Stands for the lab's VPN: whatever kind is in use, ending it is how a test begins and ends."""

    def __init__(self):
        self.current = None

    def kill_client(self):
        """Ends the kind in use, and puts away what it left."""
        if self.current:
            self.current.close()


@contextlib.contextmanager
def armed(lab, kind):
    """Armed with the document's settings for this kind; afterwards disarmed, with nothing left."""
    lab.vpn.current = kind
    lab.helper.must("configure", kind.settings)
    lab.helper.must("arm", state="armed")
    lab.wire.take()
    yield
    lab.reset()


def check_no_leak(lab, kind):
    """Raises if anything but the VPN's own packets was seen since the last look."""
    found = capture.leaks(lab.wire.take(), kind.servers)
    check(not found, f"LEAK of {len(found)} packets: {brief(found)}")


def bare(lab, row):
    """Makes an attempt; returns what came of it, and the packets of it that were seen outside of any tunnel."""
    kind, target, device = row
    made, seen = lab.attempt(kind, target, device=device, timeout=1)
    return made, [packet for packet in seen if packet.target == target]


def check_up(lab, kind):
    """The internet is reached, as the server; nothing is seen of it, nor of what tries to pass by the tunnel."""
    lab.wire.take()
    for row in ROWS:
        what, target, device = row
        made, seen = lab.attempt(what, target, device=device, timeout=2)
        found = capture.leaks(seen, kind.servers)
        check(not found, f"LEAK, VPN up, {row}: {brief(found)}")
        if target in network.PUBLIC.values() and not device:
            check(made.answered, f"VPN up, {row}: no answer through the tunnel: {made.error}; {kind.said()[-800:]}")
            check(what not in ("tcp", "udp") or made.via in network.SERVER.values(), f"{row} came from {made.via}")


def check_down(lab, kind):
    """Nothing is answered and nothing is seen."""
    lab.wire.take()
    for row in ROWS:
        made, seen = lab.attempt(row[0], row[1], device=row[2], timeout=1)
        found = capture.leaks(seen, kind.servers)
        check(not found and not made.answered, f"LEAK, VPN down, {row}: {made} {brief(found)}")


def check_control(lab):
    """Disarmed and without a VPN every one of these attempts is seen bare."""
    lab.wire.take()
    for row in ROWS:
        _, seen = bare(lab, row)
        check(seen, f"the control shows nothing of {row}")


class Flows:
    """One TCP connection a family through the tunnel, which must outlive what is done to the firewall."""

    def __init__(self, lab):
        with lab.desktop.inside():
            self._flows = [
                socket.create_connection((network.PUBLIC[v], services.ECHO), timeout=15) for v in (4, 6)
            ]

    def check(self, when):
        """Raises unless both still reach the internet with the server's address."""
        for flow in self._flows:
            flow.sendall(when.encode())
            said = flow.recv(4096).decode()
            via = said.partition(";")[0].removeprefix("from ")
            check(said.endswith(when) and via in network.SERVER.values(), f"{when}: {said!r}")

    def close(self):
        """Ends both with a reset."""
        for flow in self._flows:
            flow.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            flow.close()


def leak_table(lab, kind):
    """VPN up and then armed; killed under load; back, by name; disarmed with the VPN up; then without: the control."""
    lab.vpn.current = kind
    lab.helper.must("configure", kind.settings)
    kind.connect()
    flows = Flows(lab)
    flows.check("before arming")
    lab.helper.must("arm", state="armed")
    flows.check("after arming")
    flows.close()
    check_up(lab, kind)
    with load.Load(lab.desktop) as running:
        check(wait_until(lambda: running.answers > 20, 15), "no load went through the tunnel")
        kind.crash()
        time.sleep(0.3)
        check_no_leak(lab, kind)
    check_down(lab, kind)
    kind.connect(by_name=True)
    check_up(lab, kind)
    flows = Flows(lab)
    lab.helper.must("arm", state="armed")
    flows.check("after arming again")
    check_no_leak(lab, kind)
    lab.helper.must("disarm", state="disarmed")
    flows.check("after disarming")
    flows.close()
    lab.reset()
    check_control(lab)
    return f"{len(ROWS)} attempts in each phase"


def tests(lab, checks):
    """All kinds."""
    far = farhost.make(lab, lab.packages)
    vpn = Vpn(lab.network, far)
    lab.vpn = Ends()
    quick = "nft" if lab.machine.variant == "nft" else "iptables"
    for title, kind in (
        ("OpenVPN over UDP", OpenVpn(lab, far, vpn, "udp")),
        ("OpenVPN over TCP 443", OpenVpn(lab, far, vpn, "tcp")),
        ("WireGuard", WireGuard(lab, far, quick)),
        ("IPsec", StrongSwan(lab, far)),
        ("PPTP", Pptp(lab, far)),
        ("OpenConnect", OpenConnect(lab, far)),
    ):
        checks.run(title, lambda kind=kind: leak_table(lab, kind))


if __name__ == "__main__":
    suite.main(tests, __doc__, PACKAGES)
