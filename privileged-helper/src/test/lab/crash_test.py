"""The helper killed with -9 at random moments: the machine is as before or closed, and never half-way."""

import collections
import contextlib
import os
import random
import signal
import socket
import threading
import time

import trial_test
from lab import flood, network, rules, suite
from lab.checks import check
from lab.helper import running
from lab.lab import wait_until
from lab.machine import INSTALLED
from lab.outcome import FIRST, SECOND, Expectations

_ROUNDS = 50
"""For each iptables variant."""

_SEED = 20261122
_PORT = 9010
_AGAIN = 120
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
        gone = wait_until(lambda: not running(process.pid), 10)
        check(gone, "something that the helper started does not end")
        self.counts[call] += 1

    def measure(self, *arguments, stdin=b""):
        """Lets a call run to its end to learn how long it takes."""
        began = time.monotonic()
        answer = self._lab.helper.call(*arguments, stdin=stdin)
        check(answer.code == 0, f"{arguments}: {answer}")
        self._lasts[" ".join(arguments)] = time.monotonic() - began


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


def judge_is_strict():
    """What counts as one step: "o" came out."""
    for opening, good, bad in (
        (True, ("....oooo", "oooo", "...."), ("..o...oo", "oo..oo", "ooo...", "..ooo.")),
        (False, ("oooo....", "oooo", "...."), ("oo..o...", "...ooo", "..o..")),
    ):
        for text in good + bad:
            try:
                flood.check_one_step([came == "o" for came in text for _ in range(2)], opening)
                accepted = True
            except AssertionError:
                accepted = False
            check(accepted == (text in good), f"{text}, opening: {opening}: judged wrongly")


def gate_again(lab):
    """The gate is shut once more while it is all that blocks, as after an arm that was killed: nothing slips through."""
    with lab.desktop.inside():
        opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, network.CARD.encode())
    opened.connect((network.PUBLIC[4], _PORT))
    ended, sent = threading.Event(), [0]

    def send():
        while not ended.is_set():
            with contextlib.suppress(OSError):
                opened.send(b"x")
            sent[0] += 1

    def out():
        return sum(packet.target_port == _PORT for packet in lab.wire.take())

    lab.wire.take()
    opened.send(b"x")
    check(wait_until(out, 10), "the control fails: nothing gets out while disarmed")
    gate = f". {INSTALLED}/kernel.sh; "
    sender = threading.Thread(target=send, daemon=True)
    try:
        lab.desktop.shell(gate + "shut_gate")
        out()
        sender.start()
        lab.desktop.shell(gate + f"for number in $(seq {_AGAIN}); do shut_gate || exit; done")
    finally:
        ended.set()
        sender.join()
        time.sleep(0.2)
        found = out()
        lab.desktop.shell(gate + "open_gate")
    check(sent[0] > 1000 * _AGAIN, f"only {sent[0]} packets were sent")
    check(not found, f"LEAK of {found} packets of {sent[0]} while the gate was shut {_AGAIN} times")
    opened.send(b"x")
    check(wait_until(out, 10), "not open again")
    return f"{sent[0]} packets, {_AGAIN} times"


def tests(lab, checks):
    """Half of the rounds on an empty machine, half beside other people's rules."""
    checks.run("what counts as one step", judge_is_strict)
    checks.run("gate shut once more", lambda: gate_again(lab))
    checks.run("killed at random moments", lambda: killed_at_random(lab, _ROUNDS // 2))
    checks.run("killed at random moments beside other rules", lambda: _beside_others(lab))


def _beside_others(lab):
    with rules.foreign(lab.machine):
        return killed_at_random(lab, _ROUNDS // 2)


if __name__ == "__main__":
    suite.main(tests, __doc__)
