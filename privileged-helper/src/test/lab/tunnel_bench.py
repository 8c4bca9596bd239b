#!/usr/bin/python3
"""What the rules cost what goes through a real VPN: armed against disarmed, in turns."""

import dataclasses
import time

from lab import bench, bulk, machine, network, policy, sandbox, timing
from lab.lab import Lab

_ROUNDS = 12
_BATCHES = 30
_BYTES = 6 << 20
_PORT = 40000
_TRACKING = "INPUT -m conntrack --ctstate INVALID -j DROP"


@dataclasses.dataclass
class Sample:
    """What a moment of traffic took: seconds, and of them those of the processor that went into one packet or megabyte."""

    seconds: float
    busy: float
    count: float

    @property
    def speed(self):
        """So many in a second."""
        return self.count / self.seconds

    @property
    def thrift(self):
        """So many in a second of the processor."""
        return self.count / self.busy


class Traffic:
    """Traffic from the desktop through OpenVPN to the public host and back."""

    def __init__(self, lab):
        self._client = lab.vpn.client.pid
        inside = lab.desktop.shell("ip -4 -o addr show dev tun0").split()[3].partition("/")[0]
        near, far = (inside, _PORT), (network.PUBLIC[4], _PORT)
        self._near = bulk.datagrams(lab.desktop, near, far)
        self._far = bulk.datagrams(lab.network.internet, far, near)
        self._ends = bulk.pair(lab.desktop, lab.network.internet, network.PUBLIC[4], _PORT)

    def udp(self):
        """Packets there and back, so many at a time."""
        return self._measured(self._datagrams, 2 * _BATCHES * bulk.COUNT)

    def both(self):
        """One measure of each."""
        return self.udp(), self.tcp()

    def _datagrams(self):
        busy = 0
        for _ in range(_BATCHES):
            began = time.thread_time_ns()
            self._near.send()
            busy += time.thread_time_ns() - began
            self._far.wait()
            self._far.send()
            began = time.thread_time_ns()
            self._near.wait()
            busy += time.thread_time_ns() - began
        return busy

    def tcp(self):
        """Megabytes from the desktop."""
        return self._measured(lambda: bulk.push(*self._ends, _BYTES), _BYTES / 1e6)

    def _measured(self, send, count):
        began, before = time.monotonic(), self._ran()
        busy = send()
        return Sample(time.monotonic() - began, (busy + self._ran() - before) / 1e9, count)

    def _ran(self):
        """Nanoseconds of the processor that OpenVPN has had."""
        with open(f"/proc/{self._client}/schedstat", encoding="ascii") as file:
            return int(file.read().split()[0])


def measure(lab, name, settings, label, target):
    """Rounds of armed, disarmed, and the floor."""
    traffic = Traffic(lab)
    lab.helper.must("configure", settings)

    def armed():
        lab.helper.must("arm", state="armed")
        taken = traffic.both()
        lab.helper.must("disarm", state="disarmed")
        return taken

    def tracking():
        lab.desktop.shell(f"iptables -A {_TRACKING}")
        taken = traffic.both()
        lab.desktop.shell(f"iptables -D {_TRACKING}")
        return taken

    found = bench.interleaved(_ROUNDS, armed=armed, disarmed=traffic.both, tracking=tracking)
    for title, unit, index, which in (
        ("UDP through OpenVPN", "packets/s", 0, "speed"),
        ("UDP through OpenVPN, cost", "packets/s of CPU", 0, "thrift"),
        ("TCP through OpenVPN", "MB/s", 1, "speed"),
    ):
        ours, theirs, least = ([getattr(taken[index], which) for taken in samples] for samples in found.values())
        bench.row(f"{title}, {label}, {name}", ours, theirs, unit, "disarmed", target, at_least=True, paired=True)
        if which == "thrift" and target > 0.97:
            shares = [a / b for a, b in zip(least, theirs)]
            bench.floor(f"{title}, {name}", shares, "of disarmed", "one rule, of those that need the kernel to track connections")


def main():
    """Both variants on the same machine."""
    stage = machine.default_stage()
    sandbox.enter()
    lab = Lab(stage, machine.VARIANTS[0])
    few = policy.settings(servers=policy.settings()["servers"][:1])
    many = timing.many(10_000, 1_000)
    many["servers"][:1] = few["servers"]
    for variant in machine.VARIANTS:
        lab.machine.use(variant)
        lab.recover()
        lab.vpn.serve()
        lab.vpn.connect()
        measure(lab, timing.NAMES[variant], few, "1 server", 0.98)
        measure(lab, timing.NAMES[variant], many, "10,000 servers and 1,000 networks", 0.97)
    bench.done()


if __name__ == "__main__":
    main()
