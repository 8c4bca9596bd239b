"""The helper's own models, asked from here: its documents, the reference decision and the rules' tracer.

They are the staged helper's classes, in its own runtime; only the test class that answers comes from the build.
"""

import json
import pathlib
import subprocess

from . import sandbox
from .machine import INSTALLED

_TESTS = pathlib.Path(__file__).resolve().parents[4] / "target/test-classes"
MODULE = "io.github.vpnfirewall.helper"


def runtime(stage):
    """The command of the helper's own Java, which prints nothing by itself to stdout (as the launcher calls it)."""
    java = f"{stage}{INSTALLED}/helper-runtime/bin/java"
    quiet = ["-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:+DisplayVMOutputToStderr", "-XX:-UsePerfData"]
    return [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *quiet]


class Judge:
    """One process that answers until this program ends."""

    def __init__(self, stage):
        if not (_TESTS / "io/github/vpnfirewall/helper/kernel/JudgeMain.class").exists():
            raise FileNotFoundError(f"no test classes in {_TESTS}: build with mvn package -DskipTests")
        command = runtime(stage)
        command[1:1] = ["--patch-module", f"{MODULE}={_TESTS}"]
        command += ["-m", f"{MODULE}/{MODULE}.kernel.JudgeMain"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=sandbox.die_with_parent
        )

    def _ask(self, question):
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise OSError(f"the judge has ended with {self._process.wait()}")
        return json.loads(line)

    def settings(self, seed):
        """Random settings that depend on the seed alone."""
        return self._ask({"random": seed})["settings"]

    def documents(self, settings):
        """The helper's restore documents by family; None if it refuses the settings."""
        return self._ask({"settings": settings, "packets": []}).get("documents")

    def verdicts(self, settings, packets):
        """For each packet, in the words of PacketText: what is expected."""
        return self._ask({"settings": settings, "packets": packets})["verdicts"]
