"""Desktops that show tray icons, each on a screen of its own, from Debian's packages."""

import contextlib
import os
import signal
import subprocess
import time

from lab.screen import Screen, until

LIGHT = ("mate-panel", "sway", "waybar")
GNOME = ("gnome-shell", "gnome-shell-extension-appindicator")
KDE = ("plasma-workspace", "plasma-desktop", "kwin-x11", "kded5")

_LXQT = """[General]
__userfile__=true
panels=panel1
iconTheme=Adwaita

[panel1]
alignment=-1
desktop=0
iconSize=22
panelSize=32
plugins=spacer, statusnotifier
position=Top
width=100
width-percent=true

[spacer]
alignment=Left
type=spacer

[statusnotifier]
alignment=Right
type=statusnotifier
"""
_SWAY = """output X11-1 resolution {size} position 0 0
output * bg #101418 solid_color
xwayland disable
exec waybar -c {home}/waybar.json
"""
_WAYBAR = '{"layer": "top", "position": "top", "height": 30, "modules-right": ["tray"], "tray": {"icon-size": 22}}\n'
_SHELL = """[org/gnome/shell]
enabled-extensions=['ubuntu-appindicators@ubuntu.com']
disable-user-extensions=false
welcome-dialog-last-shown-version='99'

[org/gnome/desktop/interface]
enable-animations=false
"""


class Host(Screen):
    """A desktop; a subclass says which."""

    name = ""
    packages = ()
    toggles = True  # by a click; else a click opens the menu, whose first entry toggles
    restarts = True

    def begin(self):
        """Starts the screen, the bus and the panel."""
        self.start_screen()
        self.start_bus()
        self.panel = self.start_host()

    def start_host(self):
        raise NotImplementedError

    def restart(self):
        """Has the panel crash and come back."""
        self.end(self.panel, signal.SIGKILL)
        time.sleep(1)
        self.panel = self.start_host()

    def toggle(self, at):
        """What a person does to arm or disarm."""
        self.click(at)
        if not self.toggles:
            time.sleep(2)
            self.shot("menu")
            self.xdotool("key", "Down")
            time.sleep(0.3)
            self.xdotool("key", "Return")
        width, height = (int(side) for side in self.size.split("x"))
        self.xdotool("mousemove", width // 2, height // 2)  # some light up what the pointer is on

    def shown(self, icon, least=30):
        return super().shown(icon, least)


class Xfce(Host):
    name = "xfce"

    def start_host(self):
        self.start_window_manager("xfwm4", "--compositor=off")
        return self.start_panel()


class Lxqt(Host):
    name = "lxqt"
    packages = ("lxqt-panel",)

    def start_host(self):
        self.env |= {"XDG_CURRENT_DESKTOP": "LXQt", "QT_QPA_PLATFORM": "xcb"}
        self.write("config/lxqt/panel.conf", _LXQT)
        self.start_window_manager("openbox")
        return self.start("lxqt-panel")


class Mate(Host):
    name = "mate"
    packages = LIGHT

    def start_host(self):
        self.env |= {"XDG_CURRENT_DESKTOP": "MATE", "GSETTINGS_BACKEND": "memory"}
        self.start_window_manager("openbox")
        return self.start("mate-panel", "--replace")


class Waybar(Host):
    """A bar on sway, which draws into an X screen for whoever looks and clicks; what runs in it sees no X."""

    name = "waybar"
    packages = LIGHT

    def begin(self):
        self.start_screen()
        self.start_bus()
        self.write("waybar.json", _WAYBAR)
        config = self.write("sway.conf", _SWAY.format(size=self.size, home=self.home))
        run = self.home / "run"
        self.env |= {"WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "XDG_CURRENT_DESKTOP": "sway",
                     "SWAYSOCK": str(run / "sway.sock")}
        self.panel = self.start("sway", "--config", str(config))
        found = until("sway", lambda: [p.name for p in run.glob("wayland-*") if not p.name.endswith(".lock")])
        until("sway's socket", (run / "sway.sock").exists)
        self.outside = {"DISPLAY": self.env.pop("DISPLAY")}
        self.env["WAYLAND_DISPLAY"] = found[0]

    def restart(self):
        subprocess.run(["pkill", "--full", "--runstates", "RSD", f"^waybar -c {self.home}"], check=True)
        time.sleep(1)
        self.run("swaymsg", "exec", f"waybar -c {self.home}/waybar.json")

    def shot(self, name):
        with self._seen_from_outside():
            return super().shot(name)

    def xdotool(self, *command):
        with self._seen_from_outside():
            return super().xdotool(*command)

    @contextlib.contextmanager
    def _seen_from_outside(self):
        inside = self.env
        self.env = inside | self.outside
        try:
            yield
        finally:
            self.env = inside


class Gnome(Host):
    name = "gnome"
    packages = GNOME
    toggles = False
    restarts = False  # it is the session

    def start_host(self):
        self.env |= {"XDG_CURRENT_DESKTOP": "GNOME", "XDG_SESSION_TYPE": "x11", "GSETTINGS_BACKEND": "keyfile",
                     "LIBGL_ALWAYS_SOFTWARE": "1"}
        self.write("config/glib-2.0/settings/keyfile", _SHELL)
        shell = self.start("gnome-shell", "--x11")
        self.until_watcher()
        time.sleep(3)
        self.xdotool("key", "Escape")  # out of the overview, in which it begins
        time.sleep(1)
        return shell

    def until_watcher(self):
        until("a place for icons", lambda: "true" in self.run(
            "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner", "string:org.kde.StatusNotifierWatcher", check=False), 90)


class Kde(Host):
    name = "kde"
    packages = KDE

    def start_host(self):
        self.env |= {"XDG_CURRENT_DESKTOP": "KDE", "KDE_FULL_SESSION": "true", "KDE_SESSION_VERSION": "5",
                     "LIBGL_ALWAYS_SOFTWARE": "1", "QT_QUICK_BACKEND": "software"}
        if not getattr(self, "background", None):
            self.background = [self.start("kded5"), self.start("kwin_x11")]
        return self.start("plasmashell")


# LXQt's panel shows nothing where more of LXQt than the panel is not installed.
EVERYDAY = (Xfce, Mate, Waybar)
ALL = (*EVERYDAY, Lxqt, Gnome, Kde)


def furnish():
    """What installing the packages would have done."""
    quiet = {"check": False, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["ldconfig"], **quiet)
    subprocess.run(["glib-compile-schemas", "/usr/share/glib-2.0/schemas"], **quiet)
    for loaders in ("/usr/lib/x86_64-linux-gnu/gdk-pixbuf-2.0/gdk-pixbuf-query-loaders",
                    "/usr/lib/aarch64-linux-gnu/gdk-pixbuf-2.0/gdk-pixbuf-query-loaders"):
        if os.path.exists(loaders):
            subprocess.run([loaders, "--update-cache"], **quiet)
