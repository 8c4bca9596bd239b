"""Reads frames from a capture and says what they are, by addresses and ports alone."""

import dataclasses
import ipaddress
import struct

TCP, UDP, ICMP, ICMPV6 = 6, 17, 1, 58
_NAMES = {TCP: "TCP", UDP: "UDP", ICMP: "ICMP", ICMPV6: "ICMPv6"}
_ARP = 0x0806
_MLD = (131, 132, 143)
_LOCAL = [
    ipaddress.ip_network(n)
    for n in "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 224.0.0.0/24 239.0.0.0/8 255.255.255.255/32".split()
    + "fc00::/7 fe80::/10 ff02::/16 ff05::/16".split()
]
_PRIVATE = _LOCAL[:3]
_SOLICITED = ipaddress.ip_network("ff02::1:ff00:0/104")
_LINK_LOCAL = ipaddress.ip_network("fe80::/10")
_ALL_LINK = ipaddress.ip_network("ff02::/16")


@dataclasses.dataclass(frozen=True)
class Packet:
    """A packet as it stood on the wire; protocol 0 with no addresses is a frame that is not IP."""

    source: str = ""
    target: str = ""
    protocol: int = 0
    hops: int = 0
    source_port: int = 0
    target_port: int = 0
    icmp_type: int = -1
    payload: bytes = b""
    ethertype: int = 0

    @property
    def family(self):
        """4, 6, or 0 if this is not IP."""
        return (6 if ":" in self.target else 4) if self.target else 0

    def __str__(self):
        if not self.target:
            return f"frame of type {self.ethertype:#06x}"
        name = _NAMES.get(self.protocol, f"protocol {self.protocol}")
        if self.icmp_type >= 0:
            return f"{name} type {self.icmp_type} {self.source} > {self.target} hops {self.hops}"
        return f"{name} {self.source} port {self.source_port} > {self.target} port {self.target_port}"


def parse(frame):
    """The packet in an Ethernet frame."""
    ethertype = struct.unpack("!H", frame[12:14])[0]
    data = frame[14:]
    if ethertype == 0x0800:
        length = (data[0] & 15) * 4
        total = struct.unpack("!H", data[2:4])[0]
        addresses = ipaddress.IPv4Address(data[12:16]), ipaddress.IPv4Address(data[16:20])
        return _transport(addresses, data[9], data[8], data[length : max(total, length)], ethertype)
    if ethertype == 0x86DD:
        addresses = ipaddress.IPv6Address(data[8:24]), ipaddress.IPv6Address(data[24:40])
        protocol, hops, rest = data[6], data[7], data[40:]
        while protocol in (0, 43, 60) and len(rest) >= 8:  # Extension headers, as MLD reports have.
            protocol, rest = rest[0], rest[(rest[1] + 1) * 8 :]
        return _transport(addresses, protocol, hops, rest, ethertype)
    return Packet(ethertype=ethertype, payload=bytes(data))


def _transport(addresses, protocol, hops, data, ethertype):
    fields = dict(
        source=str(addresses[0]), target=str(addresses[1]), protocol=protocol, hops=hops, ethertype=ethertype
    )
    if protocol in (TCP, UDP) and len(data) >= 8:
        fields["source_port"], fields["target_port"] = struct.unpack("!HH", data[:4])
        header = 8 if protocol == UDP else (data[12] >> 4) * 4 if len(data) > 12 else 20
        fields["payload"] = bytes(data[header:])
    elif protocol in (ICMP, ICMPV6) and len(data) >= 8:
        fields.update(icmp_type=data[0], payload=bytes(data[8:]))
    else:
        fields["payload"] = bytes(data)
    return Packet(**fields)


def is_link_keeping(packet):
    """Whether this is what keeps a link alive and is always permitted: ARP, DHCP, NDP, MLD (design §2.1.3-4)."""
    if not packet.family:
        return packet.ethertype == _ARP
    target = ipaddress.ip_address(packet.target)
    if packet.protocol == UDP and (packet.source_port, packet.target_port) == (68, 67):
        return packet.target == "255.255.255.255" or any(target in network for network in _PRIVATE)
    if packet.protocol == UDP and (packet.source_port, packet.target_port) == (546, 547):
        return packet.target in ("ff02::1:2", "ff05::1:3")
    if packet.protocol != ICMPV6:
        return False
    if packet.icmp_type in _MLD:
        return target in _ALL_LINK
    if packet.hops != 255:
        return False
    return {
        133: packet.target == "ff02::2",
        135: target in _SOLICITED or target in _LINK_LOCAL,
        136: packet.target == "ff02::1" or target in _LINK_LOCAL,
    }.get(packet.icmp_type, False)


def is_to_server(packet, servers):
    """Whether this goes to one of the servers, each an (address, protocol number, port)."""
    return (packet.target, packet.protocol, packet.target_port) in servers


def is_local(packet):
    """Whether the target lies in the local ranges (design §2.1.7)."""
    return bool(packet.family) and any(ipaddress.ip_address(packet.target) in n for n in _LOCAL if n.version == packet.family)
