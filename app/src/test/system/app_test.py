#!/usr/bin/python3
"""The installed app as a person meets it: a real panel, a real click, the real polkit, helper and kernel.

On a machine of its own; screen, session bus and panel belong to an ordinary user in a session at the screen.
Pictures of the screen, and what the app said, go to app/target/app-shots.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import desktop
from desktop import run, tunnel
from lab.checks import Checks, check
from lab.screen import Picture, Screen

SHOTS = desktop.CHECKOUT / "app/target/app-shots"
AGENT = pathlib.Path(__file__).with_name("agent.py")

class Panel(Picture):
    """The panel's part of a picture: windows below it show the same colours."""

    HEIGHT = 30

    def where(self, colour):
        return [(x, y) for x, y in super().where(colour) if y < self.HEIGHT]


class Desk(Screen):
    """The screen of an ordinary user."""

    def __init__(self, home):
        super().__init__(home, SHOTS, user="alice")

    def shot(self, name):
        super().shot(name)
        return Panel(self.shots / f"{name}.png")


class App:
    """The tray process as the menu of programs starts it, with somebody who answers its password dialogs."""

    def __init__(self, screen):
        self.screen = screen
        self.child = screen.start("/usr/bin/vpnfirewall-app", "--background")
        desktop.activate(self.child.pid, "alice")
        self.agent = None
        self.answer("ok", "secret")

    def answer(self, *how):
        """From now on somebody else answers the password dialogs: see agent.py."""
        if self.agent:
            self.agent.process.kill()
            self.agent.process.wait()
        command = ["/usr/bin/python3", "/run/agent.py", str(self.child.pid), *how]
        self.agent = desktop.Program(desktop.as_user("alice", *command))
        self.agent.hear(lambda line: line == "REGISTERED")

    def prompts(self):
        self.agent.drain()
        return [line.split()[1] for line in self.agent.seen if line.startswith("BEGIN")]

    def click(self, icon):
        self.screen.click(self.screen.shown(icon))

    def choose(self, icon, presses, key="Down"):
        """Takes the menu's entry that is reached by so many presses of the key."""
        self.screen.click(self.screen.shown(icon), 3)
        time.sleep(1.5)
        self.screen.shot("menu")
        for _ in range(presses):
            self.screen.xdotool("key", key)
            time.sleep(0.2)
        self.screen.xdotool("key", "Return")

    def close(self):
        self.agent.process.kill()
        self.screen.end(self.child, signal.SIGKILL)


def closed():
    return all("VPNFW-OUT" in subprocess.run([tool], capture_output=True, text=True, check=True).stdout
               for tool in ("iptables-save", "ip6tables-save"))


def window_processes():
    found = subprocess.run(["pgrep", "--full", "--runstates", "RSD", "WindowMain"], capture_output=True, text=True,
                           check=False)
    return found.stdout.split()


def first_click_leads_to_the_assistant(screen, app):
    app.click("EXPOSED")
    desktop.wait("the assistant opens", lambda: screen.windows("Set up VPN Firewall"), 60)
    time.sleep(2)
    screen.shot("assistant")
    check(not closed(), "armed without settings")
    check(app.prompts() == [], app.prompts())
    for pid in window_processes():
        os.kill(int(pid), signal.SIGTERM)
    desktop.wait("the window ends", lambda: not window_processes())


def click_arms_without_a_password(screen, app):
    run(desktop.HELPER, "configure", input=desktop.json_bytes(desktop.SETTINGS))
    app.click("EXPOSED")
    screen.shown("BLOCKING")
    screen.shot("armed-tunnel-down")
    check(closed(), "the kernel is open")
    check(app.prompts() == [], app.prompts())
    tunnel()
    time.sleep(2)
    screen.shown("PROTECTED")
    screen.shot("armed-tunnel-up")


def leak_is_closed_without_being_asked(screen, app):
    for tool in ("iptables", "ip6tables"):
        for table in ("filter", "security"):
            run(tool, "-t", table, "-F", "OUTPUT")
    def jumps():
        return all("-j VPNFW-OUT" in subprocess.run([tool, "-S", "OUTPUT"], capture_output=True, text=True,
                                                    check=True).stdout for tool in ("iptables", "ip6tables"))
    check(not jumps(), "nothing was taken away")
    began = time.monotonic()
    desktop.wait("armed again", jumps, 15)
    took = time.monotonic() - began
    screen.shown("PROTECTED")
    check(app.prompts() == [], app.prompts())
    return f"after {took:.1f} s"


