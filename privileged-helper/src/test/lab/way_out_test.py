"""Out without Java: vpnfirewall-open leaves what the helper's disarm would leave, byte by byte, whatever has happened."""

import json
import time

from lab import policy, rules, suite
from lab.checks import check
from lab.helper import HELPER
from lab.lab import Lab, wait_until
from lab.machine import INSTALLED, STATE_REPORT

OPEN = f"{INSTALLED}/vpnfirewall-open"
_BOOT = f"{INSTALLED}/vpnfirewall-boot"
_LIB = "/var/lib/vpnfirewall"
_RUN = "/run/vpnfirewall"
_SWITCHES = (
    "cd /proc/sys/net; grep . ipv4/ip_forward ipv4/conf/*/forwarding ipv4/conf/*/accept_redirects ipv6/conf/*/forwarding"
    " ipv6/conf/*/accept_ra ipv6/conf/*/disable_ipv6"
)
_MANY = [{"address": f"198.18.{i // 250}.{i % 250}", "port": 1000, "protocol": "udp"} for i in range(500)]
_HOLDER = (
    "import fcntl, time; f = open('/run/vpnfirewall/lock', 'w'); fcntl.lockf(f, fcntl.LOCK_EX); print('held', flush=True);"
    " time.sleep({})"
)


def out(lab):
    """Opens."""
    return lab.desktop.run("env", "-i", OPEN, check=False, timeout=90)


def arm(lab, **settings):
    """Armed with these settings."""
    lab.helper.must("configure", policy.settings(**settings))
    lab.helper.must("arm", state="armed")
    check(not lab.open_families(), "armed, but open")


def _check_out(lab, what, done, before=None):
    """Nothing of ours is left anywhere, and the helper is of the same mind."""
    check(done.returncode == 0, f"{what}: {done}")
    said = rules.difference(before or lab.before, rules.snapshot(lab.machine))
    check(not said, f"{what}: left behind:\n{said}")
    check(lab.open_families() == {4, 6}, f"{what}: not open")
    check(json.loads(lab.machine.read(STATE_REPORT))["state"] == "disarmed", f"{what}: state.json")
    check(lab.desktop.shell(f"ls {_LIB}") == "", f"{what}: {_LIB} is not empty")
    left = set(lab.desktop.shell(f"ls {_RUN}").split())
    check(left <= {"lock", "state.json"}, f"{what}: in {_RUN}: {left}")
    check(lab.desktop.run(_BOOT, "status", check=False).returncode == 3, f"{what}: status")


def as_the_helper(lab):
    """After arming of every kind: the kernel's rules, sets, switches and /etc/hosts are what they were before."""
    with rules.foreign(lab.machine):
        for what, settings in (
            ("plain", {}),
            ("many servers", {"servers": _MANY, "lan": {"allow": True}}),
            ("gateway", {"gateway": {"interfaces": ["eth9"]}}),
        ):
            before, switches = rules.snapshot(lab.machine), lab.desktop.shell(_SWITCHES)
            arm(lab, **settings)
            _check_out(lab, what, out(lab), before)
            check(lab.desktop.shell(_SWITCHES) == switches, f"{what}: switches differ")
        check(lab.helper.call("status").state == "disarmed", f"{lab.helper.call('status')}")
    rules.touch_tables(lab.machine)


def runtime_gone(lab):
    """With the Java runtime deleted, and with tools missing that nobody needs for it; twice does no harm."""
    arm(lab)
    tools = ("ipset", "conntrack", "perl")
    lab.desktop.shell(f"mount -t tmpfs none {INSTALLED}/helper-runtime; mount -t tmpfs none {INSTALLED}/app-runtime")
    try:
        check(lab.helper.call("status").code not in (0, 3), "the helper runs without its runtime")
        folders = {"perl": "bin"}
        for tool in tools:
            lab.desktop.shell(f"cd /usr/{folders.get(tool, 'sbin')}; mv {tool} {tool}.hidden")
        done = out(lab)
        for tool in tools:
            lab.desktop.shell(f"cd /usr/{folders.get(tool, 'sbin')}; mv {tool}.hidden {tool}")
        _check_out(lab, "runtime gone", done)
        _check_out(lab, "once more", out(lab))
    finally:
        lab.desktop.shell(f"umount {INSTALLED}/helper-runtime {INSTALLED}/app-runtime")


def without_nft(lab):
    """Without nft it opens; bare tables of iptables-nft stay, which let everything pass."""
    arm(lab)
    lab.desktop.shell("mv /usr/sbin/nft /usr/sbin/nft.hidden")
    done = out(lab)
    lab.desktop.shell("mv /usr/sbin/nft.hidden /usr/sbin/nft")
    check(done.returncode == 0 and lab.open_families() == {4, 6}, f"{done}")
    check(not rules.traces(rules.snapshot(lab.machine)), "something of ours is left")
    lab.recover()
    lab.desktop.run("mkdir", "-p", "-m", "700", _LIB)


