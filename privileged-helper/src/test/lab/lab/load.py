"""Steady traffic of every kind from the desktop, as busy programs make it, until it is stopped."""

import socket
import struct
import threading

from . import network, packets, probes, services

_TICK = 0.002
EVERYTHING = {(kind, version) for kind in ("tcp flow", "tcp", "udp", "icmp", "dns") for version in (4, 6)}
"""What a wire shows when nothing is stopped, as `kinds` names it."""

_FLOW_PORT, _NEW_PORT = services.ECHO, services.DNS


class Load:
    """New and long-lived flows to the public host over TCP, UDP, ICMP and DNS in both families."""

    def __init__(self, host):
        self._host = host
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.answers = 0

    def __enter__(self):
        """Opens the flows by whatever way leads there now, then sends without a pause."""
        with self._host.inside():
            self._flows = [self._tcp_flow(target) for target in network.PUBLIC.values()]
            self._datagrams = [self._connected(target) for target in network.PUBLIC.values()]
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
        for opened in self._flows + self._datagrams:
            opened.close()

    @staticmethod
    def _tcp_flow(target):
        flow = socket.create_connection((target, _FLOW_PORT), timeout=10)
        flow.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        flow.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        flow.setblocking(False)
        return flow

    @staticmethod
    def _connected(target):
        opened = socket.socket(socket.AF_INET6 if ":" in target else socket.AF_INET, socket.SOCK_DGRAM)
        opened.connect((target, services.ECHO))
        opened.setblocking(False)
        return opened

    def _run(self):
        with self._host.inside():
            number = 0
            while not self._stop.wait(_TICK):
                number += 1
                for opened in self._flows + self._datagrams:
                    probes.quietly(opened.send, b"load")
                    self.answers += bool(probes.quietly(opened.recv, 65536))
                for target in network.PUBLIC.values():
                    self._once(target, number)

    @staticmethod
    def _once(target, number):
        """One packet of each kind without any flow behind it."""
        family = socket.AF_INET6 if ":" in target else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as opened:
            probes.quietly(opened.sendto, probes.dns_query("load.example.org", number), (target, services.DNS))
            probes.quietly(opened.sendto, b"load", (target, services.ECHO))
        icmp = socket.IPPROTO_ICMPV6 if family == socket.AF_INET6 else socket.IPPROTO_ICMP
        with socket.socket(family, socket.SOCK_RAW, icmp) as opened:
            probes.quietly(opened.sendto, probes.echo_request(family == socket.AF_INET6, number), (target, 0))
        if number % 5 == 0:
            with socket.socket(family, socket.SOCK_STREAM) as opened:
                opened.setblocking(False)
                probes.quietly(opened.connect, (target, _NEW_PORT))


def kinds(found):
    """Which kinds of load are among captured packets, in the words of EVERYTHING."""
    seen = set()
    for packet in found:
        if packet.target not in network.PUBLIC.values():
            continue
        if packet.protocol == packets.TCP:
            kind = "tcp flow" if packet.target_port == _FLOW_PORT else "tcp"
        elif packet.protocol == packets.UDP:
            kind = "dns" if packet.target_port == services.DNS else "udp"
        else:
            kind = "icmp"
        seen.add((kind, packet.family))
    return seen


