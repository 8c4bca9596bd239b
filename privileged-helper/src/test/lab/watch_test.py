"""`watch` on the kernel: what it says while things change, what it costs, and that it ends when nobody listens."""

import contextlib
import fcntl
import itertools
import json
import os
import time

from lab import network, policy, probes, scenes, suite
from lab.checks import check
from lab.lab import wait_until
from lab.machine import STATE_REPORT
from lab.watcher import PATIENCE, Watcher

_PIPE = 4096
"""The smallest pipe, in bytes: less than a report that tells of many packets."""

_LINE = (
    "4,{number},1000,-;VPN firewall blocked output4:IN= OUT=eth0 SRC=192.168.77.10 DST=203.0.113.{last} LEN=60"
    " TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=40000 DPT=443 WINDOW=64240 RES=0x00 SYN URGP=0 \n"
)


def state(wanted):
    return lambda report: report["state"] == wanted


def changes_are_told(lab):
    """One line at once; then one for each thing that happens, though other verbs made it happen."""
    with scenes.armed(lab):
        lab.helper.must("disarm", state="disarmed")
        with Watcher(lab.machine) as watcher:
            watcher.wait("disarmed", state("disarmed"))
            check(watcher.reports[0]["verb"] == "watch", watcher.lines)
            for act, wanted in (
                (lambda: lab.helper.must("arm", state="armed"), "armed"),
                (lambda: lab.desktop.shell("ip6tables -F; ip6tables -t security -F"), "degraded"),
                (lambda: lab.helper.must("arm", state="armed"), "armed"),
                (lambda: lab.helper.must("disarm", state="disarmed"), "disarmed"),
            ):
                said = len(watcher.lines)
                act()
                watcher.wait(wanted, state(wanted), said)
                left = json.loads(lab.machine.read(STATE_REPORT))["state"]
                check(left == wanted, f"said {wanted}, but left {left} for others")
            watcher.close()


def counters_are_told(lab):
    """What is blocked shows, in both families; the report for others stays as it is."""
    with scenes.armed(lab), Watcher(lab.machine) as watcher:
        watcher.wait("armed", state("armed"))
        before = lab.machine.read(STATE_REPORT)
        for _ in range(2):
            said = len(watcher.lines)
            start = watcher.reports[-1]["families"]

            def grown(report, start=start):
                return all(report["families"][f]["blocked"]["out"] > start[f]["blocked"]["out"] for f in start)

            for target in network.PUBLIC.values():
                probes.attempt(lab.desktop, "udp", target, timeout=0.02)
            watcher.wait("more were blocked", grown, said)
        check(lab.machine.read(STATE_REPORT) == before, "the report for others was written again")
        watcher.close()


def nobody_waits_for_it(lab):
    """Other verbs are served while two watch, and the two go on."""
    with scenes.armed(lab), contextlib.ExitStack() as stack:
        watchers = [stack.enter_context(Watcher(lab.machine)) for _ in range(2)]
        for watcher in watchers:
            watcher.wait("armed", state("armed"))
        lab.helper.must("configure", policy.settings(lan=True), state="armed")
        said = [len(watcher.lines) for watcher in watchers]
        lab.helper.must("disarm", state="disarmed")
        for watcher, since in zip(watchers, said):
            watcher.wait("disarmed", state("disarmed"), since)
            check(all(r["state"] in ("armed", "disarmed") for r in watcher.reports), f"{watcher.lines}")
            watcher.close()


def it_ends_with_its_caller(lab):
    """Input that has ended from the start, input that ends, and output that nobody can read."""
    answer = lab.helper.call("watch")
    check(answer.code == 0 and answer.state == "disarmed", f"without an input: {answer}")
    with Watcher(lab.machine, read=False) as watcher:
        watcher.process.stdout.readline()
        began = time.monotonic()
        watcher.close()
        took = time.monotonic() - began
    with Watcher(lab.machine, read=False) as watcher:
        watcher.process.stdout.readline()
        watcher.process.stdout.close()
        with scenes.armed(lab):  # it has something to say
            watcher.ends()
    return f"{took:.1f} s after its input"


def reader_that_reads_no_more(lab):
    """With the pipe full and a word in the middle of it, the end of input is the end all the same."""
    with kernel_log(lab) as write:
        with Watcher(lab.machine, read=False) as watcher:
            fcntl.fcntl(watcher.process.stdout, fcntl.F_SETPIPE_SZ, _PIPE)
            lasts = itertools.cycle(range(1, 250))  # each makes one more report
            full = wait_until(lambda: write(next(lasts)) and _waits_to_write(watcher), PATIENCE)
            check(full, "the pipe was never full")
            watcher.close()


