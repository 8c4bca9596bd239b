"""Calls through the real pkexec by a user at the screen, each by a process of its own, and what they leave behind."""

import fcntl
import json
import os
import pathlib
import re
import signal
import socket
import subprocess

import desktop
from lab import rules
from lab.checks import check

PKEXEC = ("/usr/bin/pkexec", "--disable-internal-agent")
HELPER = str(desktop.HELPER)
EXIT_OF_PKEXEC = (126, 127)
PATIENCE = 60
SETTINGS = pathlib.Path("/etc/vpnfirewall/settings.json")
LOCK = pathlib.Path("/run/vpnfirewall/lock")
LEFT = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/etc/vpnfirewall", "/var/lib/vpnfirewall")
GATE = re.compile(r"^table (\w+) vpnfw_gate \{\n.*?^\}\n", re.M | re.S)
PASSING = ("/run/cgroup.", "/run/systemd/", "/run/dbus/", "/run/classes/", "/run/hardship.py")
USER = "alice"
UNAME26 = 0x20000
"""A kernel that calls itself 2.6; setuid programs keep it, and nothing asks."""


class Call:
    """One call, under the hardships named. Its standard streams are pipes, or what is named; use it with `with`."""

    def __init__(self, *words, hardships=(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, command=(*PKEXEC, HELPER), root=False):
        self._control, theirs = socket.socketpair()
        self._control.settimeout(PATIENCE)
        become = [] if root else desktop.as_user(USER)
        own = 0 if stdin in (subprocess.DEVNULL, subprocess.PIPE) else stdin if isinstance(stdin, int) else stdin.fileno()
        start = [*become, "/usr/bin/python3", "-I", "-S", "/run/hardship.py", str(theirs.fileno()), str(own), ",".join(hardships), "--"]
        self.process = subprocess.Popen(
            [*start, *command, *words], stdin=subprocess.DEVNULL if own else stdin, stdout=stdout, stderr=stderr,
            pass_fds=[theirs.fileno(), *([own] if own else [])], start_new_session=True,
        )
        theirs.close()
        check(self._control.recv(1) == b"!", "nobody is there to call")
        if not root:
            desktop.join(self.process.pid, USER)
        self._control.send(b"!")
        number = b""
        while not number.endswith(b"\n"):
            more = self._control.recv(16)
            check(more, "the call was never made")
            number += more
        self.pid = int(number)

    def end(self, seconds=PATIENCE):
        """Exit code, standard output and standard error, once all three have ended."""
        try:
            out, err = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it does not end within {seconds} s") from None
        return self.process.returncode, out, err

    def line(self):
        """One report of `watch`."""
        line = self.process.stdout.readline()
        check(line, "it says nothing")
        return json.loads(line)

    def is_root(self):
        """Whether the helper itself runs, in the program that was meant: pkexec is over."""
        try:
            return os.path.basename(os.readlink(f"/proc/{self.pid}/exe")) == "java"
        except OSError:
            return False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._control.close()
        if self.process.poll() is None:
            for pid in (self.pid, self.process.pid):
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()


def call(*words, **options):
    """Calls to the end."""
    with Call(*words, **options) as made:
        return made.end()


def report(answer):
    """The report of an answer; raises unless its standard output is one document or nothing."""
    code, out, err = answer
    check(out == b"" or (out.endswith(b"}\n") and out.count(b"\n") == 1), f"neither one document nor nothing: {out!r}")
    check(b"\tat " not in (err or b""), f"a stack trace: {err!r}")
    return json.loads(out) if out else {"state": None, "ok": None, "code": code, "error": err}


class _Host:
    """What lab.rules asks for: this machine itself."""

    variant = None

    @property
    def host(self):
        return self

    @staticmethod
    def run(*command, check=True):
        return subprocess.run(command, check=check, capture_output=True, text=True)

    @staticmethod
    def read(path):
        return pathlib.Path(path).read_bytes()


HOST = _Host()


class Ground:
    """What the machine looks like open and armed: kernel and files. Begins and leaves it open, with settings stored."""

    def __init__(self):
        self._seen = {}
        for verb, state in (("disarm", "disarmed"), ("arm", "armed")):
            self.must(verb)
            self._seen[state] = (rules.snapshot(HOST), files())
        self.must("disarm")
        self.settled("disarmed")

    def must(self, verb):
        """A call without hardships works, and is true."""
        found = report(call(verb))
        check(found["ok"] is (True if verb != "status" else found["ok"]) and found["state"], f"{verb}: {found}")
        return found["state"]

    def settled(self, *states):
        """Which of these states the machine is in: exactly that one, with nothing left and the lock free.

        "shut" is disarmed but for the gate, which lets nothing pass: where Java never came to do the rest.
        """
        now, there = rules.snapshot(HOST), files()
        differ = {}
        for state in states or self._seen:
            snapshot, known = self._seen["disarmed" if state == "shut" else state]
            if state == "shut":
                gates = set(GATE.findall(now["nft list ruleset"]))
                now["nft list ruleset"] = GATE.sub("", now["nft list ruleset"])
                check(gates in ({"inet"}, {"ip", "ip6"}), f"there is no gate: {differ}")
            closed = state == "armed"
            said = rules.difference(*((rules.essence(s) if closed else s) for s in (snapshot, now)))
            if not said:
                check(not there - known, f"{state}, but these files were left: {sorted(there - known)[:5]}")
                check(lock_is_free(), f"{state}, but the lock is held: {LOCK.read_text()!r}")
                check(desktop.STATE.stat().st_mode & 0o777 == 0o644, "the report's mode is wrong")
                return state
            differ[state] = said
        raise AssertionError(f"in none of these states: {differ}")


def files():
    """Every file that the helper could leave behind."""
    found = {f"{folder}/{name}" for folder in ("/", "/root") for name in os.listdir(folder)}  # where it works, and begins
    for folder in LEFT:
        for path in pathlib.Path(folder).rglob("*"):
            if not str(path).startswith(PASSING) and not path.is_dir():
                found.add(str(path))
    return found


def lock_is_free():
    with LOCK.open("r+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            return False


def facts(pid):
    """What a process has from who started it."""
    proc = pathlib.Path(f"/proc/{pid}")
    status = dict(line.split(":\t", 1) for line in (proc / "status").read_text().splitlines() if ":\t" in line)
    found = {name: status[name] for name in ("Uid", "Gid", "Groups", "Umask", "SigBlk", "SigIgn", "NoNewPrivs", "Seccomp", "Cpus_allowed_list")}
    for line in (proc / "limits").read_text().splitlines()[1:]:
        found[line[:26].strip()] = line[26:].split("  ")[0] + "/" + line[47:].split("  ")[0].strip()
    stat = (proc / "stat").read_text().rpartition(")")[2].split()
    found |= {"nice": stat[16], "scheduler": stat[38]}
    for name in ("oom_score_adj", "timerslack_ns", "personality", "coredump_filter"):
        found[name] = (proc / name).read_text().strip()
    found["personality"] = f"{int(found['personality'], 16) & ~UNAME26:x}"
    found["folder"] = os.readlink(proc / "cwd")
    found["environment"] = tuple(sorted((proc / "environ").read_bytes().decode(errors="replace").split("\0")))
    found["descriptors"] = frozenset(_descriptors(proc))
    return found


def _descriptors(proc):
    for entry in (proc / "fd").iterdir():
        try:
            target = os.readlink(entry)
        except FileNotFoundError:
            continue
        if int(entry.name) > 2:
            yield target.partition(":")[0] if ":" in target else target
