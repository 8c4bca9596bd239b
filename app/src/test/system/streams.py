"""Standard input of every kind, and outputs that take nothing: the machine stays what it is, or becomes what was asked for."""

import contextlib
import json
import os
import pty
import signal
import subprocess

import caller
import desktop
from caller import EXIT_OF_PKEXEC, Call, call, report
from lab.checks import check

SLOW = "while printf ' '; do sleep 1; done"


@contextlib.contextmanager
def source(command):
    """The output of a command, as somebody's input."""
    with subprocess.Popen(["/bin/sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        yield process.stdout
        process.kill()


def terminal_gone():
    """A terminal whose other end is closed."""
    other, terminal = pty.openpty()
    os.close(other)
    return terminal


def inputs():
    good = json.dumps(desktop.SETTINGS)
    stack = contextlib.ExitStack()
    yield "closed", subprocess.DEVNULL, ("closed_stdin",)
    yield "nothing", subprocess.DEVNULL, ()
    yield "endless", stack.enter_context(source("cat /dev/zero")), ()
    yield "200 MB", stack.enter_context(source(f"echo '{good}'; head -c 200M /dev/zero | tr '\\0' ' '")), ()
    yield "binary", stack.enter_context(source("head -c 100k /dev/urandom")), ()
    yield "a folder", os.open("/tmp", os.O_RDONLY), ()
    yield "a terminal that is gone", terminal_gone(), ()
    stack.close()


def whatever_it_reads(ground):
    """Nothing is stored, nothing changes; and verbs that read nothing do not mind."""
    stored = caller.SETTINGS.read_bytes()
    for armed in (False, True):
        if armed:
            ground.must("arm")
        for what, stdin, names in inputs():
            if armed and what not in ("closed", "binary"):
                continue
            code, out, err = answer = call("configure", stdin=stdin, hardships=names)
            found = report(answer)
            check(code in (1, 2) and found["ok"] is False and found["error"], f"{what}: {answer}")
            check(caller.SETTINGS.read_bytes() == stored, f"{what}: the settings were changed")
            if what in ("closed", "a folder"):
                found = report(call("arm" if armed else "status", stdin=stdin, hardships=names))
                check(found["state"] == ("armed" if armed else "disarmed"), f"{what}: {found}")
            ground.settled("armed" if armed else "disarmed")
    ground.must("disarm")


def watching_ends_with_its_input():
    for what, stdin, names in inputs():
        with Call("watch", stdin=stdin, hardships=names) as watching:
            if what == "endless":
                check(watching.line()["state"] == "disarmed", "it does not watch")
                check(watching.is_root(), "endless input ended it")
                os.kill(watching.process.pid, signal.SIGKILL)  # its caller; and the input ends soon after
                continue
            code, out, _ = watching.end()
            check(code == 0 and all(json.loads(line) for line in out.splitlines()), f"{what}: {code} {out!r}")


def full_pipe():
    """A pipe that nobody reads and that takes nothing more."""
    unread, pipe = os.pipe()
    os.set_blocking(pipe, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(pipe, b"x" * 4096)
    os.set_blocking(pipe, True)
    return unread, pipe


def whatever_it_writes_to(ground):
    """The machine is closed and opened as asked; the report in /run tells, too."""
    gone, broken = os.pipe()
    os.close(gone)
    with open("/dev/full", "wb", buffering=0) as full:
        for what, stream, names in (("closed", subprocess.DEVNULL, ("closed_stdout", "closed_stderr")), ("full", full, ()), ("broken", broken, ())):
            for verb, state in (("arm", "armed"), ("disarm", "disarmed")):
                with Call(verb, stdout=stream, stderr=stream, hardships=names) as made:
                    check(made.end()[0] not in EXIT_OF_PKEXEC, f"{what}: {verb}")
                ground.settled(state)
                check(json.loads(desktop.STATE.read_text())["state"] == state, f"{what}: {verb}: the report")
    os.close(broken)


def nobody_waits_for_who_does_not_read(ground, late, ends):
    """While a call stands before a full pipe others go on, and it ends by its time (see the end)."""
    unread, pipe = full_pipe()
    standing = late.enter_context(Call("arm", stdout=pipe, stderr=pipe))
    desktop.wait("armed", lambda: desktop.STATE.exists() and json.loads(desktop.STATE.read_text())["state"] == "armed")
    ground.must("status")
    check(standing.is_root(), "the control fails: it does not stand before the pipe")
    ground.settled("armed")
    ground.must("disarm")
    ground.settled("disarmed")
    late.callback(os.close, unread)
    late.callback(os.close, pipe)
    ends.append(standing)


def ends_by_its_time(ends):
    """Whoever still waits for somebody who does not come."""
    for standing in ends:
        check(standing.end()[0] == 1, "it does not end by its time")
        check(not standing.is_root(), "something of it stays")
    check(ends, "the control fails: nobody stands")
