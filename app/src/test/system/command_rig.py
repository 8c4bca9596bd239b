"""The installed command `vpnfirewall`, called as root, as a user without a terminal, and by somebody who types in one."""

import json
import os
import pathlib
import pty
import select
import subprocess
import termios
import time

import desktop
from lab.checks import check

SETTINGS = pathlib.Path("/etc/vpnfirewall/settings.json")
FILES = pathlib.Path("/run/files")


def run(*words, code=0, env=None, **options):
    """The command as root, or with user=…; its outputs as text."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TZ": "UTC"} | (env or {})
    ran = subprocess.run(["vpnfirewall", *words], capture_output=True, text=True, check=False, timeout=120,
                         env=environment, **{"stdin": subprocess.DEVNULL} | options)
    check(ran.returncode == code, f"{words}: exit {ran.returncode}: {ran.stdout}{ran.stderr}")
    return ran


def as_bob(*words, **options):
    """Nobody is at the screen, and there is no terminal."""
    return run(*words, user="bob", group="bob", extra_groups=[], start_new_session=True, **options)


def closed():
    return all("VPNFW-OUT" in subprocess.run([tool], capture_output=True, text=True, check=True).stdout
               for tool in ("iptables-save", "ip6tables-save"))


def file(name, settings):
    path = FILES / name
    path.write_text(settings if isinstance(settings, str) else json.dumps(settings))
    return str(path)


class Typist:
    """A command as a user in a terminal of its own, as over ssh: nobody is at the screen."""

    def __init__(self, user, *words, env=()):
        self.text = ""
        pid, self.terminal = pty.fork()
        if pid == 0:
            command = desktop.as_user(user, "env", "TERM=xterm", *env, "vpnfirewall", *words)
            os.execvp(command[0], command)
        self.pid = pid

    def _read(self, seconds):
        """Whether there is more to come."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return True
        try:
            more = os.read(self.terminal, 4096)
        except OSError:  # the other side is closed
            return False
        self.text += more.decode(errors="replace")
        return bool(more)

    def hear(self, wanted):
        end = time.monotonic() + desktop.PATIENCE
        while wanted not in self.text:
            check(self._read(0.2) and time.monotonic() < end, f"no {wanted!r} in {self.text!r}")

    def type(self, line):
        # Not before the echo is off: what comes too early would be thrown away.
        desktop.wait("no echo", lambda: not termios.tcgetattr(self.terminal)[3] & termios.ECHO)
        os.write(self.terminal, line.encode() + b"\n")

    def end(self):
        """Its exit code."""
        while self._read(desktop.PATIENCE):
            pass
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.terminal)
        return code
