#!/usr/bin/python3
"""The installed app in a person's session: there once, quiet while idle, discreet in its log, gone with the session.

On a machine of its own; screen, bus and panel belong to an ordinary user. Pictures go to app/target/session-shots.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

import desktop
from desktop import run, tunnel
from lab.checks import Checks, check
from lab.screen import Screen, until

APP = "/usr/bin/vpnfirewall-app"
SHOTS = desktop.CHECKOUT / "app/target/session-shots"
LOG = "state/vpnfirewall/app.log"
SETTINGS = desktop.SETTINGS | {"servers": [
    {"address": "198.51.100.7", "port": 1194, "protocol": "udp", "host": "seattle.vpn.example.org", "label": "Seattle"}]}
STATUS = "^VPN Firewall$"
ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+|[0-9a-f]{1,4}:[0-9a-f]{0,4}:[0-9a-f:]*|example\.org|([0-9a-f]{2}:){5}")


def process(pid):
    return pathlib.Path(f"/proc/{pid}")


def descendants(pid):
    """The processes that it has started, and theirs."""
    found = subprocess.run(["ps", "-eo", "pid=,ppid=,uid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 3) for line in found.splitlines()]
    family, known = [], {str(pid)}
    for _ in range(4):
        for row in rows:
            if row[1] in known and row[0] not in known:
                known.add(row[0])
                family.append(row)
    return family


class Session:
    """A screen, and the app on it."""

    def __init__(self, screen):
        self.screen = screen
        self.app = None

    def begin(self, *options, **more):
        self.app = self.screen.start(APP, *options, **more)
        desktop.activate(self.app.pid, "alice")

    def windows(self):
        found = subprocess.run(["pgrep", "--full", "--runstates", "RSD", "WindowMain"], capture_output=True, text=True,
                               check=False).stdout.split()
        return found, self.screen.windows(STATUS)

    def items(self):
        """The icons that the panel knows."""
        return self.screen.run(
            "dbus-send", "--session", "--print-reply", "--dest=org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher",
            "org.freedesktop.DBus.Properties.Get", "string:org.kde.StatusNotifierWatcher",
            "string:RegisteredStatusNotifierItems", check=False).count("/StatusNotifierItem")

    def closes_its_windows(self):
        """Again and again: who was asked for a window twice may open it anew when the first one is ended."""
        until("the windows' end", self._ends_windows)

    def _ends_windows(self):
        for pid in self.windows()[0]:
            try:
                os.kill(int(pid), signal.SIGTERM)
            except ProcessLookupError:
                pass  # It has ended by itself.
        time.sleep(0.5)
        return self.windows() == ([], [])

    def idles_without_rights_or_work(self):
        """Numbers are printed, not judged: they depend on the machine."""
        self.begin("--background")
        self.screen.shown("EXPOSED")
        time.sleep(1)
        before = wakeups(self.app.pid)
        began = time.monotonic()
        time.sleep(4)
        after = wakeups(self.app.pid)
        awake = sum(after[thread] - before.get(thread, 0) for thread in after) / (time.monotonic() - began)
        check(self.windows() == ([], []), "a window opened although it was started in the background")
        others = descendants(self.app.pid)
        check(all("ip -o monitor" in row[3] for row in others), f"it runs more than it needs: {others}")
        check(all(row[2] != "0" for row in others), f"something runs as root: {others}")
        rooted = subprocess.run(["pgrep", "--exact", "pkexec"], capture_output=True, check=False).stdout
        check(not rooted, "pkexec runs")
        memory = dict(re.findall(r"^(Rss|Pss): +(\d+)", (process(self.app.pid) / "smaps_rollup").read_text(), re.M))
        return f"{int(memory['Rss']) / 1024:.0f} MiB, {int(memory['Pss']) / 1024:.0f} its own, {awake * 30:.0f} wakeups in 30 s"

    def second_start_raises_the_window(self):
        for _ in range(2):
            second = self.screen.start(APP)
            check(second.wait(30) == 0, f"exit {second.returncode}")
            until("the status window", lambda: len(self.windows()[1]) == 1, 60)
        quiet = self.screen.start(APP, "--background")
        check(quiet.wait(30) == 0, f"exit {quiet.returncode}")
        check(self.app.poll() is None and self.items() == 1, f"{self.items()} icons")
        processes, windows = self.windows()
        check((len(processes), len(windows)) == (1, 1), f"{processes}, {windows}")
        named = self.screen.run("xprop", "-id", windows[0], "WM_CLASS")
        check(named.count('"io.github.vpnfirewall"') == 2, named)
        time.sleep(1)
        self.screen.shot("second-start")
        self.closes_its_windows()

    def sleep_is_slept_off(self):
        """What changed while it was asleep shows soon after it wakes up."""
        os.kill(self.app.pid, signal.SIGSTOP)
        run(desktop.HELPER, "configure", input=desktop.json_bytes(SETTINGS))
        run(desktop.HELPER, "arm")
        tunnel()
        os.kill(self.app.pid, signal.SIGCONT)
        self.screen.shown("PROTECTED")

    def bus_may_go_and_come(self):
        self.screen.end(self.panel)
        self.screen.end(self.screen.bus)
        self.screen.start_bus()
        time.sleep(2)  # a panel that is late
        self.panel = self.screen.start_panel()
        self.screen.shown("PROTECTED")
        check(self.app.poll() is None, "it ended with the bus")

    def signals_end_it(self):
        first = wait_for_listener(self.app.pid)
        self.app.send_signal(signal.SIGTERM)
        check(self.app.wait(20) == 0, f"SIGTERM: exit {self.app.returncode}")
        until("the icon gone", lambda: self.items() == 0)
        until("its listener gone", lambda: not process(first).exists())
        self.begin("--background")
        self.screen.shown("PROTECTED")
        self.app.send_signal(signal.SIGHUP)
        check(self.app.wait(20) == 0, f"SIGHUP: exit {self.app.returncode}")
        # Killed, it leaves a lock and a socket behind, which must not keep the next one from starting.
        self.begin("--background")
        self.screen.shown("PROTECTED")
        self.app.kill()
        self.app.wait()
        until("the icon gone", lambda: self.items() == 0)

    def of_two_at_once_one_stays(self):
        two = [self.screen.start(APP), self.screen.start(APP)]
        until("one of them ends", lambda: [child.poll() for child in two].count(0) == 1)
        until("one window", lambda: len(self.windows()[1]) == 1, 60)
        check([child.poll() for child in two].count(None) == 1, [child.poll() for child in two])
        self.app = next(child for child in two if child.poll() is None)
        self.closes_its_windows()

    def log_names_no_address(self):
        """After all of the above, and after a leak."""
        for tool in ("iptables", "ip6tables"):
            for table in ("filter", "security"):
                run(tool, "-t", table, "-F", "OUTPUT")
        log = self.screen.home / LOG
        until("the leak in the log", lambda: "LEAKING: reason.leaking.escaped" in log.read_text())
        text = log.read_text()
        check("PROTECTED: reason.protected.tunnel" in text and "begins, version" in text, text)
        found = ADDRESS.search(re.sub(r"^\S+Z ", "", text, flags=re.M))
        check(not found, f"it names {found and found.group()}: {text}")
        check(log.stat().st_mode & 0o777 == 0o600 and log.parent.stat().st_mode & 0o777 == 0o700, "others may read it")
        said = "".join(path.read_text(errors="replace") for path in self.screen.home.glob("*vpnfirewall-app.log"))
        check("io.github.vpnfirewall" not in said and "Exception" not in said, said)
        return f"{len(text.splitlines())} lines"

    def journal_is_told_instead(self):
        self.app.terminate()
        self.app.wait(20)
        size = (self.screen.home / LOG).stat().st_size
        read, write = os.pipe()
        known = os.fstat(write)
        self.screen.env["JOURNAL_STREAM"] = f"{known.st_dev}:{known.st_ino}"
        self.begin("--background", stderr=write)
        os.close(write)
        del self.screen.env["JOURNAL_STREAM"]
        with os.fdopen(read) as journal:
            line = journal.readline()
            check(line.startswith("<6>TrayMain: begins"), line)
            self.screen.shown("PROTECTED")
        check((self.screen.home / LOG).stat().st_size == size, "it wrote to its file, too")

    def upgrade_is_begun_anew_with(self):
        """Every file is replaced as dpkg does it; Java's own starter of programs by one that knows no other version."""
        runtime = pathlib.Path("/usr/lib/vpnfirewall/app-runtime")
        for old in [path for path in runtime.rglob("*") if path.is_file() and not path.is_symlink()]:
            new = old.with_name(old.name + ".dpkg-new")
            shutil.copy2(old, new)
            if old.name == "jspawnhelper":
                new.write_text("#!/bin/sh\nexit 1\n")
            new.rename(old)
        check(self.app.wait(60) == 0, f"exit {self.app.returncode}")
        until("the new one", lambda: len(trays()) == 1 and self.items() == 1, 60)
        self.screen.shown("PROTECTED")
        check(trays() != [self.app.pid], "it is the old one")
        command = (process(trays()[0]) / "cmdline").read_bytes().split(b"\0")
        check(b"--background" in command and self.windows() == ([], []), f"{command}")

    def removed_it_says_so_and_rests(self):
        log = self.screen.home / LOG
        helper, aside = desktop.HELPER, desktop.HELPER.with_suffix(".aside")
        before = trays()
        helper.rename(aside)
        try:
            self.screen.shown("UNKNOWN")
            length = len(log.read_text())
            time.sleep(8)
            said = log.read_text()[length:]
            check(len(said.splitlines()) < 3 and "Exception" not in said, f"it goes on and on: {said}")
            check(trays() == before, "it did not stay")
        finally:
            aside.rename(helper)
        self.screen.shown("PROTECTED")
        for pid in trays():
            os.kill(pid, signal.SIGTERM)
        until("the icon gone", lambda: self.items() == 0 and not trays())
        self.begin("--background")
        self.screen.shown("PROTECTED")

    def session_takes_it_along(self, xvfb):
        # The screen first, as in life: the panel loses it with everybody else. A panel that ends long before it leaves
        # the app to Java's own tray icon, and Xlib then ends the whole program, with 1.
        self.screen.end(xvfb)
        self.screen.end(self.panel)
        check(self.app.wait(30) == 0, f"exit {self.app.returncode}")
        check(self.windows()[0] == [], "a window process is left")


