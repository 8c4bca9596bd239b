"""What is missing, full, or in use by another caller: the machine is as before or closed, and says so."""

import collections
import random
import signal

from lab import policy, rules, suite
from lab.checks import check
from lab.lab import wait_until
from lab.outcome import FIRST, SECOND, Expectations

_FOLDERS = ("/etc/vpnfirewall", "/var/lib/vpnfirewall", "/run/vpnfirewall")
_TOOLS = (
    ("nft",),
    ("ip6tables-restore",),
    ("iptables-restore", "ip6tables-restore"),
    ("iptables-save", "ip6tables-save"),
    ("conntrack", "ipset"),
)
_ROUNDS = 10


def _hide(lab, tools):
    for tool in tools:
        lab.desktop.shell(f"mv /usr/sbin/{tool} /usr/sbin/{tool}.hidden")


def _show(lab, tools):
    for tool in tools:
        lab.desktop.run("mv", f"/usr/sbin/{tool}.hidden", f"/usr/sbin/{tool}", check=False)


def _check_true(lab, answer, what, was_open):
    """What a report says is what the wire shows; a call that failed has not opened what was closed."""
    is_open = bool(lab.open_families())
    check(answer.report, f"{what}: no report: {answer}")
    if answer.state == "armed":
        check(not is_open, f"LEAK: {what}: says armed: {answer}")
    if answer.state == "disarmed":
        check(is_open, f"{what}: says disarmed, but is closed: {answer}")
    if answer.code == 0:
        check(answer.report["ok"], f"{what}: exit 0, but {answer}")
    else:
        check(answer.error, f"{what}: exit {answer.code} without an error")
        check(was_open or not is_open, f"LEAK: {what}: failed, and opened what was closed: {answer}")
    return answer.state


def tool_missing(lab):
    """Each tool, and those that only work together, gone: before arming, and while armed."""
    expected = Expectations(lab)
    found = collections.Counter()
    for tools in _TOOLS:
        # Without nft nobody can remove the bare tables of iptables-nft: they stay, and let everything pass.
        for verb in ("arm", "configure") if tools == ("nft",) else ("arm", "configure", "disarm"):
            expected.disarm() if verb == "arm" else expected.arm()
            _hide(lab, tools)
            try:
                answer = lab.helper.call(verb, stdin=SECOND if verb == "configure" else b"")
                found[_check_true(lab, answer, f"{verb} without {', '.join(tools)}", verb == "arm")] += 1
            finally:
                _show(lab, tools)
            expected.arm()
            check(not lab.open_families(), "armed again, but open")
        expected.disarm()
    return f"{sum(found.values())} calls, found {dict(found)}"


def disk_full(lab):
    """A full disk under each of the helper's folders keeps nothing open, and what was stored stays whole."""
    expected = Expectations(lab)
    found = collections.Counter()
    for folder in _FOLDERS:
        for verb in ("arm", "configure", "disarm"):
            expected.disarm() if verb == "arm" else expected.arm()
            # As many bytes as there is room for: what is there can be read, and nothing more be written.
            lab.desktop.shell(
                f"mkdir -p {folder}; cp -a {folder} /run/lab-kept\n"
                f"mount -t tmpfs -o size=64k,mode=755 tmpfs {folder}; cp -a /run/lab-kept/. {folder}/\n"
                f"! cat /dev/zero >{folder}/filler 2>/run/lab-full; grep -q 'No space left' /run/lab-full"
            )
            try:
                stored = lab.machine.read(lab.SETTINGS)
                answer = lab.helper.call(verb, stdin=SECOND if verb == "configure" else b"")
                found[f"{verb}: {_check_true(lab, answer, f'{verb}, {folder} full', verb == 'arm')}"] += 1
                if verb == "arm":
                    check(not lab.open_families(), f"{folder} full: arming left it open: {answer}")
                    if folder == "/var/lib/vpnfirewall":  # It must say that a reboot would open it.
                        check(answer.code == 1 and answer.error["code"] == "not-stored", f"{folder} full: {answer}")
                if verb == "configure" and folder == _FOLDERS[0]:
                    check(answer.code == 1, f"settings cannot be stored, but {answer}")
                    check(lab.machine.read(lab.SETTINGS) == stored, "the stored settings are damaged")
            finally:
                lab.desktop.shell(f"rm -f {folder}/filler; cp -a {folder}/. /run/lab-kept/; umount {folder}")
                lab.desktop.shell(f"rm -rf {folder}; mv /run/lab-kept {folder}")
            if verb == "configure":
                lab.helper.must("configure", FIRST)
            expected.arm()
            check(not lab.open_families(), "armed again, but open")
        expected.disarm()
    return f"{sum(found.values())} calls, found {dict(found)}"


def two_callers(lab):
    """Verbs begun together come one after the other: each report is true at its time, and the last one's holds."""
    expected = Expectations(lab)
    chance = random.Random(7)
    ends = collections.Counter()
    for number in range(_ROUNDS):
        verbs = [chance.choice(("arm", "disarm", "configure", "status")) for _ in range(3)]
        callers = [(v, lab.helper.start(v, stdin=FIRST if v == "configure" else b"")) for v in verbs]
        for verb, process in callers:
            process.stdin = None  # It is closed, and communicate() would flush it.
            out, err = process.communicate(timeout=60)
            check(out.count(b"\n") == 1 and out.endswith(b"}\n"), f"round {number}: {verb} of {verbs} said {out!r} {err[-500:]!r}")
            check(process.returncode in (0, 3), f"round {number}: {verb} of {verbs}: {process.returncode} {out!r}")
        is_open = bool(lab.open_families())
        ends[expected.check_true(is_open, exactly=False)] += 1
    expected.disarm()
    left = rules.difference(expected.open, rules.snapshot(lab.machine))
    check(not left, f"left:\n{left}")
    check(len(ends) == 2, f"both ends should have come: {dict(ends)}")
    return f"{_ROUNDS} times three, ended {dict(ends)}"


def caller_stopped(lab):
    """A call that its caller has stopped or frozen, lock in hand, is ended when its time is over: the next one closes."""
    expected = Expectations(lab)
    lock = lab.machine.path("/run/vpnfirewall/lock")
    for _ in range(_ROUNDS):
        expected.disarm()
        process = lab.helper.start("arm")
        check(wait_until(lock.read_text, 30, 0.001) or process.poll() is not None, "it never took the lock")
        process.send_signal(signal.SIGSTOP)
        promise = lock.read_text()
        if promise:
            break
        process.send_signal(signal.SIGCONT)  # It was done before it could be stopped.
        process.communicate()
    pid = promise.split()[0]
    check(pid == str(process.pid), f"the lock is held by {promise}, and {process.pid} was stopped")
    lock.write_text(f"{pid} 1\n")  # so that nobody has to wait for the end of its time
    answer = lab.helper.must("arm", state="armed")
    check(not lab.open_families(), "LEAK: armed, but open")
    check(process.wait(10) == -signal.SIGKILL, f"it ended with {process.returncode}")
    for pipe in (process.stdout, process.stderr):
        pipe.close()
    check(pid.encode() in answer.stderr, f"who was ended is not said: {answer}")
    expected.disarm()
    left = rules.difference(expected.open, rules.snapshot(lab.machine))
    check(not left, f"left:\n{left}")


def tests(lab, checks):
    """All of them."""
    lab.helper.must("configure", policy.settings())
    for name, test in (
        ("a tool is missing", tool_missing),
        ("the disk is full", disk_full),
        ("callers at the same time", two_callers),
        ("a caller that stops its call", caller_stopped),
    ):
        checks.run(name, lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
