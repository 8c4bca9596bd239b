"""Other firewalls, the real programs, around an armed desktop: what still blocks, what status says, what is left."""

import contextlib
import pathlib
import re

from lab import firewalls, network, rules, services, suite
from lab.checks import check
from lab.watchdog import Watchdog
from lab.yard import BACKSTOP, EVERYTHING, FILTER, IPV4_ONLY, OPEN, WHOLE, Yard

_BOTH = (4, 6)
_COMMANDS = (
    # Typed for one or both families, and what is left of us in those.
    (("-X || true", "-Z", "-t security -Z"), _BOTH, WHOLE),
    (("-P OUTPUT ACCEPT", "-P FORWARD ACCEPT", "-t nat -F", "-t mangle -F", "-t raw -F"), _BOTH, WHOLE),
    (("-F",), _BOTH, BACKSTOP),
    (("-F", "-X"), _BOTH, BACKSTOP),
    (("-D OUTPUT -j VPNFW-OUT", "-D FORWARD -j VPNFW-FWD"), _BOTH, BACKSTOP),
    (("-F VPNFW-OUT", "-F VPNFW-FWD"), _BOTH, BACKSTOP),
    (("-I VPNFW-OUT -j ACCEPT", "-I VPNFW-FWD -j ACCEPT"), _BOTH, BACKSTOP),
    (("-I OUTPUT -j ACCEPT", "-I FORWARD -j ACCEPT"), _BOTH, BACKSTOP),
    (("-t security -F",), _BOTH, FILTER),
    (("-t security -I OUTPUT -j ACCEPT", "-t security -I FORWARD -j ACCEPT"), _BOTH, FILTER),
    (("-F", "-t security -F"), (4,), OPEN),
    (("-F", "-t security -F"), (6,), OPEN),
)
_MAIL = "for tool in iptables ip6tables; do $tool -A OUTPUT -p tcp --dport 25 -j DROP; done"
_UNDO = """
for tool in iptables ip6tables; do for table in filter security; do for chain in OUTPUT FORWARD; do
  $tool -t $table -D $chain -j ACCEPT 2>/dev/null || true
done; done; done
"""


def ufw(yard):
    """It appends its rules behind ours: enabling, reloading and disabling it changes nothing for us."""
    with firewalls.Ufw(yard.lab.machine).installed() as wall, yard.box.plugged():
        wall.enable()
        wall.reload()
        enabled = yard.snapshot()
        yard.control()
        with yard.armed(enabled):
            yard.during("ufw reload", wall.reload)
            yard.told("after ufw reload")
        wall.disable()
        disabled = yard.snapshot()
        yard.clean()
        with yard.armed(disabled, unordered=True):
            yard.during("ufw enable", wall.enable)
            yard.told("after ufw enable")
            yard.during("ufw reload", wall.reload)
            yard.during("ufw disable", wall.disable)
            yard.told("after ufw disable")


def ufw_managing_builtins(yard):
    """With MANAGE_BUILTINS=yes it flushes filter and mangle of everybody's rules: the backstop holds."""
    with firewalls.Ufw(yard.lab.machine).installed(MANAGE_BUILTINS="yes") as wall, yard.box.plugged():
        wall.enable()
        wall.reload()
        alone = yard.snapshot()
        yard.control()
        yard.clean()
        with yard.armed(alone, unordered=True):
            yard.during("ufw enable", wall.enable)
            yard.told("after ufw enable", ipv4=BACKSTOP, ipv6=BACKSTOP)
            yard.repaired("after ufw enable")
            yard.during("ufw reload", wall.reload)
            yard.told("after ufw reload", ipv4=BACKSTOP, ipv6=BACKSTOP)


def ufw_without_ipv6(yard):
    """With IPV6=no it replaces the whole IPv6 filter table by one that drops, and ours with it: the backstop holds."""
    with firewalls.Ufw(yard.lab.machine).installed(IPV6="no") as wall, yard.box.plugged():
        wall.enable()
        alone = yard.snapshot()
        yard.control(IPV4_ONLY)
        yard.clean()
        with yard.armed(alone, unordered=True, seen=IPV4_ONLY):
            yard.during("ufw enable", wall.enable)
            yard.told("after ufw enable", ipv6=BACKSTOP)
            yard.repaired("after ufw enable")


def firewalld(yard):
    """It flushes every iptables table of everybody's rules, security too, when it starts, reloads and stops."""
    with firewalls.Firewalld(yard.lab.machine).installed() as wall, yard.box.plugged():
        wall.start()
        alone = yard.snapshot()
        yard.control()
        with yard.armed(alone):
            for name, act in ("reload", lambda: wall.command("--reload")), ("stop", wall.stop), ("start", wall.start):
                act()
                yard.opened(f"after firewalld's {name}")
            yard.closed("with firewalld")
            wall.command("--add-port=8022/tcp")
            wall.command("--remove-port=8022/tcp")
            yard.told("after a rule for firewalld")


