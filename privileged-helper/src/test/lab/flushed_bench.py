#!/usr/bin/python3
"""How long something gets out after another program has flushed every table, seen from outside; and what watching costs."""

import os
import random
import subprocess
import time

from lab import bench, machine, policy, timing
from lab.dense import Dense
from lab.lab import wait_until
from lab.machine import INSTALLED

_ROUNDS = 9
_ENOUGH = 2.5
"""Seconds in which either of the two has closed again."""
_IDLE = 10
_RULES = "/run/watcher.rules"
_POLLING = f"""
PATH=/usr/sbin:/usr/bin:/sbin:/bin
for tool in iptables ip6tables; do $tool-save >{_RULES}.$tool; done
while sleep 0.5; do
  for tool in iptables ip6tables; do
    $tool -S OUTPUT 2>/dev/null | grep -q VPNFW-OUT || $tool-restore <{_RULES}.$tool
  done
done
"""


def open_for(one, dense, flush, command):
    """Milliseconds from the end of the flush to the last packet that got out, while a watcher runs; at least 0.

    The machine is armed amidst the stream, so that it is seen to get out where it can.
    """
    one.disarm()
    dense.start()
    time.sleep(0.05)
    one.arm()
    process = one.host.popen(*command, stderr=subprocess.DEVNULL)
    try:
        time.sleep(random.uniform(1, 2))  # who polls is met at any moment between two looks
        ran = one.stopwatch.run(*flush)
        time.sleep(_ENOUGH)
    finally:
        process.kill()
        process.wait()
    last = max(moment for moments in dense.stop().values() for moment in moments)
    return max(0.0, (last - ran.ended) / 1e6)


def wakeups(process):
    """How often it was woken up to now."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))


def seconds(process):
    """Of processor time, those of the tools that it started among them."""
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def idle(name, one):
    """What the service costs while nothing happens."""
    one.arm()
    process = one.host.popen(f"{INSTALLED}/vpnfirewall-watch")
    try:
        wait_until(lambda: False, 3)
        woken, worked = wakeups(process), seconds(process)
        time.sleep(_IDLE)
        bench.figure(f"service that watches, idle, {name}: wake-ups", (wakeups(process) - woken) / _IDLE, "per second")
        bench.figure(f"service that watches, idle, {name}: CPU", 100 * (seconds(process) - worked) / _IDLE, "% of a core")
        with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as memory:
            kib = next(int(line.split()[1]) for line in memory if line.startswith("Pss:"))
        bench.figure(f"service that watches, {name}: PSS", kib / 1024, "MiB")
    finally:
        process.kill()
        process.wait()


def measure(name, one, dense):
    """In turns: the service, and a watcher that looks at the rules each 500 ms."""
    one.configure(policy.settings())
    if one.machine.variant == "nft":
        flush = [["/usr/sbin/nft", "flush", "ruleset"]]
    else:
        flush = [["/bin/sh", "-c", "for t in ip ip6; do for x in filter security; do /usr/sbin/${t}tables -t $x -F; done; done"]]
    found = bench.interleaved(
        _ROUNDS,
        service=lambda: open_for(one, dense, flush, [f"{INSTALLED}/vpnfirewall-watch"]),
        polling=lambda: open_for(one, dense, flush, ["/bin/sh", "-c", _POLLING]),
    )
    bench.row(
        f"every table flushed by another program → nothing leaks, {name}",
        found["service"],
        found["polling"],
        "ms",
        "a watcher that looks every 500 ms",
        0.2 if one.machine.variant == "nft" else None,
    )
    bench.figure(f"every table flushed → nothing leaks, the slowest of {_ROUNDS}, {name}", max(found["service"]), "ms", target=2000)
    idle(name, one)
    one.disarm()


def main():
    """Both variants."""
    for name, one in timing.machines(machine.default_stage()):
        measure(name, one, Dense(one.host, one.outside))
    bench.done()


if __name__ == "__main__":
    main()
