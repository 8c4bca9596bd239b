#!/usr/bin/python3
"""How long arming takes, from the start of the helper to both families closed and read back."""

from lab import bench, machine, oldway, policy, timing

_ROUNDS = 20
_MANY = 10_000


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

    one.configure(policy.settings(lan=True))
    found = bench.interleaved(_ROUNDS, arm=arm, script=script)
    against = f"{oldway.IPV4} iptables + {oldway.IPV6} ip6tables calls"
    bench.row(f"start of arm → closed and read back, {name}", found["arm"], found["script"], "ms", against, target)


def with_many_servers(name, one):
    """In turns: with one server, and with ten thousand."""

    def armed(settings):
        one.configure(settings)
        taken = one.arm().milliseconds
        one.disarm()
        return taken

    few, many = timing.many(1), timing.many(_MANY)
    found = bench.interleaved(_ROUNDS // 2, few=lambda: armed(few), many=lambda: armed(many))
    bench.row(f"arm with {_MANY:,} servers, {name}", found["many"], found["few"], "ms", "with 1", 2.0)


def main():
    """Both, on both variants."""
    for name, one in timing.machines(machine.default_stage()):
        against_the_old_way(name, one, 0.45 if name == timing.NAMES["nft"] else 0.8)
        with_many_servers(name, one)
    bench.done()


if __name__ == "__main__":
    main()
