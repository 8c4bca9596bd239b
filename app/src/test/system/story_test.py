#!/usr/bin/python3
"""The whole story: a real OpenVPN, a real panel and click, the real polkit, helper and kernel, and a capture outside.

A steady stream of packets wants to leave all the time. What the router's side sees of it must be what the icon says.
Pictures of the screen, and what the app said, go to app/target/app-shots.
"""

import json
import pathlib
import shutil
import socket
import subprocess
import sys
import threading
import time

import app_test
import desktop
from app_test import AGENT, SHOTS, App, Desk
from lab.checks import Checks, check
from lab.namespace import Namespace
from lab.capture import Capture

SERVER, PUBLIC, PORT = "198.51.100.7", {4: "203.0.113.80", 6: "2001:db8:cb::80"}, 9009
RECORDER = pathlib.Path(__file__).with_name("notifications.py")
SETTINGS = {
    "version": 1,
    "tunnel": {"interfaces": ["tun0"]},
    "servers": [{"address": SERVER, "port": 1194, "protocol": "udp", "label": "Seattle"}],
}
_WIRE = f"""
ip addr add 192.0.2.1/24 dev wire0; ip addr add 2001:db8:2::1/64 dev wire0 nodad; ip link set wire0 up
ip addr add {SERVER}/32 dev lo; ip addr add {PUBLIC[4]}/32 dev lo; ip addr add {PUBLIC[6]}/128 dev lo
"""
_DESKTOP = """
ip addr add 192.0.2.5/24 dev eth0; ip addr add 2001:db8:2::5/64 dev eth0 nodad; ip link set eth0 up
ip route add default via 192.0.2.1; ip -6 route add default via 2001:db8:2::1
"""
_VPN = "openvpn --dev tun0 --proto udp --secret /run/static.key --cipher AES-256-CBC --verb 1 --ping 1".split()


class Stream:
    """A datagram of each family to the internet every few milliseconds, as any program would send it."""

    def __init__(self, capture):
        self._capture = capture
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self.sent = 0

    def _run(self):
        pair = [(socket.socket(f, socket.SOCK_DGRAM), (a, PORT)) for f, a in
                ((socket.AF_INET, PUBLIC[4]), (socket.AF_INET6, PUBLIC[6]))]
        while not self._stop.wait(0.005):
            for sender, target in pair:
                try:
                    sender.sendto(b"bare", target)
                except OSError:
                    pass  # Refused here, so not seen there.
            self.sent += 1

    def seen(self):
        """The families that came out bare since the last call, after some more were sent."""
        until = self.sent + 40
        desktop.wait("the stream", lambda: self.sent >= until)
        return {packet.family for packet in self._capture.take() if packet.target_port == PORT}

    def end(self):
        self._stop.set()
        self._thread.join()


class Vpn:
    """OpenVPN's two ends; the far one stays."""

    def __init__(self, wire):
        desktop.run("openvpn", "--genkey", "secret", "/run/static.key")
        self._ends = "--ifconfig", "10.8.0.2", "10.8.0.1"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        wire.popen(*_VPN, "--ifconfig", "10.8.0.1", "10.8.0.2", "--local", SERVER, "--port", "1194", **quiet)
        self._quiet = quiet
        self._client = None

    def start(self):
        self._client = subprocess.Popen([*_VPN, *self._ends, "--remote", SERVER, "1194", "--nobind",
                                         "--redirect-gateway", "def1"], **self._quiet)
        desktop.wait("the tunnel", lambda: "0.0.0.0/1" in subprocess.run(
            ["ip", "route"], capture_output=True, text=True, check=True).stdout)

    def kill(self):
        self._client.kill()
        self._client.wait()


