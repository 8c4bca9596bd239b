"""Attempts to send something from a host, as programs do, and what came of them."""

import dataclasses
import itertools
import os
import socket
import struct
import time

from .services import DNS, ECHO

KINDS = ("tcp", "udp", "icmp", "dns")
_TIMEOUT = 0.7
_numbers = itertools.count(1)


@dataclasses.dataclass(frozen=True)
class Attempt:
    """What an attempt showed to the host itself. `via` is the address that the other end saw, if it could say."""

    answered: bool
    via: str = ""
    error: str = ""


def attempt(host, kind, target, port=None, device=None, timeout=_TIMEOUT):
    """Sends from a host: kind is tcp, udp, icmp or dns; device binds to an interface, past the routes."""
    with host.inside():
        opened = _socket(kind, target)
    with opened:
        opened.settimeout(timeout)
        if kind == "tcp":  # End with a reset, so that no farewell packet falls into the next attempt.
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if device:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device.encode())
        try:
            return _ask(opened, kind, target, port)
        except OSError as error:
            return Attempt(False, error=error.strerror or str(error))


def _socket(kind, target):
    family = socket.AF_INET6 if ":" in target else socket.AF_INET
    if kind == "icmp":
        return socket.socket(family, socket.SOCK_RAW, 58 if family == socket.AF_INET6 else 1)
    return socket.socket(family, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)


def _ask(opened, kind, target, port):
    number = next(_numbers)
    if kind == "icmp":
        return _ping(opened, target, number)
    if kind == "dns":
        question = dns_query(f"probe{number}.example.org", number)
        opened.connect((target, port or DNS))
        opened.send(question)
        return Attempt(opened.recv(4096)[:2] == question[:2])
    opened.connect((target, port or ECHO))
    text = f"probe {number}".encode()
    opened.send(text)
    via, _, echoed = opened.recv(4096).partition(b"; ")
    return Attempt(echoed == text, via=via.removeprefix(b"from ").decode("ascii", "replace"))


def _ping(opened, target, number):
    ipv6 = ":" in target
    message = echo_request(ipv6, number)
    body = message[4:]
    opened.sendto(message, (target, 0))
    end = time.monotonic() + opened.gettimeout()
    while time.monotonic() < end:
        answer, source = opened.recvfrom(4096)
        answer = answer if ipv6 else answer[(answer[0] & 15) * 4 :]
        if answer[0] == (129 if ipv6 else 0) and answer[4:] == body and source[0] == target:
            return Attempt(True)
    raise TimeoutError("timed out")


def echo_request(ipv6, number):
    """An ICMP or ICMPv6 echo request; the kernel fills in the checksum of the latter."""
    body = struct.pack("!HH", os.getpid() & 0xFFFF, number & 0xFFFF) + f"probe {number}".encode()
    kind = 128 if ipv6 else 8
    return bytes([kind, 0]) + (b"\0\0" if ipv6 else _checksum(bytes([kind, 0, 0, 0]) + body)) + body


def dns_query(name, number):
    """A DNS question for the address of a name."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return struct.pack("!HHHHHH", number & 0xFFFF, 0x0100, 1, 0, 0, 0) + labels + b"\0\0\1\0\1"


def _checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return struct.pack("!H", ~total & 0xFFFF)


def quietly(call, *arguments):
    """What the call returns; None if the network refuses, which is for the wire to tell."""
    try:
        return call(*arguments)
    except OSError:
        return None


def send_datagram(host, target, port, source_port, source=""):
    """Sends one UDP datagram from a chosen port, and of the host's addresses from a chosen one."""
    with host.inside(), _socket("udp", target) as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((source, source_port))
        quietly(opened.sendto, b"knock", (target, port))
