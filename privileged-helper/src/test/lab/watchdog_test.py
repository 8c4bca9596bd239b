"""Rules that another program has taken away are put back by the service that watches, while the machine is armed."""

import json
import os
import re
import signal
import time

from lab import flood, network, policy, scenes, suite
from lab.checks import check
from lab.lab import Lab, wait_until
from lab.machine import INSTALLED, STATE_REPORT
from lab.steady import Steady
from lab.watchdog import PATIENCE, Watchdog

_LIB = "/var/lib/vpnfirewall"
_LOCK = "/run/vpnfirewall/lock"
_MANY = [{"address": f"198.18.0.{i}", "port": 1194, "protocol": "udp"} for i in range(1, 60)]
_ALL = "for tool in iptables ip6tables; do for t in filter security mangle nat raw; do $tool -t $t -F; $tool -t $t -X; done; done"
_FLUSHES = (
    # What is done, and whether one of the two layers stands all the while.
    ("iptables -F; ip6tables -F", True),
    ("iptables -D OUTPUT -j VPNFW-OUT; ip6tables -t security -F VPNFW-FWD", True),
    ("iptables -I OUTPUT -j ACCEPT; ip6tables -t security -I FORWARD -j ACCEPT", True),
    (_ALL, False),
    (f"nft flush ruleset; {_ALL}; ipset destroy || true", False),  # the watch may be quicker: then they are in use again
)


def armed(lab, **settings):
    """Arms."""
    lab.helper.must("configure", policy.settings(**settings))
    lab.helper.must("arm", state="armed")


def disarm(lab):
    """Disarms. A gate that the service holds against who flushes again and again goes when it hears of that."""
    lab.helper.must("disarm", state="disarmed")
    wait_until(lambda: not lab.residue() and lab.open_families() == {4, 6}, PATIENCE, 0.2)
    check(not lab.residue(), f"after disarm:\n{lab.residue()}")
    check(lab.open_families() == {4, 6}, "not open after disarm")


def control(lab):
    """Nobody watches: what was flushed stays open. Who begins to watch then closes it."""
    armed(lab)
    lab.desktop.run("sh", "-c", _FLUSHES[-1][0])
    time.sleep(1.5)  # longer than the service takes
    check(lab.open_families() == {4, 6}, "the control shows nothing: closed without the service")
    with Watchdog(lab) as dog:
        dog.put_back("after it was started")
    lab.reset()


def put_back(lab):
    """Whatever was flushed, altered or put above ours; with a layer left, not one packet leaves."""
    armed(lab, servers=policy.settings()["servers"] + _MANY)
    said = []
    with Watchdog(lab) as dog, flood.Flood(lab) as stream:
        check(stream.settle() is False, "LEAK once armed")
        for flush, layered in _FLUSHES:
            stream.history()
            lab.desktop.run("sh", "-c", flush)
            out = dog.put_back(f"after {flush}", stream)
            check(not (layered and out), f"LEAK of {out} packets, though one layer stood: {flush}")
            said += [] if layered else [f"{out} packets"]
            # After the second time in a short while everything is blocked for a second.
            dog.wait(f"armed, as the helper sees it, after {flush}", lambda: lab.helper.call("status").state == "armed")
        check(dog.process.poll() is None, "it has ended")
        if lab.machine.variant == "nft":
            check(re.search(r"put back\. It was nft, process \d+", dog.said()), f"it does not say whose doing it was: {dog.said()}")
        disarm(lab)
        dog.ends()
    return f"{len(_FLUSHES)} ways; 1,000 a second, of which {' and '.join(said)} got out when both layers were flushed"


def disarmed(lab):
    """Disarming ends it, and it closes nothing any more; nor what the way out without Java has opened."""
    for disarm in (lambda: lab.helper.must("disarm", state="disarmed"), lambda: lab.desktop.run(f"{INSTALLED}/vpnfirewall-open")):
        armed(lab)
        with Watchdog(lab) as dog:
            dog.put_back("at first")
            disarm()
            dog.ends()
            check(not dog.said(), f"it said {dog.said()}")
        check(lab.open_families() == {4, 6} and not lab.residue(), f"not open, or something left: {lab.residue()}")


def rearmed(lab):
    """Settings change while it watches: no permitted packet is lost, nothing leaks, and it has nothing to do."""
    with scenes.protected(lab), Watchdog(lab) as dog, flood.Flood(lab) as stream:
        flow = Steady(lab.desktop, network.PUBLIC[4])
        flow.start()
        for number in range(6):
            lab.helper.must("configure", policy.settings(lan=number % 2 == 0), state="armed")
        lab.desktop.shell("iptables -F; ip6tables -F")
        leaked = dog.put_back("after iptables -F, under load", stream)
        lost = flow.finish()
        check(not leaked, f"LEAK of {leaked} packets")
        check(not lost and flow.sent > 100, f"lost {lost[:20]} of {flow.sent}")
        check(dog.said().count("put back") == 1, f"it took our own doing for another's: {dog.said()}")
    return f"{flow.sent} permitted packets"


