"""Who calls ends, hangs up or presses keys at any time; the disk is full, or would fill: nothing is left half-way."""

import contextlib
import json
import os
import pathlib
import pty
import random
import signal
import subprocess
import time

import caller
import desktop
from caller import Call, call, report
from lab import sandbox
from lab.checks import check


def ends_at_any_time(ground, end):
    """Random moments, of arm on an open and of disarm on an armed machine."""
    chance = random.Random(7)
    began = time.monotonic()
    ground.must("arm")
    lasts = time.monotonic() - began
    ground.must("disarm")
    found, is_now = [], "disarmed"
    for number in range(6):
        verb, before = (("arm", "disarmed"), ("disarm", "armed"))[number % 2]
        if is_now != before:
            ground.must("arm" if before == "armed" else "disarm")
        found.append(end(verb, chance.uniform(0.02, 1) * lasts))
        is_now = ground.settled("armed", "disarmed")
        found[-1] += f", {is_now}"
    ground.must("disarm")
    ground.settled("disarmed")
    return "; ".join(found)


def killed(verb, moment):
    """Its caller, pkexec's parent, is killed with -9."""
    with Call(verb) as made:
        time.sleep(moment)
        was = made.is_root()
        made.process.kill()
        made.process.wait()
        desktop.wait("the call's end", lambda: ended(made.pid))
        check(not was or json.loads(desktop.STATE.read_text())["verb"] == verb, "what root had begun was not brought to its end")
        return f"{verb} {'as root' if was else 'before'}"


def ended(pid):
    """Whether a process, which is ours if its parent is gone, has ended."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    return not os.path.exists(f"/proc/{pid}")


def at_terminal(verb, moment):
    """Ctrl+C, or the terminal is closed and with it ends what holds it: each once it is root."""
    other, terminal = pty.openpty()
    with Call(verb, stdin=terminal) as made:
        os.close(terminal)
        desktop.wait("root", lambda: made.is_root() or made.process.poll() is not None)
        time.sleep(moment / 4)
        was = made.is_root()
        if verb == "arm":
            os.write(other, b"\x03")
            made.process.wait(caller.PATIENCE)
        else:
            made.process.kill()  # then the kernel sends a SIGHUP to all that this terminal's keys would end
            made.process.wait()
        desktop.wait("the call's end", lambda: ended(made.pid))
        os.close(other)
        done = json.loads(desktop.STATE.read_text())
        check(not was or (done["verb"] == verb and done["ok"]), f"what root had begun was not brought to its end: {done}")
        return f"{verb} {'as root' if was else 'after'}"


def at_a_terminal():
    """Ctrl+\\ and Ctrl+Z do nothing to a watch, Ctrl+C ends it; the control is a program that waits."""
    check(pressed(b"\x1c", ("60",), command=("/bin/sleep",))[0] == 256 - signal.SIGQUIT, "the control fails: Ctrl+\\ does nothing")
    code, out, err = pressed(b"\x1c\x1a\x03", ("watch",))
    check(code == 256 - signal.SIGINT, f"it ended with {code}")
    check(b"thread" not in (out + err).lower(), f"it told of itself: {out!r} {err!r}")


def pressed(keys, words, **options):
    """What comes of keys at a terminal, one after the other."""
    other, terminal = pty.openpty()
    with Call(*words, stdin=terminal, **options) as made:
        os.close(terminal)
        if not options:
            made.line()  # it is there
        for number in range(len(keys)):
            os.write(other, keys[number : number + 1])
            time.sleep(0.3)
        code, out, err = made.end()
        os.close(other)
        return code, out, err


def stopped_before_it_is_root(ground):
    """pkexec can be stopped while it asks: it holds nothing then."""
    with Call("disarm") as made:
        os.kill(made.pid, signal.SIGSTOP)
        check(not made.is_root(), "the control fails: it was root by then")
        ground.must("arm")
        ground.settled("armed")
        os.kill(made.pid, signal.SIGCONT)
        check(report(made.end())["state"] == "disarmed", "it does not go on")
    ground.settled("disarmed")


def disk_is_full(ground):
    """A few pages for each of the helper's folders: what is free for all says what is true, and arming closes."""
    for folder in ("/run/vpnfirewall", "/var/lib/vpnfirewall"):
        sandbox.mount("-t", "tmpfs", "-o", "size=12k,mode=755", "full", folder)
        try:
            with contextlib.suppress(OSError), open(f"{folder}/filler", "wb", buffering=0) as file:
                while True:
                    file.write(b"x" * 4096)
            for verb in ("status", "arm", "status"):
                code, out, _ = answer = call(verb)
                found = report(answer)
                check(found["state"] in ("disarmed", "armed", "degraded"), f"{folder}: {verb}: {answer}")
            check(found["state"] in ("armed", "degraded"), f"{folder}: it is open: {answer}")
            with Call("watch", stdin=subprocess.PIPE) as watching:
                check(watching.line()["state"] == found["state"], f"{folder}: it does not watch")
            check({path.name for path in pathlib.Path(folder).iterdir()} <= {"filler", "lock", "trial"}, f"{list(pathlib.Path(folder).iterdir())}")
        finally:
            subprocess.run(["umount", folder], check=True)
        ground.must("disarm")
        ground.settled("disarmed")


def disk_does_not_fill(ground):
    """Calls that are free, ended with -9 at random moments: no more files than after one."""
    chance = random.Random(8)
    ground.must("arm")
    for number in range(8):
        with Call(("arm", "status")[number % 2]) as made:
            desktop.wait("root", lambda: made.is_root() or made.process.poll() is not None)
            time.sleep(chance.uniform(0, 0.4))
            with contextlib.suppress(ProcessLookupError):
                os.kill(made.pid, signal.SIGKILL)
    left = {path for path in caller.files() if path.endswith(".new")}
    check(len(left) <= 4, f"left: {sorted(left)}")
    size = sum(os.path.getsize(path) for path in caller.files() if "vpnfirewall" in path)
    check(size < 1 << 20, f"{size} bytes")
    ground.must("arm")
    ground.settled("armed")
    ground.must("disarm")
    ground.settled("disarmed")
    return f"{len(left)} files on the way, {size} bytes in all"
