"""The helper killed with -9 at random moments: the machine is as before or closed, and never half-way."""

import collections
import os
import random
import signal
import time

from lab import flood, rules, suite
from lab.checks import check
from lab.lab import wait_until
from lab.outcome import FIRST, SECOND, Expectations

_ROUNDS = 50
"""For each iptables variant."""

_SEED = 20261122


class Killer:
    """Starts verbs and kills them at random moments within the time that they take."""

    def __init__(self, lab):
        self._lab = lab
        self._random = random.Random(_SEED)
        self._lasts = {}
        self.counts = collections.Counter()

    def kill(self, verb, stdin=b""):
        """Kills a call of the verb; every other time its children, too. Returns when nothing of it runs."""
        longest = self._lasts.get(verb, 1.0)
        moment = self._random.uniform(0, 1.05) * longest
        process = self._lab.helper.start(verb, stdin)
        began = time.monotonic()
        finished = wait_until(lambda: process.poll() is not None, moment, 0.001)
        if finished:
            self._lasts[verb] = time.monotonic() - began
            self.counts[f"{verb} finished"] += 1
        elif self._random.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        for pipe in (process.stdout, process.stderr):
            pipe.close()
        gone = wait_until(lambda: not _of_session(process.pid), 10)
        check(gone, "something that the helper started does not end")
        self.counts[verb] += 1

    def measure(self, verb, stdin=b""):
        """Lets a verb run to its end to learn how long it takes."""
        began = time.monotonic()
        self._lab.helper.must(verb, stdin)
        self._lasts[verb] = time.monotonic() - began


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
    """Kills arm in every round, and in some of them disarm and configure while armed, too."""
    expected = Expectations(lab)
    killer = Killer(lab)
    lab.helper.must("configure", FIRST)
    killer.measure("arm")
    killer.measure("configure", SECOND)
    killer.measure("disarm")
    states = collections.Counter()
    with flood.Flood(lab) as stream:
        check(stream.settle(), "the control fails: the flood is not seen while disarmed")
        for number in range(rounds):
            killer.kill("arm")
            flood.check_one_step(stream.history(), opening=False)
            states[expected.check_true(stream.settle())] += 1
            if number % 4 == 1:
                expected.arm()
                check(not stream.settle(), "armed, but open")
                killer.kill("disarm")
                flood.check_one_step(stream.history(), opening=True)
                states[expected.check_true(stream.settle(), exactly=False)] += 1
            elif number % 4 == 3:
                expected.arm()
                check(not stream.settle(), "armed, but open")
                killer.kill("configure", (FIRST, SECOND)[number // 4 % 2])
                check(not any(stream.history()), "LEAK while settings changed")
                states[expected.check_true(stream.settle())] += 1
                expected.arm()
                check(not any(stream.history()), "LEAK while arming again")
            stream.settle()
            expected.disarm()
            flood.check_one_step(stream.history(), opening=True)
            check(stream.settle(), "disarmed, but closed")
    return f"{dict(killer.counts)}, found {dict(states)}"


def tests(lab, checks):
    """Half of the rounds on an empty machine, half beside other people's rules."""
    checks.run("killed at random moments", lambda: killed_at_random(lab, _ROUNDS // 2))
    checks.run("killed at random moments beside other rules", lambda: _beside_others(lab))


def _beside_others(lab):
    with rules.foreign(lab.machine):
        return killed_at_random(lab, _ROUNDS // 2)


if __name__ == "__main__":
    suite.main(tests, __doc__)
