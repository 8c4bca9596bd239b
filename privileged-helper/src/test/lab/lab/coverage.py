"""What kinds of packets a run has tried, so that it can't pass by trying next to nothing."""

import collections

from .checks import check

_WAYS = ("out", "in", "fwd")
_KINDS = {
    4: {"TCP": 6, "UDP": 17, "ICMP": 1, "GRE": 47, "ESP": 50, "AH": 51, "SCTP": 132, "UDP-Lite": 136, "unknown": 253},
    6: {"TCP": 6, "UDP": 17, "ICMPv6": 58, "GRE": 47, "ESP": 50, "AH": 51, "SCTP": 132, "none": 59, "unknown": 253},
}
_NEIGHBOUR = range(130, 137)
_ENOUGH = 7500
"""In so many cases there is something of every kind."""


class Coverage:
    """Counts of cases that count."""

    def __init__(self):
        self.cases = 0
        self._tried = 0
        self._sent = 0
        self._lost = 0
        self._counts = collections.Counter()

    def add(self, settings, some, cases, lost):
        """Takes in a batch."""
        self._sent += len(some)
        self._lost = len(lost)
        for case in cases:
            self._tried += 1
            if case.counts:
                self.cases += 1
                for what in _properties(settings, case):
                    self._counts[what] += 1

    def __str__(self):
        shares = ", ".join(
            f"IPv{family} {way} {self._counts[(family, way)]} ({self._counts[(family, way, 'permitted')]} permitted)"
            for family in (4, 6) for way in _WAYS
        )
        return (
            f"{self._sent} packets, {self.cases} cases of {self._tried} seen at a hook had their control: {shares};"
            f" {self._lost} lost"
        )

    def check(self):
        """Raises if the run proves too little."""
        share = self.cases / max(1, self._tried)
        check(share > 0.85, f"only {share:.0%} of what was seen at a hook passes without our rules: {self}")
        check(self.cases > 0.6 * self._sent, f"too few packets come to a hook at all: {self}")
        check(self._lost <= 0.02 * self._sent, f"{self._lost} packets came to a hook without our rules and to none with them")
        if self.cases < _ENOUGH:
            return
        missing = [what for what in _wanted() if not self._counts[what]]
        check(not missing, f"never tried: {missing}")
        for family in (4, 6):
            for way in _WAYS:
                passing = self._counts[(family, way, "permitted")] / self._counts[(family, way)]
                check(0.1 < passing < 0.9, f"IPv{family} {way}: {passing:.0%} are to pass, so hardly anything is shown: {self}")


def _properties(settings, case):
    v, probe = case.view, case.probe
    words = case.words.split()
    way = words[0]
    base = (v.family, way)
    yield base
    if case.permitted:
        yield (*base, "permitted")
    yield (*base, f"protocol {v.protocol}")
    yield (*base, next(w for w in words if w in ("new", "established", "related", "invalid", "untracked")))
    yield (*base, words[-1])
    for name in ("fragments", "extra", "bad_checksum"):
        if getattr(probe, name):
            yield (*base, name)
    if v.family == 6 and v.protocol == 58 and v.type in _NEIGHBOUR:
        yield (*base, "neighbour", v.type)
    if way == "out":
        yield (*base, next(w for w in words if w.startswith("uid=") or w == "kernel"))
    yield (*base, *(words[1:3] if way == "fwd" else words[1:2]))
    yield (case.layer,)
    if any("--match-set" in rule for rule in case.expected["matched"]):
        yield (*base, "set")
    if settings["gateway"]["interfaces"]:
        yield (*base, "gateway")
    if case.answer is not None:
        yield (*base, f"told: {case.answer}")


def _wanted():
    for family in (4, 6):
        for way in _WAYS:
            for protocol in _KINDS[family].values():
                yield (family, way, f"protocol {protocol}")
            for state in ("new", "established", "related", "invalid"):
                yield (family, way, state)
            for what in ("fragments", "extra", "bad_checksum"):
                yield (family, way, what)
        for way, kinds in (("out", ("multicast", "remote")), ("in", ("multicast", "here", "elsewhere"))):
            for kind in kinds:
                yield (family, way, kind)
        for owner in ("uid=0", "uid=998", "uid=1000", "kernel"):
            yield (family, "out", owner)
        for interface in ("eth0", "eth1", "tun0", "wg0", "lo"):
            yield (family, "out", interface)
            yield (family, "in", interface)
        for way in _WAYS:
            yield (family, way, "set")
            yield (family, way, "gateway")
        for way in ("out", "fwd"):
            yield (family, way, "told: True")
            yield (family, way, "told: False")
    for way in ("out", "in"):
        yield (4, way, "broadcast")
        for kind in _NEIGHBOUR:
            yield (6, way, "neighbour", kind)
        yield (6, way, "untracked")
    for layer in ("both", "filter", "security"):
        yield (layer,)
