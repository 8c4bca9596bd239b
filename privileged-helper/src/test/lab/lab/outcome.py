"""What must hold after the helper was cut off, and after the next clean call."""

from . import policy, rules
from .checks import check


class Expectations:
    """Knows how the desktop looks disarmed, and armed with each of some settings."""

    def __init__(self, lab, choices):
        self._lab = lab
        self.open = rules.snapshot(lab.machine)
        self._armed = {}
        for choice in choices:
            lab.helper.must("configure", choice)
            lab.helper.must("arm", state="armed")
            self._armed[lab.machine.read(lab.SETTINGS)] = rules.snapshot(lab.machine)
        self.disarm()

    def arm(self):
        """Arms, and checks that the desktop looks as it must with the settings that are stored."""
        self._lab.helper.must("arm", state="armed")
        left = rules.difference(self._wanted(), rules.snapshot(self._lab.machine), any_order=True)
        check(not left, f"after arm:\n{left}")

    def disarm(self):
        """Disarms, and checks that nothing at all is left."""
        self._lab.helper.must("disarm", state="disarmed")
        left = rules.difference(self.open, rules.snapshot(self._lab.machine))
        check(not left, f"after disarm:\n{left}")

    def _wanted(self):
        stored = self._lab.machine.read(self._lab.SETTINGS)
        check(stored in self._armed, f"these settings were never stored: {stored}")
        return self._armed[stored]

    def check_true(self, is_open):
        """Checks that the rules and the helper's status fit what the wire shows; returns the status."""
        now = rules.snapshot(self._lab.machine)
        status = self._lab.helper.call("status")
        check(status.report is not None, f"status is no report: {status}")
        if is_open:
            left = rules.difference(self.open, now)
            check(not left, f"open, but not as before:\n{left}")
            check(status.state == "disarmed" and status.code == 3, f"open, but status says {status}")
            return status.state
        check(status.state in ("armed", "degraded"), f"closed, but status says {status}")
        check(status.code == (0 if status.state == "armed" else 1), f"wrong exit code: {status}")
        if status.state == "armed":
            left = [rules.difference(armed, now, any_order=True) for armed in self._armed.values()]
            check("" in left, f"status says armed, but:\n{min(left, key=len)}")
        return status.state


FIRST = policy.settings()
SECOND = policy.settings(lan=True, blockMode="drop", logBlocked=False)
"""Two settings to change between."""
