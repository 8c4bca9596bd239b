"""Starts commands on a host and says how long each took, by a process that is there already: entering takes time, too."""

import dataclasses
import json
import subprocess

_AGENT = r"""
import json, subprocess, sys, time
for line in sys.stdin:
    commands = json.loads(line)
    began = time.monotonic_ns()
    for command, given in commands:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as one:
            said, wrong = one.communicate(given)
        if one.returncode:
            break
    ended = time.monotonic_ns()
    print(json.dumps({"began": began, "ended": ended, "code": one.returncode, "stdout": said, "stderr": wrong}), flush=True)
"""


@dataclasses.dataclass(frozen=True)
class Ran:
    """What commands did that ran one after the other: when, by the machine's monotonic clock in ns, and what the last one said."""

    began: int
    ended: int
    code: int
    stdout: str
    stderr: str

    @property
    def milliseconds(self):
        """From the start of the first to the end of the last."""
        return (self.ended - self.began) / 1e6


class Stopwatch:
    """The process on one host. It ends with this program."""

    def __init__(self, host):
        self._process = host.popen(
            "/usr/bin/python3", "-B", "-I", "-c", _AGENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, *commands):
        """Runs commands, each an argument list or (argument list, text for its stdin); raises if one of them fails."""
        given = [c if isinstance(c, tuple) else (c, "") for c in commands]
        self._process.stdin.write(json.dumps(given) + "\n")
        self._process.stdin.flush()
        ran = Ran(**json.loads(self._process.stdout.readline()))
        if ran.code:
            raise OSError(f"{given}: exit {ran.code}: {ran.stdout[-500:]} {ran.stderr[-500:]}")
        return ran
