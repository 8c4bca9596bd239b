"""What answers on a host: echo over UDP and TCP, and a name server that knows one address for every name."""

import selectors
import socket
import struct
import threading

ECHO = 7007
DNS = 53
MDNS = 5353
_MDNS_GROUPS = {4: "224.0.0.251", 6: "ff02::fb"}


class Services(threading.Thread):
    """Answers on the given addresses of a host; every answer says from where the question came.

    An echo is `from ADDRESS; ` and then what was sent. `received` holds each UDP datagram as (source, text).
    """

    def __init__(self, host, addresses, ports=(ECHO, DNS), multicast=None):
        super().__init__(daemon=True)
        self.received = []
        self._selector = selectors.DefaultSelector()
        with host.inside():
            for address in addresses:
                for port in ports:
                    self._listen(address, port)
            if multicast:
                self._join(multicast)
        self.start()

    def _listen(self, address, port):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        for kind, answer in ((socket.SOCK_DGRAM, self._datagram), (socket.SOCK_STREAM, self._accept)):
            listener = socket.socket(family, kind)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            if kind == socket.SOCK_STREAM:
                listener.listen(64)
            else:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
            listener.setblocking(False)
            self._selector.register(listener, selectors.EVENT_READ, answer)

    def _join(self, interface):
        """Listens to the multicast groups of mDNS on an interface, and answers the asker directly."""
        index = socket.if_nametoindex(interface)
        for version, group in _MDNS_GROUPS.items():
            family = socket.AF_INET if version == 4 else socket.AF_INET6
            member = socket.socket(family, socket.SOCK_DGRAM)
            member.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if version == 4:
                member.bind(("", MDNS))
                request = struct.pack("4s4si", socket.inet_aton(group), bytes(4), index)
                member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, request)
            else:
                member.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                member.bind(("::", MDNS))
                request = socket.inet_pton(family, group) + struct.pack("i", index)
                member.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, request)
            member.setblocking(False)
            self._selector.register(member, selectors.EVENT_READ, self._datagram)

    def run(self):
        """Answers until the program ends."""
        while True:
            for key, _ in self._selector.select():
                try:
                    key.data(key.fileobj)
                except OSError:
                    pass  # An asker that is gone, or a network that is down: the probe shows it.

    def _datagram(self, listener):
        data, source = listener.recvfrom(65536)
        self.received.append((source[0], data))
        answer = _answer(data) if listener.getsockname()[1] == DNS else _echo(source, data)
        listener.sendto(answer, source)

    def _accept(self, listener):
        connection, _ = listener.accept()
        connection.setblocking(False)
        self._selector.register(connection, selectors.EVENT_READ, self._stream)

    def _stream(self, connection):
        try:
            data = connection.recv(65536)
            if data:
                connection.send(_echo(connection.getpeername(), data))
                return
        except ConnectionError:
            pass
        self._selector.unregister(connection)
        connection.close()


def _echo(source, data):
    return b"from " + source[0].encode() + b"; " + data


def _answer(query):
    """A DNS answer with the address 203.0.113.1."""
    name_end = query.find(b"\0", 12) + 5
    return query[:2] + b"\x81\x80\0\1\0\1\0\0\0\0" + query[12:name_end] + b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\xcb\0\x71\1"
