#!/usr/bin/python3
"""The tray icon on real panels: seen on the screen, clicked with a real pointer.

Starts a screen (Xvfb), a session bus, a window manager and xfce4-panel of its own, later trayer, and
in front of them the tray (class TrayRig). Runs as any user; touches no other display or bus.
Closes with "N passed, N failed"; non-zero if any failed.

Environment:
  VPNFIREWALL_STAGE  runs the installed runtime below this folder; else app/target is run
  APP_CP             class path to run instead, with the java of JAVA_HOME or PATH
  SHOTS              folder for the screenshots; else app/target/tray-shots

Debian packages, beside those of the app itself: see PACKAGES.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

PACKAGES = "dbus xvfb xdotool imagemagick openbox xfce4-panel xfconf trayer fonts-dejavu-core python3"

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "privileged-helper/src/test/lab"))
from lab.screen import COLOURS, RED, Missing, Screen, middle, until  # noqa: E402  (needs the path above)

TARGET = ROOT / "app/target"
SHOTS = pathlib.Path(os.environ.get("SHOTS") or TARGET / "tray-shots")
RIG = "io.github.vpnfirewall.app.tray.rig.TrayRig"


class Rig:
    """The tray under test, and what it printed."""

    def __init__(self, desktop):
        self.lines = []
        self.read = 0
        self.classes = desktop.home / "classes"
        self.child = desktop.start(*java(self.classes), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.child.stdout:
            self.lines.append(line.decode().strip())

    def show(self, icon):
        self.child.stdin.write(f"{icon}\n".encode())
        self.child.stdin.flush()

    def expect(self, line):
        """Skips to the next line, which must be this one."""
        until(f"'{line}' from the tray; it printed {self.lines[self.read:]}",
              lambda: len(self.lines) > self.read)
        got = self.lines[self.read]
        self.read += 1
        if got != line:
            raise Missing(f"'{line}' from the tray; it printed '{got}'")

    def silent(self, seconds=1.0):
        time.sleep(seconds)
        if len(self.lines) > self.read:
            raise Missing(f"silence; it printed {self.lines[self.read:]}")

    def awt_loaded(self):
        return "java.awt." in self.classes.read_text()


def java(class_log):
    options = ["-Xshare:auto", f"-Xlog:class+load=info:file={class_log}"]
    tests = str(TARGET / "test-classes")
    stage = os.environ.get("VPNFIREWALL_STAGE")
    if os.environ.get("APP_CP"):
        home = os.environ.get("JAVA_HOME")
        return [f"{home}/bin/java" if home else "java", *options, "-cp", os.environ["APP_CP"], RIG]
    app = "io.github.vpnfirewall.app"
    if stage:
        program = [f"{stage}/usr/lib/vpnfirewall/app-runtime/bin/java", "-Xlog:disable", "--add-modules", app]
    else:
        program = [shutil.which("java"), "--module-path", str(TARGET / "modules"), "--add-modules",
                   f"{app},org.freedesktop.dbus.transport.jre,org.slf4j.jul"]
    # The rig is outside the module, and has to be let in.
    return program + [*options, "--add-exports", f"{app}/{app}.tray=ALL-UNNAMED", "-cp", tests, RIG]


passed = 0
failed = 0


def check(what, action):
    """Runs one check; returns what the action returns."""
    global passed, failed
    try:
        result = action()
    except (Missing, subprocess.SubprocessError, OSError) as problem:
        failed += 1
        print(f"FAILED {what}: {problem}", flush=True)
        return None
    passed += 1
    print(f"ok     {what}", flush=True)
    return result


def click_on(desktop, rig, at, button, line):
    desktop.click(at, button)
    rig.expect(line)


def double_click(desktop, rig, at):
    time.sleep(0.5)
    desktop.click(at, times=2)
    rig.expect("chosen TOGGLE")
    rig.silent()


def choose_first(desktop, rig, at, picture, line="chosen TOGGLE"):
    """Opens the menu with the right button and takes the first entry that can be chosen."""
    time.sleep(0.5)
    desktop.click(at, 3)
    time.sleep(1.0)
    desktop.shot(picture)
    desktop.xdotool("key", "Down")
    time.sleep(0.3)
    desktop.xdotool("key", "Return")
    rig.expect(line)


def shapes_differ(desktop, rig):
    """Every icon arrives as its own picture."""
    seen = {}
    for icon in COLOURS:
        rig.show(icon)
        at = desktop.shown(icon, least=30)
        time.sleep(0.3)
        file = SHOTS / f"{icon.lower()}.png"
        desktop.shot(icon.lower())
        seen[icon] = subprocess.run(
            ["convert", str(file), "-crop", f"30x30+{at[0] - 15}+{at[1] - 15}", "+repage", "rgb:-"],
            check=True, capture_output=True).stdout
    if len(set(seen.values())) != len(seen):
        raise Missing("six different pictures")


def registered(desktop):
    """Waits until the watcher knows the icon."""
    question = ["dbus-send", "--session", "--print-reply", "--dest=org.kde.StatusNotifierWatcher",
                "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties.Get",
                "string:org.kde.StatusNotifierWatcher", "string:RegisteredStatusNotifierItems"]
    until("the icon at the watcher", lambda: "/StatusNotifierItem" in subprocess.run(
        question, env=desktop.env, capture_output=True, text=True).stdout)


def one_icon(desktop):
    """Waits until EXPOSED is on the screen once; its middle."""
    def look():
        own = desktop.shot("new-bus").where(RED)
        across = [x for x, _ in own]
        return middle(own) if len(own) >= 40 and max(across) - min(across) < 24 else None

    return until("one icon on the screen", look)


def tooltip(desktop, at):
    """For whoever looks at the pictures."""
    desktop.xdotool("mousemove", 20, 300)
    desktop.xdotool("mousemove", *at)
    time.sleep(1.5)
    desktop.shot("tooltip")


def on_dark(desktop, rig):
    rig.show("PROTECTED")
    desktop.shown("PROTECTED")
    desktop.shot("dark-panel")
    rig.show("EXPOSED")
    desktop.shown("EXPOSED")


def gone(desktop, colour):
    until("the icon gone from the screen", lambda: len(desktop.shot("gone").where(colour)) < 5)


def on_xfce(desktop):
    panel = desktop.start_panel()
    rig = Rig(desktop)
    rig.show("EXPOSED")
    check("the tray says that it is seen", lambda: rig.expect("visible true"))
    at = check("EXPOSED is red on the panel", lambda: desktop.shown("EXPOSED"))
    if not at:
        return
    check("a left click toggles", lambda: click_on(desktop, rig, at, 1, "chosen TOGGLE"))
    check("a double click toggles once", lambda: double_click(desktop, rig, at))
    check("a middle click asks for the window",
          lambda: click_on(desktop, rig, at, 2, "chosen SHOW_STATUS"))
    check("the menu's first entry toggles", lambda: choose_first(desktop, rig, at, "menu-exposed"))
    rig.show("PROTECTED")
    check("PROTECTED is green on the panel", lambda: desktop.shown("PROTECTED"))
    check("the changed menu's first entry toggles",
          lambda: choose_first(desktop, rig, at, "menu-protected"))
    check("all six icons arrive as different pictures", lambda: shapes_differ(desktop, rig))
    rig.show("BUSY")
    check("a greyed toggle is passed over",
          lambda: choose_first(desktop, rig, at, "menu-busy", "chosen SHOW_STATUS"))
    rig.show("EXPOSED")
    desktop.shown("EXPOSED")
    tooltip(desktop, at)

    desktop.end(panel, signal.SIGKILL)
    check("the icon goes with the panel", lambda: gone(desktop, RED))
    panel = desktop.start_panel()
    at = check("the icon is back after the panel was killed", lambda: desktop.shown("EXPOSED"))
    if at:
        check("and a click toggles again", lambda: click_on(desktop, rig, at, 1, "chosen TOGGLE"))
        desktop.dark_panel()
        check("PROTECTED is green on a dark panel", lambda: on_dark(desktop, rig))
    check("no class of AWT was loaded so far", lambda: rig.awt_loaded() and raise_(Missing("none")))

    desktop.end(panel)
    desktop.end(desktop.bus)
    check("without a bus the tray says that it is not seen", lambda: rig.expect("visible false"))
    on_xembed(desktop, rig)
    desktop.start_bus()
    panel = desktop.start_panel()
    check("a new session bus is found, and its watcher", lambda: registered(desktop))
    at = check("the icon is on the new panel, and left the old tray", lambda: one_icon(desktop))
    if at:
        check("and a click toggles there", lambda: click_on(desktop, rig, at, 1, "chosen TOGGLE"))


def on_xembed(desktop, rig):
    """A tray of the old kind, and no StatusNotifier watcher."""
    trayer = desktop.start("trayer", "--edge", "top", "--align", "right", "--widthtype", "request",
                           "--height", "24", "--tint", "0xffffff", "--alpha", "0", "--transparent", "true")
    check("in an old tray the tray says that it is seen", lambda: rig.expect("visible true"))
    at = check("the icon is in the old tray", lambda: desktop.shown("EXPOSED", least=25))
    if at:
        desktop.shot("old-tray")
        check("a click toggles in the old tray",
              lambda: click_on(desktop, rig, at, 1, "chosen TOGGLE"))
        rig.show("PROTECTED")
        check("the icon changes in the old tray", lambda: desktop.shown("PROTECTED", least=25))
        check("the menu's first entry toggles in the old tray",
              lambda: choose_first(desktop, rig, at, "menu-old-tray"))
        rig.show("EXPOSED")
    check("AWT's classes were loaded for that", lambda: rig.awt_loaded() or raise_(Missing("AWT")))
    desktop.end(trayer)


def raise_(problem):
    raise problem


def main():
    with tempfile.TemporaryDirectory(prefix="vpnfirewall-tray.") as home:
        desktop = Screen(pathlib.Path(home), SHOTS)
        try:
            desktop.start_screen()
            desktop.start_bus()
            desktop.start_window_manager("openbox")
            on_xfce(desktop)
        except (Missing, OSError) as problem:
            check("the desktop starts", lambda: raise_(problem))
        finally:
            desktop.close()
            if failed:
                for log in sorted(pathlib.Path(home).glob("*.log")):
                    print(f"--- {log.name}\n{log.read_text(errors='replace')[-1500:]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
