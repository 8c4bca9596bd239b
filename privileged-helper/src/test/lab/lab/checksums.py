"""The checksums of IP, TCP, UDP, ICMP and SCTP."""

import struct


def internet(data):
    """RFC 1071."""
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def pseudo(source, target, protocol):
    """What TCP, UDP and ICMPv6 sum up beside their data, but for its length."""
    return source + target + struct.pack("!HH", 0, protocol)


def put(data, offset, before, spoil=0):
    """The data with its checksum at the offset, where zeros are; `before` is summed up with it. spoil: wrong by this."""
    head = before + struct.pack("!I", len(data)) if before else b""
    value = internet(head + data) or 0xFFFF
    return data[:offset] + struct.pack("!H", value ^ spoil) + data[offset + 2 :]


def _table():
    found = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ (0x82F63B78 if n & 1 else 0)
        found.append(n)
    return found


_CRC32C = _table()


def sctp(data, spoil=0):
    """An SCTP packet with its CRC32c (RFC 9260)."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ _CRC32C[(crc ^ byte) & 255]
    return data[:8] + struct.pack("<I", ~crc & 0xFFFFFFFF ^ spoil) + data[12:]
