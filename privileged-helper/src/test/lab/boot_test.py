"""Closed after a reboot as before it, without Java: from the stored documents, or everything blocked, and never open."""

import json
import re

from lab import network, policy, probes, rules, suite
from lab.checks import brief, check
from lab.lab import Lab
from lab.machine import INSTALLED, STATE_REPORT

BOOT = f"{INSTALLED}/vpnfirewall-boot"
UNIT = "/usr/lib/systemd/system/vpnfirewall.service"
_LIB = "/var/lib/vpnfirewall"
_MARK = "/run/vpnfirewall/boot-blocked"
_WAY_OUT = "sudo vpnfirewall disarm"
_MANY = [{"address": f"198.18.{i // 250}.{i % 250}", "port": 1000 + i % 3, "protocol": "udp"} for i in range(10_000)]
_MANY += [{"address": f"2001:db8:abcd::{i:x}", "port": 1000, "protocol": "udp"} for i in range(100)]
_NOTHING_LEFT = """
for tool in iptables ip6tables; do for table in filter security nat; do $tool -t $table -F; $tool -t $table -X; done; done
if [ -e /usr/sbin/nft ]; then nft flush ruleset; else nft.hidden flush ruleset; fi
ipset destroy
true
"""  # Legacy tables by their own tool; nftables' whole ruleset, the gate and iptables-nft's tables in it.


_CONFINED = """for part in usr etc var; do mount --no-mtab -o remount,bind,ro /$part; done; exec "$@" """


def boot(lab, verb="close"):
    """One call of the boot script, with no more rights than its unit leaves it."""
    unit = lab.machine.read(UNIT).decode()
    rights = re.search(r"^CapabilityBoundingSet=(CAP_.*)$", unit, re.M)[1].lower().replace("cap_", "+").replace(" ", ",")
    check("\nProtectSystem=strict\nReadWritePaths=/run\n" in unit, "the unit is confined in another way than here")
    confined = ["unshare", "--mount", "--propagation", "slave", "sh", "-c", _CONFINED, "sh"]
    bounded = ["setpriv", "--no-new-privs", f"--bounding-set=-all,{rights}", "env", "-i"]
    return lab.desktop.run(*confined, *bounded, BOOT, verb, check=False)


_END_WATCH = "pid=$(cat /run/vpnfirewall/watch.lock) && grep -q vpnfirewall-watch /proc/$pid/cmdline && kill -9 $pid; true"


def reboot(lab):
    """What a reboot takes away: who watches, rules, sets, switches, and what is in /run. Java may not be needed from now on."""
    lab.desktop.run("sh", "-c", _END_WATCH)
    lab.desktop.run("sh", "-c", _NOTHING_LEFT)
    lab.desktop.shell(
        "rm -rf /run/vpnfirewall; sysctl -qw net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0"
        " net.ipv6.conf.default.disable_ipv6=0 net.ipv6.conf.eth0.disable_ipv6=0"
        " net.ipv6.conf.default.accept_ra=1 net.ipv6.conf.eth0.accept_ra=1\n"
        "ip addr replace 2001:db8:77::10/64 dev eth0 nodad; ip -6 route replace default via 2001:db8:77::1"
    )
    check(lab.open_families() == {4, 6}, "the control shows nothing: closed without a rule")


def _lasting(found):
    """A snapshot without what differs from one boot to the next: the order of things, and how sets are hashed."""
    sets = sorted(re.sub(r" initval \w+", "", line) for line in found["ipset save"].splitlines())
    return rules.unordered(found) | {"ipset save": "\n".join(sets)}


def armed_and_rebooted(lab, **settings):
    """Armed, and then rebooted; returns what the kernel held while armed."""
    lab.helper.must("configure", policy.settings(**settings))
    lab.helper.must("arm", state="armed")
    before = rules.snapshot(lab.machine)
    reboot(lab)
    return before


