"""A permitted flow that must not lose anything."""

import re
import socket
import threading

from . import services
from .lab import wait_until

_PAUSE = 0.005


class Steady(threading.Thread):
    """A flow through the tunnel, about 200 numbered packets a second, each of which must be echoed."""

    def __init__(self, host, target):
        super().__init__(daemon=True)
        self._host = host
        self._target = target
        self._ended = threading.Event()
        self.sent = 0
        self.refused = 0
        self._echoed = set()

    def run(self):
        """Sends until stopped, then waits for the last echoes."""
        with self._host.inside():
            opened = socket.socket(socket.AF_INET6 if ":" in self._target else socket.AF_INET, socket.SOCK_DGRAM)
        opened.setblocking(False)
        with opened:
            while not self._ended.wait(_PAUSE):
                self.sent += 1
                try:
                    opened.sendto(b"number %d." % self.sent, (self._target, services.ECHO))
                except OSError:
                    self.refused += 1
                self._collect(opened)
            wait_until(lambda: self._collect(opened) == self.sent, 3)

    def _collect(self, opened):
        try:
            while True:
                self._echoed.add(int(re.search(rb"number (\d+)\.", opened.recv(4096))[1]))
        except BlockingIOError:
            return len(self._echoed)

    def finish(self):
        """Stops; returns the numbers of those without an echo, the refused ones among them."""
        self._ended.set()
        self.join()
        return sorted(set(range(1, self.sent + 1)) - self._echoed)
