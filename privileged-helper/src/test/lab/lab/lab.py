"""Everything together: hosts, services, VPN, the desktop with the helper, and the capture at the router."""

import time

from . import capture, network, policy, probes, rules, services
from .helper import Helper
from .machine import SETTINGS, Machine
from .vpn import Vpn


class Lab:
    """One laboratory with one iptables variant, and unpacked packages if there are any, on its desktop."""

    SETTINGS = SETTINGS

    def __init__(self, stage, variant, packages=None):
        self.network = network.Network()
        self.desktop = self.network.desktop
        both = (4, 6)
        self.public = services.Services(
            self.network.internet,
            [n[v] for n in (network.PUBLIC, network.OTHER_PUBLIC, network.SERVER) for v in both],
            ports=(services.ECHO, services.DNS),
        )
        self.lan = services.Services(self.network.lan, list(network.LAN_HOST.values()), multicast=network.CARD)
        self.vpn = Vpn(self.network)
        self.machine = Machine(self.desktop, stage, variant, packages)
        self.packages = packages
        self.helper = Helper(self.machine)
        self.wire = capture.Capture(network.DESKTOP_PORT)
        rules.touch_tables(self.machine)
        self.before = rules.snapshot(self.machine)

    def attempt(self, kind, target, **options):
        """An attempt from the desktop and the packets that the router saw of it."""
        self.wire.take()
        made = probes.attempt(self.desktop, kind, target, **options)
        return made, self.wire.take()

    def leaks(self, lan=False):
        """The packets since the last look at the wire that an armed machine may not send."""
        return capture.leaks(self.wire.take(), policy.SERVERS, lan)

    def open_families(self):
        """The families in which a packet to a public host gets out now, bound to the card and past the tunnel."""
        self.wire.take()
        for target in network.PUBLIC.values():
            probes.attempt(self.desktop, "udp", target, device=network.CARD, timeout=0.02)
        return {p.family for p in self.wire.take() if p.target in network.PUBLIC.values()}

    def residue(self):
        """What differs from the rules before the helper ever ran; empty if nothing does."""
        return rules.difference(self.before, rules.snapshot(self.machine))

    def reset(self):
        """Ends the VPN and disarms; raises if anything of ours is left."""
        self.vpn.kill_client()
        self.helper.must("disarm", state="disarmed")
        left = self.residue()
        if left:
            raise AssertionError(f"after disarm:\n{left}")

    def recover(self):
        """Brings the desktop back to how it was at first, whatever a failed test left."""
        self.vpn.kill_client()
        rules.clear(self.machine)
        for folder in ("/var/lib/vpnfirewall", "/run/vpnfirewall", "/etc/vpnfirewall"):
            self.desktop.run("rm", "-rf", folder)
        self.machine.path("/etc/hosts").write_text(self.before["/etc/hosts"], encoding="utf-8")
        rules.touch_tables(self.machine)
        self.before = rules.snapshot(self.machine)


def wait_until(condition, seconds=5.0, step=0.02):
    """Whether the condition comes true in time; returns its value."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > end:
            return value
        time.sleep(step)