def firewalld_watched(yard):
    """The same while the service watches: closed again each time, without anybody's doing."""
    with firewalls.Firewalld(yard.lab.machine).installed() as wall, yard.box.plugged():
        alone = yard.snapshot()
        yard.control()
        with yard.armed(alone, unordered=True), Watchdog(yard.lab) as dog:
            for name, act in ("start", wall.start), ("reload", lambda: wall.command("--reload")), ("stop", wall.stop):
                act()
                dog.put_back(f"after firewalld's {name}")
                # It goes in steps: the next one may take away what was just put back.
                dog.wait(f"armed after firewalld's {name}", lambda: yard.lab.helper.call("status").state == "armed")
                yard.closed(f"after firewalld's {name}")
                yard.told(f"after firewalld's {name}")


def docker(yard):
    """Each start puts its jumps above ours in FORWARD: the backstop holds."""
    with firewalls.Docker(yard.lab.machine).installed() as wall:
        wall.start()
        wall.restart()
        alone = yard.snapshot()
        with yard.box.plugged(wall.BRIDGE):
            yard.control()
            with yard.armed(alone):
                yard.during("a restart of Docker", wall.restart)
                yard.told("after a restart of Docker", ipv4=BACKSTOP, ipv6=BACKSTOP)
                yard.repaired("after a restart of Docker")
                yard.during("a new network", wall.create)
                yard.told("after a new network", ipv4=BACKSTOP)
                wall.remove()
            wall.stop()
            yard.clean()
            with yard.armed(alone, unordered=True):
                yard.during("Docker's start", wall.start)
                yard.told("after Docker's start", ipv4=BACKSTOP, ipv6=BACKSTOP)
                yard.repaired("after Docker's start")


def libvirt(yard):
    """A new network puts its jumps above ours in every chain: the backstop holds. A restart leaves them in place."""
    with firewalls.Libvirt(yard.lab.machine).installed() as wall:
        wall.start()
        wall.create()
        wall.restart()
        alone = yard.snapshot()
        with yard.box.plugged(wall.BRIDGE):
            yard.control()
            with yard.armed(alone):
                yard.during("a restart of libvirt", wall.restart)
                yard.told("after a restart of libvirt")
        wall.destroy()
        wall.stop()
        yard.clean()
        with contextlib.ExitStack() as plug, yard.armed(alone, unordered=True):
            wall.start()
            yard.during("a new virtual network", wall.create)
            plug.enter_context(yard.box.plugged(wall.BRIDGE))
            yard.closed("behind a new virtual network")
            yard.told("after a new virtual network", ipv4=BACKSTOP, ipv6=BACKSTOP)
            yard.repaired("after a new virtual network")


def iptables_commands(yard):
    """What people and scripts type: as long as one of the two layers stands, nothing leaves."""
    with yard.box.plugged():
        alone = yard.snapshot()
        yard.control()
        with yard.armed(alone):
            for typed, versions, left in _COMMANDS:
                for version in versions:
                    tool = {4: "iptables", 6: "ip6tables"}[version]
                    yard.lab.desktop.shell("; ".join(f"{tool} {line}" for line in typed))
                when = f"after iptables {'; '.join(typed)} for {' and '.join(f'IPv{v}' for v in versions)}"
                expected = {v: left if v in versions else WHOLE for v in _BOTH}
                if left == OPEN:
                    yard.control({way for way in EVERYTHING if int(way[-1]) in versions})
                else:
                    yard.closed(when)
                yard.told(when, ipv4=expected[4], ipv6=expected[6])
                if left != WHOLE:
                    yard.repaired(when)
                yard.lab.desktop.shell(_UNDO)
    return f"{len(_COMMANDS)} commands"


def ipset_commands(yard):
    """Emptying our sets closes even more; an address put into one is open, and status says that it may be."""
    servers = [{"address": f"198.51.100.{n}", "port": 1194 + n % 2, "protocol": "udp"} for n in range(1, 30)]
    with yard.box.plugged():
        alone = yard.snapshot()
        yard.control()
        with yard.armed(alone, servers=servers):
            ours = re.findall(r"^create (vpnfw-\S+)", yard.snapshot()["ipset save"], re.M)
            check(len(ours) == 1, f"not one set of ours, but {ours}")
            yard.during("ipset flush", lambda: yard.lab.desktop.run("ipset", "flush"))
            _altered(yard, "after ipset flush")
            refused = yard.lab.desktop.run("ipset", "destroy", check=False)
            check(refused.returncode != 0, "ipset destroy took a set that our rules use")
            yard.told("after ipset destroy")
            yard.lab.desktop.run("ipset", "add", ours[0], f"{network.PUBLIC[4]},udp:{services.ECHO}")
            yard.control({"out udp IPv4"})
            _altered(yard, "after ipset add")


def _altered(yard, when):
    answer = yard.lab.helper.call("status")
    check(answer.state == "degraded" and answer.code == 1, f"status {when}: {answer}")
    check("IPv4 may be open" in answer.error["message"], f"status {when}: {answer}")
    yard.repaired(when)


