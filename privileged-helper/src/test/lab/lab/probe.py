"""A packet of any kind as a description that can be printed, simplified and turned into bytes."""

import dataclasses
import ipaddress
import struct

from . import checksums

ICMP, TCP, UDP, GRE, ESP, AH, ICMPV6, NONE, SCTP = 1, 6, 17, 47, 50, 51, 58, 59, 132
WITH_PORTS = (TCP, UDP, SCTP)
FLAGS = {"FIN": 1, "SYN": 2, "RST": 4, "PSH": 8, "ACK": 16, "URG": 32}
MAGIC = b"\xf5vpnfw\xaf"
"""Every probe carries this, and behind it its number in four bytes."""

_ERRORS = {4: (3, 4, 5, 11, 12), 6: (1, 2, 3, 4)}
_HOP_BY_HOP, _ROUTING, _FRAGMENT, _TARGET_OPTIONS = 0, 43, 44, 60


@dataclasses.dataclass(frozen=True)
class Probe:
    """One packet to send.

    way: "out" from the machine by `via`, "in" to it by `via`, "fwd" to it by `via` and on by `on`. flow: what has gone
    before: "" nothing; "reply": the packet that this one answers; "handshake": TCP's three; "error": a packet that
    this one, an ICMP error, is about. extra: "options" (IPv4), "hop", "target" (IPv6 extension headers).
    """

    number: int
    way: str
    via: str
    on: str
    source: str
    target: str
    protocol: int
    sport: int = 40000
    dport: int = 40000
    flags: str = "SYN"
    type: int = 0
    code: int = 0
    hops: int = 64
    uid: int = 0
    flow: str = ""
    extra: str = ""
    fragments: bool = False
    bad_checksum: bool = False

    @property
    def family(self):
        """4 or 6."""
        return 6 if ":" in self.target else 4

    def is_error(self):
        """Whether this is an ICMP error, which quotes another packet."""
        return self.protocol == (ICMP if self.family == 4 else ICMPV6) and self.type in _ERRORS[self.family]


def packets(probe, phase, service=0):
    """The probe as IP packets: one, or its fragments. service: IPv4's type of service, IPv6's traffic class."""
    payload = MAGIC + struct.pack("!I", probe.number * 2 + phase) + b"-" * (53 if probe.fragments else 5)
    data = _transport(probe, payload)
    return _network(probe, data, service)


def number_in(data):
    """(number, phase) of the probe whose mark is somewhere in the bytes; None if there is none."""
    at = data.find(MAGIC)
    if at < 0 or len(data) < at + len(MAGIC) + 4:
        return None
    number = struct.unpack_from("!I", data, at + len(MAGIC))[0]
    return number // 2, number % 2


def _addresses(probe):
    return ipaddress.ip_address(probe.source).packed, ipaddress.ip_address(probe.target).packed


def _transport(probe, payload):
    pseudo = checksums.pseudo(*_addresses(probe), probe.protocol)
    spoil = 1 if probe.bad_checksum else 0
    if probe.protocol == TCP:
        bits = sum(FLAGS[f] for f in probe.flags.split(",") if f)
        head = struct.pack("!HHIIBBHHH", probe.sport, probe.dport, 9000, 5001 if bits & 16 else 0, 5 << 4, bits, 64000, 0, 0)
        return checksums.put(head + payload, 16, pseudo, spoil)
    if probe.protocol == UDP:
        head = struct.pack("!HHHH", probe.sport, probe.dport, 8 + len(payload), 0)
        return checksums.put(head + payload, 6, pseudo, spoil)
    if probe.protocol in (ICMP, ICMPV6):
        message = _icmp(probe, payload)
        return checksums.put(message, 2, pseudo if probe.protocol == ICMPV6 else b"", spoil)
    if probe.protocol == SCTP:
        return checksums.sctp(_sctp(probe, payload), spoil)
    if probe.protocol == GRE:
        return struct.pack("!HH", 0, 0x6558) + payload
    if probe.protocol == ESP:
        return struct.pack("!II", 0x1234, 1) + payload
    if probe.protocol == AH:  # With nothing behind it: the variants take what is behind it for different things.
        return struct.pack("!BBHII", NONE, 4, 0, 0x1234, 1) + payload[:12].ljust(12, b"\0") + payload[12:]
    return payload


def _icmp(probe, payload):
    head = struct.pack("!BBH", probe.type, probe.code, 0)
    if probe.is_error():
        about = packets(quoted(probe), 0)[0]
        # The quoted packet's own payload gives way to this probe's mark.
        return head + struct.pack("!I", 1400 if probe.family == 6 else 0) + about[: 28 if probe.family == 4 else 48] + payload
    if probe.protocol == ICMPV6 and probe.type in (135, 136):
        return head + bytes(4) + ipaddress.ip_address("fe80::5").packed + payload
    return head + struct.pack("!HH", probe.sport, 7) + payload


