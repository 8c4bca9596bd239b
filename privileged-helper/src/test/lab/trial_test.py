"""Arming on trial on the kernel: it opens again by itself, unless it is confirmed, and whoever is killed meanwhile."""

import os
import signal
import subprocess
import time

from lab import policy, rules, suite
from lab.checks import check
from lab.helper import HELPER
from lab.lab import wait_until

LENGTH = 10
"""Seconds of a trial: no shorter one is taken."""

PATIENCE = 30
BOOT = "/var/lib/vpnfirewall/armed"
TRIAL = "/run/vpnfirewall/trial"


def configured(lab):
    """Stores settings, unless there are some: a test that failed leaves none."""
    if lab.machine.read(lab.SETTINGS) is None:
        lab.helper.must("configure", policy.settings())


def begin(lab, *arguments):
    """Arms on trial a desktop that is open, and proves that it is closed and that a reboot would open it."""
    answer = lab.helper.call("arm", "--confirm", *(arguments or (str(LENGTH),)))
    check(answer.code == 0 and answer.state == "armed", f"not armed on trial: {answer}")
    check(answer.report.get("confirmBefore"), f"it does not say until when: {answer}")
    check(not lab.open_families(), "LEAK: open on trial")
    check(lab.machine.read(BOOT) is None, "a boot would close it")
    return answer


def keepers():
    """The pids of processes that keep a trial."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/cmdline", "rb") as command:
                words = command.read().split(b"\0")
        except OSError:
            continue
        if b"keep-trial" in words and b"io.github.vpnfirewall.helper/io.github.vpnfirewall.helper.Main" in words:
            found.append(int(name))
    return found


def hurry(lab):
    """Moves the end of a trial to this moment, so that nobody has to wait for it."""
    file = lab.machine.path(TRIAL + "/trial")
    lines = file.read_text(encoding="ascii").split("\n")
    with open("/proc/uptime", encoding="ascii") as uptime:
        lines[1] = str(int(float(uptime.read().split()[0]) * 1000))
    file.with_suffix(".hurry").write_text("\n".join(lines), encoding="ascii")
    file.with_suffix(".hurry").rename(file)


def opens(lab):
    """Waits for the desktop to open, and proves that nothing of ours is left."""
    check(wait_until(lambda: lab.open_families() == {4, 6}, LENGTH + PATIENCE, 0.2), "it never opened")
    check(wait_until(lambda: lab.helper.call("status").state == "disarmed", PATIENCE, 0.2), "not disarmed")
    check(wait_until(lambda: not keepers(), PATIENCE, 0.1), f"its keeper stays: {keepers()}")
    check(wait_until(lambda: not lab.residue(), PATIENCE, 0.2), f"left:\n{lab.residue()}")
    check(lab.machine.read(TRIAL + "/trial") is None, "the trial is still there")


def stays(lab, seconds):
    """Proves that the desktop is closed for so long, and longer than a trial; returns what status says then."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        check(not lab.open_families(), "LEAK: it opened")
        time.sleep(0.2)
    status = lab.helper.call("status")
    check(status.state == "armed", f"after the trial: {status}")
    return status


def unconfirmed(lab):
    """Closed until its end, and not longer; again and again the same moment is named; then another trial."""
    began = time.monotonic()
    answer = begin(lab)
    moments = {lab.helper.call("status").report["confirmBefore"] for _ in range(2)}
    check(moments == {answer.report["confirmBefore"]}, f"named {moments}, at first {answer}")
    check(len(keepers()) == 1, f"keepers: {keepers()}")
    opens(lab)
    took = time.monotonic() - began
    check(took >= LENGTH, f"it was closed for {took:.1f} s")
    begin(lab, "1m")
    hurry(lab)
    opens(lab)
    return f"{took:.1f} s"


def confirmed(lab):
    """Confirmed it is as any armed machine, the file for boot included, and no keeper is left."""
    begin(lab)
    sure = lab.helper.must("arm", state="armed")
    check("confirmBefore" not in sure.report, f"{sure}")
    check(lab.machine.read(BOOT) is not None, "a boot would not close it")
    check(wait_until(lambda: not keepers(), PATIENCE, 0.1), f"its keeper stays: {keepers()}")
    check("confirmBefore" not in stays(lab, LENGTH).report, "it still names a moment")
    refused(lab)
    lab.reset()


def refused(lab):
    """On an armed machine a trial changes nothing: it would be a way to open it."""
    before = rules.snapshot(lab.machine)
    answer = lab.helper.call("arm", "--confirm", str(LENGTH))
    check(answer.code == 1 and answer.error.get("code") == "already-armed", f"{answer}")
    check(not rules.difference(before, rules.snapshot(lab.machine)), "the rules were changed")
    check(not keepers(), "somebody waits to open it")


def armed_but_flushed(lab):
    """Nor does it when the rules of an armed machine are gone."""
    lab.helper.must("configure", policy.settings())
    lab.helper.must("arm", state="armed")
    rules.clear(lab.machine)
    answer = lab.helper.call("arm", "--confirm", str(LENGTH))
    check(answer.code == 1 and answer.error.get("code") == "already-armed", f"{answer}")
    check(not keepers(), "somebody waits to open it")
    lab.helper.must("arm", state="armed")
    lab.reset()


