"""Settings changed under load: no packet leaks, and no permitted packet is lost (design §2.5)."""

import re
import socket
import threading
import time

from lab import flood, network, policy, scenes, services, suite
from lab.checks import check
from lab.lab import wait_until

_TIMES = 20
_PAUSE = 0.005
_VARIETY = [
    policy.settings(),
    policy.settings(lan=True),
    policy.settings(blockMode="drop", logBlocked=False),
    policy.settings(lan=True, tunnel={"interfaces": ["tun+"], "allowInbound": True}),
    policy.settings(servers=policy.settings()["servers"] + [{"address": "203.0.113.200", "port": 51820, "protocol": "udp"}]),
]


class Stream(threading.Thread):
    """A permitted flow through the tunnel, about 200 numbered packets a second, each of which must be echoed."""

    def __init__(self, host, target):
        super().__init__(daemon=True)
        self._host = host
        self._target = target
        self._ended = threading.Event()
        self.sent = 0
        self.refused = 0
        self.echoed = set()

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
                self.echoed.add(int(re.search(rb"number (\d+)\.", opened.recv(4096))[1]))
        except BlockingIOError:
            return len(self.echoed)

    def finish(self):
        """Stops; raises if a packet or its echo was lost."""
        self._ended.set()
        self.join()
        lost = sorted(set(range(1, self.sent + 1)) - self.echoed)
        check(not self.refused and not lost, f"{self.refused} refused, lost {lost[:20]} of {self.sent}")
        check(self.sent > 100, f"only {self.sent} packets were sent")
        return self.sent


def settings_changed_under_load(lab):
    """Settings change again and again while one flow is permitted and a flood is not."""
    with scenes.protected(lab), flood.Flood(lab) as stream:
        flows = [Stream(lab.desktop, target) for target in network.PUBLIC.values()]
        for flow in flows:
            flow.start()
        for number in range(_TIMES):
            settings = _VARIETY[(number + 1) % len(_VARIETY)]
            answer = lab.helper.must("configure", settings, state="armed")
            check(answer.report["changed"], "nothing was changed")
        lab.helper.must("arm", state="armed")
        sent = sum(flow.finish() for flow in flows)
        seen = stream.history()
        check(not any(seen), f"LEAK of {sum(seen)} packets of {len(seen)}")
        lab.helper.must("disarm", state="disarmed")
        check(stream.settle(), "the control fails: the flood is not seen while disarmed")
    return f"{_TIMES} times; {sent} permitted packets, {len(seen)} others"


def repaired_under_load(lab):
    """`iptables -F` under load, then arm: what is permitted flows on, and nothing leaks."""
    with scenes.protected(lab), flood.Flood(lab) as stream:
        flow = Stream(lab.desktop, network.PUBLIC[4])
        flow.start()
        for _ in range(3):
            lab.desktop.shell("iptables -F; ip6tables -F")
            lab.helper.must("arm", state="armed")
            time.sleep(0.1)
        sent = flow.finish()
        seen = stream.history()
        check(not any(seen), f"LEAK of {sum(seen)} packets of {len(seen)}")
    return f"{sent} permitted packets, {len(seen)} others"


def tests(lab, checks):
    """Arming again under load."""
    lab.vpn.serve()
    checks.run("settings changed under load", lambda: settings_changed_under_load(lab))
    checks.run("repaired under load", lambda: repaired_under_load(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