def _waits_to_write(watcher):
    """Whether one of its threads stands in a write to its standard output (numbers of x86-64 and of arm64)."""
    folder = f"/proc/{watcher.process.pid}/task"
    for task in os.listdir(folder):
        with contextlib.suppress(OSError), open(f"{folder}/{task}/syscall", encoding="ascii") as syscall:
            if syscall.read().startswith(("1 0x1 ", "64 0x1 ")):
                return True
    return False


@contextlib.contextmanager
def kernel_log(lab):
    """A log of our own for the desktop: this kernel logs nothing of namespaces."""
    lab.desktop.shell("rm -f /run/kmsg; mkfifo -m 600 /run/kmsg; mount --bind /run/kmsg /dev/kmsg")
    try:
        with open(lab.machine.path("/run/kmsg"), "r+b", buffering=0) as log:
            yield lambda last, number=1: log.write(_LINE.format(number=number, last=last).encode())
    finally:
        lab.desktop.shell("umount /dev/kmsg")


def blocked_packets_are_told(lab):
    """What the log held before, and what comes; those alike are counted."""
    with kernel_log(lab) as write:
        write(1)
        with Watcher(lab.machine) as watcher:
            first = watcher.wait("one packet", lambda r: r.get("lastBlocked"))["lastBlocked"]
            check([p["destination"] for p in first] == ["203.0.113.1"], first)
            for last in (2, 2, 2, 3):
                write(last)

            def told(report):
                return [(p["destination"][-1], p["count"]) for p in report.get("lastBlocked", [])] == [
                    ("3", 1),
                    ("2", 3),
                    ("1", 1),
                ]

            newest = watcher.wait("all packets", told)["lastBlocked"][0]
            wanted = {"direction": "out", "family": "ipv4", "protocol": "tcp", "port": 443, "link": "eth0"}
            check(wanted.items() <= newest.items(), newest)
            check(b"lastBlocked" not in lab.machine.read(STATE_REPORT), "the packets were left for all to read")
            watcher.close()


def log_that_cannot_be_read(lab):
    """No list, no failure."""
    lab.desktop.shell("mount --bind /dev/null /dev/kmsg")
    try:
        with Watcher(lab.machine) as watcher:
            report = watcher.wait("disarmed", state("disarmed"))
            check("lastBlocked" not in report, report)
            watcher.close()
    finally:
        lab.desktop.shell("umount /dev/kmsg")


def look_that_fails(lab):
    """With tools that fail nothing is known, and with tools that work again everything is."""
    tool = lab.desktop.run("readlink", "-f", "/usr/sbin/iptables-save").stdout.strip()
    with Watcher(lab.machine) as watcher:
        watcher.wait("disarmed", state("disarmed"))
        lab.desktop.shell(f"mount --bind /bin/false {tool}")
        try:
            watcher.wait("unknown", state("unknown"))
        finally:
            lab.desktop.shell(f"umount {tool}")
        watcher.wait("disarmed again", state("disarmed"), len(watcher.lines))
        watcher.close()


def what_it_costs(lab):
    """Counters that change each second, which is the most that it can have to do."""
    with scenes.armed(lab), Watcher(lab.machine) as watcher:
        watcher.wait("armed", state("armed"))
        said, before, began = len(watcher.lines), watcher.cpu(), time.monotonic()
        while len(watcher.lines) < said + 5 and time.monotonic() < began + PATIENCE:
            probes.attempt(lab.desktop, "udp", network.PUBLIC[4], timeout=0.05)
        looks = len(watcher.lines) - said
        check(looks >= 5, f"only {looks} reports came")
        spent = (watcher.cpu() - before) / looks
        check(spent < 1, f"a look takes {spent:.2f} s of work")
        memory = watcher.memory()
        watcher.close()
    return f"{spent * 1000:.0f} ms of work a look, {memory:.0f} MB"


def tests(lab, checks):
    """All that it says, and all ways for it to end."""
    for name, test in (
        ("changes are told", changes_are_told),
        ("counters are told", counters_are_told),
        ("nobody waits for it", nobody_waits_for_it),
        ("ends with its caller", it_ends_with_its_caller),
        ("reader that reads no more", reader_that_reads_no_more),
        ("blocked packets are told", blocked_packets_are_told),
        ("log that cannot be read", log_that_cannot_be_read),
        ("look that fails", look_that_fails),
        ("cost", what_it_costs),
    ):
        checks.run(name, lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
