"""The service that watches over the rules, run on a desktop with the rights that its unit leaves it."""

import json
import re
import signal
import subprocess
import tempfile

from . import sandbox
from .checks import check
from .lab import wait_until
from .machine import INSTALLED, STATE_REPORT

PATIENCE = 30
"""Seconds to wait for what takes less than one on an idle machine."""

_UNIT = "/usr/lib/systemd/system/vpnfirewall-watch.service"
_CONFINED = """for part in usr etc var; do mount --no-mtab -o remount,bind,ro /$part; done; exec "$@" """


class Watchdog:
    """Runs until it is ended, or ends by itself."""

    def __init__(self, lab, *words):
        self._lab = lab
        unit = lab.machine.read(_UNIT).decode()
        rights = re.search(r"^CapabilityBoundingSet=(CAP_.*)$", unit, re.M)[1].lower().replace("cap_", "+").replace(" ", ",")
        check("\nProtectSystem=strict\nReadWritePaths=/run\n" in unit, "the unit is confined in another way than here")
        confined = ["unshare", "--mount", "--propagation", "slave", "sh", "-c", _CONFINED, "sh"]
        bounded = ["setpriv", "--no-new-privs", f"--bounding-set=-all,{rights}", "env", "-i"]
        self._log = tempfile.TemporaryFile()
        self.process = lab.desktop.popen(
            *confined, *bounded, f"{INSTALLED}/vpnfirewall-watch", *words, stdin=subprocess.DEVNULL, stderr=self._log
        )

    def said(self):
        """All that it has said up to now."""
        self._log.seek(0)
        return self._log.read().decode()

    def wait(self, what, condition):
        """Raises unless the condition comes true while it runs."""
        check(wait_until(condition, PATIENCE, 0.05), f"{what}: never; it said {self.said()[-3000:]}")

    def put_back(self, when, stream=None):
        """Raises unless all is whole again soon, nothing leaves, and the report says so.

        Where a flood runs, which is seen by the same capture, returns how many packets of it got out since its last look.
        """
        self.wait(f"whole {when}", lambda: self._lab.desktop.run(f"{INSTALLED}/vpnfirewall-boot", "status", check=False).returncode == 0)
        out = sum(stream.history()) if stream else 0
        still = stream.settle() if stream else bool(self._lab.open_families())
        check(still is False, f"LEAK: whole {when}, and open")
        self.wait(f"a true report {when}", self._reports_armed)
        return out

    def _reports_armed(self):
        report = json.loads(self._lab.machine.read(STATE_REPORT))
        families = report["families"].values()
        return report["state"] == "armed" and all(f["enforced"] and f["backstop"] and f["rules"] for f in families)

    def ends(self, code=0):
        """Raises unless it ends by itself, with this exit code."""
        wait_until(lambda: self.process.poll() is not None, PATIENCE)
        check(self.process.poll() == code, f"it did not end as it should: {self.process.poll()}: {self.said()[-3000:]}")

    def kill(self, how=signal.SIGTERM):
        """Ends it."""
        sandbox.require_isolated(self._lab.desktop.pid)
        self.process.send_signal(how)
        self.process.wait(PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill(signal.SIGKILL)
        self._log.close()
