"""The helper killed with -9 at random moments: the machine is as before or closed, and never half-way."""

import collections
import os
import random
import signal
import time

import trial_test
from lab import flood, rules, suite
from lab.checks import check
from lab.lab import wait_until
from lab.outcome import FIRST, SECOND, Expectations

_ROUNDS = 50
"""For each iptables variant."""

_SEED = 20261122
_TRIAL = ("arm", "--confirm", "60")


class Killer:
    """Starts verbs and kills them at random moments within the time that they take."""

    def __init__(self, lab):
        self._lab = lab
        self._random = random.Random(_SEED)
        self._lasts = {}
        self.counts = collections.Counter()

    def kill(self, *arguments, stdin=b""):
        """Kills a call; every other time its children, too. Returns when nothing of it runs."""
        call = " ".join(arguments)
        longest = self._lasts[call]
        moment = self._random.uniform(0, 1.05) * longest
        process = self._lab.helper.start(*arguments, stdin=stdin)
        began = time.monotonic()
        finished = wait_until(lambda: process.poll() is not None, moment, 0.001)
        if finished:
            self._lasts[call] = time.monotonic() - began
            self.counts[f"{call} finished"] += 1
        elif self._random.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        for pipe in (process.stdout, process.stderr):
            pipe.close()
        gone = wait_until(lambda: not _of_session(process.pid), 10)
        check(gone, "something that the helper started does not end")
        self.counts[call] += 1

    def measure(self, *arguments, stdin=b""):
        """Lets a call run to its end to learn how long it takes."""
        began = time.monotonic()
        answer = self._lab.helper.call(*arguments, stdin=stdin)
        check(answer.code == 0, f"{arguments}: {answer}")
        self._lasts[" ".join(arguments)] = time.monotonic() - began


def _of_session(session):
    """The processes of a session that still run."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(name))
    return found


def killed_at_random(lab, rounds):
    """Kills arm in every round, and in some of them disarm and configure while armed, or arming on trial, too."""
    expected = Expectations(lab)
    killer = Killer(lab)
    lab.helper.must("configure", FIRST)
    killer.measure("arm")
    killer.measure("configure", stdin=SECOND)
    killer.measure("disarm")
    killer.measure(*_TRIAL)
    expected.disarm()
    states = collections.Counter()
    with flood.Flood(lab) as stream:
        check(stream.settle(), "the control fails: the flood is not seen while disarmed")
        for number in range(rounds):
            killer.kill("arm")
            stream.check_one_step(opening=False)
            states[expected.check_true(stream.settle())] += 1
            if number % 4 == 1:
                expected.arm()
                check(not stream.settle(), "armed, but open")
                killer.kill("disarm")
                stream.check_one_step(opening=True)
                states[expected.check_true(stream.settle(), exactly=False)] += 1
            elif number % 4 == 3:
                expected.arm()
                check(not stream.settle(), "armed, but open")
                killer.kill("configure", stdin=(FIRST, SECOND)[number // 4 % 2])
                check(not any(stream.history()), "LEAK while settings changed")
                states[expected.check_true(stream.settle())] += 1
                expected.arm()
                check(not any(stream.history()), "LEAK while arming again")
            elif number % 12 == 2:
                expected.disarm()
                stream.check_one_step(opening=True)
                killer.kill(*_TRIAL)
                stream.check_one_step(opening=False)
                states[expected.check_true(stream.settle())] += 1
                check(lab.machine.read(trial_test.BOOT) is None, "a trial was killed, and a boot would close it")
                if not stream.settle():
                    trial_test.hurry(lab)
                    check(wait_until(stream.settle, trial_test.PATIENCE), "a trial was killed, and never opened")
                    stream.check_one_step(opening=True)
            stream.settle()
            expected.disarm()
            stream.check_one_step(opening=True)
            check(stream.settle(), "disarmed, but closed")
    return f"{dict(killer.counts)}, found {dict(states)}"


def judged(packets, opening):
    """Whether packets of one family are taken for one step; "o" came out, "O" did after it had been held up."""
    pairs = [(came in "oO", came in "~O") for came in packets for _ in range(2)]
    try:
        flood.check_one_step(pairs, opening)
    except AssertionError:
        return False
    return True


def judge_is_strict():
    """What counts as one step."""
    one_step = {"....oooo": True, "oooo": True, "....": True, "..O...oo": True}
    one_step |= {"..o...oo": False, "..OO..oo": False, ".O.O..oo": False, "..~...oo": True, "oo..oo": False, "ooo...": False}
    wrong = [text for text, good in one_step.items() if judged(text, True) is not good]
    closing = {"oooo....": True, "....": True, "oo..O...": False, "oo..o...": False, "...ooo": False}
    wrong += [text for text, good in closing.items() if judged(text, False) is not good]
    check(not wrong, f"judged wrongly: {wrong}")


def tests(lab, checks):
    """Half of the rounds on an empty machine, half beside other people's rules."""
    checks.run("what counts as one step", judge_is_strict)
    checks.run("killed at random moments", lambda: killed_at_random(lab, _ROUNDS // 2))
    checks.run("killed at random moments beside other rules", lambda: _beside_others(lab))


def _beside_others(lab):
    with rules.foreign(lab.machine):
        return killed_at_random(lab, _ROUNDS // 2)


if __name__ == "__main__":
    suite.main(tests, __doc__)
