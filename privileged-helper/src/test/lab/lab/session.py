"""A graphical session on the laboratory's desktop: the user's own screen, or one of its own where there is none."""

import os
import pathlib
import pwd
import signal
import subprocess

from . import sandbox
from .lab import wait_until
from .screen import xfce_panel

_VISITOR = "visitor"
_SIZE = (1280, 800)
_RULE = """// In the sandbox nobody is asked for a password: there is nothing to protect.
polkit.addRule(function (action, subject) {
  if (action.id.indexOf("io.github.vpnfirewall.") === 0 && subject.user === "%s") return polkit.Result.YES;
});
"""

def own_screen():
    """The user whose screen DISPLAY names, by the X key's owner or sudo; None if there is no such screen."""
    if not os.environ.get("DISPLAY"):
        return None
    key = os.environ.get("XAUTHORITY")
    uid = int(os.environ.get("SUDO_UID") or (os.stat(key).st_uid if key and os.path.exists(key) else 0))
    return pwd.getpwuid(uid).pw_name if uid else None


class Session:
    """Programs of one unprivileged user on the desktop, with polkit's real daemon behind them."""

    def __init__(self, host, machine):
        self._host = host
        self._machine = machine
        self._programs = []
        self.user = own_screen()
        self.is_own = self.user is not None
        if self.is_own:
            self._take_screen()
        else:
            self._make_screen()
        rules = machine.path("/etc/polkit-1/rules.d/10-laboratory.rules")
        rules.write_text(_RULE % self.user, encoding="ascii")
        host.shell("mkdir -p /run/dbus && dbus-daemon --system --fork --nopidfile --nosyslog")
        ready = wait_until(lambda: host.run("pkaction", check=False).returncode == 0, 60, 0.1)
        if not ready:
            raise OSError("polkitd does not start")

    def _take_screen(self):
        names = ("DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "LANG")
        self._environment = {name: os.environ[name] for name in names if os.environ.get(name)}
        account = pwd.getpwnam(self.user)
        self._group = account.pw_gid
        self._environment.setdefault("XDG_RUNTIME_DIR", f"/run/user/{account.pw_uid}")
        self._environment.setdefault("DBUS_SESSION_BUS_ADDRESS", f"unix:path=/run/user/{account.pw_uid}/bus")
        self._environment["HOME"] = account.pw_dir
        if os.path.isdir("/run/user"):
            # Its sockets are files, so they lead out of the desktop's network to the user's own session.
            root = self._machine.path("/run/user")
            root.mkdir(exist_ok=True)
            self._host.run("mount", "--no-mtab", "--rbind", f"/proc/{os.getpid()}/root/run/user", "/run/user")

    def _make_screen(self):
        self.user = self._group = _VISITOR
        home = f"/run/home/{_VISITOR}"
        self._host.shell(
            f"""mount --no-mtab -t tmpfs -o mode=1777 laboratory /tmp
            useradd --create-home --base-dir /run/home --shell /bin/sh {_VISITOR} 2>/dev/null ||
              {{ mkdir -p /run/home; useradd --create-home --home-dir {home} --shell /bin/sh {_VISITOR}; }}
            install -d -o {_VISITOR} -m 700 {home}/run {home}/.config/xfce4/xfconf/xfce-perchannel-xml"""
        )
        panel = self._machine.path(f"{home}/.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml")
        panel.write_text(xfce_panel(32, 24), encoding="ascii")
        self._host.run("chown", "-R", f"{_VISITOR}:", home)
        self._environment = {"HOME": home, "XDG_RUNTIME_DIR": f"{home}/run", "LANG": "C.UTF-8", "DISPLAY": ":7"}
        self._environment["NO_AT_BRIDGE"] = "1"
        self.start("Xvfb", ":7", "-noreset", "-screen", "0", f"{_SIZE[0]}x{_SIZE[1]}x24", "-nolisten", "tcp")
        if not wait_until(lambda: self.run("xdotool", "getdisplaygeometry").returncode == 0, 60, 0.1):
            raise OSError("Xvfb does not start")
        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE)
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        self.start_window_manager("openbox")
        self.start("xfce4-panel", "--disable-wm-check")

    def _as_user(self, *command):
        environment = [f"{name}={value}" for name, value in self._environment.items()]
        become = ["setpriv", f"--reuid={self.user}", f"--regid={self._group}", "--init-groups"]
        return [*become, "env", "-i", "PATH=/usr/bin:/bin", f"USER={self.user}", *environment, *command]

    def start(self, *command, stdout=subprocess.DEVNULL):
        """Starts a program as the user."""
        program = self._host.popen(
            *self._as_user(*command), stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.DEVNULL
        )
        self._programs.append(program)
        return program

    def run(self, *command, text=True):
        """Runs a program as the user to its end."""
        command = self._host.command(*self._as_user(*command))
        return subprocess.run(command, capture_output=True, text=text, timeout=60, check=False)

    def screenshot(self, path):
        """Stores what is on the screen as a PNG, owned by the owner of the folder above."""
        taken = self.run("import", "-window", "root", "png:-", text=False)
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(taken.stdout)
        owner = path.parent.parent.stat()
        for made in (path.parent, path):
            os.chown(made, owner.st_uid, owner.st_gid)
        if taken.returncode or len(taken.stdout) < 1000:
            raise OSError(f"no screenshot: {taken.stderr.decode(errors='replace')}")

    def click(self, x, y):
        """Clicks with the left button; a negative x counts from the right edge."""
        self.run("xdotool", "mousemove", str(x % _SIZE[0]), str(y), "click", "1", "mousemove", "640", "790")

    def close(self):
        """Ends the programs, last first."""
        for program in reversed(self._programs):
            program.send_signal(signal.SIGTERM)
            try:
                program.wait(5)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        sandbox.require_isolated()