def looked_at(lab):
    """Who only looks may hold the lock for long: the machine is closed meanwhile, and whole after."""
    armed(lab)
    with Watchdog(lab) as dog, flood.Flood(lab) as stream:
        dog.put_back("at first", stream)
        looking = _stopped(lab)
        try:
            lab.desktop.run("sh", "-c", f"nft flush ruleset; {_ALL}")
            # Sooner than it gives up waiting for the lock, which is after 15 s.
            check(wait_until(lambda: stream.settle() is False, 10, 0.1), "LEAK while somebody looks")
        finally:
            os.kill(looking, signal.SIGCONT)
        dog.put_back("after that", stream)
        disarm(lab)
        dog.ends()


def _stopped(lab):
    """A process of the helper's that looks, stopped lock in hand."""
    for _ in range(20):
        process = lab.helper.start("status")
        wait_until(lambda: lab.machine.read(_LOCK) or process.poll() is not None, PATIENCE, 0.001)
        holder = (lab.machine.read(_LOCK) or b"").split()
        if holder and process.poll() is None:
            os.kill(int(holder[0]), signal.SIGSTOP)
            if lab.machine.read(_LOCK):
                return int(holder[0])
            os.kill(int(holder[0]), signal.SIGCONT)
        process.wait()
    raise AssertionError("no helper could be stopped in time")


def _blocking(family):
    return family["enforced"] or family["backstop"] or family["fallback"] == "gate"


def loop(lab):
    """Who flushes for ever is shut out: everything stays blocked, the report says why, and when it ends all is put back."""
    armed(lab)
    with Watchdog(lab) as dog, flood.Flood(lab) as stream:
        dog.put_back("at first", stream)
        other = lab.desktop.popen("sh", "-c", "while sleep 0.2; do nft flush ruleset; done")
        try:
            dog.wait("a report that says why", lambda: "keeps taking the rules away" in lab.machine.read(STATE_REPORT).decode())
            report = json.loads(lab.machine.read(STATE_REPORT))
            check(report["state"] == "degraded" and not report["ok"], f"{report}")
            check(all(f["fallback"] == "gate" for f in report["families"].values()), f"{report}")
            stream.history()
            for _ in range(3):
                looked = lab.helper.call("status").report
                check(looked["state"] == "degraded" and all(map(_blocking, looked["families"].values())), f"{looked}")
            out = sum(stream.history())
            check(not out, f"LEAK of {out} packets while it holds out")
        finally:
            other.kill()
            other.wait()
        dog.put_back("after the other has ended", stream)
        disarm(lab)
        dog.ends()


def killed(lab):
    """Killed at any moment it opens nothing, and who comes after it makes everything whole."""
    armed(lab)
    with flood.Flood(lab) as stream:
        leaked = 0
        for pause in (0, 0.1, 0.3):
            with Watchdog(lab) as dog:
                leaked += dog.put_back("at first", stream)
                lab.desktop.run("sh", "-c", "iptables -F; ip6tables -F")
                time.sleep(pause)
                dog.kill(signal.SIGKILL)
        with Watchdog(lab) as dog:
            leaked += dog.put_back("by the last one", stream)
            dog.kill()
        check(not leaked, f"LEAK of {leaked} packets")
        check(stream.settle() is False, "LEAK after it was stopped")
    lab.reset()


def on_trial(lab):
    """A trial is watched, too, and what it has put back ends with the trial."""
    lab.helper.must("configure", policy.settings())
    check(lab.helper.call("arm", "--confirm", "60").state == "armed", "no trial")
    with Watchdog(lab) as dog:
        lab.desktop.run("sh", "-c", _FLUSHES[-1][0])
        dog.put_back("on trial")
        disarm(lab)
        dog.ends()


def without_systemd(lab):
    """In the background it outlives disarming, is there once, and watches when the machine is armed again."""

    def running():
        found = lab.desktop.run("pgrep", "-f", "vpnfirewall-watch --stay", check=False).stdout.split()
        own = lab.machine.read("/run/vpnfirewall/watch.lock")
        return own and own.decode().strip() in found and [own.decode().strip()]

    for _ in range(2):
        lab.desktop.run("/etc/init.d/vpnfirewall", "watch")
    check(wait_until(running, PATIENCE), "it does not run")
    try:
        for _ in range(2):
            armed(lab)
            lab.desktop.run("sh", "-c", _FLUSHES[-1][0])
            whole = [f"{INSTALLED}/vpnfirewall-boot", "status"]
            check(wait_until(lambda: lab.desktop.run(*whole, check=False).returncode == 0, PATIENCE, 0.1), "not whole")
            disarm(lab)
    finally:
        lab.desktop.run("kill", *(running() or []), check=False)
    check(wait_until(lambda: not running(), PATIENCE), "it does not end")


def tests(lab, checks):
    """All of them."""
    for name, test in (
        ("nobody watches", control),
        ("put back", put_back),
        ("disarmed", disarmed),
        ("armed again under load", rearmed),
        ("flushed for ever", loop),
        ("flushed while somebody looks", looked_at),
        ("killed", killed),
        ("on trial", on_trial),
        ("without systemd", without_systemd),
    ):
        if test in (loop, looked_at) and lab.machine.variant != "nft":
            continue  # nft does not reach our rules there
        checks.run(name, lambda test=test: (lab.desktop.run("mkdir", "-p", "-m", "700", _LIB), test(lab))[1])


if __name__ == "__main__":
    suite.main(tests, __doc__, make=Lab)
