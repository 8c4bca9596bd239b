"""Settings changed under load: no packet leaks, and no permitted packet is lost (design §2.5)."""

import time

from lab import flood, network, policy, scenes, suite
from lab.checks import check
from lab.steady import Steady

_TIMES = 20
VARIETY = [
    policy.settings(),
    policy.settings(lan=True),
    policy.settings(blockMode="drop", logBlocked=False),
    policy.settings(lan=True, tunnel={"interfaces": ["tun+"], "allowInbound": True}),
    policy.settings(servers=policy.settings()["servers"] + [{"address": "203.0.113.200", "port": 51820, "protocol": "udp"}]),
]


def check_nothing_lost(flow):
    """Ends a steady flow and raises if a packet or its echo was lost; returns how many were sent."""
    lost = flow.finish()
    check(not flow.refused and not lost, f"{flow.refused} refused, lost {lost[:20]} of {flow.sent}")
    check(flow.sent > 100, f"only {flow.sent} packets were sent")
    return flow.sent


def settings_changed_under_load(lab):
    """Settings change again and again while one flow is permitted and a flood is not."""
    with scenes.protected(lab), flood.Flood(lab) as stream:
        flows = [Steady(lab.desktop, target) for target in network.PUBLIC.values()]
        for flow in flows:
            flow.start()
        for number in range(_TIMES):
            settings = VARIETY[(number + 1) % len(VARIETY)]
            answer = lab.helper.must("configure", settings, state="armed")
            check(answer.report["changed"], "nothing was changed")
        lab.helper.must("arm", state="armed")
        sent = sum(check_nothing_lost(flow) for flow in flows)
        seen = stream.history()
        check(not any(seen), f"LEAK of {sum(seen)} packets of {len(seen)}")
        lab.helper.must("disarm", state="disarmed")
        check(stream.settle(), "the control fails: the flood is not seen while disarmed")
    return f"{_TIMES} times; {sent} permitted packets, {len(seen)} others"


def repaired_under_load(lab):
    """`iptables -F` under load, then arm: what is permitted flows on, and nothing leaks."""
    with scenes.protected(lab), flood.Flood(lab) as stream:
        flow = Steady(lab.desktop, network.PUBLIC[4])
        flow.start()
        for _ in range(3):
            lab.desktop.shell("iptables -F; ip6tables -F")
            lab.helper.must("arm", state="armed")
            time.sleep(0.1)
        sent = check_nothing_lost(flow)
        seen = stream.history()
        check(not any(seen), f"LEAK of {sum(seen)} packets of {len(seen)}")
    return f"{sent} permitted packets, {len(seen)} others"


def tests(lab, checks):
    """Arming again under load."""
    lab.vpn.serve()
    checks.run("settings changed under load", lambda: settings_changed_under_load(lab))
    checks.run("repaired under load", lambda: repaired_under_load(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