def restored(lab, disarm=lambda lab: lab.helper.must("disarm", state="disarmed"), **settings):
    """The same rules as before, byte by byte; what is permitted works; the helper takes them for its own."""
    before = armed_and_rebooted(lab, **settings)
    done = boot(lab)
    check(done.returncode == 0 and "closed" in done.stderr, f"{done}")
    check(not lab.open_families(), "LEAK after the boot script")
    said = rules.difference(_lasting(before), _lasting(rules.snapshot(lab.machine)))
    check(not said, said)
    check(json.loads(lab.machine.read(STATE_REPORT))["state"] == "armed", "state.json does not say armed")
    check(boot(lab, "status").returncode == 0 and boot(lab, "guard").returncode == 0, "status or guard")
    check(lab.helper.call("status").state == "armed", f"the helper says {lab.helper.call('status')}")
    disarm(lab)
    check(not lab.residue(), f"after disarming:\n{lab.residue()}")
    check(boot(lab, "status").returncode == 3 and lab.open_families() == {4, 6}, "not open")


def vpn_after_boot(lab):
    """The VPN comes up by itself, by its server's name, and nothing leaks."""
    armed_and_rebooted(lab)
    boot(lab)
    lab.wire.take()
    lab.vpn.serve()
    lab.vpn.connect()
    made, _ = lab.attempt("udp", network.PUBLIC[4], timeout=3)
    check(made.answered, f"the tunnel carries nothing: {made.error}")
    check(not lab.leaks(), f"LEAK: {brief(lab.leaks())}")
    lab.reset()


def many_servers(lab):
    """Ten thousand servers: the sets come before the rules."""
    restored(lab, servers=_MANY)


def gateway(lab):
    """Passes packets on again, and disarming puts the kernel's settings back."""
    names = "net.ipv4.ip_forward net.ipv6.conf.all.forwarding net.ipv6.conf.eth0.forwarding net.ipv6.conf.eth0.accept_ra"
    armed_and_rebooted(lab, gateway={"interfaces": ["eth9"]})
    before = lab.desktop.shell(f"sysctl {names}")
    check(boot(lab).returncode == 0, "not closed")
    check(lab.desktop.shell("sysctl -n net.ipv4.ip_forward net.ipv6.conf.all.forwarding") == "1\n1\n", "forwarding is off")
    check(lab.helper.call("status").state == "armed", f"{lab.helper.call('status')}")
    lab.reset()
    check(lab.desktop.shell(f"sysctl {names}") == before, "disarming did not put forwarding back")


def disarmed(lab):
    """Nothing is done, and nothing is left; without the folder it cannot tell, and blocks."""
    lab.helper.must("configure", policy.settings())
    reboot(lab)
    check(boot(lab).returncode == 0 and boot(lab, "guard").returncode == 0, "failed though disarmed")
    check(not lab.residue() and lab.open_families() == {4, 6}, "something was done though disarmed")


_DAMAGE = {
    "IPv4's document missing": f"rm {_LIB}/ipv4.restore",
    "IPv6's document missing": f"rm {_LIB}/ipv6.restore",
    "IPv4's document empty": f": >{_LIB}/ipv4.restore",
    "a document of zeros": f"s=$(stat -c %s {_LIB}/ipv4.restore); head -c $s /dev/zero >{_LIB}/ipv4.restore",
    "a document cut off in a line": f"truncate -s -30 {_LIB}/ipv6.restore",
    "a document without COMMIT": f"sed -i '$d' {_LIB}/ipv4.restore",
    "a document without filter": f"sed -i '/^\\*filter/,$d' {_LIB}/ipv4.restore",
    "a document without its last verdict": f"sed -i '/^-A VPNFW-OUT -j REJECT/d' {_LIB}/ipv4.restore",
    "a document without jumps": f"sed -i '/^-I /d' {_LIB}/ipv6.restore",
    "garbage": f"head -c 4000 /dev/urandom >{_LIB}/ipv4.restore",
    "a rule that the kernel refuses": f"sed -i 's/-o tun0 /-o a-name-that-is-too-long /' {_LIB}/ipv4.restore",
    "sets missing": f"rm {_LIB}/ipv4.sets",
    "sets cut off in a line": f"truncate -s -2 {_LIB}/ipv4.sets",
    "sets with a line less": f"sed -i '$d' {_LIB}/ipv4.sets",
    "the folder missing": f"rm -rf {_LIB}",
}


