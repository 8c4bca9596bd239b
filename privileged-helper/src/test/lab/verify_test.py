"""What `verify` says of an armed, a holed and a disarmed desktop, against what the router sees (issue: verify)."""

import contextlib
import subprocess

from lab import network, rules, scenes, suite
from lab.capture import Capture
from lab.checks import check

KINDS = {"tcp", "udp", "icmp", "dns"}
BOTH = {(kind, family) for kind in KINDS for family in ("ipv4", "ipv6")}
_NUMBERS = {6: "tcp", 17: "udp", 1: "icmp", 58: "icmp"}
_SECOND = """
ip link set eth1 up; ip addr add 192.168.77.11/24 dev eth1; ip addr add 2001:db8:77::11/64 dev eth1 nodad
ip route add default via 192.168.77.1 dev eth1 metric 500
ip -6 route add default via fe80::1 dev eth1 metric 500
"""


def on_wire(found):
    """Of captured packets the attempts, each as (kind, family), and that none of them may get past the router."""
    attempts = [p for p in found if p.protocol in _NUMBERS and (p.icmp_type in (8, 128) or p.target_port in (53, 443))]
    for packet in attempts:
        check(packet.hops == 1, f"would go further than the first router: {packet}")
        nobody = packet.target.startswith(("198.51.100.", "203.0.113.", "192.0.2.", "2001:db8:", "3fff:", "fe80:"))
        check(nobody, f"goes to somebody: {packet}")
    return {("dns" if p.target_port == 53 else _NUMBERS[p.protocol], f"ipv{p.family}") for p in attempts}


def verify(lab, code, error=None, wire=None, card=network.CARD):
    """Calls it; returns the attempts over one card as {verdict: {(kind, family)}}, and what the router saw."""
    wire = wire or lab.wire
    wire.take()
    answer = lab.helper.call("verify")
    seen = on_wire(wire.take())
    check(answer.report is not None and answer.report["verb"] == "verify", f"no report: {answer}")
    check(answer.code == code, f"exit {answer.code}, not {code}: {answer}")
    check(answer.error.get("code") == error, f"error {answer.error.get('code')}, not {error}: {answer}")
    check(answer.report["ok"] == (error is None), f"ok and error disagree: {answer}")
    attempts = {}
    for made in answer.report.get("attempts", []):
        if made["interface"] == card:
            attempts.setdefault(made["verdict"], set()).add((made["kind"], made["family"]))
    return attempts, seen, answer


def all_stopped(lab, **more):
    """Armed: nothing is seen by anybody."""
    attempts, seen, answer = verify(lab, 0, **more)
    check(attempts == {"stopped": BOTH}, f"not all stopped: {attempts}")
    check(not seen, f"it says stopped, but the router saw {seen}")
    return answer


def armed_and_disarmed(lab):
    """The core: all stopped, with either block mode; and the same sends are seen as soon as it is disarmed."""
    for mode in ("reject", "drop"):
        with scenes.armed(lab, blockMode=mode):
            answer = all_stopped(lab)
            check(answer.state == "armed", f"{answer}")
            check({a["interface"] for a in answer.report["attempts"]} == {network.CARD}, f"tried elsewhere: {answer}")
            lab.helper.must("disarm", state="disarmed")
            attempts, seen, answer = verify(lab, 3)
            check(attempts == {"got-out": BOTH}, f"disarmed, but {attempts}")
            check(seen == BOTH, f"the control shows nothing of {BOTH - seen}")
            warning = [w["message"] for w in answer.report["warnings"] if w["code"] == "open"]
            check(warning and "as it should" in warning[0], f"no word about it: {answer}")


def vpn_up_and_down(lab):
    """With the tunnel up its interface is the control, not on trial; killed, all is still stopped."""
    with scenes.protected(lab):
        answer = all_stopped(lab)
        check({a["interface"] for a in answer.report["attempts"]} == {network.CARD}, f"tried elsewhere: {answer}")
        scenes.check_no_leak(lab)
        lab.vpn.kill_client()
        all_stopped(lab)


