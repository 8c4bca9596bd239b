"""Where the app's benches measure: a person's desktop on a machine of its own, with a panel, the real polkit and helper,
and an eye on the screen. Beside it, the same jars as plain Java runs them."""

import os
import pathlib
import re
import shutil
import subprocess
import time
import zipfile

import desktop
from app_test import AGENT, Desk
from eye import Eye
from lab.screen import GREEN, RED

PANEL = 30  # rows at the top
WINDOWS = (60, 1000)  # rows where windows open
JARS = pathlib.Path("/run/jars")
APP = "io.github.vpnfirewall.app"
MANY_COLOURS = 1000  # smooth text in several tones; the empty screen has a pointer's hundred
_PRESS = """
import dbus, sys, time
bus = dbus.SessionBus()
name = next(n for n in bus.list_names() if n.startswith("org.kde.StatusNotifierItem-"))
menu = bus.get_object(name, str(bus.get_object(name, "/StatusNotifierItem").Get(
    "org.kde.StatusNotifierItem", "Menu", dbus_interface="org.freedesktop.DBus.Properties")))
rows = menu.GetLayout(0, -1, [], dbus_interface="com.canonical.dbusmenu")[1][2]
entry = next(r[0] for r in rows if str(r[1].get("label", "")).replace("_", "").startswith(sys.argv[1]))
print(time.monotonic(), flush=True)
menu.Event(entry, "clicked", dbus.Int32(0, variant_level=1), 0, dbus_interface="com.canonical.dbusmenu")
"""


class BenchDesk(Desk):
    """The screen of an ordinary user, with an eye on it."""

    def __init__(self):
        super().__init__(pathlib.Path("/home/alice/session"))
        self.size = "1280x1000"

    def open(self):
        """Starts screen, bus and panel, and waits until the panel takes icons."""
        memory = pathlib.Path("/run/screen")
        memory.mkdir()
        memory.chmod(0o777)
        self.start_screen("-fbdir", str(memory))
        self.eye = Eye(memory)
        self.start_bus()
        self.start_window_manager("openbox")
        self.start_panel()
        question = ("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                    "org.freedesktop.DBus.NameHasOwner", "string:org.kde.StatusNotifierWatcher")
        desktop.wait("the panel", lambda: "true" in self.run(*question))

    def icon(self, colour):
        """The moment at which the icon on the panel has this colour, and no other."""
        others = {GREEN, RED} - {colour}
        return Eye.wait("the icon", lambda: self.eye.count(colour, 0, PANEL) >= 40
                        and not any(self.eye.count(other, 0, PANEL) > 5 for other in others))

    def no_icon(self):
        return Eye.wait("no icon", lambda: not any(self.eye.count(c, 0, PANEL) > 5 for c in (GREEN, RED)))

    def drawn(self):
        """The moment at which a window is there with all that is in it."""
        return Eye.wait("the window", lambda: self.eye.colours(*WINDOWS) > MANY_COLOURS)

    def no_window(self):
        return Eye.wait("no window", lambda: self.eye.colours(*WINDOWS) < MANY_COLOURS / 2)

    def press(self, entry):
        """Takes the entry of the icon's menu that begins so, as a panel does for a click; the moment of the click."""
        return float(self.run("/usr/bin/python3", "-c", _PRESS, entry))


def now():
    """The clock by which everything here tells moments."""
    return time.monotonic()


def enter(over=()):
    """See desktop.enter; the machine has a card, a tunnel and settings."""
    desktop.enter(over)
    pathlib.Path("/run/agent.py").write_bytes(AGENT.read_bytes())
    os.chmod("/run/agent.py", 0o755)
    shutil.copytree(desktop.CHECKOUT / "app/target/modules", JARS)
    desktop.card()
    desktop.tunnel()
    desktop.run(desktop.HELPER, "configure", input=desktop.json_bytes(desktop.SETTINGS))


def plain_java(*words):
    """What runs these words on the very Java from which the app's runtime was made, with the app's jars as class path."""
    release = pathlib.Path(desktop.JAVA).parents[1] / "release"
    made_from = re.search(r'JAVA_VERSION="(.*)"', release.read_text())[1]
    for candidate in sorted(pathlib.Path("/usr/lib/jvm").glob("*/release")):
        if f'JAVA_VERSION="{made_from}"' in candidate.read_text() and (candidate.parent / "bin/java").exists():
            jars = ":".join(str(jar) for jar in sorted(JARS.glob("*.jar")))
            return [str(candidate.parent / "bin/java"), "-cp", f"{jars}:{desktop.CLASSES}", *words]
    raise OSError(f"Java {made_from} is not below /usr/lib/jvm")


def archived(name, run, *options):
    """What starts a test program alone on the app's runtime, with an archive of its own of all that it has loaded when it is
    run once: `run` takes a command, and returns when enough of the program was seen."""
    folder = pathlib.Path("/run/archived")
    folder.mkdir(exist_ok=True)
    folder.chmod(0o777)  # whoever has the screen writes the list
    jar, listed, archive = (folder / f"{name}.{kind}" for kind in ("jar", "list", "jsa"))
    file = pathlib.Path(APP.replace(".", "/"), *name.split(".")).with_suffix(".class")
    with zipfile.ZipFile(jar, "w") as opened:
        opened.write(desktop.CLASSES / file, file)
    alike = ["-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable", *options, "-cp", str(jar)]
    program = [*alike, f"{APP}.{name}"]
    run([desktop.JAVA, "-Xshare:off", f"-XX:DumpLoadedClassList={listed}", "-XX:+UseSerialGC", *program])
    dump = [desktop.JAVA, "-Xshare:dump", f"-XX:SharedClassListFile={listed}", f"-XX:SharedArchiveFile={archive}", "-XX:+UseG1GC"]
    subprocess.run([*dump, *alike], check=True, stdout=subprocess.DEVNULL)
    return [desktop.JAVA, "-Xshare:on", f"-XX:SharedArchiveFile={archive}", "-XX:+UseSerialGC", *program]