def ended_by_hand(lab):
    """Disarmed while on trial; a trial that begins then is another one."""
    begin(lab, "60s")
    lab.reset()
    check(wait_until(lambda: not keepers(), PATIENCE, 0.1), f"its keeper stays: {keepers()}")
    begin(lab, "2m")
    lab.reset()
    check(lab.open_families() == {4, 6}, "the control shows nothing")


def repaired(lab):
    """What is flushed is put back without being confirmed, and so it is with new settings; then it opens."""
    begin(lab, "5m")
    for again in range(2):
        lab.desktop.shell("iptables -F; iptables -t security -F")
        check(lab.helper.call("status").state == "degraded", "a flush is not seen")
        answer = (
            lab.helper.call("configure", stdin=policy.settings(lan=True)) if again else lab.helper.call("arm", "--again")
        )
        check(answer.code == 0 and answer.state == "armed" and answer.report.get("confirmBefore"), f"{answer}")
        check(lab.machine.read(BOOT) is None, "a boot would close it")
    second = lab.helper.call("arm", "--confirm", "60")
    check(second.error.get("code") == "already-armed", f"a second trial in the first: {second}")
    hurry(lab)
    opens(lab)
    answer = lab.helper.call("arm", "--again")
    check(answer.code == 1 and answer.error.get("code") == "not-armed", f"{answer}")
    check(lab.open_families() == {4, 6}, "armed again, although nobody had confirmed it")


def caller_killed(lab):
    """With its caller, and that one's session, killed in the middle: as before, or closed and soon open again."""
    for moment, come in (
        ("there is a trial", lambda: lab.machine.read(TRIAL + "/trial")),
        ("there is a keeper", keepers),
        ("it is closed", lambda: not lab.open_families()),
    ):
        process = subprocess.Popen(
            lab.machine.host.command(HELPER, "arm", "--confirm", "60"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        check(wait_until(come, PATIENCE), f"never: {moment}")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    check(not lab.open_families(), "it is not closed any more")
    check(lab.machine.read(BOOT) is None, "a boot would close it")
    hurry(lab)
    opens(lab)


def keeper_killed(lab):
    """It stays closed, says so, and is not opened by anybody who only looks; disarming and a new trial work."""
    begin(lab, "60")
    for pid in keepers():
        os.kill(pid, signal.SIGKILL)
    status = lab.helper.call("status")
    check([w["code"] for w in status.report["warnings"]] == ["trial-unkept"], f"{status}")
    hurry(lab)
    lab.helper.call("arm", "--again")
    check("confirmBefore" in stays(lab, 3).report, "it is no trial any more")
    lab.helper.must("disarm", state="disarmed")
    begin(lab, "60")
    lab.reset()


def keeper_that_cannot_start(lab):
    """Without the way back there is no way in."""
    lab.desktop.shell("mount --bind /bin/false /usr/bin/setsid")
    try:
        answer = lab.helper.call("arm", "--confirm", str(LENGTH))
    finally:
        lab.desktop.shell("umount /usr/bin/setsid")
    check(answer.code == 1 and answer.error.get("code") == "no-keeper", f"{answer}")
    check(answer.state == "disarmed" and lab.open_families() == {4, 6}, f"not as before: {answer}")
    check(not lab.residue() and lab.machine.read(TRIAL + "/trial") is None, "something is left")


def wrong_times(lab):
    """No trial of no length, of one that is too short or too long, or of one that is no number."""
    for time_ in ("", "9", "1h", "６０"):
        answer = lab.helper.call("arm", "--confirm", *([time_] if time_ else []))
        check(answer.code == 2 and answer.error.get("code") == "usage", f"{time_!r}: {answer}")
        check("10 seconds to an hour" in answer.error["message"], f"{answer}")
    check(lab.open_families() == {4, 6}, "closed by a mistake")


def keeper_is_no_verb(lab):
    """pkexec, which names who asks, is not obeyed; nor is anybody with a trial that there is none of."""
    begin(lab, "60")
    trial = lab.machine.read(TRIAL + "/trial").split(b"\n")[0].decode()
    asked = lab.desktop.run("env", "PKEXEC_UID=1000", HELPER, "keep-trial", trial, check=False)
    check(asked.returncode == 2 and '"usage"' in asked.stdout, f"{asked}")
    asked = lab.desktop.run(HELPER, "keep-trial", "0123456789abcdef", check=False)
    check(asked.returncode == 0 and not asked.stdout, f"{asked}")
    check(lab.helper.call("status").state == "armed" and not lab.open_families(), "it opened")
    lab.reset()


def tests(lab, checks):
    """Every way for a trial to begin and to end."""
    for name, test in (
        ("unconfirmed", unconfirmed),
        ("confirmed", confirmed),
        ("armed but flushed", armed_but_flushed),
        ("ended by hand", ended_by_hand),
        ("repaired", repaired),
        ("caller killed", caller_killed),
        ("keeper killed", keeper_killed),
        ("keeper that cannot start", keeper_that_cannot_start),
        ("wrong times", wrong_times),
        ("the keeper is no verb", keeper_is_no_verb),
    ):
        checks.run(name, lambda test=test: (configured(lab), test(lab))[1])


if __name__ == "__main__":
    suite.main(tests, __doc__)
