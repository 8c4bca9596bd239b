#!/usr/bin/python3
"""The units: valid, without a cycle, before every network, and laid around every service that could open (§6).

systemd's own analysis of the staged tree beside stand-ins of the services that our drop-ins are for; nothing is started.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

STAGE = pathlib.Path(os.environ.get("VPNFIREWALL_STAGE") or sys.exit("VPNFIREWALL_STAGE names no staged tree"))
UNITS = "usr/lib/systemd/system"
OURS = "vpnfirewall.service"
WATCH = "vpnfirewall-watch"
LATE = {  # what Debian's and Fedora's own units say of their order
    "NetworkManager": "After=network-pre.target dbus.service\nBefore=network.target\nWants=network.target",
    "systemd-networkd": "DefaultDependencies=no\nAfter=systemd-sysctl.service network-pre.target\nBefore=network.target multi-user.target",
    "networking": "DefaultDependencies=no\nAfter=local-fs.target network-pre.target\nBefore=network.target network-online.target",
    "wpa_supplicant": "Before=network.target\nAfter=dbus.service",
    "iwd": "After=network-pre.target\nBefore=network.target",
    "nftables": "DefaultDependencies=no\nBefore=network-pre.target shutdown.target\nWants=network-pre.target",
    "netfilter-persistent": "DefaultDependencies=no\nBefore=network-pre.target shutdown.target\nAfter=systemd-modules-load.service local-fs.target",
    "ufw": "DefaultDependencies=no\nBefore=network-pre.target\nWants=network-pre.target local-fs.target\nAfter=local-fs.target",
    "firewalld": "Before=network-pre.target\nWants=network-pre.target\nAfter=dbus.service",
}


def properties(text):
    """A unit's lines as (name, value)."""
    return [tuple(line.split("=", 1)) for line in text.splitlines() if "=" in line and not line.startswith("#")]


def verified(root, *units):
    """What systemd has to say against these units; empty if nothing."""
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", f"--root={root}", *units],
        capture_output=True, text=True, timeout=60, check=False, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
    )  # fmt: skip
    return done.stderr + done.stdout + (f"exit {done.returncode}" if done.returncode else "")


class Units(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="units."))
        self.addCleanup(shutil.rmtree, self.root)
        shutil.copytree("/usr/lib/systemd/system", self.root / UNITS, symlinks=True)
        shutil.copytree(STAGE / UNITS, self.root / UNITS, dirs_exist_ok=True)
        scripts = self.root / "usr/lib/vpnfirewall"
        scripts.mkdir()
        for script in "vpnfirewall-boot", WATCH:
            shutil.copy(STAGE / "usr/lib/vpnfirewall" / script, scripts)
        (self.root / "usr/bin").mkdir()
        shutil.copy("/bin/true", self.root / "usr/bin")
        wants = self.root / "etc/systemd/system/sysinit.target.wants"
        wants.mkdir(parents=True)
        (wants / OURS).symlink_to(f"/{UNITS}/{OURS}")
        wants = self.root / "etc/systemd/system/paths.target.wants"
        wants.mkdir()
        (wants / f"{WATCH}.path").symlink_to(f"/{UNITS}/{WATCH}.path")
        for name, order in LATE.items():
            self.stand_in(name, order)

    def stand_in(self, name, order):
        """A service with a real one's place in the boot, that multi-user.target wants."""
        text = f"[Unit]\n{order}\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/bin/true\nExecReload=/usr/bin/true\n"
        file = self.root / UNITS / f"{name}.service"
        file.write_text(text, encoding="utf-8")
        wants = self.root / "etc/systemd/system/multi-user.target.wants"
        wants.mkdir(exist_ok=True)
        (wants / file.name).symlink_to(f"/{UNITS}/{file.name}")

    def test_they_are_valid_and_make_no_cycle(self):
        self.assertEqual(verified(self.root, OURS, f"{WATCH}.path", f"{WATCH}.service", "multi-user.target", *(f"{name}.service" for name in LATE)), "")

    def test_a_mistake_would_be_seen(self):
        unit = self.root / UNITS / OURS
        good = unit.read_text()
        for wrong in ("Before=sysinit.target\nAfter=network.target", "Befor=network-pre.target", "Wants=\nRequires=nonsense"):
            unit.write_text(good.replace("DefaultDependencies=no", f"DefaultDependencies=no\n{wrong}"), encoding="utf-8")
            self.assertNotEqual(verified(self.root, OURS, "multi-user.target"), "", wrong)
        unit.write_text(good.replace("vpnfirewall-boot close", "nothing close"), encoding="utf-8")
        self.assertNotEqual(verified(self.root, OURS), "")
        unit = self.root / UNITS / f"{WATCH}.service"
        unit.write_text(unit.read_text().replace("/vpnfirewall-watch\n", "/nothing\n"), encoding="utf-8")
        self.assertNotEqual(verified(self.root, f"{WATCH}.path", f"{WATCH}.service"), "")

    def test_it_closes_before_everything_and_opens_at_no_stop(self):
        found = properties((STAGE / UNITS / OURS).read_text())
        before = " ".join(value for name, value in found if name == "Before").split()
        for name in ("sysinit.target", "network-pre.target", *(f"{name}.service" for name in ("nftables", "ufw", "firewalld"))):
            self.assertIn(name, before)
        names = {name for name, _ in found}
        self.assertIn(("DefaultDependencies", "no"), found)
        self.assertFalse(names & {"ExecStop", "ExecStopPost", "Requires", "RequiresMountsFor", "BindsTo", "Conflicts"})
        self.assertFalse([name for name in names if name.startswith(("Condition", "Assert"))], "it could be passed over")

    def test_it_is_watched_while_armed(self):
        """By whoever lets it live as long as either flag is there, and starts it anew whatever ended it."""
        path = properties((STAGE / UNITS / f"{WATCH}.path").read_text())
        flags = [value for name, value in path if name == "PathExists"]
        self.assertEqual(flags, ["/var/lib/vpnfirewall/armed", "/run/vpnfirewall/trial/armed"])
        self.assertIn(("WantedBy", "paths.target"), path)
        found = properties((STAGE / UNITS / f"{WATCH}.service").read_text())
        self.assertIn(("Restart", "on-failure"), found)
        self.assertIn(("StartLimitIntervalSec", "0"), found)
        self.assertFalse([name for name, _ in found if name.startswith(("ExecStop", "Condition", "Assert"))])

    def test_no_network_starts_without_asking(self):
        drop_ins = sorted((STAGE / UNITS).glob("*.service.d/vpnfirewall.conf"))
        named = {path.parent.name.removesuffix(".service.d") for path in drop_ins}
        self.assertLessEqual(set(LATE) | {"ifup@", "connman", "dhcpcd"}, named)
        for path in drop_ins:
            found = properties(path.read_text())
            self.assertIn(("After", OURS), found, path)
            guards = {name: value for name, value in found if name.startswith("Exec")}
            if "ExecStartPre" in guards:
                # Without "-": what fails keeps the service from starting.
                self.assertEqual(guards, {"ExecStartPre": "+/usr/lib/vpnfirewall/vpnfirewall-boot guard"}, path)
            else:
                self.assertEqual(set(guards), {"ExecStartPost", "ExecReload", "ExecStopPost"}, path)
                self.assertEqual(set(guards.values()), {"-+/usr/lib/vpnfirewall/vpnfirewall-boot again"}, path)


if __name__ == "__main__":
    result = unittest.main(argv=[sys.argv[0], *sys.argv[1:]], exit=False).result
    failed = len(result.failures) + len(result.errors) + len(result.skipped)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed or not result.testsRun else 0)
