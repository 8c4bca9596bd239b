"""Any tool failing at any of its calls: the machine is as before or closed, and says so (issue: never half-way)."""

import collections
import signal

from lab import faults, flood, suite
from lab.checks import check
from lab.lab import wait_until
from lab.outcome import FIRST, SECOND, Expectations

_CUT_OFF = ("works but says that it failed", "dies with the helper", "outlives the helper")


class Trial:
    """One verb with one tool going wrong, again and again from the same beginning."""

    def __init__(self, lab, tools):
        self._lab = lab
        self._tools = tools
        self._expected = Expectations(lab)
        self._turn = 0
        self._stands = "disarmed"

    def every_call(self, verb, modes, only):
        """Makes each call of the verb that `only` picks go wrong in each mode; returns what was found."""
        counts = collections.Counter()
        with flood.Flood(self._lab) as stream:
            self._begin(verb, stream)
            calls = self._tools.calls_of(lambda: self._call(verb))
            self._stands = None
            for number, call in enumerate(calls, 1):
                for mode in modes if only(call) else ():
                    self._begin(verb, stream)
                    try:
                        counts[self._one(verb, number, mode, stream)] += 1
                    except AssertionError as error:
                        raise AssertionError(f"{verb}, call {number} ({call}) {mode}: {error}") from None
            self._expected.disarm()
        check(counts, f"no call to make go wrong among {calls}")
        return f"{len(calls)} calls, {sum(counts.values())} times; found {dict(counts)}"

    def _begin(self, verb, stream):
        """Open for arm; armed for the others. A machine that was left that way need not be made so again."""
        wanted = "disarmed" if verb == "arm" else "armed"
        if self._stands != wanted:
            self._be(wanted)
        check(stream.settle() == (verb == "arm"), "the test begins in the wrong state")

    def _be(self, wanted):
        self._expected.arm() if wanted == "armed" else self._expected.disarm()
        self._stands = wanted

    def _call(self, verb):
        self._turn += 1
        return self._lab.helper.call(verb, stdin=(FIRST, SECOND)[self._turn % 2] if verb == "configure" else b"")

    def _one(self, verb, number, mode, stream):
        self._tools.plan(number, mode)
        answer = self._call(verb)
        # Tools run side by side, so another one, too, may have outlived the helper and change rules yet.
        check(wait_until(lambda: not self._lab.helper.outlived(), 10), "a tool does not end")
        self._tools.clear()
        if verb == "configure":
            check(not any(stream.history()), "LEAK while settings changed")
        else:
            stream.check_one_step(opening=verb == "disarm")
        is_open = stream.settle()
        killed = answer.code == -signal.SIGKILL
        check(killed or answer.report, f"no report: {answer}")
        if not killed:
            _check_claims(answer, is_open)
        state = self._expected.check_true(is_open, exactly=verb != "disarm")
        if self._turn % 2:
            self._be("armed")
            check(not stream.settle(), "armed, but open")
        else:
            self._be("disarmed")
            check(stream.settle(), "disarmed, but closed")
        stream.history()
        return f"killed, {state}" if killed else f"exit {answer.code}, {state}"


def _check_claims(answer, is_open):
    """What the report of the failed call says must be what the wire shows."""
    if answer.state in ("armed", "disarmed"):
        check(is_open == (answer.state == "disarmed"), f"the report is not true: {answer}")
    if answer.code == 0:
        check(answer.report["ok"] and answer.state != "degraded", f"exit 0, but {answer}")
    else:
        check(not answer.report["ok"] and answer.error, f"exit {answer.code} without an error: {answer}")


def tests(lab, checks):
    """Every verb that changes rules, every call, every way to go wrong."""
    tools = faults.Faults(lab.machine)
    plan = [
        ("a tool fails", ("arm", "disarm", "configure"), ("fails",), faults.writes),
        ("something ends while a tool changes rules", ("arm", "disarm"), _CUT_OFF, faults.writes),
    ]
    if lab.machine.variant == "nft":  # The rest does not depend on the variant.
        plan += [
            ("a tool that reads fails", ("arm", "disarm"), ("fails",), faults.reads),
            ("something ends while a tool changes rules", ("configure",), _CUT_OFF, faults.writes),
            ("a tool hangs", ("arm", "disarm"), ("hangs",), faults.writes),
        ]
    for name, verbs, modes, only in plan:
        for verb in verbs:
            checks.run(
                f"{verb}: {name}",
                lambda verb=verb, modes=modes, only=only: Trial(lab, tools).every_call(verb, modes, only),
            )


if __name__ == "__main__":
    suite.main(tests, __doc__)
