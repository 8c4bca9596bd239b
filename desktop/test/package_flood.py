"""A stream of packets that an armed machine must not let out, and who sees at the cable's other end which got out."""

import re
import socket
import struct
import subprocess
import threading
import time

from lab.checks import check
from lab.lab import wait_until

CARD, PORT = "card0", 9009
TARGETS = {4: ("203.0.113.9", PORT), 6: ("2001:db8:9::9", PORT)}
PATIENCE = 20


def run(*command, **options):
    options = {"stdin": subprocess.DEVNULL, "timeout": 300, "text": True} | options
    return subprocess.run(command, capture_output=True, check=False, **options)


def must(*command, **options):
    done = run(*command, **options)
    check(done.returncode == 0, f"{' '.join(map(str, command))}: exit {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


class Flood:
    """Numbered datagrams of both families to public addresses, and who sees at the cable's other end which got out."""

    def __init__(self):
        for words in (
            f"link add {CARD} type veth peer name far0", f"link set {CARD} up", "link set far0 up", "link set lo up",
            f"addr add 192.0.2.2/24 dev {CARD}", f"addr add 2001:db8:1::2/64 dev {CARD} nodad",
            f"neigh add 192.0.2.1 lladdr 02:00:00:00:00:01 dev {CARD}", f"neigh add 2001:db8:1::1 lladdr 02:00:00:00:00:01 dev {CARD}",
            f"route add 203.0.113.0/24 via 192.0.2.1 dev {CARD}", f"route add 2001:db8:9::/48 via 2001:db8:1::1 dev {CARD}",
        ):
            must("ip", *words.split())
        self.sent, self.seen, self._lock = 0, [], threading.Lock()
        self._far = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        self._far.bind(("far0", 0))
        for work in (self._send, self._watch):
            threading.Thread(target=work, daemon=True).start()

    def _send(self):
        pair = {4: socket.socket(socket.AF_INET, socket.SOCK_DGRAM), 6: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)}
        while True:
            for family, target in TARGETS.items():
                try:
                    pair[family].sendto(b"flood %d" % self.sent, target)
                except OSError:
                    pass  # Refused here, so not seen there.
            self.sent += 1
            time.sleep(0.002)

    def _watch(self):
        while True:
            frame = self._far.recv(2048)
            found = re.search(rb"flood \d+$", frame)
            if found:
                with self._lock:
                    self.seen.append(4 if struct.unpack("!H", frame[12:14])[0] == 0x800 else 6)

    def take(self):
        """The families of the packets that got out since the last call, after some more were sent."""
        before = self.sent
        check(wait_until(lambda: self.sent > before + 20, PATIENCE), "the flood does not run")
        time.sleep(0.1)
        with self._lock:
            found, self.seen = self.seen, []
        return found

    def must_be_closed(self, after):
        found = self.take()
        check(not found, f"{after}, {len(found)} packets got out, of IPv{set(found)}")

    def must_be_open(self):
        """The positive control: what got out would be seen."""
        self.take()
        check(wait_until(lambda: set(self.take()) == {4, 6}, PATIENCE), "nothing gets out of an open machine")