def _sctp(probe, payload):
    head = struct.pack("!HHII", probe.sport, probe.dport, 0, 0)
    # The mark is a parameter that nobody knows, within the INIT: a chunk behind an INIT would be against the rules.
    payload += b"\0" * (-len(payload) % 4)
    size = 20 + 4 + len(payload)
    return head + struct.pack("!BBHIIHHIHH", 1, 0, size, 77, 65536, 1, 1, 1, 0x8FFF, 4 + len(payload)) + payload


def quoted(probe):
    """The packet that an ICMP error is about: UDP, sent by the one whom the error tells of it."""
    other = "203.0.113.77" if probe.family == 4 else "2001:db8:77::77"
    if probe.way == "out":  # The error goes to the outside host that had sent to an address of the machine.
        other = probe.source
    return dataclasses.replace(
        turned(probe), number=0, target=other, protocol=UDP, sport=probe.sport, dport=probe.dport, flow="", extra="",
        fragments=False, bad_checksum=False,
    )


def turned(probe):
    """What a packet from the other end to this one would be."""
    way = {"out": "in", "in": "out", "fwd": "fwd"}[probe.way]
    via, on = (probe.on, probe.via) if probe.way == "fwd" else (probe.via, "")
    if via == "lo":
        way = "out"  # There is no outside.
    return dataclasses.replace(
        probe, number=0, way=way, via=via, on=on, source=probe.target, target=probe.source, sport=probe.dport,
        dport=probe.sport, uid=0, hops=64, extra="", fragments=False, bad_checksum=False, flow="",
    )


def preparations(probe):
    """The packets that must have gone before the probe, in order."""
    if probe.flow == "error" and probe.is_error():
        return [quoted(probe)]
    if probe.flow in ("reply", "handshake"):
        first = turned(probe)
        if probe.protocol in (ICMP, ICMPV6):
            request = {0: 8, 129: 128, 14: 13}.get(probe.type, probe.type)
            return [dataclasses.replace(first, type=request, sport=probe.sport)]
        if probe.protocol == TCP and probe.flow == "handshake":
            plain = dataclasses.replace(probe, number=0, extra="", fragments=False, bad_checksum=False, hops=64, uid=0)
            steps = ((first, "SYN"), (plain, "SYN,ACK"), (first, "ACK"))
            return [dataclasses.replace(step, flags=flags) for step, flags in steps]
        return [dataclasses.replace(first, flags="SYN")]
    return []


def _network(probe, data, service):
    if probe.family == 4:
        return _ipv4(probe, data, service)
    return _ipv6(probe, data, service)


def _ipv4(probe, data, service):
    # No operation, and a record of the route with room for two addresses.
    options = bytes([1, 7, 11, 4]) + bytes(8) if probe.extra == "options" else b""
    cut = [(0, data)]
    if probe.fragments:
        cut = [(0, data[:40]), (40, data[40:])]
    made = []
    for offset, part in cut:
        more = 0x2000 if offset + len(part) < len(data) else 0
        size = 20 + len(options)
        head = struct.pack(
            "!BBHHHBBH", 4 << 4 | size // 4, service, size + len(part), (probe.number & 0xFFFF) or 1,
            more | offset // 8, probe.hops, probe.protocol, 0,
        )
        made.append(checksums.put(head + b"".join(_addresses(probe)) + options, 10, b"") + part)
    return made


def _ipv6(probe, data, service):
    protocol, extra = probe.protocol, b""
    if probe.extra in ("hop", "target"):
        extra = bytes([protocol, 0, 1, 4, 0, 0, 0, 0])  # Padding alone.
        protocol = _HOP_BY_HOP if probe.extra == "hop" else _TARGET_OPTIONS
    cut = [data]
    if probe.fragments and probe.extra != "hop":  # Hop-by-hop options stand before the cut.
        whole, inner = extra + data, protocol
        cut = [
            struct.pack("!BBHI", inner, 0, 1, probe.number) + whole[:48],
            struct.pack("!BBHI", inner, 0, 48, probe.number) + whole[48:],
        ]
        protocol, extra = _FRAGMENT, b""
    made = []
    for part in cut:
        body = extra + part
        head = struct.pack("!IHBB", 6 << 28 | service << 20, len(body), protocol, probe.hops)
        made.append(head + b"".join(_addresses(probe)) + body)
    return made