def windows_do_not_pile_up(screen, app):
    app.choose("PROTECTED", 2)
    desktop.wait("the status window opens", lambda: screen.windows("^VPN Firewall$"), 60)
    time.sleep(3)
    screen.shot("status")
    process = window_processes()
    app.choose("PROTECTED", 2)
    time.sleep(3)
    check(window_processes() == process and len(process) == 1, f"window processes: {process}, {window_processes()}")
    check(len(screen.windows("^VPN Firewall$")) == 1, "more than one window")
    maps = pathlib.Path(f"/proc/{app.child.pid}/maps").read_text()
    check("libglass" not in maps and "libprism" not in maps, "the tray process has loaded JavaFX")
    thrifty = [b"MALLOC_" in pathlib.Path(f"/proc/{pid}/environ").read_bytes() for pid in (app.child.pid, process[0])]
    check(thrifty == [True, False], f"tray and window save memory by malloc(3): {thrifty}")
    os.kill(int(process[0]), signal.SIGTERM)


def click_disarms_with_a_password(screen, app):
    app.click("PROTECTED")
    screen.shown("EXPOSED")
    check(not closed(), "the kernel is closed")
    check(app.prompts() == ["io.github.vpnfirewall.disarm"], app.prompts())


def quitting_leaves_the_firewall_as_it_is(screen, app):
    app.click("EXPOSED")
    screen.shown("PROTECTED")
    app.choose("PROTECTED", 1, "Up")
    app.child.wait(20)
    check(app.child.returncode == 0, f"exit {app.child.returncode}")
    check(closed(), "the kernel is open")


def without_a_tray_the_window_opens(screen, panel):
    app = App(screen)
    try:
        screen.shown("PROTECTED")
        screen.end(panel)
        desktop.wait("the status window opens", lambda: screen.windows("^VPN Firewall$"), 60)
        time.sleep(2)
        screen.shot("no-tray")
    finally:
        app.close()


def commands_speak(*_):
    for arguments, beginning in ((["--help"], "Usage: "), (["--version"], "VPN Firewall 0."),
                                 (["window", "--help"], "Usage: ")):
        said = subprocess.run(desktop.as_user("alice", "/usr/bin/vpnfirewall-app", *arguments), capture_output=True,
                              text=True, check=False)
        check(said.returncode == 0 and said.stdout.startswith(beginning), f"{arguments}: {said}")
    wrong = subprocess.run(desktop.as_user("alice", "/usr/bin/vpnfirewall-app", "--wrong"), capture_output=True,
                           text=True, check=False)
    check(wrong.returncode == 2 and not wrong.stdout and "--wrong" in wrong.stderr, wrong)


def main():
    desktop.enter()
    SHOTS.mkdir(parents=True, exist_ok=True)
    pathlib.Path("/run/agent.py").write_bytes(AGENT.read_bytes())
    os.chmod("/run/agent.py", 0o755)
    desktop.card()
    checks = Checks()
    checks.run("command line", commands_speak)
    home = pathlib.Path("/home/alice/session")
    screen = Desk(home)
    try:
        screen.start_screen()
        screen.start_bus()
        screen.start_window_manager("openbox")
        panel = screen.start_panel()
        app = App(screen)
        for name, test in (
            ("first click leads to the assistant", first_click_leads_to_the_assistant),
            ("click arms without a password", click_arms_without_a_password),
            ("leak is closed by itself", leak_is_closed_without_being_asked),
            ("windows do not pile up", windows_do_not_pile_up),
            ("click disarms with a password", click_disarms_with_a_password),
            ("quitting leaves it armed", quitting_leaves_the_firewall_as_it_is),
        ):
            checks.run(name, lambda test=test: test(screen, app))
        app.close()
        checks.run("no tray", lambda: without_a_tray_the_window_opens(screen, panel))
    finally:
        screen.close()
        for log in home.glob("*.log"):
            shutil.copy(log, SHOTS)
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
