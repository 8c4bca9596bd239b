#!/usr/bin/python3
"""How long something still gets out once arming has begun, seen from outside."""

import json
import time

from lab import bench, machine, policy, timing
from lab.dense import Dense
from lab.helper import HELPER

_ROUNDS = 25
_CALM = 0.03
"""Seconds before and after, in which the kernel ends what it puts off, and all that gets out does."""

_SHUT = """
table ip gate {
  chain output { type filter hook output priority -400; policy drop; oifname "lo" accept; }
  chain forward { type filter hook forward priority -400; policy drop; }
}
table ip6 gate {
  chain output { type filter hook output priority -400; policy drop; oifname "lo" accept; }
  chain forward { type filter hook forward priority -400; policy drop; }
}
"""


def last_leak(one, dense, *commands):
    """Milliseconds from the start of the commands to the last packet that got out, of whichever family."""
    time.sleep(_CALM)
    dense.start()
    time.sleep(_CALM)
    ran = one.stopwatch.run(*commands)
    time.sleep(_CALM)
    out = dense.stop()
    return max(0.0, (max(moment for moments in out.values() for moment in moments) - ran.began) / 1e6)


def measure(name, one, dense):
    """In turns: the helper's arm, the same documents by the tools alone, and the least that closes both families."""
    one.configure(policy.settings(lan=True))
    documents = json.loads(one.stopwatch.run(([HELPER, "render"], json.dumps(policy.settings(lan=True)))).stdout)["documents"]
    restores = [
        (["/usr/sbin/iptables-restore", "--noflush", "--wait=5"], documents["ipv4"]),
        (["/usr/sbin/ip6tables-restore", "--noflush", "--wait=5"], documents["ipv6"]),
    ]

    def arm():
        taken = last_leak(one, dense, [HELPER, "arm"])
        one.disarm()
        return taken

    def bare(*commands):
        taken = last_leak(one, dense, *commands)
        one.flush()
        return taken

    found = bench.interleaved(
        _ROUNDS,
        arm=arm,
        restores=lambda: bare(*restores),
        commit=lambda: bare((["/usr/sbin/nft", "-f", "-"], _SHUT)),
        shell=lambda: one.stopwatch.run(["/bin/sh", "-c", ":"]).milliseconds,
    )
    bench.row(
        f"start of arm → nothing leaks any more, {name}",
        found["arm"],
        found["restores"],
        "ms",
        "iptables-restore + ip6tables-restore of the same documents",
        1.5,
    )
    bench.floor(f"start of one nft → nothing leaks, {name}", found["commit"], "ms", "the least that closes both families in one step")
    bench.floor(f"a shell that does nothing, {name}", found["shell"], "ms", "the launcher is one")


def main():
    """Both variants."""
    for name, one in timing.machines(machine.default_stage()):
        measure(name, one, Dense(one.host, one.outside))
    bench.done()


if __name__ == "__main__":
    main()
