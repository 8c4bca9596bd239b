"""What netfilter takes an IP packet for: addresses, protocol behind all extension headers, ports, type."""

import dataclasses
import ipaddress
import struct

from . import probe as probes

_EXTENSIONS = (0, 43, 60)
_FRAGMENT = 44


@dataclasses.dataclass(frozen=True)
class View:
    """A packet's fields. mark is the (number, phase) of the probe that it is or quotes; None where there is none."""

    source: str
    target: str
    protocol: int
    hops: int
    sport: int
    dport: int
    flags: str
    type: int
    code: int
    mark: object
    data: bytes

    @property
    def family(self):
        """4 or 6."""
        return 6 if ":" in self.target else 4


def view(data):
    """The fields of an IP packet; None if it is none, or a fragment that is not the first."""
    if len(data) < 20:
        return None
    if data[0] >> 4 == 4:
        size = (data[0] & 15) * 4
        if struct.unpack_from("!H", data, 6)[0] & 0x1FFF:
            return None
        addresses = ipaddress.IPv4Address(data[12:16]), ipaddress.IPv4Address(data[16:20])
        return _view(addresses, data[9], data[8], data[size:], data)
    if data[0] >> 4 != 6 or len(data) < 40:
        return None
    addresses = ipaddress.IPv6Address(data[8:24]), ipaddress.IPv6Address(data[24:40])
    protocol, rest = data[6], data[40:]
    while protocol in (*_EXTENSIONS, _FRAGMENT) and len(rest) >= 8:
        if protocol == _FRAGMENT and struct.unpack_from("!H", rest, 2)[0] >> 3:
            return None
        size = 8 if protocol == _FRAGMENT else (rest[1] + 1) * 8
        protocol, rest = rest[0], rest[size:]
    return _view(addresses, protocol, data[7], rest, data)


def _view(addresses, protocol, hops, rest, data):
    sport = dport = 0
    flags, kind, code = "", -1, -1
    if protocol in probes.WITH_PORTS and len(rest) >= 8:
        sport, dport = struct.unpack_from("!HH", rest)
    if protocol == probes.TCP and len(rest) >= 14:
        flags = ",".join(name for name, bit in probes.FLAGS.items() if rest[13] & bit)
    family_icmp = probes.ICMP if addresses[1].version == 4 else probes.ICMPV6
    if protocol == family_icmp and len(rest) >= 4:
        kind, code = rest[0], rest[1]
    source, target = (str(a) for a in addresses)
    mark = probes.number_in(data)
    return View(source, target, protocol, hops, sport, dport, flags, kind, code, mark, bytes(data))
