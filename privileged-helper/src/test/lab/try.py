"""Shows what VPN Firewall does to real traffic: a real VPN, the real helper, judged from outside the desktop.

Everything happens in throw-away network namespaces; this machine's own rules and connections are not touched.
"""

import argparse
import pathlib
import sys
import time

from lab import capture, gui, machine, policy, sandbox, table
from lab.checks import brief
from lab.lab import Lab

_SCREENSHOTS = pathlib.Path(__file__).resolve().parents[4] / "target/screenshots"
_LEGEND = """out      seen bare on the wire and answered
tunnel   answered through the VPN, nothing bare on the wire
blocked  nothing on the wire
Seen by a capture on the router's side of the desktop's cable. "!" marks what should not be."""


class Trial:
    """One run through all phases."""

    def __init__(self, lab):
        self._lab = lab
        self._rows = table.rows()
        self._cells = {}
        self.faults = []
        self._began = time.monotonic()

    def step(self, text):
        """Says what happens next."""
        print(f"{time.monotonic() - self._began:5.1f} s  {text}", flush=True)

    def run(self):
        """All phases in order."""
        lab = self._lab
        phases = iter(table.PHASES)
        self._phase(next(phases))
        self.step("stores the settings and arms")
        lab.helper.must("configure", policy.settings(lan=True))
        lab.helper.must("arm", state="armed")
        self.step("starts the OpenVPN server and, through the armed firewall, the client")
        lab.vpn.serve()
        lab.vpn.connect()
        self._phase(next(phases))
        self.step("kills the OpenVPN client (kill -9)")
        lab.vpn.kill_client()
        self._phase(next(phases))
        self.step("starts the OpenVPN client again")
        lab.vpn.connect()
        self._phase(next(phases))
        self.step("stores settings that close the LAN, which arms anew")
        lab.helper.must("configure", policy.settings(lan=False), state="armed")
        self._phase(next(phases))
        self.step("disarms and ends the VPN")
        lab.vpn.kill_client()
        lab.helper.must("disarm", state="disarmed")
        self._phase(next(phases))
        residue = lab.residue()
        if residue:
            self.faults.append(f"disarming left rules behind:\n{residue}")

    def _phase(self, phase):
        title = phase.title.replace("|", " ")
        self.step(f"tries {len(self._rows)} kinds of traffic: {title}")
        for row in self._rows:
            made, seen = self._lab.attempt(row.kind, row.target, device=row.device)
            bare = [packet for packet in seen if packet.target == row.target]
            found, wanted = _verdict(made, bare), row.expected[phase.expects]
            self._cells[row, phase] = found if found == wanted else f"{found} !"
            if found != wanted:
                said = f"; on the wire: {brief(bare)}" if bare else f"; the desktop says: {made.error}"
                self.faults.append(f"{title}, {row.label}: {found} instead of {wanted}{said}")
            if phase.expects != table.BARE:
                lan = phase.expects != table.LAN_SHUT
                others = [p for p in capture.leaks(seen, policy.SERVERS, lan) if p not in bare]
                if others:
                    self.faults.append(f"{title}, during {row.label}: leaked {brief(others)}")

    def text(self):
        """The table so far."""
        return table.text(self._rows, table.PHASES, self._cells)


def _verdict(made, bare):
    if bare:
        return table.OUT if made.answered else "sent, no answer"
    return table.TUNNEL if made.answered else table.BLOCKED


def main():
    """Runs the trial; exits 0 only if every cell is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", help="the staged tree; default: VPNFIREWALL_STAGE")
    parser.add_argument("--gui", action="store_true", help="afterwards open tray and window in there, to click")
    parser.add_argument("--variant", choices=machine.VARIANTS, default="nft", help="which iptables the desktop has")
    options = parser.parse_args()
    stage = options.stage or machine.default_stage()
    sandbox.enter()
    lab = Lab(stage, options.variant)
    trial = Trial(lab)
    try:
        trial.run()
    except (AssertionError, OSError) as error:
        trial.faults.append(str(error))
    print(f"\n{trial.text()}\n\n{_LEGEND}\n")
    for fault in trial.faults:
        print(f"NOT AS IT SHOULD BE: {fault}")
    print("Every cell is as it should be." if not trial.faults else f"{len(trial.faults)} things are wrong.")
    if options.gui and not trial.faults:
        try:
            gui.show(lab, _SCREENSHOTS, trial.step)
        except (AssertionError, OSError) as error:
            trial.faults.append(str(error))
            print(f"NOT AS IT SHOULD BE: {error}")
    sys.exit(1 if trial.faults else 0)


if __name__ == "__main__":
    main()
