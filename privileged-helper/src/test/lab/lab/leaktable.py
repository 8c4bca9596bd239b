"""The table of leaks: what is tried while a VPN comes and goes, and how each phase is judged by what the router sees."""

import contextlib
import socket
import struct
import typing

from . import capture, load, network, packets, probes, services
from .checks import brief, check
from .lab import wait_until

_TARGETS = (network.PUBLIC, network.SERVER, network.LAN_HOST)
_ANSWERED, _REFUSED = 5, 0.25
"""Seconds to wait for an answer that must come, and for one that may not."""

_TRIES = 3
"""A datagram may get lost on a busy machine without proving anything."""


class Row(typing.NamedTuple):
    """An attempt: of a kind (see probes), past the routes if bound to a device, to the service's port if none is named."""

    what: str
    target: str
    device: str | None = None
    port: int | None = None

    def make(self, lab, timeout):
        """Makes the attempt; returns what came of it and what the router saw."""
        return lab.attempt(self.what, self.target, device=self.device, port=self.port, timeout=timeout)


PUBLIC = [Row(what, network.PUBLIC[v], device) for device in (None, network.CARD) for what in probes.KINDS for v in (4, 6)]
"""To the internet, as programs do it and bound to the card."""


def rows(kind):
    """Everything that is tried in each phase; the VPN's own ports at other hosts, too."""
    others = [Row(what, of[v]) for of in _TARGETS[1:] for what in probes.KINDS for v in (4, 6)]
    names = {packets.TCP: "tcp", packets.UDP: "udp"}
    ports = [(names[protocol], port) for _, protocol, port in sorted(kind.servers) if protocol in names]
    return PUBLIC + others + [Row(what, network.PUBLIC[v], network.CARD, port) for what, port in ports for v in (4, 6)]


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


def check_up(lab, kind):
    """The internet is reached, as the server; nothing is seen of it, nor of what tries to pass by the tunnel."""
    lab.wire.take()
    for row in rows(kind):
        if row.target not in network.PUBLIC.values() or row.device:
            made, seen = row.make(lab, _REFUSED)
            _check_clean(kind, row, made, seen)
            continue
        for _ in range(_TRIES):
            made, seen = row.make(lab, _ANSWERED)
            _check_clean(kind, row, made, seen)
            if made.answered:
                break
        check(made.answered, f"VPN up, {row}: no answer through the tunnel: {made.error}; {kind.said()[-800:]}")
        check(row.what not in ("tcp", "udp") or made.via in network.SERVER.values(), f"{row} came from {made.via}")


def check_down(lab, kind, tried=None):
    """Nothing is answered and nothing is seen."""
    lab.wire.take()
    for row in tried or rows(kind):
        made, seen = row.make(lab, _REFUSED)
        _check_clean(kind, row, made, seen)
        check(not made.answered, f"VPN down, {row} was answered: {made}")


def _check_clean(kind, row, made, seen):
    found = capture.leaks(seen, kind.servers)
    check(not found, f"LEAK, {row}: {made} {brief(found)}")


def check_control(lab, kind, tried=None):
    """Disarmed and without a VPN every one of these attempts is seen bare."""
    lab.wire.take()
    for row in tried or rows(kind):
        shown = wait_until(lambda row=row: any(p.target == row.target for p in row.make(lab, _REFUSED)[1]), 5)
        check(shown, f"the control shows nothing of {row}")


def check_control_under_load(lab, kind):
    """Without the VPN nothing of the running load is seen until disarmed; then all new packets are."""
    kind.crash()
    check_no_leak(lab, kind)
    lab.helper.must("disarm", state="disarmed")
    expected = load.EVERYTHING - {("tcp flow", 4), ("tcp flow", 6)}
    seen = set()
    shown = wait_until(lambda: seen.update(load.kinds(lab.wire.take())) or expected <= seen, 10)
    check(shown, f"the control shows nothing of {sorted(expected - seen)} when disarmed")


@contextlib.contextmanager
def loaded(lab):
    """Traffic of every kind through the tunnel."""
    with load.Load(lab.desktop) as running:
        check(wait_until(lambda: running.answers > 20, 15), "no load goes through the tunnel")
        yield


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


@contextlib.contextmanager
def silence():
    """The router loses everything that comes from the VPN server."""
    network.router(
        "nft add table ip silence; nft 'add chain ip silence lose { type filter hook forward priority 0; }'\n"
        f"nft add rule ip silence lose ip saddr {network.SERVER[4]} drop"
    )
    try:
        yield
    finally:
        network.router("nft delete table ip silence")
