#!/usr/bin/python3
"""What leaks and what is lost while settings change again and again under load."""

import time

import rearm_test
from lab import bench, flood, machine, network, sandbox, scenes, timing
from lab.lab import Lab
from lab.steady import Steady

_TIMES = 50
_PAIRS = 1050
"""How many pairs of packets, IPv4 and IPv6, try to leak each second: more than 2,000 packets with what starting takes."""


def measure(name, lab):
    """Counts over all changes, with one flow of 200 packets a second in each family through the tunnel."""
    lab.vpn.serve()
    with scenes.protected(lab), flood.Flood(lab, _PAIRS) as stream:
        flows = [Steady(lab.desktop, target) for target in network.PUBLIC.values()]
        began, before = time.monotonic(), stream.sent
        for flow in flows:
            flow.start()
        for number in range(_TIMES):
            settings = rearm_test.VARIETY[(number + 1) % len(rearm_test.VARIETY)]
            answer = lab.helper.must("configure", settings, state="armed")
            if not answer.report["changed"]:
                raise OSError(f"nothing was changed: {answer}")
        rate = 2 * (stream.sent - before) / (time.monotonic() - began)
        lost = sum(len(flow.finish()) for flow in flows)
        leaked = sum(stream.history())
        sent = sum(flow.sent for flow in flows)
        lab.helper.must("disarm", state="disarmed")
        if not stream.settle():
            raise OSError("the control fails: what tries to leak is not seen while disarmed")
    what = f"settings changed {_TIMES} times, {name}"
    bench.figure(f"{what}: leaked", leaked, f"of {2 * (stream.sent - before)} packets", 0)
    bench.figure(f"{what}: lost in the tunnel", lost, f"of {sent} packets", 0)
    bench.figure(f"{what}: tried to leak", rate, "packets/s", 2000, at_least=True)


def main():
    """Both variants on the same machine."""
    stage = machine.default_stage()
    sandbox.enter()
    lab = Lab(stage, machine.VARIANTS[0])
    for variant in machine.VARIANTS:
        lab.machine.use(variant)
        lab.recover()
        measure(timing.NAMES[variant], lab)
    bench.done()


if __name__ == "__main__":
    main()
