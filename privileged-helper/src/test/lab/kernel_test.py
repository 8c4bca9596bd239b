"""Random settings, real packets of every kind: what the kernel does is what reference decision and tracer say (§2).

    kernel_test.py [--cases N] [--seed S]    N cases for each iptables variant; the seed decides all else

Each packet is sent without any rule first; only where it passed then, its being stopped later counts. A packet on
which kernel and models differ is made as small as it gets, and printed with the settings and the rules that matched.
"""

import json
import os
import random
import subprocess

from lab import coverage, judge, machine, probe as probes, sabotage, suite, trial
from lab.checks import check
from lab.shrink import Shrinker
from lab.variety import Variety

_CASES = 8000
_SEED = 20261122
_BATCH = 60
_MOST_SHOWN = 3
_AND = {None: "", True: " and its sender told", False: " and its sender not told"}


class Kernel:
    """The machine of one variant, with the models beside it."""

    def __init__(self, stage, variant, _, cases, seed):
        self.stage, self.cases, self.seed = stage, cases, seed
        self.judge = judge.Judge(stage)
        # One processor for all that sends and receives, another one for the other variant.
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {processors[machine.VARIANTS.index(variant) % len(processors)]})
        self.trials = trial.Trials(self.judge, variant)

    def recover(self):
        """What a failed test leaves is taken away before the next trial anyway."""

    def settings(self, index):
        """The settings of a batch."""
        return self.judge.settings(self.seed * 1_000_003 + index)

    def batch(self, index, settings):
        """The packets of a batch, and which of our tables they are sent through."""
        chosen = random.Random(f"{self.seed} {index}")
        some = Variety(chosen, index * _BATCH).probes(settings, _BATCH)
        return some, chosen.choice(("both", "both", "filter", "security"))


def rendered(kernel):
    """What is tried here are the documents that the installed helper itself renders."""
    helper = [*judge.runtime(kernel.stage), "-m", f"{judge.MODULE}/{judge.MODULE}.Main", "render"]
    for index in range(3):
        settings = kernel.settings(index)
        settings["tunnel"]["clientUsers"] = ["root"] if settings["tunnel"]["clientUsers"] else []
        done = subprocess.run(helper, input=json.dumps(settings), capture_output=True, text=True, check=False)
        settings["tunnel"]["clientUsers"] = ["0"] * len(settings["tunnel"]["clientUsers"])
        check(done.returncode == 0, f"render fails: {done.stdout} {done.stderr}")
        documents = json.loads(done.stdout)["documents"]
        check(documents == kernel.judge.documents(settings), f"other documents than the helper's for {json.dumps(settings)}")


def agreed(kernel):
    """Sends packets until there are as many cases as wanted; all of them have to come out as the models say."""
    seen = coverage.Coverage()
    found = []
    index = 0
    while seen.cases < kernel.cases and len(found) < _MOST_SHOWN:
        settings = kernel.settings(index)
        some, layer = kernel.batch(index, settings)
        cases = kernel.trials.run(settings, some, layer)
        check(cases is not None, f"the helper refuses its own settings: {json.dumps(settings)}")
        seen.add(settings, some, cases, kernel.trials.lost)
        differing = [case for case in cases if case.differs]
        found += [_told(kernel, index, settings, case) for case in differing[: _MOST_SHOWN - len(found)]]
        index += 1
    check(not found, "\n".join(found))
    seen.check()
    return f"{index} settings, {seen}"


def _told(kernel, index, settings, case, tamper=None):
    """Everything about a difference, as small as it gets."""
    small = Shrinker(kernel.trials, case, tamper).shrink(settings, case.probe)
    text = [f"DIFFERENCE in batch {index} of seed {kernel.seed}, table: {case.layer}"]
    if small:
        text += _lines(*small)
    else:
        text.append("  (alone, the packet does not show it)")
    text.append(f"  found with {json.dumps(settings)}")
    text.append(f"  and {case.probe}: {case.words}")
    return "\n".join(text)


def _lines(settings, probe, case, matched):
    yield f"  settings  {json.dumps(settings)}"
    yield f"  packet    {probe}"
    yield f"  bytes     {' + '.join(p.hex() for p in probes.packets(probe, trial.ARMED))}"
    yield f"  at hook   {case.words}"
    models = {name: case.expected[name] for name in ("reference", "filter", "security")}
    yield f"  expected  {'passes' if case.permitted else 'is stopped'}{_AND[case.answer]} ({models})"
    yield f"  seen      {'passed' if case.passed else 'was stopped'}{_AND[case.told]}"
    yield f"  control   without our rules it {'passed' if case.controlled else 'did not pass'}"
    yield from (f"  tracer    {rule}" for rule in case.expected["matched"])
    yield from (f"  kernel    {rule}" for rule in matched)


def missed_nothing(kernel, settings, spoil):
    """With one rule of the kernel's spoilt, the same packets have to show it."""
    for index in range(10_000, 10_020):
        some, _ = kernel.batch(index, settings)
        cases = kernel.trials.run(settings, some, "both", spoil)
        differing = [case for case in cases if case.differs]
        if differing:
            told = _told(kernel, index, settings, differing[0], spoil)
            check("  packet    " in told, f"it is found, but does not come again: {told}")
            return f"found in batch {index - 9_999}: {told.splitlines()[4].strip()}"
    raise AssertionError("20 batches of packets did not show it")


def tests(kernel, checks):
    """The models against the kernel; and whether these tests would find it if a rule were wrong."""
    checks.run("the documents are the helper's", lambda: rendered(kernel))
    checks.run("kernel, reference and tracer agree", lambda: agreed(kernel))
    for name, (settings, spoil) in sabotage.ALL.items():
        checks.run(f"would be found: {name}", lambda s=settings, spoil=spoil: missed_nothing(kernel, s, spoil))


def _arguments(parser):
    parser.add_argument("--cases", type=int, default=_CASES, help="how many cases for each variant")
    parser.add_argument("--seed", type=int, default=_SEED, help="what decides settings and packets")


if __name__ == "__main__":
    suite.main(tests, __doc__, make=Kernel, arguments=_arguments)
