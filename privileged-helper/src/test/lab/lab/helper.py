"""Drives the installed helper on the desktop, as pkexec would, and reads its reports."""

import json
import os
import subprocess

from .machine import INSTALLED

HELPER = f"{INSTALLED}/vpnfirewall-helper"
_TIMEOUT = 40


class Answer:
    """What one call of the helper gave back. The report is None unless stdout was exactly one JSON line."""

    def __init__(self, code, stdout, stderr):
        self.code = code
        self.stdout = stdout
        self.stderr = stderr
        self.report = _one_document(stdout)

    @property
    def state(self):
        """The report's state, or a text that says that there is no report."""
        return self.report.get("state") if self.report else "no report"

    @property
    def error(self):
        """The report's error, an empty object if it has none."""
        return (self.report or {}).get("error") or {}

    def __str__(self):
        return f"exit {self.code}, stdout {self.stdout[:600]!r}, stderr {self.stderr[-600:]!r}"


def _one_document(stdout):
    if not stdout.endswith(b"\n") or stdout.count(b"\n") != 1:
        return None
    try:
        document = json.loads(stdout)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def running(session):
    """The processes of a session that still run: a helper's that leads it, and its tools."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(name))
    return found


class Helper:
    """The helper of one desktop."""

    def __init__(self, machine):
        self.machine = machine
        self._last = None

    def call(self, *arguments, stdin=b""):
        """Calls it, usually with one verb, to its end."""
        command = self.machine.host.command(HELPER, *arguments)
        if isinstance(stdin, dict):
            stdin = json.dumps(stdin).encode()
        pipes = {name: subprocess.PIPE for name in ("stdin", "stdout", "stderr")}
        with subprocess.Popen(command, start_new_session=True, **pipes) as process:
            self._last = process.pid
            try:
                stdout, stderr = process.communicate(stdin, timeout=_TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return Answer(process.returncode, stdout, stderr)

    def outlived(self):
        """What the last call has started and what still runs, though the call has ended."""
        return running(self._last)

    def start(self, *arguments, stdin=b""):
        """Starts it, usually with one verb, in a session of its own and does not wait for it."""
        process = subprocess.Popen(
            self.machine.host.command(HELPER, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            process.stdin.write(json.dumps(stdin).encode() if isinstance(stdin, dict) else stdin)
            process.stdin.close()
        except BrokenPipeError:
            pass
        return process

    def must(self, verb, stdin=b"", state=None):
        """Calls a verb and raises unless it succeeds, in the given state if one is named."""
        answer = self.call(verb, stdin=stdin)
        if answer.code != 0 or answer.report is None or (state and answer.state != state):
            raise AssertionError(f"{verb} failed: {answer}")
        return answer
