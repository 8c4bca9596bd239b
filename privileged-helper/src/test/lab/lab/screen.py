"""A screen of its own (Xvfb) with a session bus, and what was started on it; what is on it, and who clicks there."""

import os
import pathlib
import pwd
import re
import signal
import subprocess
import time

PATIENCE = 40.0  # seconds; two cores are shared with other suites

GREEN = (0x24, 0x9A, 0x4B)
RED = (0xD9, 0x2D, 0x2D)
GREY = (0x70, 0x7A, 0x85)
COLOURS = {
    "EXPOSED": RED,
    "PROTECTED": GREEN,
    "BLOCKING": GREEN,
    "LEAKING": RED,
    "UNKNOWN": RED,
    "BUSY": GREY,
}

_PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="false"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="{size}"/>
      <property name="icon-size" type="uint" value="{icon}"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="icon-size" type="int" value="{icon}"/>
    </property>
  </property>
</channel>
"""


def xfce_panel(size, icon):
    """The configuration of a panel of that height, with nothing on it but the icons, of that size, at the right."""
    return _PANEL.format(size=size, icon=icon)


class Missing(AssertionError):
    """Something did not happen in time."""


def until(what, condition, seconds=PATIENCE):
    """The condition's first true value."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Missing(what)
        time.sleep(0.1)


class Screen:
    """A screen, a session bus, and what was started on them. Ends all that it started."""

    def __init__(self, home, shots, size="640x400", user=None):
        """`home` is an empty folder, `shots` one for pictures; all runs as `user` if there is one named."""
        self.home = home
        self.shots = pathlib.Path(shots)
        self.shots.mkdir(parents=True, exist_ok=True)
        self.size = size
        self.children = []
        self.bus = None
        self._user = {"user": user, "group": user, "extra_groups": []} if user else {}
        self.env = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(home / "run"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
            "NO_AT_BRIDGE": "1",
            "GTK_USE_PORTAL": "0",
        }
        if user:
            self.env["USER"] = user
        self.folder("")
        self.folder("run").chmod(0o700)

    def folder(self, name):
        """A folder in the home, which belongs to the user."""
        path = self.home / name
        for part in [*(p for p in reversed(path.parents) if self.home in p.parents), path]:
            part.mkdir(exist_ok=True)
            if self._user:
                os.chown(part, *self._ids())
        return path

    def _ids(self):
        account = pwd.getpwnam(self._user["user"])
        return account.pw_uid, account.pw_gid

    def write(self, name, text):
        """A file in the home."""
        path = self.folder(str(pathlib.Path(name).parent)) / pathlib.Path(name).name
        path.write_text(text)
        return path

    def start(self, *command, **more):
        """Starts a program; what it says goes to a file in the home."""
        log = open(self.log(len(self.children), command), "wb")
        more = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log} | more
        # A group of its own: the panel's plugins are its children, and go with it.
        child = subprocess.Popen(command, env=self.env, start_new_session=True, **self._user, **more)
        self.children.append(child)
        return child

    def log(self, number, command):
        """The file for what the child of this number says."""
        return self.home / f"{number}-{pathlib.Path(command[0]).name}.log"

    def said(self, child):
        """The last that a program said which was started."""
        return self.log(self.children.index(child), child.args).read_text(errors="replace")[-1000:]

    def run(self, *command, check=True):
        """Runs a program to its end; what it said, as text."""
        return subprocess.run([str(word) for word in command], env=self.env, check=check, capture_output=True,
                              text=True, **self._user).stdout

    def end(self, child, how=signal.SIGTERM):
        try:
            os.killpg(child.pid, how)
        except ProcessLookupError:
            pass
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait(10)

    def close(self):
        for child in reversed(self.children):
            self.end(child)

    def start_screen(self, *more):
        read, write = os.pipe()
        # Else it begins anew whenever the last program leaves it, which turns away another that comes just then.
        child = self.start("Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp",
                           *more, pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Missing("Xvfb")
        self.env["DISPLAY"] = ":" + number
        return child

    def start_bus(self):
        socket = self.home / "run/bus"
        socket.unlink(missing_ok=True)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={socket}"
        self.bus = self.start("dbus-daemon", "--session", "--nofork", f"--address=unix:path={socket}")
        until("the session bus", socket.exists)

    def start_window_manager(self, *command):
        """Starts it, and waits until it has taken over: a panel that opens meanwhile may stay unseen for ever."""
        signs = ("_NET_SUPPORTING_WM_CHECK", "_NET_WORKAREA")
        def ready():
            said = self.run("xprop", "-root", *signs)
            return all(f"{sign}(" in said for sign in signs)

        child = self.start(*command)
        try:
            until(command[0], ready)
        except Missing as problem:
            raise Missing(f"{problem}: exit {child.poll()}: {self.said(child)}") from None
        return child

    def start_panel(self, size=30, icon=22):
        self.write("config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml", xfce_panel(size, icon))
        return self.start("xfce4-panel", "--disable-wm-check")

    def dark_panel(self):
        self.run("xfconf-query", "-c", "xfce4-panel", "-p", "/panels/dark-mode", "-s", "true")
        time.sleep(1)

    def xdotool(self, *command):
        return self.run("xdotool", *command)

    def windows(self, title):
        """The windows with such a title that can be seen."""
        return self.run("xdotool", "search", "--onlyvisible", "--name", title, check=False).split()

    def shot(self, name):
        """Takes a picture of the whole screen, and returns it."""
        taken = subprocess.run(["import", "-window", "root", "png:-"], env=self.env, check=True, capture_output=True,
                               **self._user)
        file = self.shots / f"{name}.png"
        file.write_bytes(taken.stdout)
        return Picture(file)

    def click(self, at, button=1, times=1):
        self.xdotool("mousemove", *at)
        time.sleep(0.3)
        self.xdotool("click", "--repeat", times, "--delay", 80, button)

    def shown(self, icon, least=40):
        """Waits until the icon is on the screen, in its own colour and in no other's; its middle."""
        def look():
            picture = self.shot(icon.lower())
            own = picture.where(COLOURS[icon])
            others = [c for c in (RED, GREEN) if c != COLOURS[icon] and len(picture.where(c)) > 5]
            return middle(own) if len(own) >= least and not others else None

        return until(f"{icon} on the screen", look)


def middle(pixels):
    return (sum(x for x, _ in pixels) // len(pixels), sum(y for _, y in pixels) // len(pixels))


class Picture:
    """A screenshot's pixels."""

    def __init__(self, file):
        self.size = subprocess.run(["identify", "-format", "%w %h", str(file)], check=True,
                                   capture_output=True, text=True).stdout
        self.width = int(self.size.split()[0])
        self.rgb = subprocess.run(["convert", str(file), "-depth", "8", "rgb:-"], check=True,
                                  capture_output=True).stdout

    def where(self, colour):
        """The pixels of about this colour."""
        near = b"".join(b"[%s-%s]" % tuple(re.escape(bytes([min(255, max(0, part + by))])) for by in (-23, 23))
                        for part in colour)
        # Looked for at every byte: what begins inside a pixel is none.
        found = (match.start() for match in re.finditer(b"(?=%s)" % near, self.rgb, re.S))
        return [(i // 3 % self.width, i // 3 // self.width) for i in found if i % 3 == 0]