@contextlib.contextmanager
def hole(lab, script):
    """Armed, with a hole made by somebody else."""
    with scenes.armed(lab):
        lab.desktop.shell(script)
        yield


def _both_layers(tools, rule):
    """A script that puts a rule above all of ours in both tables."""
    tables = ("filter", "security")
    return "\n".join(f"{tool} -t {table} -I VPNFW-OUT 1 {rule}" for tool in tools for table in tables)


def one_family_flushed(lab):
    """The other family stays closed and is not accused."""
    for tool, family, name in (("iptables", "ipv4", "IPv4"), ("ip6tables", "ipv6", "IPv6")):
        with hole(lab, f"{tool} -F; {tool} -t security -F; {tool} -t mangle -F"):
            attempts, seen, answer = verify(lab, 1, "leak")
            open_ = {each for each in BOTH if each[1] == family}
            check(attempts == {"got-out": open_, "stopped": BOTH - open_}, f"{family} flushed: {attempts}")
            check(seen == open_, f"it says {attempts}, the router saw {seen}")
            message = answer.error["message"]
            check(f"TCP, UDP, ICMP, DNS over eth0 ({name})" in message, f"not named: {message}")
            check("your real address" in message and "which sites" in message, f"does not say why: {message}")


def only_dns(lab):
    """A hole for name servers alone is named as such."""
    with hole(lab, _both_layers(("iptables", "ip6tables"), "-p udp --dport 53 -j RETURN")):
        attempts, seen, answer = verify(lab, 1, "leak")
        asked = {("dns", "ipv4"), ("dns", "ipv6")}
        check(attempts == {"got-out": asked, "stopped": BOTH - asked}, f"{attempts}")
        check(seen == asked, f"the router saw {seen}")
        message = answer.error["message"]
        check("DNS over eth0" in message and "TCP" not in message, f"wrong words: {message}")
        check("which sites" in message and "real address" not in message, f"wrong reason: {message}")


def second_card_leaks(lab):
    """Of two cards the one that leaks is named, though another firewall's report would say nothing of it."""
    with hole(lab, _both_layers(("iptables", "ip6tables"), "-o eth1 -j RETURN")), second_card(lab) as wire:
        attempts, seen, answer = verify(lab, 1, "leak", wire, "eth1")
        check(attempts == {"got-out": BOTH}, f"eth1: {attempts}")
        check(seen == BOTH, f"the router saw {seen} of eth1")
        message = answer.error["message"]
        check("over eth1" in message and "eth0" not in message, f"wrong card: {message}")
        attempts, seen, _ = verify(lab, 1, "leak")
        check(attempts == {"stopped": BOTH} and not seen, f"eth0: {attempts}, seen {seen}")


@contextlib.contextmanager
def second_card(lab, script=_SECOND):
    """One more card on the LAN; the capture at its other end."""
    port = lab.network.plug_in_card("eth1")
    try:
        lab.desktop.shell(script)
        yield Capture(port)
    finally:
        network.router(f"ip link del {port}")


def card_without_addresses(lab):
    """Tried all the same, as far as there is a way out; without a neighbour what passes is not called stopped."""
    with scenes.armed(lab), second_card(lab, "ip link set eth1 up") as wire:
        attempts, seen, _ = verify(lab, 0, wire=wire, card="eth1")
        check(attempts == {"stopped": BOTH}, f"{attempts}")
        check(not seen, f"the router saw {seen}")
        lab.helper.must("disarm", state="disarmed")
        attempts, _, _ = verify(lab, 3, wire=wire, card="eth1")
        check(set(attempts) <= {"got-out", "not-stopped"}, f"disarmed: {attempts}")
        check(set.union(*attempts.values()) == BOTH, f"disarmed: {attempts}")


