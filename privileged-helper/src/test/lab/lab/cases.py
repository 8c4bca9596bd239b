"""The closing line of a suite that is made of unittest's cases."""

import sys
import unittest


def main():
    """Runs the cases of the script that calls, says how many passed, and exits. One that was skipped has not passed."""
    ran = unittest.main(verbosity=2, exit=False).result
    bad = len(ran.failures) + len(ran.errors) + len(ran.skipped)
    print(f"{ran.testsRun - bad} passed, {bad} failed")
    sys.exit(1 if bad or not ran.testsRun else 0)
