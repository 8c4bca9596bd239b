"""A machine of its own for tests: private /usr, /etc, /var, /run and /home with the staged tree installed, a system
bus, polkitd, and two users with a session. Nothing of it is left behind, and nothing reaches the real machine.
"""

import json
import os
import pathlib
import queue
import shutil
import subprocess
import sys
import threading
import time

CHECKOUT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(CHECKOUT / "privileged-helper/src/test/lab"))
from lab import sandbox  # noqa: E402  (needs the path above)

STAGE = pathlib.Path(os.environ.get("VPNFIREWALL_STAGE") or sys.exit("VPNFIREWALL_STAGE names no staged tree"))
HELPER = pathlib.Path("/usr/lib/vpnfirewall/vpnfirewall-helper")
STATE = pathlib.Path("/run/vpnfirewall/state.json")
JAVA = "/usr/lib/vpnfirewall/app-runtime/bin/java"
MODULE = "io.github.vpnfirewall.app"
CLASSES = pathlib.Path("/run/classes")
PATIENCE = 30
SETTINGS = {
    "version": 1,
    "tunnel": {"interfaces": ["tun0"]},
    "servers": [{"address": "198.51.100.7", "port": 1194, "protocol": "udp"}],
}


def enter(over=()):
    """Runs the rest of the script in private namespaces with a root of their own, and furnishes them.

    `over` are trees of unpacked packages (lab.debs) that this machine has beside its own.
    """
    sandbox.enter()
    sandbox.require_isolated()
    _own_root([str(tree.tree) for tree in over])
    shutil.copytree(CHECKOUT / "app/target/test-classes", CLASSES)
    subprocess.run(["cp", "-a", "--no-preserve=ownership", f"{STAGE}/usr/.", "/usr"], check=True)
    os.makedirs("/run/dbus")
    for path in ("/var/lib/vpnfirewall", "/etc/vpnfirewall"):
        shutil.rmtree(path, ignore_errors=True)
    subprocess.run(["useradd", "-m", "-s", "/bin/bash", "-G", "sudo", "alice"], check=True)
    subprocess.run(["chpasswd"], input=b"alice:secret\n", check=True)
    subprocess.run(["useradd", "-m", "-s", "/bin/bash", "bob"], check=True)
    subprocess.run(["dbus-daemon", "--system", "--fork", "--nopidfile", "--nosyslog"], check=True)
    wait("polkitd", lambda: subprocess.run(["pkaction"], capture_output=True, check=False).returncode == 0)


def _own_root(over):
    """Moves into a copy of the file system that keeps what is written in memory.

    The real root is never touched, and may be closed to everyone but its owner: this one is not.
    """
    root = "/run/own/root"
    os.makedirs(root)
    _overlay(["/"], "root", root)
    os.chmod(root, 0o755)  # of the copy: this is kept in memory alone
    if over:
        for part in ("usr", "etc", "var"):  # their trees may lie below the real root, so not over all of it
            _overlay([*(f"{tree}/{part}" for tree in over), f"/{part}"], part, f"{root}/{part}")
    for folder in ("proc", "sys", "dev"):
        sandbox.mount("--rbind", f"/{folder}", f"{root}/{folder}")
    # Screens have sockets and locks there, which those of another test would take for left behind.
    sandbox.mount("-t", "tmpfs", "-o", "mode=1777", "own", f"{root}/tmp")
    # polkitd learns of sessions through control groups, and takes such a folder for the old kind of them.
    sandbox.mount("-t", "tmpfs", "-o", "mode=755", "own", f"{root}/sys/fs/cgroup")
    os.mkdir(f"{root}/sys/fs/cgroup/systemd")
    for folder in ("run", "home"):
        sandbox.mount("-t", "tmpfs", "-o", "mode=755", "own", f"{root}/{folder}")
    os.makedirs(f"{root}/run/lock")
    # Checkout and staged tree may lie on file systems that the copy does not see.
    for path in (CHECKOUT, STAGE):
        if not os.path.exists(f"{root}{path}/."):
            os.makedirs(f"{root}{path}", exist_ok=True)
        sandbox.mount("--bind", str(path), f"{root}{path}")
    os.chroot(root)
    os.chdir("/")


def _overlay(lower, name, place):
    own = f"/run/own/layers/{name}"
    os.makedirs(f"{own}/upper")
    os.makedirs(f"{own}/work")
    options = f"lowerdir={':'.join(lower)},upperdir={own}/upper,workdir={own}/work"
    sandbox.mount("-t", "overlay", "-o", options, "own", place)


