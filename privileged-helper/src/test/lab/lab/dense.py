"""A dense stream of packets that a closed machine does not let out, each with the moment at which it was sent.

Sender and clock are of the same process, and a wire between namespaces takes no time: the last one that comes out tells
when the machine was closed, to a fraction of a millisecond.
"""

import json
import socket
import struct
import subprocess

from . import network

_SENDER = r"""
import json, os, socket, struct, sys, time
card, targets, port, pause = json.loads(sys.argv[1])
try:  # It would tell nothing while it waits for a processor.
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
except PermissionError:
    pass
streams = []
for target in targets:
    opened = socket.socket(socket.AF_INET6 if ":" in target else socket.AF_INET, socket.SOCK_DGRAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, card.encode())
    streams.append((opened, (target, port)))
while os.read(0, 1):
    os.set_blocking(0, False)
    sent = 0
    while True:
        try:
            os.read(0, 1)
            break
        except BlockingIOError:
            pass
        for opened, target in streams:
            sent += 1
            try:
                opened.sendto(struct.pack("!Q", time.monotonic_ns()), target)
            except OSError:
                pass  # refused, so it will not come out
        time.sleep(pause)
    os.set_blocking(0, True)
    os.write(1, struct.pack("!Q", sent))
"""
_PORT = 9009
_PAUSE = 0.0002
_ETH_P_IP, _ETH_P_IPV6 = 0x0800, 0x86DD
_BUFFER, _SO_RCVBUFFORCE = 64 << 20, 33
_SOL_PACKET, _PACKET_STATISTICS = 263, 6


class Dense:
    """The stream from a host to the public addresses, seen on the other end of its cable."""

    def __init__(self, host, outside):
        arguments = json.dumps([network.CARD, list(network.PUBLIC.values()), _PORT, _PAUSE])
        self._sender = host.popen(
            "/usr/bin/python3", "-B", "-I", "-c", _SENDER, arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self._wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        self._wire.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, _BUFFER)
        self._wire.bind((outside, 3))
        self._wire.setblocking(False)

    def start(self):
        """Begins to send."""
        self._take()
        self._sender.stdin.write(b"x")

    def stop(self):
        """Ends; returns of each family, 4 and 6, when those that came out were sent (ns of the monotonic clock)."""
        self._sender.stdin.write(b"x")
        sent = struct.unpack("!Q", self._sender.stdout.read(8))[0]
        found = self._take()
        if sent < 100 or not all(found.values()):
            raise OSError(f"of {sent} packets came out {({f: len(v) for f, v in found.items()})}: that proves nothing")
        return found

    def _take(self):
        found = {4: [], 6: []}
        while True:
            try:
                frame = self._wire.recv(65536)
            except BlockingIOError:
                break
            kind = struct.unpack_from("!H", frame, 12)[0]
            start = {_ETH_P_IP: 14 + 20, _ETH_P_IPV6: 14 + 40}.get(kind)
            if start and len(frame) >= start + 16 and struct.unpack_from("!H", frame, start + 2)[0] == _PORT:
                found[4 if kind == _ETH_P_IP else 6].append(struct.unpack_from("!Q", frame, start + 8)[0])
        if struct.unpack("II", self._wire.getsockopt(_SOL_PACKET, _PACKET_STATISTICS, 8))[1]:
            raise OSError("the capture lost packets, so it proves nothing")
        return found