def nft_flush_ruleset(yard):
    """It takes all of nftables' rules: in the nft variant both layers; in the legacy variant nothing of ours."""
    with yard.box.plugged():
        alone = yard.snapshot()
        yard.control()
        with yard.armed(alone):
            _flush(yard, "flush", "ruleset")


def _flush(yard, *arguments):
    """nft is run like this, which flushes the ruleset."""
    when = f"after nft {' '.join(arguments)}"
    if yard.lab.machine.variant == "nft":
        yard.lab.desktop.run("nft", *arguments)
        yard.opened(when)
    else:
        yard.during(when, lambda: yard.lab.desktop.run("nft", *arguments))
        yard.told(when)


def nftables_service(yard):
    """What `systemctl restart nftables` runs, with Debian's own file: it begins with `flush ruleset`."""
    conf = "/etc/nftables.conf"
    check(b"\nflush ruleset\n" in yard.lab.machine.read(conf), f"{conf} does not flush")
    with yard.box.plugged():
        yard.lab.desktop.run("nft", "-f", conf)
        alone = yard.snapshot()
        yard.control()
        with yard.armed(alone, unordered=True):
            _flush(yard, "-f", conf)


def saved_rules(yard):
    """netfilter-persistent puts saved tables in the place of what is there; `flush` empties every table."""
    with firewalls.Persistent(yard.lab.machine).installed() as wall, yard.box.plugged():
        yard.lab.desktop.shell(_MAIL)
        wall.run("save")
        wall.keep_only("filter")
        alone = yard.snapshot()
        yard.control()
        with yard.armed(alone, unordered=True):
            yard.during("a restart of netfilter-persistent", lambda: wall.run("start"))
            yard.told("after a restart of netfilter-persistent", ipv4=BACKSTOP, ipv6=BACKSTOP)
            yard.repaired("after a restart of netfilter-persistent")
            wall.run("flush")
            yard.opened("after netfilter-persistent's flush")
            yard.lab.desktop.shell(_MAIL)


def saved_while_armed(yard):
    """Our own rules, saved by netfilter-persistent: restored over themselves they change nothing; after disarming they
    close the machine again, status does not call that armed, and disarm takes them away."""
    with firewalls.Persistent(yard.lab.machine).installed() as wall, yard.box.plugged():
        yard.lab.desktop.shell(_MAIL)
        alone = yard.snapshot()
        yard.control()
        with yard.armed(alone, unordered=True):
            wall.run("save")
            yard.during("a restart of netfilter-persistent", lambda: wall.run("start"))
            yard.told("after a restart of netfilter-persistent")
        wall.run("start")
        yard.closed("when our saved rules are back")
        answer = yard.lab.helper.call("status")
        check(answer.state == "degraded" and answer.code == 1, f"when our saved rules are back: {answer}")
        yard.lab.helper.must("disarm", state="disarmed")
        left = rules.difference(rules.unordered(alone), rules.unordered(yard.snapshot()))
        check(not left, f"after disarm:\n{left}")
        yard.control()


def saved_with_security(yard):
    """Where the saved file lists an empty `security` (the legacy variant does once the kernel has that table), the
    backstop goes with the rest: open until armed again."""
    with firewalls.Persistent(yard.lab.machine).installed() as wall, yard.box.plugged():
        yard.lab.desktop.shell("for tool in iptables ip6tables; do $tool -t security -P OUTPUT ACCEPT; done\n" + _MAIL)
        wall.run("save")
        alone = yard.snapshot()
        check("*security" in alone["iptables-save"], "the saved file does not list the table")
        yard.control()
        with yard.armed(alone, unordered=True):
            wall.run("start")
            yard.opened("after a restart of netfilter-persistent")


TESTS = (
    ("ufw", ufw),
    ("ufw that manages the built-in chains", ufw_managing_builtins),
    ("ufw without IPv6", ufw_without_ipv6),
    ("firewalld", firewalld),
    ("firewalld, watched", firewalld_watched),
    ("Docker", docker),
    ("libvirt", libvirt),
    ("iptables commands", iptables_commands),
    ("ipset commands", ipset_commands),
    ("nft flush ruleset", nft_flush_ruleset),
    ("nftables.service", nftables_service),
    ("netfilter-persistent", saved_rules),
    ("rules saved while armed", saved_while_armed),
    ("rules saved with the table security", saved_with_security),
)


def documented():
    """The page for users names every test, and no other."""
    page = pathlib.Path(__file__).resolve().parents[3] / "docs" / "other-firewalls.md"
    rows = re.findall(r"^\|.*\| ([^|]+) \|$", page.read_text(encoding="utf-8"), re.M)
    named = {name for row in rows for name in re.findall(r"\*([^*]+)\*", row)}
    differ = sorted(named ^ {name for name, _ in TESTS})
    check(not differ, f"either only {page.name} or only this suite knows {differ}")


def tests(lab, checks):
    """All firewalls."""
    yard = Yard(lab)
    for name, test in TESTS:
        checks.run(name, lambda test=test: test(yard))
        yard.clean()
    checks.run("the page for users", documented)


if __name__ == "__main__":
    suite.main(tests, __doc__, firewalls.PACKAGES)