def wait(what, condition, seconds=PATIENCE):
    """Waits until the condition holds, and returns what it gave; raises if it never does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {seconds} s")


def run(*command, **more):
    subprocess.run(command, check=True, capture_output=True, **more)


def json_bytes(settings):
    return json.dumps(settings).encode()


def card():
    """A network card of the machine, and a neighbour on its wire: the namespace `wire`, which goes with the machine."""
    run("ip", "netns", "add", "wire")
    run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth0-peer", "netns", "wire")
    run("ip", "address", "add", "192.0.2.5/24", "dev", "eth0")
    run("ip", "-n", "wire", "link", "set", "eth0-peer", "up")
    run("ip", "link", "set", "eth0", "up")


def tunnel():
    """A tunnel of the machine, up."""
    run("ip", "link", "add", "tun0", "type", "veth", "peer", "name", "tun0-peer", "netns", "wire")
    run("ip", "address", "add", "10.8.0.2/24", "dev", "tun0")
    run("ip", "-n", "wire", "link", "set", "tun0-peer", "up")
    run("ip", "link", "set", "tun0", "up")


def as_user(user, *command):
    """The command that runs another one as a user with nothing in the environment."""
    environment = ["PATH=/usr/bin:/bin", f"HOME=/home/{user}", f"USER={user}", "LANG=C.UTF-8"]
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "env", "-i", *environment, *command]


def activate(pid, user):
    """Makes a process part of the user's active session at the machine's own screen, as logind would have it."""
    log_in(user, active=True, remote=False)
    join(pid, user)


def log_in(user, active, remote):
    """Has logind's files say that the user has a session: the active one of a screen or not, or one over the network."""
    uid = int(subprocess.run(["id", "-u", user], capture_output=True, check=True).stdout)
    for folder in ("sessions", "users"):
        os.makedirs(f"/run/systemd/{folder}", exist_ok=True)
    state = "active" if active else "online"
    place = "REMOTE=1\nTYPE=tty\nSERVICE=sshd" if remote else "REMOTE=0\nSEAT=seat0\nTYPE=wayland"
    session = f"UID={uid}\nUSER={user}\nACTIVE={int(active)}\nSTATE={state}\nCLASS=user\n{place}\n"
    sessions = f"DISPLAY=s{uid}\nSESSIONS=s{uid}\n" + (f"ACTIVE_SESSIONS=s{uid}\n" if active else "")
    for path, text in ((f"sessions/s{uid}", session), (f"users/{uid}", f"NAME={user}\nSTATE={state}\n{sessions}")):
        written = pathlib.Path(f"/run/systemd/{path}.new")
        written.write_text(text)
        written.rename(f"/run/systemd/{path}")


def join(pid, user):
    """Makes a process part of the user's session, which control groups tell."""
    uid = int(subprocess.run(["id", "-u", user], capture_output=True, check=True).stdout)
    scope = f"/user.slice/user-{uid}.slice/session-s{uid}.scope"
    groups = pathlib.Path(f"/run/cgroup.{pid}")
    groups.write_text(f"1:name=systemd:{scope}\n0::{scope}\n")
    sandbox.mount("--bind", str(groups), f"/proc/{pid}/cgroup")


class Program:
    """A program that answers in lines. Use it in a `with` statement."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, errors="replace", bufsize=1
        )
        self.lines = queue.Queue()
        self.seen = []
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def pid(self):
        return self.process.pid

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def say(self, line):
        print(line, file=self.process.stdin, flush=True)

    def hear(self, wanted, seconds=PATIENCE):
        """The next line for which `wanted` holds; raises if none comes in time."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                heard = "; ".join(self.seen[-8:])
                raise AssertionError(f"not heard within {seconds} s; heard before: {heard}") from None
            self.seen.append(line)
            if wanted(line):
                return line

    def drain(self):
        """Forgets the lines that have come."""
        while not self.lines.empty():
            self.seen.append(self.lines.get())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def java(user, program, *arguments, environment=()):
    """A test program inside the app's own runtime, as a user."""
    command = [JAVA, "-Xlog:disable", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--patch-module", f"{MODULE}={CLASSES}"]
    command += ["-m", f"{MODULE}/{MODULE}.{program}", *arguments]
    return Program(as_user(user, "env", *environment, *command))
