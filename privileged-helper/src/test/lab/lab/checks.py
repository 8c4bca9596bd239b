"""Runs tests, prints a line for each, and counts."""

import time
import traceback


class Checks:
    """A run of tests. `only` is a part of the names of those to run; `recover` cleans up after one that failed."""

    def __init__(self, title="", only="", recover=lambda: None):
        self._recover = recover
        self._title = f"[{title}] " if title else ""
        self._only = only
        self._passed = 0
        self._failed = 0

    def run(self, name, test):
        """Runs one test: it passes unless it raises; what it returns is printed behind its name."""
        if self._only not in name:
            return
        began = time.monotonic()
        try:
            said = test()
            self._passed += 1
            verdict = "ok"
        except Exception as error:  # A test may fail in any way; the run goes on.
            self._failed += 1
            verdict = "FAILED"
            said = str(error) if isinstance(error, AssertionError) else traceback.format_exc()
            self._recover()
        detail = f": {said}" if said else ""
        print(f"{self._title}{verdict:6} {name} ({time.monotonic() - began:.1f} s){detail}", flush=True)

    def close(self):
        """Prints the closing line; returns the exit code. A run without a test is a failure."""
        print(f"{self._title}{self._passed} passed, {self._failed} failed", flush=True)
        return 0 if self._passed and not self._failed else 1


def check(condition, message):
    """Raises AssertionError with the message unless the condition holds."""
    if not condition:
        raise AssertionError(message)


def brief(found, most=5):
    """Packets as text for a message."""
    found = list(found)
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return "; ".join(str(packet) for packet in found[:most]) + more
