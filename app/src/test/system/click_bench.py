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
_NOTHING = "/usr/bin/true"
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


def programs_for_alice():
    """The old way, and nothing at all, as programs that polkit lets her run as root without a password, as it does with ours."""
    _SCRIPT.write_text(oldway.SCRIPT)
    _SCRIPT.chmod(0o755)
    _RULE.write_text(
        f"""polkit.addRule(function (action, subject) {{
          if (action.id == "org.freedesktop.policykit.exec" && subject.user == "alice" &&
            ["{_SCRIPT}", "{_NOTHING}"].indexOf(action.lookup("program")) >= 0) return polkit.Result.YES;
        }});""")
    alice = Stopwatch(Alice)
    def run(program):
        return alice.run(["/usr/bin/pkexec", "--disable-internal-agent", str(program)]).milliseconds
    def allowed():
        try:
            return run(_NOTHING)
        except OSError:
            return None
    desktop.wait("polkit's leave", allowed)
    return lambda: run(_SCRIPT), lambda: run(_NOTHING)


def opened():
    """Takes back all that the script has done."""
    desktop.run("/bin/sh", "-ec", oldway.OPEN)
    desktop.run("nft", "flush", "ruleset")


def arming(screen, script, nothing):
    """In turns: a click, and the script; and what pkexec takes by itself."""
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

    found = bench.interleaved(_ROUNDS, click=click, old=old, nothing=nothing)
    against = f"pkexec and {oldway.IPV4} iptables + {oldway.IPV6} ip6tables calls"
    bench.row("click on the tray icon → icon is green", found["click"], found["old"], "ms", against, 0.8)
    bench.floor("pkexec and a program that does nothing", found["nothing"], "ms", "polkit is asked either way")


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
    programs = programs_for_alice()
    screen = BenchDesk()
    try:
        screen.open()
        app = App(screen)
        screen.icon(RED)
        arming(screen, *programs)
        vanishing(screen)
        app.close()
    finally:
        screen.close()
    bench.done()
    return 0


if __name__ == "__main__":
    sys.exit(main())
