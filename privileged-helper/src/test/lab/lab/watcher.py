"""A helper that watches, and what it has said so far."""

import json
import os
import subprocess
import threading

from .checks import check
from .helper import HELPER
from .lab import wait_until

PATIENCE = 20
"""Seconds to wait for what comes within one or two on an idle machine."""


class Watcher:
    """Runs `watch` on a desktop. Every line that it says must be a report."""

    def __init__(self, machine, read=True):
        self.process = machine.host.popen(HELPER, "watch", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lines = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        if read:
            self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    @property
    def reports(self):
        """All reports up to now."""
        return [json.loads(line) for line in list(self.lines)]

    def wait(self, what, condition, since=0):
        """The first report, of those behind the first `since` ones, for which the condition holds."""

        def found():
            return next((report for report in self.reports[since:] if condition(report)), None)

        report = wait_until(found, PATIENCE)
        check(report is not None, f"never said: {what}; the last words were {self.lines[-1:]}")
        return report

    def cpu(self):
        """Seconds that it and its tools have worked up to now."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Its resident memory in MB."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024

    def ends(self, code=0):
        """Raises unless it ends by itself, with this exit code."""
        try:
            found = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            found = "still running"
        check(found == code, f"it did not end as it should: {found}")

    def close(self):
        """Closes its standard input, and waits for its end."""
        self.process.stdin.close()
        self.ends()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        if self._reader.is_alive():
            self._reader.join()
        self.process.stdin.close()
        self.process.stdout.close()