def after_a_blocked_boot(lab):
    """The gate of a boot that could not restore, and rules and IPv6's switch where there was no gate."""
    switches = lab.desktop.shell(_SWITCHES)
    for tools in ((), ("nft", "ip6tables-restore")):
        arm(lab)
        lab.desktop.shell(f"rm {_LIB}/ipv4.restore; rm -rf {_RUN}")
        lab.desktop.shell("nft flush ruleset; iptables -F; iptables -t security -F; ip6tables -F; ip6tables -t security -F")
        for tool in tools:
            lab.desktop.shell(f"mv /usr/sbin/{tool} /usr/sbin/{tool}.hidden")
        blocked = lab.desktop.run(_BOOT, "close", check=False)
        for tool in tools:
            lab.desktop.shell(f"mv /usr/sbin/{tool}.hidden /usr/sbin/{tool}")
        check(blocked.returncode == 1 and not lab.open_families(), f"not blocked: {blocked}")
        done = out(lab)
        lab.desktop.shell("ip addr replace 2001:db8:77::10/64 dev eth0 nodad; ip -6 route replace default via 2001:db8:77::1")
        _check_out(lab, f"blocked without {tools}", done)
        check(lab.desktop.shell(_SWITCHES) == switches, f"blocked without {tools}: switches differ")


def trial(lab):
    """A trial is over, and its keeper does not open what is armed afterwards."""
    lab.helper.must("configure", policy.settings())
    lab.helper.call("arm", "--confirm", "12")
    name = lab.machine.read(f"{_RUN}/trial/trial").split(b"\n")[0].decode()
    _check_out(lab, "trial", out(lab))
    check(wait_until(lambda: not lab.desktop.run("pgrep", "-f", name, check=False).stdout, 10, 0.1), "its keeper stays")
    lab.reset()


def hosts(lab):
    """Whatever stands around our lines stays to the byte; without the closing mark it says so and touches nothing."""
    begin = "# BEGIN vpnfirewall: the VPN servers' names while armed"
    ours = "198.51.100.7\tvpn.example.org\n# END vpnfirewall\n"
    file, kept = lab.machine.path("/etc/hosts"), lab.before["/etc/hosts"]
    for text, expected in (
        (f"127.0.0.1 localhost\n{begin}\n{ours}", "127.0.0.1 localhost\n"),
        (f"127.0.0.1 localhost\n{begin}\n{ours}10.0.0.1 other", "127.0.0.1 localhost\n10.0.0.1 other"),
        (f"127.0.0.1 a\n{begin} (after a line without an end)\n{ours}", "127.0.0.1 a"),
        (f"127.0.0.1 a\n{begin} (after a line without an end)\n{ours}10.0.0.1 b\n", "127.0.0.1 a\n10.0.0.1 b\n"),
        (f"{begin}\n{ours}x\n{begin}\n{ours}", "x\n"),
    ):
        file.write_text(text, encoding="utf-8")
        done = out(lab)
        check(done.returncode == 0 and file.read_text(encoding="utf-8") == expected, f"{text!r} became {file.read_text()!r}: {done}")
    damaged = f"127.0.0.1 localhost\n{begin}\n198.51.100.7\tvpn.example.org\n"
    file.write_text(damaged, encoding="utf-8")
    done = out(lab)
    check(done.returncode == 1 and "/etc/hosts" in done.stderr and file.read_text(encoding="utf-8") == damaged, f"{done}")
    file.write_text(kept, encoding="utf-8")


def not_alone(lab):
    """It waits for a call of the helper that is under way, and not for ever for one that hangs."""
    for seconds, least, said in ((2, 1, False), (90, 11, True)):
        arm(lab)
        holder = lab.desktop.popen("python3", "-c", _HOLDER.format(seconds), stdout=-1)
        holder.stdout.readline()
        began = time.monotonic()
        done = out(lab)
        waited = time.monotonic() - began
        check(waited > least and ("held by process" in done.stderr) == said, f"{seconds} s: {waited:.1f} s, {done}")
        _check_out(lab, f"lock held for {seconds} s", done)
        holder.kill()
        holder.wait()
    # It takes the lock itself: a call of the helper waits for it.
    arm(lab)
    opening = lab.desktop.popen(OPEN, stderr=-1)
    answers = [lab.helper.call("status") for _ in range(3)]
    opening.communicate()
    check(all(a.state in ("armed", "disarmed") for a in answers), f"the helper saw it half done: {[str(a) for a in answers]}")


def cut_off(lab):
    """Killed on the way, it leaves the machine closed or wholly open; the next call ends it."""
    for delay in (0.03, 0.1, 0.2):
        arm(lab)
        opening = lab.desktop.popen("setsid", "timeout", "-s", "KILL", str(delay), OPEN, stderr=-1)
        opening.communicate()
        found = lab.open_families()
        check(found in (set(), {4, 6}), f"killed after {delay} s, it leaves {found} open")
        if found:
            check(lab.machine.read(f"{_LIB}/armed") is None, f"killed after {delay} s: open, but closed after a reboot")
        _check_out(lab, f"after it was killed after {delay} s", out(lab))


def nobody_else(lab):
    """Only root, and no argument."""
    arm(lab)
    done = lab.desktop.run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", OPEN, check=False)
    check(done.returncode == 1 and "root" in done.stderr, f"{done}")
    check(lab.desktop.run(OPEN, "--help", check=False).returncode == 2, "an argument")
    check(lab.helper.call("status").state == "armed", "opened")
    check(lab.desktop.run("test", "-x", HELPER).returncode == 0, "no helper")
    lab.reset()


def tests(lab, checks):
    """All of them."""
    lab.desktop.run("mkdir", "-p", "-m", "700", _LIB)
    for name, test in (
        ("as the helper", as_the_helper),
        ("Java runtime gone", runtime_gone),
        ("without nft", without_nft),
        ("after a blocked boot", after_a_blocked_boot),
        ("trial", trial),
        ("hosts", hosts),
        ("not alone", not_alone),
        ("cut off", cut_off),
        ("nobody else", nobody_else),
    ):
        checks.run(name, lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__, make=Lab)
