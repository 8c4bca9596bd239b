"""A program: one end of PPTP (RFC 2637) that does without a kernel's PPP. Arguments: client or server, the server's address.

The control connection opens a call over TCP 1723; then IP packets of the interface ppp0 go as PPP frames in GRE.
"""

import fcntl
import os
import select
import socket
import struct
import subprocess
import sys

_PORT, _GRE = 1723, 47
_MAGIC = 0x1A2B3C4D
_START, _START_REPLY, _CALL, _CALL_REPLY = 1, 2, 7, 8
_LENGTHS = {_START: 156, _START_REPLY: 156, _CALL: 168, _CALL_REPLY: 32}
_KEY_AND_SEQUENCE, _VERSION_1, _PPP = 0x3000, 1, 0x880B
_FRAMES = {4: b"\xff\x03\0\x21", 6: b"\xff\x03\0\x57"}
_TUNSETIFF, _TUN_NO_PI = 0x400454CA, 0x1001
_UP = {
    "client": """
        ip addr add 10.12.0.2 peer 10.12.0.1 dev ppp0; ip addr add fd12::2/64 dev ppp0 nodad; ip link set ppp0 mtu 1400 up
        ip route replace {server} via 192.168.77.1
        ip route replace default dev ppp0; ip -6 route replace default dev ppp0 metric 1""",
    "server": """
        ip addr add 10.12.0.1 peer 10.12.0.2 dev ppp0; ip addr add fd12::1/64 dev ppp0 nodad; ip link set ppp0 mtu 1400 up""",
}


def _message(kind, *words):
    """A control message with 16-bit words behind the header, and zeros where neither end looks."""
    body = struct.pack(f"!HHIHH{len(words)}H", _LENGTHS[kind], 1, _MAGIC, kind, 0, *words)
    return body.ljust(_LENGTHS[kind], b"\0")


def _receive(control, kind):
    """The first two words of a control message of that kind."""
    data = b""
    while len(data) < _LENGTHS[kind]:
        more = control.recv(_LENGTHS[kind] - len(data))
        if not more:
            raise ConnectionError("the other end is gone")
        data += more
    if struct.unpack("!IH", data[4:10]) != (_MAGIC, kind):
        raise ConnectionError(f"not a message of kind {kind}")
    return struct.unpack("!HH", data[12:16])


def _call(control):
    """Opens a call from this end; returns both ends' call numbers."""
    own = os.getpid() & 0xFFFF
    control.sendall(_message(_START, 0x0100))
    _receive(control, _START_REPLY)
    control.sendall(_message(_CALL, own, 1))
    theirs, confirmed = _receive(control, _CALL_REPLY)
    if confirmed != own:
        raise ConnectionError("this is about another call")
    return own, theirs


def _answer(control, own):
    """Takes a call from the other end; returns both ends' call numbers."""
    _receive(control, _START)
    control.sendall(_message(_START_REPLY, 0x0100, 0x0100))
    theirs, _ = _receive(control, _CALL)
    control.sendall(_message(_CALL_REPLY, own, theirs, 0x0100))
    return own, theirs


def _carry(tunnel, control, gre, peer, own, theirs):
    """Moves packets until the control connection ends."""
    sequence = 0
    while True:
        for ready in select.select([tunnel, control, gre], [], [])[0]:
            if ready is control:
                if not control.recv(4096):
                    return
            elif ready is gre:
                data, source = gre.recvfrom(65536)
                if source[0] == peer:
                    _deliver(tunnel, data[(data[0] & 15) * 4 :], own)
            else:
                packet = os.read(tunnel, 65536)
                frame = _FRAMES[packet[0] >> 4] + packet
                header = struct.pack("!HHHHI", _KEY_AND_SEQUENCE | _VERSION_1, _PPP, len(frame), theirs, sequence)
                sequence += 1
                try:
                    gre.sendto(header + frame, (peer, 0))
                except OSError as error:
                    print(error, file=sys.stderr, flush=True)


def _deliver(tunnel, data, own):
    flags, protocol, _, call = struct.unpack("!HHHH", data[:8])
    frame = data[12:]
    if (flags, protocol, call) == (_KEY_AND_SEQUENCE | _VERSION_1, _PPP, own) and frame[:4] in _FRAMES.values():
        os.write(tunnel, frame[4:])


def main(role, server):
    """Runs one end to the end of its call, the server for ever."""
    gre = socket.socket(socket.AF_INET, socket.SOCK_RAW, _GRE)
    if role == "client":
        control = socket.create_connection((server, _PORT), timeout=10)
        own, theirs = _call(control)
        control.settimeout(None)
        peer = control.getpeername()[0]
        _carry(_tunnel(role, peer), control, gre, peer, own, theirs)
        return
    gre.bind((server, 0))
    tunnel = _tunnel(role, server)
    listener = socket.create_server((server, _PORT))
    print("ready", flush=True)
    for call in range(100, 0x10000):
        control, source = listener.accept()
        with control:
            try:
                _carry(tunnel, control, gre, source[0], *_answer(control, call))
            except ConnectionError as error:
                print(error, file=sys.stderr, flush=True)


def _tunnel(role, server):
    tunnel = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tunnel, _TUNSETIFF, struct.pack("16sH22x", b"ppp0", _TUN_NO_PI))
    subprocess.run(["sh", "-ec", _UP[role].format(server=server)], check=True)
    return tunnel


if __name__ == "__main__":
    main(*sys.argv[1:])
