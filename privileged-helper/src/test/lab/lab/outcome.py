"""What must hold after the helper was cut off, and after the next clean call."""

from . import policy, rules
from .checks import check

FIRST = policy.settings()
SECOND = policy.settings(lan=True, blockMode="drop", logBlocked=False)
"""Two settings to change between."""


class Expectations:
    """Knows how the desktop looks disarmed, and armed with each of two settings. Begins and leaves disarmed."""

    def __init__(self, lab):
        self._lab = lab
        self.open = rules.snapshot(lab.machine)
        self._armed = {}
        for choice in (SECOND, FIRST):
            lab.helper.must("configure", choice)
            lab.helper.must("arm", state="armed")
            self._armed[self._stored()] = rules.snapshot(lab.machine)
        self.disarm()

    def _stored(self):
        return self._lab.machine.read(self._lab.SETTINGS)

    def arm(self):
        """Arms, and checks that the desktop looks as it must with the settings that are stored."""
        self._lab.helper.must("arm", state="armed")
        check(self._stored() in self._armed, f"these settings were never stored: {self._stored()}")
        wanted, now = self._armed[self._stored()], rules.snapshot(self._lab.machine)
        left = rules.difference(rules.essence(wanted), rules.essence(now))
        check(not left, f"after arm:\n{left}")
        check(now["/etc/hosts"] == wanted["/etc/hosts"], "after arm: /etc/hosts is not as it should be")

    def disarm(self):
        """Disarms, and checks that nothing at all is left."""
        self._lab.helper.must("disarm", state="disarmed")
        left = rules.difference(self.open, rules.snapshot(self._lab.machine))
        check(not left, f"after disarm:\n{left}")

    def check_true(self, is_open, exactly=True):
        """Checks that the rules and the helper's status fit what the wire shows; returns the state.

        An open machine must be exactly as before; or at least hold nothing of ours but bare tables, if not `exactly`.
        """
        now = rules.snapshot(self._lab.machine)
        status = self._lab.helper.call("status")
        check(status.report is not None, f"status is no report: {status}")
        if is_open:
            left = rules.difference(self.open, now) if exactly else "\n".join(rules.traces(now))
            check(not left, f"open, but not as before:\n{left}")
            check(status.state == "disarmed" and status.code == 3, f"open, but status says {status}")
            return status.state
        check(status.state in ("armed", "degraded"), f"closed, but status says {status}")
        check(status.code == (0 if status.state == "armed" else 1), f"wrong exit code: {status}")
        if status.state == "armed":
            differ = [rules.difference(rules.essence(armed), rules.essence(now)) for armed in self._armed.values()]
            check("" in differ, f"status says armed, but:\n{min(differ, key=len)}")
        return status.state
