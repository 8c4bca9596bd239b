"""Sends probes without any rule and then with the helper's rules, and compares what passed with what should have.

The first round is the positive control: only what passed in it, at the same hook, can be said to be stopped by us.
"""

import dataclasses
import ipaddress

from . import crossing, probe as probes
from .checks import check
from .dissect import View
from .lab import wait_until

CONTROL, ARMED = 0, 1
_EMPTY = "".join(f"*{table}\nCOMMIT\n" for table in ("filter", "security", "nat"))
_PROHIBITED = ((4, 3, 13), (6, 1, 1))
_LAYERS = {"both": ("filter", "security"), "filter": ("filter",), "security": ("security",)}


@dataclasses.dataclass(frozen=True)
class Case:
    """A packet at a hook of the armed machine: what was to become of it, and what became of it."""

    probe: object
    words: str
    view: View
    passed: bool
    controlled: bool
    expected: dict
    layer: str
    told: bool

    @property
    def permitted(self):
        """What the reference says."""
        return self.expected["reference"]

    @property
    def traced(self):
        """What the tracer says of the tables that are in place."""
        return all(self.expected[table] == "RETURN" for table in _LAYERS[self.layer])

    @property
    def counts(self):
        """Whether it proves anything: that it does not pass does so only where it would pass without us."""
        return self.controlled or self.passed

    @property
    def differs(self):
        """Whether reference, tracer and kernel are not of one mind."""
        models = {self.expected["reference"], *(self.expected[t] == "RETURN" for t in ("filter", "security"))}
        return len(models) > 1 or (self.counts and self.passed != self.permitted) or self.answer not in (None, self.told)

    @property
    def answer(self):
        """Whether who sent it must be told that it was stopped (REJECT) or must not (DROP); None if either may be."""
        v, way = self.view, self.words.partition(" ")[0]
        if self.passed or way == "in" or way != self.probe.way or v.protocol != self.probe.protocol:
            return None
        if self.layer == "security" or self.expected["filter"] == "DROP":
            return False
        if v.family == 6 and way == "out" and set(v.flags.split(",")) & set("FIN SYN RST ACK".split()) == {"SYN"}:
            return None  # Told by a reset, which bears no mark; works_test sees it.
        plain = v.protocol in (probes.TCP, probes.UDP) and not (self.probe.fragments or self.probe.extra or self.probe.bad_checksum)
        plain = plain and v.source == self.probe.source  # The kernel fills in what is missing, but not the checksum.
        ends = ipaddress.ip_address(v.source), ipaddress.ip_address(v.target)
        special = any(a.is_multicast or a.is_unspecified or a.is_loopback or a.is_link_local for a in ends)
        special = special or v.source in crossing.SHARED  # The kernel answers nobody who may be many.
        return True if plain and not special and self.words.endswith("remote") else None


class Round:
    """What was seen of one round."""

    def __init__(self, sightings, out, phase):
        self.before, self.behind, self.out, self.told = {}, set(), set(), set()
        for sighting in sightings:
            number, found = sighting.view.mark
            if found != phase:
                continue
            if sighting.hook == "out" and (sighting.view.family, sighting.view.type, sighting.view.code) in _PROHIBITED:
                self.told.add(number)
            if sighting.behind:
                self.behind.add((number, sighting.key))
            else:
                self.before.setdefault((number, sighting.key), sighting)
        for name, views in out.items():
            for v in views:
                if v.mark[1] == phase:
                    self.out.add((v.mark[0], name, v.protocol, v.target, v.type))

    def passed(self, key):
        """Whether a packet came through a hook: seen right behind our rules, or at the other end of a cable."""
        return key in self.behind or self.arrived(key)

    def arrived(self, key):
        """Whether it also got to where it was to go, as far as that can be seen from outside."""
        number, (hook, _, leaves, protocol, _, target, kind, _) = key
        if hook == "in" or leaves == "lo":
            return key in self.behind
        return (number, leaves, protocol, target, kind) in self.out

    def strays(self):
        """What came out by a cable without having been at any hook."""
        known = {(n, key[2], key[3], key[5], key[6]) for n, key in self.before}
        return self.out - known