class Story:
    """What is on the stage."""

    def __init__(self, screen, wire):
        self.screen = screen
        self.vpn = Vpn(wire)
        self.stream = Stream(Capture("wire0", wire))
        self.notes = desktop.Program(["setpriv", "--reuid=alice", "--regid=alice", "--clear-groups", "env",
                                      *(f"{key}={value}" for key, value in screen.env.items()),
                                      "/usr/bin/python3", "/run/notifications.py"])
        self.notes.hear(lambda line: line == "READY")
        self.app = App(screen)

    def bare(self):
        return self.stream.seen()

    def dead_vpn_blocks(self):
        """From exposed to protected with one click, and what a VPN that dies lets out: nothing."""
        self.screen.shown("EXPOSED")
        check(self.bare() == {4, 6}, "the control fails: nothing gets out while disarmed")
        self.app.click("EXPOSED")
        self.screen.shown("BLOCKING")
        self.bare()
        check(self.bare() == set(), "LEAK while the VPN is not up yet")
        self.vpn.start()
        self.screen.shown("PROTECTED")
        check(self.bare() == set(), "LEAK beside the VPN")
        self.vpn.kill()
        self.screen.shown("BLOCKING")
        self.screen.shot("story-vpn-died")
        check(self.bare() == set(), "LEAK when the VPN died")
        self.notes.hear(lambda line: line.startswith("Blocking: "))
        self.vpn.start()
        self.screen.shown("PROTECTED")
        self.notes.hear(lambda line: line.startswith("Protected: "))
        check(self.bare() == set(), "LEAK when the VPN came back")
        check(self.app.prompts() == [], self.app.prompts())

    def flushed_rules_come_back(self):
        """Rules taken away by hand: told, closed again without being asked, and nothing after that."""
        self.vpn.kill()
        self.screen.shown("BLOCKING")
        self.bare()
        for tool in ("iptables", "ip6tables"):
            for table in ("filter", "security"):
                desktop.run(tool, "-t", table, "-F", "OUTPUT")
        began = time.monotonic()
        self.notes.hear(lambda line: line.startswith("Leaking: "))
        desktop.wait("closed again", lambda: self.bare() == set())
        took = time.monotonic() - began
        self.screen.shown("BLOCKING")
        check(self.app.prompts() == [], self.app.prompts())
        return f"told and closed within {took:.1f} s"

    def refused_password_opens_nothing(self):
        """The wrong password, and a dialog that is dismissed."""
        for mode in (("ok", "wrong"), ("cancel",)):
            self.app.answer(*mode)
            self.app.click("BLOCKING")
            desktop.wait("the password is asked for", self.app.prompts)
            check(self.app.prompts()[0] == "io.github.vpnfirewall.disarm", self.app.prompts())
            if mode[0] == "ok":
                self.notes.hear(lambda line: "The password was not right" in line)
            desktop.wait("the helper's end", lambda: not _calls())
            self.screen.shown("BLOCKING")
            check(self.bare() == set() and app_test.closed(), f"opened, with {mode}")

    def right_password_opens(self):
        """And only now does it get out again."""
        self.app.answer("ok", "secret")
        self.app.click("BLOCKING")
        self.screen.shown("EXPOSED")
        check(self.bare() == {4, 6}, "the control fails: nothing gets out when disarmed again")

    def close(self):
        self.stream.end()
        self.notes.process.kill()
        self.app.close()


def _calls():
    found = subprocess.run(["pgrep", "--exact", "pkexec"], capture_output=True, text=True, check=False)
    return found.stdout.split()


def main():
    desktop.enter()
    SHOTS.mkdir(parents=True, exist_ok=True)
    for script in (AGENT, RECORDER):
        copy = pathlib.Path("/run", script.name)
        copy.write_bytes(script.read_bytes())
        copy.chmod(0o755)
    wire = Namespace("wire")
    desktop.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "wire0", "netns", str(wire.pid))
    wire.shell(_WIRE)
    desktop.run("sh", "-ec", _DESKTOP)
    desktop.run(desktop.HELPER, "configure", input=json.dumps(SETTINGS).encode())
    home = pathlib.Path("/home/alice/session")
    screen = Desk(home)
    checks = Checks()
    try:
        screen.start_screen()
        screen.start_bus()
        screen.start_window_manager("openbox")
        screen.start_panel()
        story = Story(screen, wire)
        for name, chapter in (
            ("exposed, click, green; VPN dies, pause mark; VPN back, green", story.dead_vpn_blocks),
            ("rules flushed by hand: leaking, armed again", story.flushed_rules_come_back),
            ("password refused or dismissed: still armed", story.refused_password_opens_nothing),
            ("right password: exposed", story.right_password_opens),
        ):
            checks.run(name, chapter)
        story.close()
    finally:
        screen.close()
        for log in home.glob("*vpnfirewall-app.log"):
            shutil.copy(log, SHOTS / f"story-{log.name}")
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