def card_without_ipv6(lab):
    """IPv6 off on the card: said to be not tried, which is no fault; IPv4 is tried."""
    with scenes.armed(lab):
        lab.desktop.shell("sysctl -qw net.ipv6.conf.eth0.disable_ipv6=1")
        try:
            attempts, seen, answer = verify(lab, 0)
        finally:
            lab.desktop.shell(
                "sysctl -qw net.ipv6.conf.eth0.disable_ipv6=0\n"
                f"ip addr add {network.DESKTOP[6]}/64 dev eth0 nodad; ip addr add {network.DESKTOP_LAN6}/64 dev eth0 nodad\n"
                f"ip -6 route add default via {network.ROUTER[6]}"
            )
        ipv4 = {each for each in BOTH if each[1] == "ipv4"}
        check(attempts == {"stopped": ipv4, "not-tried": BOTH - ipv4}, f"{attempts}")
        check(not seen, f"the router saw {seen}")
        check(any(w["code"] == "not-tried" for w in answer.report["warnings"]), f"no warning: {answer}")


def no_card(lab):
    """With nothing to leak through nothing is claimed."""
    with scenes.armed(lab):
        lab.desktop.shell("ip link set eth0 down")
        try:
            attempts, _, _ = verify(lab, 1, "nothing-tried")
            check(not attempts, f"tried over a card that is down: {attempts}")
        finally:
            lab.desktop.shell(
                "ip link set eth0 up; ip route add default via 192.168.77.1\n"
                f"ip addr replace {network.DESKTOP[6]}/64 dev eth0 nodad\n"
                f"ip addr replace {network.DESKTOP_LAN6}/64 dev eth0 nodad\n"
                f"ip -6 route add default via {network.ROUTER[6]}"
            )


def control_fails(lab):
    """Somebody else closes lo: then a refusal does not prove that we see what leaves."""
    close = "iptables -I OUTPUT 2 -o lo -p udp --dport 53 -d 198.51.100.0/24 -j DROP"
    with hole(lab, close):
        try:
            attempts, _, answer = verify(lab, 1, "not-proven")
            check(attempts["not-tried"] == {("dns", "ipv4")}, f"{attempts}")
            check("control failed" in answer.error["message"], f"{answer}")
        finally:
            lab.desktop.shell(close.replace("-I OUTPUT 2", "-D OUTPUT"))


def without_perl(lab):
    """An honest error, whether armed or not; never a good report."""
    with scenes.armed(lab):
        for state in ("armed", "disarmed"):
            hidden = "mount -t tmpfs none /mnt && cp /bin/true /mnt/perl && chmod 644 /mnt/perl && mount --bind /mnt/perl"
            call = f"{hidden} /usr/bin/perl && exec /usr/lib/vpnfirewall/vpnfirewall-helper verify"
            command = lab.desktop.command("unshare", "--mount", "--propagation", "private", "sh", "-c", call)
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
            check(done.returncode == 1, f"exit {done.returncode}: {done.stdout} {done.stderr}")
            check('"no-perl"' in done.stdout and '"ok":false' in done.stdout, done.stdout)
            check("perl-base" in done.stdout and f'"state":"{state}"' in done.stdout, done.stdout)
            lab.helper.must("disarm", state="disarmed")


def nothing_left(lab):
    """It changes nothing in the kernel, and leaves the status as the last report."""
    with scenes.armed(lab):
        before = rules.snapshot(lab.machine)
        all_stopped(lab)
        left = rules.difference(before, rules.snapshot(lab.machine))
        check(not left, f"changed:\n{left}")
        stored = lab.machine.read("/run/vpnfirewall/state.json").decode()
        check('"verb":"status"' in stored and '"state":"armed"' in stored, stored)


def tests(lab, checks):
    """All that verify must find, and must not claim."""
    for name, test in (
        ("armed: all stopped, disarmed: all gets out; both block modes", armed_and_disarmed),
        ("VPN up and VPN killed", vpn_up_and_down),
        ("one family flushed in all tables", one_family_flushed),
        ("a hole for DNS alone", only_dns),
        ("two cards of which one leaks", second_card_leaks),
        ("card without addresses", card_without_addresses),
        ("card without IPv6", card_without_ipv6),
        ("no card at all", no_card),
        ("control that fails", control_fails),
        ("no Perl", without_perl),
        ("changes nothing", nothing_left),
    ):
        checks.run(name, lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
