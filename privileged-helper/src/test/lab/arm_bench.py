#!/usr/bin/python3
"""How long arming takes, from the start of the helper to both families closed and read back."""

from lab import bench, machine, oldway, policy, timing
from lab.smallest import Smallest

_ROUNDS = 20
_MANY = 10_000
_GATE = "/usr/lib/vpnfirewall/gate.nft"
_LEAST = "started as the helper is, as many tools at a time, and nothing looked at, stored or checked"
_OPEN = "delete table ip vpnfw_gate\ndelete table ip6 vpnfw_gate\n"


def against_the_old_way(name, one, target):
    """In turns: the helper's arm, and a script that calls iptables for each rule."""

    def arm():
        taken = one.arm().milliseconds
        one.disarm()
        return taken

    def script():
        taken = one.stopwatch.run((["/bin/bash", "-s"], oldway.SCRIPT)).milliseconds
        one.stopwatch.run((["/bin/sh", "-es"], oldway.OPEN))
        one.flush()
        return taken

    settings = policy.settings(lan=True)
    documents = one.rendered(settings)
    steps = [["/usr/sbin/nft", "-f", _GATE], ["/usr/sbin/ip6tables-save"], ["/usr/sbin/iptables-save"]]
    for tool, family in ("ip6tables", "ipv6"), ("iptables", "ipv4"):
        steps += [([f"/usr/sbin/{tool}-restore", "--noflush", "--wait=5"], documents[family]), [f"/usr/sbin/{tool}-save"]]
    steps.append((["/usr/sbin/nft", "-f", "-"], _OPEN))

    def tools():
        taken = one.stopwatch.run(*steps).milliseconds
        one.flush()
        return taken

    def least():
        taken = smallest.arm()
        smallest.open()
        return taken

    one.configure(settings)
    smallest = Smallest(one, "/run/smallest", settings)
    found = bench.interleaved(_ROUNDS, arm=arm, script=script, tools=tools, least=least)
    against = f"{oldway.IPV4} iptables + {oldway.IPV6} ip6tables calls"
    bench.row(f"start of arm → closed and read back, {name}", found["arm"], found["script"], "ms", against, target)
    bench.floor(f"the tools alone, {name}", found["tools"], "ms", "shut the gate, read, restore and read back both families, open it")
    bench.floor(f"the smallest Java program that runs arm's tools, {name}", found["least"], "ms", _LEAST)


def with_many_servers(name, one):
    """In turns: with one server, and with ten thousand."""

    def armed(settings):
        one.configure(settings)
        taken = one.arm().milliseconds
        one.disarm()
        return taken

    few, many = timing.many(1), timing.many(_MANY)
    smallest = Smallest(one, "/run/smallest-of-many", many)

    def opened(measure):
        taken = measure()
        smallest.open()
        return taken

    found = bench.interleaved(
        _ROUNDS // 2,
        few=lambda: armed(few),
        many=lambda: armed(many),
        sets=lambda: opened(smallest.fill),
        least=lambda: opened(smallest.arm),
    )
    bench.row(f"arm with {_MANY:,} servers, {name}", found["many"], found["few"], "ms", "with 1", 2.0)
    bench.floor(f"the tools alone that fill two sets with {_MANY:,} servers, {name}", found["sets"], "ms", "and read them back")
    least = "as above, but it reads settings, with gson, and fills sets"
    bench.floor(f"the smallest Java program that runs arm's tools for {_MANY:,} servers, {name}", found["least"], "ms", least)


def main():
    """Both, on both variants."""
    for name, one in timing.machines(machine.default_stage()):
        against_the_old_way(name, one, 0.45 if name == timing.NAMES["nft"] else 0.8)
        with_many_servers(name, one)
    bench.done()


if __name__ == "__main__":
    main()
