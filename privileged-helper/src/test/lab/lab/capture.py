"""Listens on a wire and judges what went over it."""

import socket
import struct

from . import packets

_ETH_P_ALL = 3
_SOL_PACKET, _PACKET_STATISTICS = 263, 6
_OUTGOING = 4
_SO_RCVBUFFORCE = 33
_BUFFER = 256 << 20


class Capture:
    """Every packet that comes in by an interface, from the moment this is made.

    The kernel keeps the packets until they are asked for, so no thread has to run while others send. A packet that
    found no room would make every "nothing was seen" worthless, so that raises.
    """

    def __init__(self, interface, host=None):
        if host:
            with host.inside():
                self._open(interface)
        else:
            self._open(interface)

    def _open(self, interface):
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        self._socket.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, _BUFFER)
        self._socket.setblocking(False)
        self._socket.bind((interface, _ETH_P_ALL))

    def take(self):
        """The packets since the last call, oldest first."""
        found = []
        while True:
            try:
                frame, address = self._socket.recvfrom(65536)
            except BlockingIOError:
                break
            if address[2] != _OUTGOING:
                found.append(packets.parse(frame))
        lost = struct.unpack("II", self._socket.getsockopt(_SOL_PACKET, _PACKET_STATISTICS, 8))[1]
        if lost:
            raise OSError(f"the capture lost {lost} packets, so it proves nothing")
        return found

    def close(self):
        """Stops listening."""
        self._socket.close()


def leaks(found, servers, lan=False):
    """Of captured packets those that may not leave an armed machine."""
    return [
        packet
        for packet in found
        if not packets.is_link_keeping(packet)
        and not packets.is_to_server(packet, servers)
        and not (lan and packets.is_local(packet))
    ]
