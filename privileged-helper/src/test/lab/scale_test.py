"""Ten thousand servers and a thousand local networks: the same rules, and each packet judged right."""

import time

from lab import network, policy, rules, scenes, suite
from lab.checks import check

_SERVERS = 10_000
_NETWORKS = 1_000


def _server(number):
    """The address and the port of one of them, IPv4 and IPv6 in turn."""
    port = 1000 + number % 3
    if number % 2:
        return f"2001:db8:abcd::{number:x}", port
    return f"198.18.{number // 250}.{number % 250}", port


def _lan(number):
    return f"fd00:{number:x}::/64" if number % 2 else f"10.{number // 250}.{number % 250}.0/24"


def _settings(servers, networks, lan=True):
    return policy.settings() | {
        "servers": [
            {"address": address, "port": port, "protocol": "udp"} for address, port in map(_server, range(servers))
        ],
        "lan": {"allow": lan, "networks": [_lan(i) for i in range(networks)]},
    }


def _seen(lab, target, port, kind="udp"):
    """Whether the router sees a packet that is sent bound to the card."""
    _, seen = lab.attempt(kind, target, port=port, device=network.CARD, timeout=0.05)
    return any(packet.target == target for packet in seen)


def _rules(lab):
    return sum(lab.desktop.run(f"{tool}-save").stdout.count("-A VPNFW-") for tool in ("iptables", "ip6tables"))


def _timed(call):
    began = time.monotonic()
    call()
    return time.monotonic() - began


def every_server_and_no_other(lab):
    """First, last and in between; not their neighbours, ports or protocols; LAN networks likewise."""
    few = _settings(2, 2)
    lab.helper.must("configure", few)
    arm_few = _timed(lambda: lab.helper.must("arm", state="armed"))
    few_rules = _rules(lab)
    lab.reset()
    lab.helper.must("configure", _settings(_SERVERS, _NETWORKS))
    arm_many = _timed(lambda: lab.helper.must("arm", state="armed"))
    status = _timed(lambda: lab.helper.must("status", state="armed"))
    check(_rules(lab) <= few_rules, f"{_rules(lab)} rules, and {few_rules} for two servers")
    for number in (0, 1, 2, 777, 5000, 5001, _SERVERS - 2, _SERVERS - 1):
        address, port = _server(number)
        check(_seen(lab, address, port), f"server {address} port {port} cannot be reached")
        check(not _seen(lab, address, port + 3), f"LEAK: {address} at another port")
        check(not _seen(lab, address, port, "tcp"), f"LEAK: {address} by TCP")
    for target in ("198.18.40.1", "198.17.0.0", "2001:db8:abcd::ffff", *network.PUBLIC.values()):
        check(not _seen(lab, target, 1000), f"LEAK: {target}")
    for target, expected in (
        ("10.0.0.9", True),
        ("10.3.248.9", True),
        ("10.3.249.9", False),
        ("10.4.0.1", False),
        ("192.168.77.20", False),
        ("fd00:1::9", True),
        ("fd00:3e7::9", True),
        ("fd00:3e8::9", False),
    ):
        check(_seen(lab, target, 9999) == expected, f"{target} is seen: {not expected}")
    lab.reset()
    check(_seen(lab, "198.17.0.0", 1000), "the control shows nothing")
    return f"arm {arm_few:.2f} s with 2, {arm_many:.2f} s with {_SERVERS}, status {status:.2f} s"


def rearmed_while_in_use(lab):
    """Other servers take the place of the old ones, and sets of old go."""
    with scenes.armed(lab, **{k: v for k, v in _settings(100, 20).items() if k in ("servers",)}):
        sets = lab.desktop.run("ipset", "list", "-name").stdout
        check(len(sets.split()) == 2, f"sets: {sets}")
        lab.helper.must("configure", _settings(101, 20, lan=False), state="armed")
        address, port = _server(100)
        check(_seen(lab, address, port), "the new server cannot be reached")
        check(len(lab.desktop.run("ipset", "list", "-name").stdout.split()) == 2, "a set of old is left")


def set_tampered_with(lab):
    """An entry that somebody adds is a leak that status sees and the next call closes; an emptied set closes."""
    lab.helper.must("configure", _settings(100, 20))
    lab.helper.must("arm", state="armed")
    listed = rules.snapshot(lab.machine)["ipset save"]
    target = network.PUBLIC[4]
    name = next(line.split()[1] for line in listed.splitlines() if line.startswith("add") and ",udp:1000" in line and "." in line)
    lab.desktop.shell(f"ipset add {name} {target},udp:1000")
    check(_seen(lab, target, 1000), "the control shows nothing: the entry has no effect")
    answer = lab.helper.call("status")
    check(answer.code == 1 and answer.state == "degraded", f"status does not see it: {answer}")
    check(not answer.report["families"]["ipv4"]["enforced"], f"status calls it enforced: {answer}")
    lab.helper.must("arm", state="armed")
    check(not _seen(lab, target, 1000), "LEAK: it is still open")
    lab.desktop.shell(f"ipset flush {name}")
    check(not lab.open_families(), "LEAK with an empty set")
    check(lab.helper.call("status").state == "degraded", "status does not see the empty set")
    lab.helper.must("arm", state="armed")
    check(_seen(lab, *_server(0)), "the server is not back")
    lab.reset()


def tests(lab, checks):
    """All of them."""
    checks.run("10,000 servers and 1,000 networks", lambda: every_server_and_no_other(lab))
    checks.run("other servers while armed", lambda: rearmed_while_in_use(lab))
    checks.run("a set that somebody else changes", lambda: set_tampered_with(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