def trays():
    found = subprocess.run(["pgrep", "--full", "--runstates", "RSD", "io.github.vpnfirewall.app.TrayMain"],
                           capture_output=True, text=True, check=False).stdout.split()
    return [int(pid) for pid in found]


def wait_for_listener(pid):
    return until("its listener", lambda: [row[0] for row in descendants(pid) if "ip -o monitor" in row[3]])[0]


def wakeups(pid):
    """How often each thread has woken up."""
    pattern = re.compile(r"^voluntary_ctxt_switches:\s+(\d+)", re.M)
    return {status.parent.name: int(pattern.search(status.read_text()).group(1))
            for status in process(pid).glob("task/*/status")}


def main():
    desktop.enter()
    desktop.card()
    home = pathlib.Path("/home/alice/session")
    screen = Screen(home, SHOTS, user="alice")
    screen.env["XDG_STATE_HOME"] = str(home / "state")
    checks = Checks()
    session = Session(screen)
    try:
        xvfb = screen.start_screen()
        screen.start_bus()
        screen.start_window_manager("openbox")
        session.panel = screen.start_panel()
        for name, test in (
            ("idle in the background", session.idles_without_rights_or_work),
            ("second start", session.second_start_raises_the_window),
            ("sleep", session.sleep_is_slept_off),
            ("bus lost, panel late", session.bus_may_go_and_come),
            ("upgrade", session.upgrade_is_begun_anew_with),
            ("removal", session.removed_it_says_so_and_rests),
            ("SIGTERM, SIGHUP, SIGKILL", session.signals_end_it),
            ("two at once", session.of_two_at_once_one_stays),
            ("log without addresses", session.log_names_no_address),
            ("journal", session.journal_is_told_instead),
            ("end of the session", lambda: session.session_takes_it_along(xvfb)),
        ):
            checks.run(name, test)
    finally:
        screen.close()
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
