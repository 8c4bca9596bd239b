"""Closing does not wait for Java: the gate is shut while it starts, and opened again only by the call that shut it."""

import contextlib
import fcntl
import json
import os
import signal

from lab import policy, suite
from lab.checks import check
from lab.lab import wait_until

_LIB = "/usr/lib/vpnfirewall"
_NOBODY = {"tunnel": {"interfaces": ["tun0"], "clientUsers": ["nobodyknows"]}}
_PATIENCE = 15


@contextlib.contextmanager
def _lock_held(lab):
    """As by a call that has only just got it: the helper waits for it, and so long nothing of Java's is done."""
    with open(lab.machine.path("/run/vpnfirewall/lock"), "a", encoding="ascii") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        yield


def _store(lab, **changes):
    """Settings as an editor would leave them: the helper has not checked that its users exist."""
    lab.machine.path(lab.SETTINGS).write_text(json.dumps(policy.settings(**changes)), encoding="utf-8")


def _end(process):
    """What the helper says, once it has ended."""
    with process.stdout, process.stderr:
        said = process.stdout.read()
        process.stderr.read()
    process.wait()
    return said


def _gate(lab):
    return "vpnfw_gate" in lab.desktop.run("nft", "list", "tables").stdout


def _begin(lab):
    lab.desktop.shell("mkdir -p -m 700 /var/lib/vpnfirewall")  # as postinst does
    lab.helper.must("configure", policy.settings())
    check(lab.open_families() == {4, 6}, "the control fails: nothing gets out while disarmed")


def closed_before_java(lab):
    """While the helper still waits for the lock nothing leaves; then it arms."""
    _begin(lab)
    with _lock_held(lab):
        process = lab.helper.start("arm")
        check(wait_until(lambda: not lab.open_families(), _PATIENCE), "open, although arm has been called")
        check(process.poll() is None, "the helper did not wait for the lock")
        check("VPNFW" not in lab.desktop.run("iptables-save").stdout, "it was not the gate that closed")
    out = _end(process)
    check(json.loads(out)["state"] == "armed", f"not armed: {out}")
    check(not _gate(lab) and not lab.open_families(), "the gate is still shut, or the rules are not there")
    lab.reset()


def killed(lab):
    """Killed before Java has done anything: closed, says so, and disarm leaves nothing."""
    _begin(lab)
    with _lock_held(lab):
        process = lab.helper.start("arm")
        check(wait_until(lambda: not lab.open_families(), _PATIENCE), "open, although arm has been called")
        os.killpg(process.pid, signal.SIGKILL)
        _end(process)
    check(not lab.open_families(), "it opened")
    check(lab.helper.call("status").state == "degraded", "status does not say it")
    lab.helper.must("arm", state="armed")
    lab.reset()
    with _lock_held(lab):
        process = lab.helper.start("arm")
        check(wait_until(lambda: _gate(lab), _PATIENCE), "not shut")
        os.killpg(process.pid, signal.SIGKILL)
        _end(process)
    lab.reset()


def refused(lab):
    """What refuses to arm opens what it closed, and leaves no trace."""
    _begin(lab)
    _store(lab, **_NOBODY)
    with _lock_held(lab):
        process = lab.helper.start("arm")
        check(wait_until(lambda: _gate(lab), _PATIENCE), "not shut")
    out = _end(process)
    check(process.returncode == 2 and json.loads(out)["state"] == "disarmed", f"not refused: {out}")
    check(lab.open_families() == {4, 6}, "refused, and locked out")
    check(not lab.residue(), lab.residue())
    lab.machine.path(lab.SETTINGS).write_text("{", encoding="utf-8")
    check(lab.helper.call("arm").code == 2, "not refused")
    check(lab.open_families() == {4, 6}, "refused, and locked out")


def never_another_ones(lab):
    """A gate that another call has shut stays shut; also if that one armed while this one waited."""
    _begin(lab)
    _store(lab, **_NOBODY)
    lab.desktop.shell(f". {_LIB}/kernel.sh; shut_gate")
    check(lab.helper.call("arm").code == 2, "not refused")
    check(not lab.open_families(), "LEAK: a refused call opened it")
    lab.helper.must("disarm", state="disarmed")
    check(not lab.residue(), lab.residue())
    with _lock_held(lab):
        process = lab.helper.start("arm")
        check(wait_until(lambda: _gate(lab), _PATIENCE), "not shut")
        lab.machine.path("/var/lib/vpnfirewall").mkdir(mode=0o700, exist_ok=True)
        lab.machine.path("/var/lib/vpnfirewall/armed").write_text("2026-01-02T03:04:05Z\n0\n", encoding="ascii")
    _end(process)
    check(process.returncode == 2, "not refused")
    check(not lab.open_families(), "LEAK: a refused call opened what was to be closed meanwhile")
    lab.reset()


def not_shut(lab):
    """Neither for other calls, nor while another call is under way, nor where something of ours is there already."""
    lab.helper.must("configure", policy.settings())
    for arguments in (("arm", "--again"), ("arm", "x"), ("status",), ("armed",)):
        lab.helper.call(*arguments)
        check(lab.open_families() == {4, 6}, f"{arguments} closed it")
    lab.desktop.shell("mkdir -p /run/lab; mv /usr/sbin/nft /run/lab/nft")
    lab.desktop.shell("printf '#!/bin/sh\\necho \"$*\" >>/run/lab/calls; exec /run/lab/nft \"$@\"\\n' >/usr/sbin/nft; chmod 755 /usr/sbin/nft")
    for path, text in (("/run/vpnfirewall/lock", "1 1\n"), ("/run/vpnfirewall/origin", "\n"), ("/run/vpnfirewall/boot-blocked", "x\n")):
        lab.machine.path(path).write_text(text, encoding="ascii")
        lab.helper.must("arm", state="armed")
        calls = lab.machine.read("/run/lab/calls").decode()
        check("gate.nft" not in calls, f"shut although there is {path}")
        lab.reset()
    lab.helper.must("arm", state="armed")
    check(lab.machine.read("/run/lab/calls").decode().count("gate.nft") == 1, "the control shows nothing")
    lab.helper.must("arm", state="armed")
    check(lab.machine.read("/run/lab/calls").decode().count("gate.nft") == 1, "shut although armed")
    lab.reset()
    lab.desktop.shell("mv /run/lab/nft /usr/sbin/nft")


def the_same_gate(lab):
    """The launcher's, the boot script's and the helper's are one (its unit tests hold the helper's against the file)."""
    found = []
    for shut in (f"nft -f {_LIB}/gate.nft", f". {_LIB}/kernel.sh; shut_gate"):
        lab.desktop.shell(shut)
        found.append(lab.desktop.run("nft", "list", "ruleset").stdout)
        again = lab.desktop.run("nft", "-f", f"{_LIB}/gate.nft", check=False)
        check(again.returncode != 0, "the launcher would take another one's gate for its own")
        lab.desktop.shell(f". {_LIB}/kernel.sh; open_gate")
    check(found[0] == found[1] and found[0].count("policy drop") == 4, "\n".join(found))


def tests(lab, checks):
    """All of them."""
    for test in (closed_before_java, killed, refused, never_another_ones, not_shut, the_same_gate):
        checks.run(test.__doc__.split(":")[0].split(".")[0], lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
