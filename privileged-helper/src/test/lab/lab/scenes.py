"""Situations that many tests begin with, and the one proof that they end with."""

import contextlib

from . import capture, load, network, policy, probes
from .checks import brief, check
from .lab import wait_until

PUBLIC_ATTEMPTS = [(kind, network.PUBLIC[version]) for kind in probes.KINDS for version in (4, 6)]
LAN_ATTEMPTS = [(kind, network.LAN_HOST[version]) for kind in probes.KINDS for version in (4, 6)]


@contextlib.contextmanager
def armed(lab, **settings):
    """The desktop armed with these settings; afterwards disarmed, with nothing of ours left."""
    lab.helper.must("configure", policy.settings(**settings))
    lab.helper.must("arm", state="armed")
    lab.wire.take()
    yield
    lab.reset()


@contextlib.contextmanager
def protected(lab, version=4, transport="udp", ipv6=True, patience=15, **settings):
    """Armed, and the VPN up."""
    with armed(lab, **settings):
        lab.vpn.serve(version, transport, ipv6)
        lab.vpn.connect(version, transport, patience=patience)
        yield


def blocked_until_disarmed(lab, attempts, wire=None, **options):
    """Proves that attempts, each (kind, target) or (kind, target, port), are stopped, and seen when disarmed."""
    wire = wire or lab.wire
    for kind, target, *port in attempts:
        made, bare = _attempt(lab, wire, kind, target, port, options)
        check(not bare, f"LEAK: {kind} to {target}: {brief(bare)}")
        check(not made.answered, f"{kind} to {target} was answered, though nothing was seen")
    lab.helper.must("disarm", state="disarmed")
    for kind, target, *port in attempts:
        _, bare = _attempt(lab, wire, kind, target, port, options)
        check(bare, f"the control shows nothing: {kind} to {target} is not seen even when disarmed")


def _attempt(lab, wire, kind, target, port, options):
    wire.take()
    made = probes.attempt(lab.desktop, kind, target, *port, timeout=0.3, **options)
    return made, [packet for packet in wire.take() if packet.target == target]


def leaks_only_when_disarmed(lab, expected=frozenset(load.EVERYTHING - {("tcp flow", 4), ("tcp flow", 6)})):
    """Under load: proves that nothing leaked since the last look, then that the same load leaks when disarmed."""
    check_no_leak(lab)
    lab.helper.must("disarm", state="disarmed")
    seen = set()
    missing = wait_until(lambda: seen.update(load.kinds(lab.wire.take())) or not expected - seen, 3)
    check(missing, f"the control shows nothing of {sorted(expected - seen)} when disarmed")


def check_no_leak(lab, lan=False):
    """Raises if something went over the wire since the last look that an armed machine may not send."""
    found = lab.leaks(lan)
    check(not found, f"LEAK of {len(found)} packets: {brief(found)}")


def through_tunnel(lab, attempts=tuple(PUBLIC_ATTEMPTS)):
    """Proves that attempts are answered through the VPN and that nothing bare is seen of them."""
    for kind, target in attempts:
        made, seen = lab.attempt(kind, target, timeout=2)
        check(made.answered, f"{kind} to {target} got no answer through the tunnel: {made.error}")
        check(made.via not in network.DESKTOP.values(), f"{kind} to {target} came from {made.via}")
        found = capture.leaks(seen, policy.SERVERS)
        check(not found, f"LEAK during {kind} to {target}: {brief(found)}")