def _check_blocked(lab, what):
    """Everything but lo, the VPN's server too, for both families; and said so in every place."""
    lab.wire.take()
    for version in (4, 6):
        for target, port in ((network.PUBLIC[version], 7007), (network.SERVER[version], policy.PORT_UDP)):
            probes.attempt(lab.desktop, "udp", target, port, device=network.CARD, timeout=0.02)
    seen = [p for p in lab.wire.take() if p.target in (*network.PUBLIC.values(), *network.SERVER.values())]
    check(not seen, f"LEAK: {what}: {brief(seen)}")
    lab.desktop.run("ping", "-c1", "-W2", "127.0.0.1")
    lab.desktop.run("ping", "-c1", "-W2", "::1")
    check(lab.machine.read(_MARK) and lab.machine.read(_MARK).count(b"\n") == 1, f"{what}: no mark of one line")
    report = json.loads(lab.machine.read(STATE_REPORT))
    check(report["state"] == "degraded" and report["error"]["code"] == "boot-blocked", f"{what}: {report}")
    check(_WAY_OUT in report["error"]["message"], f"{what}: {report}")
    check(boot(lab, "status").returncode == 1, f"{what}: status")


def damaged(lab):
    """Whatever is wrong with the documents: everything is blocked, loudly; the network may start then."""
    armed_and_rebooted(lab, servers=policy.settings()["servers"] + _MANY[:50])
    lab.desktop.shell(f"cp -a {_LIB} /run/kept-lib")
    for what, damage in _DAMAGE.items():
        lab.desktop.shell(damage)
        done = boot(lab)
        check(done.returncode == 1, f"{what}: exit {done.returncode}, {done.stderr}")
        check(_WAY_OUT in done.stderr and "sudo vpnfirewall arm" in done.stderr, f"{what}: says {done.stderr}")
        _check_blocked(lab, what)
        lab.desktop.shell(f"rm -rf {_LIB}; cp -a /run/kept-lib {_LIB}")
        check(boot(lab).returncode == 0 and lab.machine.read(_MARK) is None, f"{what}: not repaired by its documents")
        reboot(lab)
    lab.desktop.shell(f"rm -rf /run/kept-lib; rm {_LIB}/ipv6.restore")
    check(boot(lab, "guard").returncode == 0, "guard does not let a blocked machine start its network")
    lab.reset()
    return f"{len(_DAMAGE)} kinds"


def blocked_in_the_report(lab):
    """The helper says why everything is blocked and how to get out; arming repairs it, and so does disarming."""
    for verb, state in (("arm", "armed"), ("disarm", "disarmed")):
        armed_and_rebooted(lab)
        lab.desktop.shell(f"rm {_LIB}/ipv6.restore")
        boot(lab)
        answer = lab.helper.call("status")
        check(answer.code == 1 and answer.state == "degraded", f"{answer}")
        check(answer.error.get("code") == "boot-blocked" and _WAY_OUT in answer.error["message"], f"{answer}")
        check("ipv6.restore is missing" in answer.error["message"], f"{answer}")
        lab.helper.must(verb, state=state)
        check(lab.machine.read(_MARK) is None, f"{verb} leaves the mark")
        check(lab.helper.call("status").state == state, "not for long")
    check(not lab.residue(), f"after disarming:\n{lab.residue()}")


def _show(lab, *tools):
    for tool in tools:
        lab.desktop.run("mv", f"/usr/sbin/{tool}.hidden", f"/usr/sbin/{tool}", check=False)


