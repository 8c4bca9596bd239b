"""The command line that all test scripts share: one process for each iptables variant, side by side."""

import argparse
import re
import subprocess
import sys
import threading

from . import debs, machine, sandbox
from .checks import Checks
from .lab import Lab


def main(tests, title, packages=(), make=Lab, arguments=lambda parser: None):
    """Runs `tests(lab, checks)` on every variant, prints the sum, and exits.

    The desktop has the Debian packages named unpacked over its files; they are fetched first.
    arguments(parser) adds options of the script's own, which `make`, the lab, then gets as names.
    """
    parser = argparse.ArgumentParser(description=title, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", help="the staged tree; default: VPNFIREWALL_STAGE")
    parser.add_argument("--variant", choices=machine.VARIANTS, help="only this iptables variant, in this process")
    parser.add_argument("--only", default="", help="only tests whose name holds this text")
    arguments(parser)
    options = parser.parse_args()
    own = {name: value for name, value in vars(options).items() if name not in ("stage", "variant", "only")}
    stage = options.stage or machine.default_stage()
    unpacked = debs.fetch(stage, *packages) if packages else None
    if not options.variant:
        sys.exit(_side_by_side([*sys.argv[1:], "--stage", stage]))
    sandbox.enter()
    lab = make(stage, options.variant, unpacked, **own)
    checks = Checks(options.variant, options.only, lab.recover)
    tests(lab, checks)
    sys.exit(checks.close())


def _side_by_side(arguments):
    """Runs this script once for each variant; returns the exit code."""
    counts = []
    threads = [
        threading.Thread(target=_one, args=([sys.executable, "-B", sys.argv[0], "--variant", v, *arguments], counts))
        for v in machine.VARIANTS
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed, failed = (sum(column) for column in zip(*counts))
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if passed and not failed else 1


def _one(command, counts):
    """Passes on what a variant's process says; a process that ends without a count has failed."""
    last = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout:
            closing = re.fullmatch(r"\[\w+\] (\d+ passed, \d+ failed)\n", line)
            last = line
            if not closing:
                print(line, end="", flush=True)
    closing = re.fullmatch(r"\[\w+\] (\d+) passed, (\d+) failed\n", last)
    found = (int(closing[1]), int(closing[2])) if closing else (0, 1)
    if process.returncode != 0 and found[1] == 0:
        found = (found[0], 1)
    counts.append(found)
