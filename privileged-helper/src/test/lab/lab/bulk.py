"""Traffic in bulk, and what it costs: many packets with one call into the kernel, and the processor time that they take.

A packet on a wire between namespaces is received while it is sent, by the one who sends it: so all that both kernels do with it
counts as the sender's time.
"""

import ctypes
import fcntl
import os
import select
import socket
import struct
import time

from . import checksums

COUNT = 64
"""Packets in a call."""

SIZE = 1300
"""Bytes of data in a packet: with its headers it fits into a tunnel."""

_MSG_DONTWAIT, _SO_RCVBUFFORCE = 0x40, 33
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 1, 0x1000
_libc = ctypes.CDLL(None, use_errno=True)


class _Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


class _Head(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_void_p),
        ("name_length", ctypes.c_uint),
        ("pieces", ctypes.POINTER(_Piece)),
        ("count", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
        ("control_length", ctypes.c_size_t),
        ("flags", ctypes.c_int),
        ("unused", ctypes.c_int),  # where it ends in an array
        ("received", ctypes.c_uint),
    ]


class Datagrams:
    """A connected UDP socket that sends and receives COUNT datagrams at a time."""

    def __init__(self, opened):
        self.socket = opened
        self._data = ctypes.create_string_buffer(SIZE)
        self._piece = _Piece(ctypes.cast(self._data, ctypes.c_void_p), SIZE)
        self._heads = (_Head * COUNT)(*[_Head(None, 0, ctypes.pointer(self._piece), 1) for _ in range(COUNT)])

    def send(self):
        """Sends them; raises if not all were taken."""
        sent = _libc.sendmmsg(self.socket.fileno(), self._heads, COUNT, 0)
        if sent != COUNT:
            raise OSError(ctypes.get_errno(), f"{sent} of {COUNT} datagrams were taken")

    def receive(self):
        """How many there were to receive, at most COUNT."""
        return max(0, _libc.recvmmsg(self.socket.fileno(), self._heads, COUNT, _MSG_DONTWAIT, None))

    def wait(self):
        """Receives as many as send() sends; raises if they do not come."""
        count = 0
        while count < COUNT:
            if not select.select([self.socket], [], [], 5)[0]:
                raise TimeoutError(f"{count} of {COUNT} datagrams arrived")
            count += self.receive()


def datagrams(host, here, there):
    """A socket on a host; both ends are (address, port)."""
    with host.inside():
        opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, 8 << 20)
    opened.bind(here)
    opened.connect(there)
    return Datagrams(opened)


def pair(client, server, address, port):
    """A TCP connection from a host to an address of another one: both ends."""
    with server.inside(), socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(1)
        with client.inside():
            near = socket.create_connection((address, port), timeout=10)
        far, _ = listener.accept()
    near.setblocking(False)
    far.setblocking(False)
    return near, far


def push(near, far, total):
    """Sends so many bytes from one end to the other, by one thread; returns the nanoseconds of its processor that it took."""
    block, room = bytes(256 << 10), bytearray(1 << 20)
    sent = arrived = 0
    began = time.thread_time_ns()
    while arrived < total:
        blocked = 0
        try:
            if sent < total:
                sent += near.send(block[: total - sent])
        except BlockingIOError:
            blocked += 1
        try:
            arrived += far.recv_into(room)
        except BlockingIOError:
            blocked += sent == total
            if blocked and not any(select.select([far], [near] if sent < total else [], [], 20)):
                raise TimeoutError("the connection carries nothing") from None
    return time.thread_time_ns() - began


class Tunnel:
    """A tunnel interface whose program is this one: it costs nothing but what the kernel does."""

    def __init__(self, host, name, address, peer):
        with host.inside():
            self._device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
            fcntl.ioctl(self._device, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TUN | _IFF_NO_PI))
        host.shell(f"sysctl -qw net.ipv6.conf.{name}.disable_ipv6=1; ip addr add {address} peer {peer} dev {name}; ip link set {name} up")

    def take(self):
        """Reads all that wants to leave; returns how many packets that were."""
        count = 0
        while True:
            try:
                os.read(self._device, 65536)
                count += 1
            except BlockingIOError:
                return count

    def give(self, packet, count=COUNT):
        """Has a packet come in so many times."""
        for _ in range(count):
            os.write(self._device, packet)


def udp_packet(source, target):
    """An IPv4 packet with SIZE bytes of data; both ends are (address, port)."""
    data = struct.pack("!HHHH", source[1], target[1], 8 + SIZE, 0) + bytes(SIZE)
    addresses = socket.inet_aton(source[0]) + socket.inet_aton(target[0])
    head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(data), 0, 0x4000, 64, socket.IPPROTO_UDP, 0) + addresses
    return checksums.put(head, 10, b"") + data
