#!/usr/bin/python3
"""The installed helper through the real pkexec and polkitd, called by a user who makes it as hard for it as a user can.

Nothing of that may reach the root side, or it must do no harm: afterwards the machine is exactly as before or fully closed,
standard output holds one document or nothing, no file is left, the lock is free, and the next call works. Each hardship
has a control that shows that it was really there.
"""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import caller
import desktop
import endings
import streams
from caller import EXIT_OF_PKEXEC, Call, call, facts, report
from hardship import HOSTILE
from lab import sandbox
from lab.checks import Checks, check

RULE = """// alice stands for somebody who has just given the password.
polkit.addRule(function (action, subject) {
  if (/^io.github.vpnfirewall.(disarm|configure)$/.test(action.id) && subject.user === "alice") return polkit.Result.YES;
});
"""
TRAP = f"#!/bin/sh\n/usr/bin/touch {HOSTILE}/ran\n"
TRAPS = ("java", "nft", "iptables-restore", "ip6tables-restore", "iptables-save", "ipset", "conntrack", "env", "chrt", "sh")

VOID = {"no new privileges": "no_new_privileges", "traced by its caller": "traced"}
UNREAL = {"root of a namespace of its own": "root_of_ones_own"}
LETHAL = {"no more processes": "no_more_processes", "no code but from files": "no_code_but_files", "tiny limits for good": "tiny_limits_for_good"}

HANDED_DOWN = {
    "timers that never go off": ("late_timers",),
    "timers that end it": ("wound_up_timers",),
    "signals ignored and blocked": ("ignored_signals", "blocked_signals"),
    "last in turn, first to be ended": ("last_in_turn", "first_to_be_ended"),
    "tiny limits, umask 000, a folder of others": ("tiny_limits", "umask_of_nothing", "hostile_folder"),
    "endless limits, umask 777, a folder that is gone": ("endless_limits", "personality", "core_filter", "deleted_folder", "umask_of_everything"),
    "environment, descriptors, umask 077, a folder that is closed": ("hostile_environment", "descriptors", "closed_folder", "umask_of_others"),
}
PASSED_ON = {"SigIgn", "SigBlk", "Cpus_allowed_list", "coredump_filter"}
"""What reaches the helper and does no harm: a shell cannot take it back, and nothing depends on it."""
NO_MATTER = {"Max locked memory", "Max pending signals", "Max msgqueue size", "Max nice priority", "Max realtime priority", "Max processes"}
"""Limits that are none for root."""


def witness(names, program="/bin/sleep"):
    """What a program that does nothing gets of the hardships."""
    with Call("60", hardships=names, command=(program,)) as seen:
        desktop.wait("the witness", lambda: os.path.basename(os.readlink(f"/proc/{seen.pid}/exe")) == os.path.basename(program))
        return facts(seen.pid)


def ends_by_itself(names):
    """Whether a program that waits is ended."""
    with Call("60", hardships=names, command=("/bin/sleep",)) as seen:
        return seen.end()[0] == 256 - signal.SIGALRM


def watched(names, **options):
    """What the helper itself got, while it watches, and its first report."""
    with Call("watch", hardships=names, stdin=subprocess.PIPE, **options) as watching:
        said = watching.line()
        found = facts(watching.pid)
        if "wound_up_timers" in names:
            time.sleep(3.5)
            check(watching.is_root(), "a timer of the caller's ended it")
        watching.process.stdin.close()
        watching.process.stdin = None
        check(watching.end()[0] == 0, "it does not end with its input")
        return said, found


def handed_down(ground, clean, plain, names):
    if "wound_up_timers" in names:
        check(ends_by_itself(names), "the control fails: the timers end nobody")
    else:
        found = witness(names)
        check([name for name in plain if plain[name] != found[name]], "the control fails: nothing of it is there")
    said, found = watched(names)
    check(said["state"] == "disarmed", f"it says {said}")
    reached = {name: (clean[name], found[name]) for name in clean if clean[name] != found[name]}
    wrong = {name: values for name, values in reached.items() if name not in PASSED_ON | NO_MATTER}
    check(not wrong, f"reached it (usual, found): {wrong}")
    for verb, state in (("arm", "armed"), ("disarm", "disarmed")):
        answer = report(call(verb, hardships=names))
        check(answer["ok"] and answer["state"] == state, f"{verb}: {answer}")
        ground.settled(state)
    check(not trapped(), "something in the caller's folder was run")
    return ", ".join(sorted(reached))


def trapped():
    """Whether a trap in the hostile folder was run since the last time."""
    ran = pathlib.Path(HOSTILE, "ran")
    found = ran.exists()
    ran.unlink(missing_ok=True)
    return found


def traps_work():
    call("-c", "java", command=("/bin/sh",), hardships=("hostile_environment",))
    check(trapped(), "the control fails: nobody falls for it")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(f"{HOSTILE}/trace")


def how_a_tool_ended_is_known(ground):
    """Who ignores SIGCHLD learns nothing of it by waiting, and would take each end for a good one."""
    tool = pathlib.Path("/usr/sbin/ip6tables-restore")
    aside = tool.with_name("aside")
    tool.rename(aside)
    try:
        tool.write_text("#!/bin/sh\nexit 1\n")
        tool.chmod(0o755)
        found = report(call("arm", hardships=("ignored_signals", "blocked_signals")))
    finally:
        aside.rename(tool)
    check(not found["ok"] and found["state"] == "degraded", f"it took a failure for none: {found}")
    ground.must("disarm")
    ground.settled("disarmed")


