#!/usr/bin/python3
"""From the click on the tray icon to the green icon, through the real polkit; and from the VPN's end to the icon that says so."""

import pathlib
import random
import subprocess
import sys
import threading
import time

import benchdesk
import desktop
from app_test import App
from benchdesk import BenchDesk
from lab import bench, oldway
from lab.screen import GREEN, RED
from lab.stopwatch import Stopwatch

_ROUNDS = 15
_SCRIPT = pathlib.Path("/usr/lib/oldway")
_RULE = pathlib.Path("/etc/polkit-1/rules.d/10-oldway.rules")
_POLLS = 0.5  # seconds


class Alice:
    """Where her programs start, for a stopwatch."""

    @staticmethod
    def popen(*command, **more):
        return subprocess.Popen(desktop.as_user("alice", *command), **more)


class Poller(threading.Thread):
    """Looks for the tunnel every half second, as scripts do."""

    def __init__(self):
        super().__init__(daemon=True)
        self.missed = None
        self.start()

    def run(self):
        while True:
            there = pathlib.Path("/sys/class/net/tun0").exists()
            if there:
                self.missed = None
            elif self.missed is None:
                self.missed = benchdesk.now()
            time.sleep(_POLLS)


def script_for_alice():
    """The old way as a program that polkit lets her run as root without a password, as it does with ours."""
    _SCRIPT.write_text(oldway.SCRIPT)
    _SCRIPT.chmod(0o755)
    _RULE.write_text(
        f"""polkit.addRule(function (action, subject) {{
          if (action.id == "org.freedesktop.policykit.exec" && action.lookup("program") == "{_SCRIPT}" &&
            subject.user == "alice") return polkit.Result.YES;
        }});""")
    alice = Stopwatch(Alice)
    command = ["/usr/bin/pkexec", "--disable-internal-agent", str(_SCRIPT)]
    def allowed():
        try:
            return alice.run(command)
        except OSError:
            return None
    desktop.wait("polkit's leave for the script", allowed)
    opened()
    return lambda: alice.run(command).milliseconds


def opened():
    """Takes back all that the script has done."""
    desktop.run("/bin/sh", "-ec", oldway.OPEN)
    desktop.run("nft", "flush", "ruleset")


def arming(screen, script):
    """In turns: a click, and the script."""
    at = screen.shown("EXPOSED")
    screen.xdotool("mousemove", *at)

    def click():
        time.sleep(1)  # a second click too soon is the first one's echo
        clicked = benchdesk.now()
        screen.xdotool("click", "1")
        green = screen.icon(GREEN) - clicked
        desktop.run(desktop.HELPER, "disarm")
        screen.icon(RED)
        return 1000 * green

    def old():
        taken = script()
        opened()
        return taken

    found = bench.interleaved(_ROUNDS, click=click, old=old)
    against = f"pkexec and {oldway.IPV4} iptables + {oldway.IPV6} ip6tables calls"
    bench.row("click on the tray icon → icon is green", found["click"], found["old"], "ms", against, 0.8)


def vanishing(screen):
    """The same end of the tunnel, seen by both."""
    desktop.run(desktop.HELPER, "arm")
    screen.icon(GREEN)
    poller = Poller()
    ours, theirs = [], []
    for _ in range(_ROUNDS):
        screen.shown("PROTECTED")
        time.sleep(2 + random.random() * _POLLS)
        before = screen.eye.rows(0, benchdesk.PANEL)
        gone = benchdesk.now()
        desktop.run("ip", "link", "del", "tun0")
        ours.append(1000 * (screen.eye.wait("the icon says so", lambda: screen.eye.rows(0, benchdesk.PANEL) != before) - gone))
        theirs.append(1000 * (desktop.wait("the poller", lambda: poller.missed) - gone))
        desktop.tunnel()
    bench.row("VPN interface vanishes → icon shows it", ours, theirs, "ms", "looking every 500 ms", 0.2)


def main():
    benchdesk.enter()
    script = script_for_alice()
    screen = BenchDesk()
    try:
        screen.open()
        app = App(screen)
        screen.icon(RED)
        arming(screen, script)
        vanishing(screen)
        app.close()
    finally:
        screen.close()
    bench.done()
    return 0


if __name__ == "__main__":
    sys.exit(main())
