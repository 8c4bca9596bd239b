"""What a bench has measured: rows that compare us with somebody else, plain figures, and floors under both.

    bench.row("start of arm → closed", ours=[118.0, …], theirs=[291.0, …], unit="ms", against="57 iptables calls", target=0.45)
    bench.figure("tray, idle: CPU", value=0.03, unit="% of a core", target=0.1)
    bench.floor("an empty nft commit", samples=[9.8, …], unit="ms", note="the kernel waits for all its readers")
    bench.done()

Each is printed at once. What misses its target is said to do so and is no failure; what was not measured is one.
./run bench reads them again from the file that VPNFIREWALL_BENCH names.
"""

import json
import math
import os
import statistics
import sys

from . import figures

RESULTS = "VPNFIREWALL_BENCH"
_recorded = []


def row(what, ours, theirs, unit, against, target, at_least=False, paired=False):
    """Compares samples of ours with samples of theirs: the ratio of the medians has to be at most the target.

    at_least: it has to be at least the target. paired: both lists are the same rounds, of which each has its own ratio,
    and their median counts, as speeds drift from round to round. Returns the ratio.
    """
    ours, theirs = _samples(what, ours), _samples(what, theirs)
    if paired:
        if len(ours) != len(theirs):
            raise ValueError(f"{what}: {len(ours)} rounds of ours and {len(theirs)} of theirs")
        ratio = statistics.median(_divided(what, a, b) for a, b in zip(ours, theirs))
    else:
        ratio = _divided(what, statistics.median(ours), statistics.median(theirs))
    _record(
        {
            "kind": "row",
            "what": what,
            "ours": _summary(ours, unit),
            "against": against,
            "theirs": _summary(theirs, unit),
            "ratio": ratio,
            **_judged(what, ratio, target, at_least),
        }
    )
    return ratio


def figure(what, value, unit, target=None, at_least=False):
    """A value, or the median of several, that has to be at most (at_least: at least) the target, if it has one."""
    samples = _samples(what, value if isinstance(value, (list, tuple)) else [value])
    middle = statistics.median(samples)
    _record({"kind": "figure", "what": what, "ours": _summary(samples, unit), **_judged(what, middle, target, at_least)})
    return middle


def floor(what, samples, unit, note):
    """What no program can do better under the same conditions, measured in the same run; the note says why."""
    _record({"kind": "floor", "what": what, "ours": _summary(_samples(what, samples), unit), "note": note})


def done():
    """Ends the bench: all is measured. Raises if that is nothing at all."""
    if not any(entry["kind"] != "floor" for entry in _recorded):
        raise ValueError("nothing was measured")
    _write({"kind": "done"})
    if RESULTS not in os.environ:
        print("\n" + figures.text(_recorded), flush=True)
    _recorded.clear()


def interleaved(rounds, **measures):
    """Calls each measure once in every round, so that whatever else the machine does meets all of them.

    Returns the list of what each returned, by its name. One round before is not counted.
    """
    found = {name: [] for name in measures}
    for number in range(rounds + 1):
        for name, measure in measures.items():
            value = measure()
            if number:
                found[name].append(value)
    return found


def _samples(what, values):
    values = [float(value) for value in values]
    if not values or not all(math.isfinite(value) for value in values):
        raise ValueError(f"{what}: not measured: {values}")
    return values


def _divided(what, ours, theirs):
    if theirs <= 0:
        raise ValueError(f"{what}: nothing to compare with: {theirs}")
    return ours / theirs


def _judged(what, value, target, at_least):
    if target is not None and not math.isfinite(target):
        raise ValueError(f"{what}: {target} is no target")
    met = None if target is None else value >= target if at_least else value <= target
    return {"target": target, "at_least": at_least, "met": met}


def _summary(samples, unit):
    """Median and middle half of the samples."""
    low, middle, high = statistics.quantiles(samples, n=4, method="inclusive") if len(samples) > 1 else samples * 3
    return {"median": middle, "low": low, "high": high, "samples": len(samples), "unit": unit}


def _record(entry):
    _recorded.append(entry)
    _write(entry)
    print(figures.line(entry), file=sys.stdout, flush=True)


def _write(entry):
    if RESULTS in os.environ:
        with open(os.environ[RESULTS], "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