def lesser_means(lab):
    """Without nft by rules, without rules IPv6 by its switch; and when nothing is left, no network may start."""
    sabotage = {
        "nft": ("mv /usr/sbin/nft /usr/sbin/nft.hidden", 0),
        "IPv6's rules": ("mv /usr/sbin/ip6tables-restore /usr/sbin/ip6tables-restore.hidden", 0),
        "IPv4's rules": ("mv /usr/sbin/iptables-restore /usr/sbin/iptables-restore.hidden", 1),
    }
    armed_and_rebooted(lab)
    lab.desktop.shell(f"rm {_LIB}/ipv4.restore")
    try:
        for what, (command, guard) in sabotage.items():
            lab.desktop.shell(command)
            lab.desktop.run("sh", "-c", _NOTHING_LEFT)
            done = boot(lab)
            check(done.returncode == 1, f"without {what}: {done}")
            found = lab.open_families()
            check(found == ({4} if guard else set()), f"without {what}: open for {found}")
            done = boot(lab, "guard")
            check(done.returncode == guard, f"without {what}: guard says {done}")
        check("no network is started" in done.stderr, f"{done.stderr}")
    finally:
        _show(lab, "nft", "ip6tables-restore", "iptables-restore")
    lab.helper.must("arm", state="armed")
    check(lab.desktop.shell("sysctl -n net.ipv6.conf.eth0.disable_ipv6") == "0\n", "IPv6 stays switched off")
    lab.desktop.shell("ip addr replace 2001:db8:77::10/64 dev eth0 nodad; ip -6 route replace default via 2001:db8:77::1")
    lab.reset()


def without_nft_and_ipset(lab):
    """A machine that has neither closes all the same."""
    armed_and_rebooted(lab)
    lab.desktop.shell("for t in nft ipset conntrack; do mv /usr/sbin/$t /usr/sbin/$t.hidden; done")
    try:
        done = boot(lab)
        check(done.returncode == 0 and not lab.open_families(), f"{done}")
    finally:
        _show(lab, "nft", "ipset", "conntrack")
    lab.helper.must("disarm", state="disarmed")


def flushed(lab):
    """After another firewall has flushed, again and guard close again; they also repair what is half there."""
    lab.helper.must("configure", policy.settings())
    lab.helper.must("arm", state="armed")
    for number, flush in enumerate((
        "nft flush ruleset",
        "iptables -F; ip6tables -F",
        "iptables -t security -F; iptables -F",
        "iptables -I OUTPUT -j ACCEPT; ip6tables -t security -I OUTPUT -j ACCEPT",
        "iptables -D OUTPUT -j VPNFW-OUT; ip6tables -N VPNFW-OLD; ip6tables -A VPNFW-OLD -j VPNFW-IN; ip6tables -I INPUT -j VPNFW-OLD",
        "nft flush ruleset; iptables -F",
    )):
        lab.desktop.run("sh", "-c", flush)
        verb = "guard" if number % 2 else "again"
        done = boot(lab, verb)
        check(done.returncode == 0 and not lab.open_families(), f"LEAK after {flush} and {verb}: {done}")
        check(boot(lab, "status").returncode == 0, f"after {flush} and {verb} it is not whole")
    answer = lab.helper.call("status")
    check(answer.state == "armed", f"the helper says {answer}")
    lab.helper.must("disarm", state="disarmed")
    check(boot(lab, "again").returncode == 0, "again while disarmed")
    left = rules.traces(rules.snapshot(lab.machine))
    check(not left, f"left behind: {left}")
    check(lab.open_families() == {4, 6}, "the control shows nothing")
    lab.recover()


def masked(lab):
    """Whoever has masked the unit gets a network that is not closed, and is told."""
    armed_and_rebooted(lab)
    lab.desktop.shell("mkdir -p /etc/systemd/system; ln -s /dev/null /etc/systemd/system/vpnfirewall.service")
    try:
        done = boot(lab, "guard")
        check(done.returncode == 0 and "masked" in done.stderr, f"{done}")
        check(lab.open_families() == {4, 6}, "closed although masked")
    finally:
        lab.desktop.shell("rm /etc/systemd/system/vpnfirewall.service")
    check(boot(lab, "guard").returncode == 0 and not lab.open_families(), "not masked any more, and not closed")
    lab.reset()