def whatever_calls_it_its_environment_is_its_own(ground, clean):
    """sudo and units hand down what they were told to; root itself everything."""
    with Call("watch", hardships=("hostile_environment", "descriptors"), stdin=subprocess.PIPE, command=(caller.HELPER,), root=True) as watching:
        check(watching.line()["state"] == "disarmed", "it does not watch")
        found = facts(watching.pid)["environment"]
    wanted = [word for word in clean["environment"] if not word.startswith("PKEXEC_UID")]
    check([word for word in found if not word.startswith("PKEXEC_UID")] == wanted, f"{found} instead of {wanted}")
    check(not trapped(), "something in the caller's folder was run")
    ground.settled("disarmed")


def no_root_no_harm(ground, name):
    """Setuid is void then, or root is not what it was: pkexec gives up, or the helper may do nothing."""
    code, out, err = answer = call("arm", hardships=(name,))
    found = report(answer)
    check(not found["ok"] and code != 0, f"{name}: {answer}")
    if name in VOID.values():
        check(code in EXIT_OF_PKEXEC and not out, f"{name}: {answer}")
    ground.settled("disarmed")
    return f"exit {code}"


def may_not_start(ground, name):
    """Its runtime cannot live with this: then nothing is done, and it says so or nothing."""
    code, out, err = answer = call("arm", hardships=(name,))
    # A Java that may not compile says so before it has read that it shall not.
    found = report(answer) if not out.startswith(b"Error occurred during initialization of VM\n") else {"ok": None}
    state = ground.settled("armed") if found["ok"] else ground.settled("disarmed", "armed", "shut")
    check((code == 0) == (state == "armed" and bool(found["ok"])), f"{name}: {answer}")
    ground.must("disarm")
    ground.settled("disarmed")
    return f"exit {code}, {state}"


def prepare():
    desktop.enter()
    shutil.copy(pathlib.Path(__file__).with_name("hardship.py"), "/run")
    os.chmod("/run/hardship.py", 0o755)
    for folder in ("/tmp", "/var/tmp", "/dev/shm"):  # where others leave files meanwhile
        sandbox.mount("-t", "tmpfs", "-o", "mode=1777", "own", folder)
    os.mkdir(HOSTILE)
    for name in TRAPS:
        pathlib.Path(HOSTILE, name).write_text(TRAP)
        os.chmod(f"{HOSTILE}/{name}", 0o755)
    pathlib.Path(HOSTILE, ".hotspotrc").write_text("PrintFlagsFinal\n")
    pathlib.Path(HOSTILE, ".hotspot_compiler").write_text("quiet\n")
    pathlib.Path(HOSTILE, "libnft.so").write_bytes(b"\x7fELF, but not really")
    shutil.chown(HOSTILE, "alice", "alice")
    os.chmod(HOSTILE, 0o777)
    caller.SETTINGS.parent.mkdir(exist_ok=True)
    caller.SETTINGS.write_text(json.dumps(desktop.SETTINGS))
    desktop.log_in("alice", active=True, remote=False)
    pathlib.Path("/etc/polkit-1/rules.d/10-laboratory.rules").write_text(RULE)
    desktop.wait("the rule", lambda: call("disarm")[0] not in EXIT_OF_PKEXEC)


def main():
    prepare()
    ground = caller.Ground()
    clean, plain = watched(())[1], witness(())
    checks = Checks(only=sys.argv[1] if len(sys.argv) > 1 else "")
    with contextlib.ExitStack() as late:
        ends = [late.enter_context(Call("configure", stdin=late.enter_context(streams.source(streams.SLOW))))]
        checks.run("traps", traps_work)
        for what, names in HANDED_DOWN.items():
            checks.run(what, lambda names=names: handed_down(ground, clean, plain, names))
        checks.run("a tool that fails, its end ignored", lambda: how_a_tool_ended_is_known(ground))
        checks.run("environment of sudo, of a unit", lambda: whatever_calls_it_its_environment_is_its_own(ground, clean))
        for what, name in {**VOID, **UNREAL}.items():
            checks.run(what, lambda name=name: no_root_no_harm(ground, name))
        for what, name in LETHAL.items():
            checks.run(what, lambda name=name: may_not_start(ground, name))
        checks.run("standard input", lambda: streams.whatever_it_reads(ground))
        checks.run("standard input of a watch", streams.watching_ends_with_its_input)
        checks.run("standard output and error", lambda: streams.whatever_it_writes_to(ground))
        checks.run("a reader that reads nothing", lambda: streams.nobody_waits_for_who_does_not_read(ground, late, ends))
        checks.run("caller killed at any time", lambda: endings.ends_at_any_time(ground, endings.killed))
        checks.run("terminal: Ctrl+C, closed", lambda: endings.ends_at_any_time(ground, endings.at_terminal))
        checks.run("terminal: a watch", endings.at_a_terminal)
        checks.run("stopped before it is root", lambda: endings.stopped_before_it_is_root(ground))
        checks.run("the disk is full", lambda: endings.disk_is_full(ground))
        checks.run("the disk does not fill", lambda: endings.disk_does_not_fill(ground))
        checks.run("input that trickles, output that is not read: ended by their time", lambda: streams.ends_by_its_time(ends))
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
