"""A steady stream of packets that must never leave an armed desktop, in pairs of both families.

What the router saw of it tells at which moments the desktop was open, and in which family.
"""

import socket
import struct
import threading
import time

from . import network
from .checks import check

_TICK = 0.001
_PORT = 9009
_MARK = 0x88B5
"""EtherType for local experiments (IEEE 802): no firewall sees such a frame."""
_PATIENCE = 10


class Flood:
    """Numbered UDP datagrams to a public host, one of each family after the other, bound to the card.

    `rate`: pairs a second, made up for when the machine is busy; without it, a pair now and then. `sent`: pairs up to now.
    """

    def __init__(self, lab, rate=None):
        self._lab = lab
        self._rate = rate
        self._stop = threading.Event()
        self.sent = 0
        self._told = 0
        self._early = set()
        self._asked = self._marked = 0
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._lab.wire.take()
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def _run(self):
        with self._lab.desktop.inside():
            pair = [socket.socket(f, socket.SOCK_DGRAM) for f in (socket.AF_INET, socket.AF_INET6)]
            raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
            raw.bind((network.CARD, 0))
        targets = [(target, _PORT) for target in network.PUBLIC.values()]
        for opened in pair:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, network.CARD.encode())
        began = time.monotonic()
        while not self._stop.wait(_TICK):
            due = int((time.monotonic() - began) * self._rate) if self._rate else self.sent + 1
            while self.sent < due:
                self.sent += 1
                self._send(pair, targets)
            asked = self._asked
            if asked != self._marked:
                raw.send(bytes.fromhex("ffffffffffff020000000010") + struct.pack("!HQQ", _MARK, asked, self.sent))
                self._marked = asked

    def _send(self, pair, targets):
        text = b"%d" % self.sent
        for opened, target in zip(pair, targets):
            try:
                opened.sendto(text, target)
            except OSError:
                pass  # Refused here, so not seen there.

    def history(self):
        """Whether each packet since the last call came out, in the order of sending: IPv4, IPv6, IPv4, ..."""
        first = self._told + 1
        seen = self._early
        self._told = last = self._collect(seen)
        self._early = {(number, family) for number, family in seen if number > last}
        return [(number, family) in seen for number in range(first, last + 1) for family in (4, 6)]

    def check_one_step(self, opening):
        """As check_one_step, of the packets since the last call."""
        check_one_step(self.history(), opening)

    def _collect(self, seen):
        """Adds what came out; returns the number of the last pair of which all that gets out is known to have come.

        On a busy machine packets may be on their way for long: a frame that no firewall stops is sent after them.
        """
        self._asked += 1
        end = time.monotonic() + _PATIENCE
        asked = last = 0
        while asked != self._asked and time.monotonic() < end:
            time.sleep(_TICK)
            for packet in self._lab.wire.take():
                if packet.target_port == _PORT:
                    seen.add((int(packet.payload), packet.family))
                elif packet.ethertype == _MARK:
                    asked, last = struct.unpack("!QQ", packet.payload[:16])
        if asked == self._asked:
            return last
        raise OSError("the capture does not see what surely gets out, so it proves nothing")

    def settle(self):
        """Waits for some more packets; returns whether the desktop is open now. Both families must agree.

        A tool that outlives the helper may be at work just then: what it leaves behind counts.
        """
        self.history()
        for _ in range(3):
            found = self._some_more()
            if len(set(found)) == 1:
                return found[0]
        raise AssertionError(f"neither open nor closed: {found}")

    def _some_more(self):
        until = self.sent + 15
        end = time.monotonic() + _PATIENCE
        while self.sent < until and time.monotonic() < end:
            time.sleep(_TICK)
        found = self.history()
        check(len(found) >= 10, "the flood does not run")
        return found


def check_one_step(history, opening):
    """Raises unless each family went from one state to the other at most once, and the right way.

    That both go in one call into the kernel shows where the helper is cut off after each call: they must agree then.
    The moments themselves say nothing, as the kernel takes one family's hooks in or out after the other's.
    """
    for name, part in ("IPv4", history[0::2]), ("IPv6", history[1::2]):
        changes = [at for at in range(1, len(part)) if part[at] != part[at - 1]]
        first = changes[0] if changes else 0
        detail = f"{name}: " + "".join("o" if out else "." for out in part[max(0, first - 20) :][:300])
        check(len(changes) <= 1, f"{len(changes)} changes between open and closed: {detail}")
        check(all(part[at] == opening for at in changes), f"went the wrong way: {detail}")
