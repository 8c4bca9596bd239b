"""Makes a case on which kernel and models differ as small as it gets: fewer settings, a plainer packet."""

import copy
import dataclasses

from . import crossing, probe as probes

_MOST_TRIALS = 200
_LISTS = (("servers",), ("tunnel", "interfaces"), ("tunnel", "clientUsers"), ("lan", "networks"), ("gateway", "interfaces"))
_PLAIN = (
    (("lan", "allow"), False), (("lan", "networks"), None), (("lan", "dns"), False), (("tunnel", "ipsec"), False),
    (("tunnel", "allowInbound"), False), (("blockMode",), "reject"), (("logBlocked",), False), (("pinHosts",), False),
)


class Shrinker:
    """Tries simpler cases as long as one of them still shows the same difference."""

    def __init__(self, trials, case, tamper=None):
        self._trials = trials
        self._tamper = tamper
        self._wanted = _difference(case)
        self._layer = case.layer
        self._left = _MOST_TRIALS

    def shrink(self, settings, probe):
        """(settings, probe, case, matched rules) of the smallest that was found; None if it does not come again."""
        best = self._attempt(settings, probe)
        better = best is not None
        while better:
            better = False
            at = 0
            simpler = list(_simpler(*best[:2]))
            while at < len(simpler) and self._left > 0:
                found = self._attempt(*simpler[at])
                if found:
                    # What now stands at this place is a step further on; all before it has just been tried.
                    best, better = found, True
                    simpler = list(_simpler(*best[:2]))
                else:
                    at += 1
        return best

    def _attempt(self, settings, probe):
        self._left -= 1
        matched = []
        cases = self._trials.run(settings, [probe], self._layer, self._tamper, matched) or []
        for case in cases:
            if case.differs and _difference(case) == self._wanted:
                return settings, probe, case, matched
        return None


def _difference(case):
    return case.permitted, case.passed, case.traced, case.answer, case.told


def _simpler(settings, probe):
    """Everything that is one step simpler."""
    for path in _LISTS:
        for index in range(len(_at(settings, path) or [])):
            fewer = copy.deepcopy(settings)
            del _at(fewer, path)[index]
            yield fewer, probe
    for path, plain in _PLAIN:
        if _at(settings, path) != plain:
            changed = copy.deepcopy(settings)
            _at(changed, path[:-1])[path[-1]] = plain
            yield changed, probe
    for change in _plainer(probe):
        if any(getattr(probe, name) != value for name, value in change.items()):
            yield settings, dataclasses.replace(probe, **change)


def _plainer(probe):
    for name, value in (("extra", ""), ("fragments", False), ("bad_checksum", False), ("flow", ""), ("uid", 0), ("code", 0)):
        yield {name: value}
    icmp = probes.ICMP if probe.family == 4 else probes.ICMPV6
    if probe.protocol != probes.UDP:
        yield {"protocol": probes.UDP, "type": 0, "code": 0, "flags": "SYN"}
    if probe.protocol != icmp:
        yield {"type": 0, "code": 0}
    else:
        yield {"sport": 40000, "dport": 40000}
    yield {"flags": "SYN"}
    yield {"hops": 64}
    yield {"sport": 40000}
    yield {"dport": 40000}
    if probe.way != "fwd" and probe.via in crossing.OWN:
        own = crossing.addresses(probe.via, probe.family)[0]
        yield {"target" if probe.way == "in" else "source": own}


def _at(settings, path):
    for step in path:
        settings = settings[step]
    return settings
