"""The desktop and a container behind it, armed beside another firewall: what leaves, what status says, what is left."""

import contextlib

from . import flood, network, policy, probes, rules
from .checks import check
from .container import Container
from .lab import wait_until

_KINDS = ("udp", "tcp", "icmp")
_TARGETS = {"out": network.PUBLIC, "forward": network.OTHER_PUBLIC}
EVERYTHING = {f"{way} {kind} IPv{version}" for way in _TARGETS for kind in _KINDS for version in (4, 6)}
IPV4_ONLY = {way for way in EVERYTHING if way.endswith("4")}
WHOLE, BACKSTOP, FILTER, OPEN = (True, True), (False, True), (True, False), (False, False)
"""What a family's report says of our rules in filter (`enforced`) and of the backstop."""


class Yard:
    """A laboratory whose desktop has a container behind it."""

    def __init__(self, lab):
        self.lab = lab
        self.box = Container(lab.desktop)

    def ways_out(self):
        """Which kinds of packets get out now, sent by the desktop past the tunnel, and by the container."""
        self.lab.wire.take()
        for kind in _KINDS:
            for version in (4, 6):
                target = _TARGETS["out"][version]
                probes.attempt(self.lab.desktop, kind, target, device=network.CARD, timeout=0.01)
                probes.attempt(self.box.host, kind, _TARGETS["forward"][version], timeout=0.01)
        names = {17: "udp", 6: "tcp", 1: "icmp", 58: "icmp"}
        found = set()
        for packet in self.lab.wire.take():
            for way, targets in _TARGETS.items():
                if packet.target in targets.values():
                    found.add(f"{way} {names[packet.protocol]} IPv{packet.family}")
        return found

    def control(self, expected=EVERYTHING):
        """Raises unless all that gets out: else that nothing does would prove nothing."""
        found = set()
        wait_until(lambda: found.update(self.ways_out()) or found >= expected)
        missing, more = sorted(expected - found), sorted(found - expected)
        check(not missing and not more, f"the control does not show {missing}, but {more}")

    def closed(self, when):
        """Raises if anything leaves."""
        found = self.ways_out()
        check(not found, f"LEAK {when}: {sorted(found)}")

    def told(self, when, ipv4=WHOLE, ipv6=WHOLE):
        """Raises unless status says this of both families, and what follows from it."""
        self._check_report(when, self.lab.helper.call("status"), ipv4, ipv6)

    @staticmethod
    def _check_report(when, answer, ipv4, ipv6):
        check(answer.report is not None, f"{when}: {answer}")
        found = [(f["enforced"], f["backstop"]) for f in answer.report["families"].values()]
        check(found == [ipv4, ipv6], f"{when} the report says {found}: {answer}")
        whole = (ipv4, ipv6) == (WHOLE, WHOLE)
        check(answer.state == ("armed" if whole else "degraded"), f"{when} the report says {answer}")
        check(answer.code == (0 if whole else 1), f"{when} the exit code is {answer.code}")
        check(answer.error.get("code") == (None if whole else "degraded"), f"{when} the report says {answer}")
        for name, family in ("IPv4", ipv4), ("IPv6", ipv6):
            said = f"{name} is open" in answer.error.get("message", "")
            check(said == (family == OPEN), f"{when} the report does not say which family is open: {answer}")

    def repaired(self, when):
        """Arms again, which must make everything whole."""
        when = f"when armed again {when}"
        self._check_report(when, self.lab.helper.call("arm"), WHOLE, WHOLE)
        self.closed(when)

    @contextlib.contextmanager
    def armed(self, alone, unordered=False, seen=EVERYTHING, **settings):
        """Armed; afterwards disarmed, with the rules that another firewall alone would have left.

        `unordered` tells that both have made tables while the other was there, `seen` what that one lets out.
        """
        self.lab.helper.must("configure", policy.settings(**settings))
        self.lab.helper.must("arm", state="armed")
        self.closed("once armed")
        yield
        self.lab.helper.must("disarm", state="disarmed")
        form = rules.unordered if unordered else dict
        left = rules.difference(form(alone), form(self.snapshot()))
        check(not left, f"after disarm:\n{left}")
        self.control(seen)

    def during(self, when, act):
        """Does something, while neither before nor in the middle nor afterwards a packet may leave."""
        with flood.Flood(self.lab) as stream:
            check(stream.settle() is False, f"LEAK before {when}")
            act()
            seen = stream.history()
            check(not any(seen), f"LEAK of {sum(seen)} packets of {len(seen)} during {when}")
            check(stream.settle() is False, f"LEAK after {when}")
        self.closed(f"after {when}")

    def opened(self, when):
        """Raises unless all of ours is gone and everything gets out, status says so, and arming repairs it."""
        self.control()
        self.told(when, ipv4=OPEN, ipv6=OPEN)
        self.repaired(when)

    def snapshot(self):
        """All rules as they are now."""
        return rules.snapshot(self.lab.machine)

    def clean(self):
        """Takes all rules away."""
        rules.clear(self.lab.machine)
        rules.touch_tables(self.lab.machine)
