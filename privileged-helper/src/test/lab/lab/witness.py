"""What netfilter itself sees of a packet right before our rules and right behind them, told over NFLOG.

The view of the kernel counts, not what was sent: fragments are whole again, connection tracking has spoken, and the
interfaces are known.
"""

import dataclasses
import os
import socket
import struct

from . import dissect

_NETFILTER = 12
_CONNTRACK_DELETE = 1 << 8 | 2
_LOG_CONFIG = 4 << 8 | 1
_LOG_PACKET = 4 << 8
_REQUEST_ACK = 5
_SO_RCVBUFFORCE = 33
_HOOKS = {1: "in", 2: "fwd", 3: "out"}
_BEFORE, _BEHIND = 1, 2
STATES = ("new", "established", "related", "invalid", "untracked")

_TABLE = """
table inet witness {{
  chain quiet {{
    type filter hook output priority -350
    meta mark != {mark} tcp flags & rst == rst drop
  }}
{chains}
}}
"""
_CHAIN = """  chain {name} {{
    type filter hook {hook} priority {priority}
{rules}
  }}
"""
MARK = 7
"""Of packets of ours: resets that the machine's kernel adds would end the flows that packets are to belong to."""


@dataclasses.dataclass(frozen=True)
class Sighting:
    """A packet at a hook. uid is None if no program has sent it."""

    behind: bool
    hook: str
    entered: str
    leaves: str
    state: str
    uid: object
    view: object

    @property
    def key(self):
        """What the same packet has in common before and behind the rules."""
        v = self.view
        return (self.hook, self.entered, self.leaves, v.protocol, v.source, v.target, v.type, v.code)


class Witness:
    """Watches the hooks of one host; before and behind all chains of iptables."""

    def __init__(self, host):
        self._host = host
        chains = ""
        for hook, name in (("input", "in"), ("forward", "fwd"), ("output", "out")):
            rules = "\n".join(f'    ct state {s} log prefix "{s}" group {_BEFORE}' for s in STATES)
            chains += _CHAIN.format(name="before_" + name, hook=hook, priority=-10, rules=rules)
            behind = f"    log group {_BEHIND}"
            chains += _CHAIN.format(name="behind_" + name, hook=hook, priority=250, rules=behind)
        host.run("nft", "-f", "-", input=_TABLE.format(chains=chains, mark=MARK))
        with host.inside():
            self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETFILTER)
            self._control = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETFILTER)
            self._names = dict(socket.if_nameindex())
        self._socket.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, 128 << 20)
        for group in (_BEFORE, _BEHIND):
            bind = _attribute(1, bytes([1]))
            whole = _attribute(2, struct.pack("!IBB", 0xFFFF, 2, 0))
            at_once = _attribute(5, struct.pack("!I", 1))
            _ask(self._socket, _LOG_CONFIG, bytes([0, 0]) + struct.pack("!H", group) + bind)
            _ask(self._socket, _LOG_CONFIG, bytes([0, 0]) + struct.pack("!H", group) + whole + at_once)
        self._socket.setblocking(False)

    def forget_flows(self):
        """Empties the host's connection table."""
        for family in (socket.AF_INET, socket.AF_INET6):
            _ask(self._control, _CONNTRACK_DELETE, bytes([family, 0, 0, 0]))

    def take(self):
        """The sightings of probes since the last call. A sighting that got lost raises (ENOBUFS)."""
        found = []
        while True:
            try:
                data = self._socket.recv(1 << 17)
            except BlockingIOError:
                return found
            while len(data) >= 16:
                length, kind = struct.unpack_from("=IH", data)
                if kind == _LOG_PACKET:
                    sighting = self._sighting(data[16:length])
                    if sighting.view and sighting.view.mark:
                        found.append(sighting)
                data = data[(length + 3) & ~3 :]

    def _sighting(self, message):
        group = struct.unpack_from("!H", message, 2)[0]
        fields, at = {}, 4
        while at + 4 <= len(message):
            length, kind = struct.unpack_from("=HH", message, at)
            fields[kind & 0x7FFF] = message[at + 4 : at + length]
            at += (length + 3) & ~3
        return Sighting(
            behind=group == _BEHIND,
            hook=_HOOKS[fields[1][2]],
            entered=self._interface(fields.get(4)),
            leaves=self._interface(fields.get(5)),
            state=fields.get(10, b"").rstrip(b"\0").decode(),
            uid=struct.unpack("!I", fields[11])[0] if 11 in fields else None,
            view=dissect.view(fields[9]),
        )

    def _interface(self, field):
        return self._names[struct.unpack("!I", field)[0]] if field else ""


def _attribute(kind, data):
    length = 4 + len(data)
    return struct.pack("=HH", length, kind) + data + b"\0" * (-length % 4)


def _ask(opened, kind, body):
    """Sends a request and waits for the kernel's word that it was done."""
    opened.send(struct.pack("=IHHII", 16 + len(body), kind, _REQUEST_ACK, 1, 0) + body)
    while True:
        answer = opened.recv(1 << 16)
        if struct.unpack_from("=H", answer, 4)[0] == 2:
            error = -struct.unpack_from("=i", answer, 16)[0]
            if error:
                raise OSError(error, os.strerror(error))
            return