def others_stay(lab):
    """Rules of others stay as they are, while it restores, blocks, and restores over the remains of ours."""
    armed_and_rebooted(lab)
    with rules.foreign(lab.machine):
        bare = rules.unordered(rules.snapshot(lab.machine)) | {"/etc/hosts": lab.before["/etc/hosts"]}
        lab.desktop.shell(f"cp -a {_LIB} /run/kept-lib; : >{_LIB}/ipv4.restore")
        check(boot(lab).returncode == 1 and not lab.open_families(), "not blocked")
        lab.desktop.shell(f"rm -rf {_LIB}; mv /run/kept-lib {_LIB}; iptables -N VPNFW-OUT; iptables -A OUTPUT -j VPNFW-OUT")
        check(boot(lab).returncode == 0 and not lab.open_families(), "not restored")
        check(lab.helper.call("status").state == "armed", f"{lab.helper.call('status')}")
        lab.helper.must("disarm", state="disarmed")
        said = rules.difference(bare, rules.unordered(rules.snapshot(lab.machine)))
        check(not said, f"foreign rules were changed:\n{said}")
    lab.recover()


def sysv(lab):
    """The init script: LSB's header and exit codes; only stop by hand opens."""
    script = "/etc/init.d/vpnfirewall"
    header = dict(re.findall(r"^# ([A-Za-z-]+): *(.*)$", lab.machine.read(script).decode(), re.M))
    check(header.get("Default-Start") == "S" and header.get("Default-Stop") == "", f"{header}")

    def call(verb, *environment):
        return lab.desktop.run("env", "-i", "PATH=/usr/bin:/bin", *environment, "sh", script, verb, check=False)

    check(call("status").returncode == 3, "status while disarmed")
    lab.helper.must("configure", policy.settings())
    check(call("start", "RUNLEVEL=S").returncode == 0 and call("status").returncode == 3, "a boot has armed")
    check(call("start").returncode == 0 and call("status").returncode == 0, "start by hand does not arm")
    reboot(lab)
    check(call("status").returncode == 1, "status while it should be closed")
    check(call("start", "RUNLEVEL=S").returncode == 0 and not lab.open_families(), "LEAK: not closed at boot")
    for verb in ("restart", "force-reload"):
        check(call(verb).returncode == 0 and not lab.open_families(), f"LEAK: {verb} opens")
    check(call("stop", "RUNLEVEL=6").returncode == 0 and not lab.open_families(), "LEAK: a shutdown opens")
    check(call("stop").returncode == 0 and lab.open_families() == {4, 6}, "stop by hand does not open")
    check(call("status").returncode == 3 and not lab.residue(), "something is left")
    check(call("nonsense").returncode == 2, "a word that is none")
    lab.desktop.run("sh", "-c", _END_WATCH)


def tests(lab, checks):
    """All of them."""
    for name, test in (
        ("restored", restored),
        ("VPN after boot", vpn_after_boot),
        ("10,000 servers", many_servers),
        ("gateway", gateway),
        ("disarmed", disarmed),
        ("damaged documents", damaged),
        ("blocked, in the helper's report", blocked_in_the_report),
        ("by lesser means", lesser_means),
        ("without nft and ipset", without_nft_and_ipset),
        ("another firewall has flushed", flushed),
        ("unit masked", masked),
        ("rules of others", others_stay),
        ("init script", sysv),
    ):
        # The folder comes with the package.
        checks.run(name, lambda test=test: (lab.desktop.run("mkdir", "-p", "-m", "700", _LIB), test(lab))[1])


if __name__ == "__main__":
    suite.main(tests, __doc__, make=Lab)
