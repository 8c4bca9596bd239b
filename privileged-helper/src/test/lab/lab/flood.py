"""A steady stream of packets that must never leave an armed desktop, in pairs of both families.

What the router saw of it tells at which moments the desktop was open, and in which family.
"""

import socket
import threading
import time

from . import network
from .checks import check

_TICK = 0.001
_PORT = 9009
_APART = 25


class Flood:
    """Numbered UDP datagrams to a public host, one of each family after the other, bound to the card."""

    def __init__(self, lab):
        self._lab = lab
        self._stop = threading.Event()
        self._sent = 0
        self._told = 0
        self._early = set()
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
        targets = [(target, _PORT) for target in network.PUBLIC.values()]
        for opened in pair:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, network.CARD.encode())
        while not self._stop.wait(_TICK):
            self._sent += 1
            text = b"%d" % self._sent
            for opened, target in zip(pair, targets):
                try:
                    opened.sendto(text, target)
                except OSError:
                    pass  # Refused here, so not seen there.

    def history(self):
        """Whether each packet since the last call came out, in the order of sending: IPv4, IPv6, IPv4, ..."""
        first = self._told + 1
        last = max(self._told, self._sent - 1)  # The newest may still be on its way.
        self._told = last
        seen = self._early
        for packet in self._lab.wire.take():
            if packet.target_port == _PORT:
                seen.add((int(packet.payload), packet.family))
        self._early = {(number, family) for number, family in seen if number > last}
        return [(number, family) in seen for number in range(first, last + 1) for family in (4, 6)]

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
        until = self._sent + 15
        end = time.monotonic() + 10
        while self._sent < until and time.monotonic() < end:
            time.sleep(_TICK)
        found = self.history()
        check(len(found) >= 10, "the flood does not run")
        return found


def check_one_step(history, opening, together=True):
    """Raises unless the desktop went from one state to the other at most once, in both families together.

    Where `together` is not to be had, each family may go by itself. Together means in one call into the kernel, which
    takes the one family's hooks in or out after the other's: nothing can be cut off in between, but on a busy machine
    a few packets pass.
    """
    steps = []
    for name, part in ("IPv4", history[0::2]), ("IPv6", history[1::2]):
        changes = [at for at in range(1, len(part)) if part[at] != part[at - 1]]
        first = changes[0] if changes else 0
        detail = f"{name}: " + "".join("o" if out else "." for out in part[max(0, first - 20) :][:300])
        check(len(changes) <= 1, f"{len(changes)} changes between open and closed: {detail}")
        check(all(part[at] == opening for at in changes), f"went the wrong way: {detail}")
        # Who has not gone yet may be about to: the next look says whether both have.
        steps.append(changes[0] if changes else len(part))
    if together:
        apart = abs(steps[0] - steps[1])
        check(apart <= _APART, f"the families went {apart} packets apart")