class Trials:
    """Runs probes against settings on one machine with one iptables variant."""

    def __init__(self, judge, variant):
        self.judge = judge
        self.crossing = crossing.Crossing()
        self.machine = self.crossing.machine
        self._tools = {"ipv4": f"iptables-{variant}", "ipv6": f"ip6tables-{variant}"}
        self.lost = []
        """Probes that came to a hook without rules of ours, and to none with them: what does this say? Nothing."""

    def run(self, settings, some, layer="both", tamper=None, matched=None):
        """The cases that probes make; None if the helper refuses the settings.

        layer: which of our tables are put in place. tamper: spoils the rules. matched: a list that gets the rules whose
        counters say that they matched.
        """
        documents = self.judge.documents(settings)
        if documents is None:
            return None
        control = self._round(some, CONTROL)
        self._prepare(some)
        self._arm(documents, layer)
        if tamper:
            tamper(self.machine, self._tools)
        try:
            armed = self._send(some, ARMED)
            if matched is not None:
                matched += self._matched()
        finally:
            self._disarm()
        return self._cases(settings, {p.number: p for p in some}, control, armed, layer)

    def _round(self, some, phase):
        self._prepare(some)
        return self._send(some, phase)

    def _prepare(self, some):
        self.crossing.witness.forget_flows()
        for probe in some:
            self.crossing.prepare(probe)
        self.crossing.take()

    def _send(self, some, phase):
        for probe in some:
            self.crossing.send(probe, phase)
        return Round(*self.crossing.take(), phase)

    def _arm(self, documents, layer):
        for family, tool in self._tools.items():
            if f"{family}-sets" in documents:
                self.machine.run("ipset", "restore", input=documents[f"{family}-sets"])
            self.machine.run(f"{tool}-restore", "--noflush", input=only(documents[family], layer))

    def _disarm(self):
        for tool in self._tools.values():
            self.machine.run(f"{tool}-restore", input=_EMPTY)
        # The kernel lets go of a set some time after the rules that looked into it.
        gone = wait_until(lambda: self.machine.run("ipset", "destroy", check=False).returncode == 0, 20)
        check(gone, "a set of addresses can't be removed")

    def _matched(self):
        """The rules of ours whose counters say that packets matched, by tool and table."""
        said = []
        for tool in self._tools.values():
            table = ""
            for line in self.machine.run(f"{tool}-save", "-c").stdout.splitlines():
                if line.startswith("*"):
                    table = line[1:]
                if line.startswith("[") and not line.startswith("[0:") and "-A VPNFW-" in line:
                    said.append(f"{tool} {table}: {line}")
        return said

    def _cases(self, settings, by_number, control, armed, layer):
        self.lost += [p for p in by_number.values() if _own_hook(control, p) and not _own_hook(armed, p)]
        check(not armed.strays(), f"came out without having been at a hook: {armed.strays()}")
        keys = list(armed.before)
        words = [_words(armed.before[key]) for key in keys]
        verdicts = self.judge.verdicts(settings, words)
        cases = []
        for key, said, expected in zip(keys, words, verdicts):
            sighting = armed.before[key]
            probe = by_number[key[0]]
            cases.append(
                Case(
                    probe, said, sighting.view, armed.passed(key), control.arrived(key), expected, layer,
                    key[0] in armed.told - control.told,
                )
            )
        return cases


def _own_hook(seen, probe):
    return any(number == probe.number and key[0] == probe.way for number, key in seen.before)


def only(document, layer):
    """Of a restore document the tables of this layer, and what is neither of the two."""
    if layer == "both":
        return document
    drop = "security" if layer == "filter" else "filter"
    kept, table = [], ""
    for line in document.splitlines(keepends=True):
        if line.startswith("*"):
            table = line[1:].strip()
        if table != drop:
            kept.append(line)
    return "".join(kept)


def _words(sighting):
    """A packet in the words of PacketText."""
    v = sighting.view
    ways = {"out": f"out {sighting.leaves}", "in": f"in {sighting.entered}", "fwd": f"fwd {sighting.entered} {sighting.leaves}"}
    said = [ways[sighting.hook], "from", v.source, "to", v.target, f"proto={v.protocol}", f"hl={v.hops}", sighting.state]
    if v.protocol in (6, 17):
        said += [f"sport={v.sport}", f"dport={v.dport}"]
    if v.protocol == 6:
        said.append(f"flags={v.flags or 'NONE'}")
    if v.type >= 0:
        said.append(f"type={v.type}")
    if sighting.hook == "out":
        said.append("kernel" if sighting.uid is None else f"uid={sighting.uid}")
    said.append(crossing.kind_of(v.target, sighting.entered))
    return " ".join(said)
