#!/usr/bin/python3
"""What the rules cost the packets that may pass, where nothing else costs anything: armed against disarmed, in turns."""

import os
import time

from lab import bench, bulk, machine, network, policy, timing
from lab.namespace import Namespace

_ROUNDS = 12
_BATCHES = 60
_BYTES = 128 << 20
_CLIENT_PORT = 40000
_TUNNEL, _PEER = "10.8.0.2", "10.8.0.1"
_SIDE = "ip addr add 192.168.77.1/24 dev {wire}; ip link set {wire} up; ip addr add {server}/32 dev lo"

_TRACKING = "*filter\n-A INPUT -m conntrack --ctstate INVALID -j DROP\nCOMMIT\n"
_LAYERS = "".join(
    f"*{table}\n:LEAVING - [0:0]\n:ENTERING - [0:0]\n-A LEAVING -j RETURN\n-A ENTERING -j RETURN\n"
    "-I OUTPUT -j LEAVING\n-I INPUT -j ENTERING\nCOMMIT\n"
    for table in ("security", "filter")
)


class Traffic:
    """Traffic of one machine, to a VPN server at the other end of its cable, and through a tunnel. Each measure is packets
    or megabytes in so much time of the processor."""

    def __init__(self, one):
        self.one = one
        server = Namespace("server")
        network.router(f"ip link set {one.outside} netns {server.pid}")
        server.shell(_SIDE.format(wire=one.outside, server=network.SERVER[4]))
        near, far = (network.DESKTOP[4], _CLIENT_PORT), (network.SERVER[4], policy.PORT_UDP)
        self._near = bulk.datagrams(one.host, near, far)
        self._far = bulk.datagrams(server, far, near)
        self._ends = bulk.pair(one.host, server, network.SERVER[4], policy.PORT_TCP)
        self._tunnel = bulk.Tunnel(one.host, "tun0", _TUNNEL, _PEER)
        inside, outside = (_TUNNEL, _CLIENT_PORT), (_PEER, _CLIENT_PORT)
        self._inner = bulk.datagrams(one.host, inside, outside)
        self._answer = bulk.udp_packet(outside, inside)

    def udp_to_server(self):
        """Packets a millisecond, there and back."""
        return _packets(self._near.send, self._far.receive, self._far.send, self._near.receive)

    def udp_through_tunnel(self):
        """Packets a millisecond, there and back."""
        return _packets(self._inner.send, self._tunnel.take, lambda: self._tunnel.give(self._answer), self._inner.receive)

    def tcp_to_server(self):
        """Megabytes a second."""
        return _BYTES * 1e3 / bulk.push(*self._ends, _BYTES)

    def all(self):
        """One measure of each."""
        return self.udp_to_server(), self.udp_through_tunnel(), self.tcp_to_server()


def _packets(send, arrive, answer, receive):
    """Packets per millisecond of what is done on this side; what arrives on the other one is free."""
    spent = 0
    for _ in range(_BATCHES):
        began = time.thread_time_ns()
        send()
        spent += time.thread_time_ns() - began
        arrived = arrive()
        began = time.thread_time_ns()
        answer()
        received = receive()
        spent += time.thread_time_ns() - began
        if (arrived, received) != (bulk.COUNT, bulk.COUNT):
            raise OSError(f"{arrived} and {received} of {bulk.COUNT} packets arrived")
    return 2 * _BATCHES * bulk.COUNT * 1e6 / spent


def measure(name, traffic, settings, label, target):
    """Rounds of armed, disarmed, and two floors."""
    one = traffic.one
    one.configure(settings)

    def armed():
        one.arm()
        taken = traffic.all()
        one.disarm()
        return taken

    def bare(document):
        one.flush()
        one.stopwatch.run((["/usr/sbin/iptables-restore", "--noflush"], document))
        taken = traffic.all()
        one.flush()
        return taken

    found = bench.interleaved(
        _ROUNDS,
        armed=armed,
        disarmed=traffic.all,
        tracking=lambda: bare(_TRACKING),
        layers=lambda: bare(_LAYERS + _TRACKING),
    )
    packets, megabytes = "packets/ms of CPU", "MB/s of CPU"
    kinds = ("UDP to a server", packets), ("UDP through a tunnel that costs nothing", packets), ("TCP to a server", megabytes)
    rounds = {state: list(zip(*taken)) for state, taken in found.items()}
    for index, (kind, unit) in enumerate(kinds):
        ours, theirs = rounds["armed"][index], rounds["disarmed"][index]
        bench.row(f"{kind}, {label}, {name}", ours, theirs, unit, "disarmed", target, at_least=True, paired=True)
    for index, (kind, _) in enumerate(kinds[:2] if target > 0.97 else ()):
        for state, note in (
            ("tracking", "one rule, of those that need the kernel to track connections"),
            ("layers", "the same, and in both tables a jump in and out to a chain that returns"),
        ):
            shares = [a / b for a, b in zip(rounds[state][index], rounds["disarmed"][index])]
            bench.floor(f"{kind}, {name}", shares, "of disarmed", note)


def main():
    """Both variants, with few servers and with many."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    used = [
        {"address": network.SERVER[4], "port": policy.PORT_UDP, "protocol": "udp"},
        {"address": network.SERVER[4], "port": policy.PORT_TCP, "protocol": "tcp"},
    ]
    many = timing.many(10_000, 1_000)
    many["servers"][: len(used)] = used
    for name, one in timing.machines(machine.default_stage()):
        traffic = Traffic(one)
        measure(name, traffic, timing.many(0) | {"servers": used}, "1 server", 0.98)
        measure(name, traffic, many, "10,000 servers and 1,000 networks", 0.97)
    bench.done()


if __name__ == "__main__":
    main()
