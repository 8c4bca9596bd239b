#!/usr/bin/python3
"""What an ordinary user's program sees of the machine: the monitor beside the real helper and the real kernel (§5).

On a machine of its own with two cards and a tunnel; the monitor runs as a user without rights.
"""

import json
import pathlib
import shutil
import struct
import subprocess
import sys
import time

import desktop
from lab.checks import Checks, check

SETTINGS = {
    "version": 1,
    "tunnel": {"interfaces": ["tun0"]},
    "servers": [{"address": "198.51.100.7", "port": 1194, "protocol": "udp"}],
}
SOON = 5  # seconds; far less than the long period below, so that only an event can have told
LONG = "25000"


def run(*command, stdin=None):
    subprocess.run(command, input=stdin, capture_output=True, check=True)


def helper(verb, settings=None):
    stdin = json.dumps(settings).encode() if settings else b""
    subprocess.run([str(desktop.HELPER), verb], input=stdin, capture_output=True, check=True)


def link(name, *addresses):
    """A card with a neighbour on the wire, both up."""
    run("ip", "link", "add", name, "type", "veth", "peer", "name", f"{name}-peer", "netns", "wire")
    for address in addresses:
        run("ip", "address", "add", address, "dev", name, *(["nodad"] if ":" in address else []))
    run("ip", "-n", "wire", "link", "set", f"{name}-peer", "up")
    run("ip", "link", "set", name, "up")


class Monitor:
    def __init__(self, period=LONG, environment=()):
        self.program = desktop.java("alice", "monitor.MonitorDrive", period, environment=environment)

    def sees(self, protection, reason="", *words, seconds=SOON):
        """Waits for such a picture; returns its test packets."""
        def fits(line):
            parts = line.split("|")
            return parts[0] == protection and parts[1].endswith(reason) and all(word in line for word in words)
        return self.program.hear(fits, seconds).split("|")[3].split()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.__exit__()


def life_of_a_kill_switch():
    """All that happens on one day, each change told by an event."""
    with Monitor() as monitor:
        packets = monitor.sees("EXPOSED", "exposed.never", seconds=desktop.PATIENCE)
        check(packets == ["eth0:ipv4:ESCAPED", "eth0:ipv6:ESCAPED"], packets)
        helper("configure", SETTINGS)
        helper("arm")
        packets = monitor.sees("BLOCKING", "blocking.tunnel")
        check(packets == ["eth0:ipv4:REFUSED", "eth0:ipv6:REFUSED"], packets)
        link("tun0", "10.8.0.2/24")
        packets = monitor.sees("PROTECTED", "protected.tunnel", "|tun0|")
        check(not any(packet.startswith("tun0") for packet in packets), packets)
        link("eth1", "203.0.113.5/24")
        monitor.sees("PROTECTED", "", "eth1:ipv4:REFUSED")
        run("ip", "link", "set", "tun0", "down")
        monitor.sees("BLOCKING", "blocking.tunnel")
        run("ip", "link", "set", "tun0", "up")
        monitor.sees("PROTECTED")
        run("ip", "link", "delete", "tun0")
        monitor.sees("BLOCKING")
        helper("disarm")
        monitor.sees("EXPOSED", "reason.exposed")
        run("ip", "link", "delete", "eth1")


def both_ways_to_block_are_seen():
    for mode in ("reject", "drop"):
        helper("configure", dict(SETTINGS, blockMode=mode))
        helper("arm")
        with Monitor() as monitor:
            packets = monitor.sees("BLOCKING", seconds=desktop.PATIENCE)
            check(packets == ["eth0:ipv4:REFUSED", "eth0:ipv6:REFUSED"], packets)
    helper("configure", SETTINGS)


def lan_that_is_allowed_is_no_leak():
    helper("configure", dict(SETTINGS, lan={"allow": True}))
    helper("arm")
    with Monitor() as monitor:
        monitor.sees("BLOCKING", "blocking.tunnel", "eth0:ipv4:REFUSED eth0:ipv6:REFUSED", seconds=desktop.PATIENCE)
    helper("configure", SETTINGS)


def rules_that_somebody_takes_away_are_missed_without_an_event():
    helper("arm")
    with Monitor("1000") as monitor:
        monitor.sees("BLOCKING", seconds=desktop.PATIENCE)
        for table in ("filter", "security"):
            run("ip6tables", "-t", table, "-F", "OUTPUT")
        monitor.sees("LEAKING", "leaking.escaped", "|eth0 (IPv6)|")
        helper("arm")
        monitor.sees("BLOCKING")
        for tool in ("iptables", "ip6tables"):
            for table in ("filter", "security"):
                run(tool, "-t", table, "-F", "OUTPUT")
        monitor.sees("LEAKING", "leaking.escaped", "|eth0 (IPv4), eth0 (IPv6)|")
        run("sh", "-c", f"{desktop.HELPER} status; [ $? = 1 ]")
        monitor.sees("LEAKING")
        helper("arm")
        monitor.sees("BLOCKING")


def disarming_is_never_mistaken_for_a_leak():
    with Monitor("100") as monitor:
        for _ in range(8):
            helper("arm")
            monitor.sees("BLOCKING", seconds=desktop.PATIENCE)
            helper("disarm")
            monitor.sees("EXPOSED")
        leaks = [line for line in monitor.program.seen if line.startswith("LEAKING")]
        check(not leaks, f"shown as a leak: {leaks}")
        return f"{len(monitor.program.seen)} looks"


def report_that_is_not_roots_is_not_believed():
    helper("arm")
    with Monitor() as monitor:
        monitor.sees("BLOCKING", seconds=desktop.PATIENCE)
        desktop.STATE.chmod(0o666)
        desktop.STATE.touch()
        monitor.sees("UNKNOWN", "unknown.foreign")
        desktop.STATE.unlink()
        desktop.STATE.write_text("{}\n")
        monitor.sees("UNKNOWN", "unknown.damaged")
        desktop.STATE.unlink()
        monitor.sees("UNKNOWN", "unknown.refused")
        helper("status")
        monitor.sees("BLOCKING")


def folder_of_the_report_may_go_and_come():
    helper("disarm")
    with Monitor() as monitor:
        monitor.sees("EXPOSED", "reason.exposed", seconds=desktop.PATIENCE)
        shutil.rmtree(desktop.STATE.parent)
        monitor.sees("EXPOSED", "exposed.never")
        run("sh", "-c", f"{desktop.HELPER} status; [ $? = 3 ]")
        monitor.sees("EXPOSED", "reason.exposed")
        helper("arm")
        monitor.sees("BLOCKING")


def helper_that_is_removed_is_missed():
    aside = desktop.HELPER.with_suffix(".aside")
    with Monitor("1000") as monitor:
        monitor.sees("BLOCKING", seconds=desktop.PATIENCE)
        desktop.HELPER.rename(aside)
        try:
            monitor.sees("UNKNOWN", "unknown.helper")
        finally:
            aside.rename(desktop.HELPER)
        monitor.sees("BLOCKING")


def refusal_is_understood_in_another_language():
    """The kernel's refusal reaches Java as a text that the C library translates."""
    folder = pathlib.Path("/usr/share/locale/de/LC_MESSAGES")
    folder.mkdir(parents=True, exist_ok=True)
    catalogue(folder / "libc.mo", {
        "": "Content-Type: text/plain; charset=UTF-8\n",
        "Operation not permitted": "Die Operation ist nicht erlaubt",
    })
    environment = ("LC_ALL=C.UTF-8", "LANGUAGE=de")
    spoken = subprocess.run(
        ["env", *environment, sys.executable, "-c",
         "import ctypes,locale; locale.setlocale(locale.LC_ALL, ''); c = ctypes.CDLL(None);"
         "c.strerror.restype = ctypes.c_char_p; print(c.strerror(1).decode())"],
        capture_output=True, text=True, check=True).stdout.strip()
    check(spoken == "Die Operation ist nicht erlaubt", f"the C library speaks no German here: {spoken!r}")
    with Monitor(environment=environment) as monitor:
        monitor.sees("BLOCKING", "", "eth0:ipv4:REFUSED eth0:ipv6:REFUSED", seconds=desktop.PATIENCE)


def catalogue(path, texts):
    """Writes translations as gettext reads them."""
    keys = sorted(texts)
    count, start = len(keys), 28
    blobs, offsets = b"", []
    at = start + 16 * count
    for text in [*keys, *(texts[key] for key in keys)]:
        data = text.encode()
        offsets.append((len(data), at + len(blobs)))
        blobs += data + b"\0"
    table = b"".join(struct.pack("<II", *offset) for offset in offsets)
    path.write_bytes(struct.pack("<7I", 0x950412DE, 0, count, start, start + 8 * count, 0, 0) + table + blobs)


def nothing_is_left_of_a_monitor_that_is_killed():
    def listeners():
        found = subprocess.run(["pgrep", "--full", "--runstates", "RSD", "^ip -o monitor"], capture_output=True,
                               text=True, check=False)
        return found.stdout.split()
    check(not listeners(), "left over from before")
    with Monitor() as monitor:
        monitor.sees("BLOCKING", seconds=desktop.PATIENCE)
        desktop.wait("ip monitor runs", listeners)
        monitor.program.process.kill()
        desktop.wait("ip monitor ends", lambda: not listeners(), 5)


def looking_costs_next_to_nothing():
    with Monitor("3000") as monitor:
        monitor.sees("BLOCKING", seconds=desktop.PATIENCE)
        time.sleep(10)
        before = processor_time(monitor.program.pid)
        time.sleep(30)
        used = processor_time(monitor.program.pid) - before
        check(used < 0.3, f"{used:.2f} s of processor time in 30 s")
        return f"{used * 1000 / 30:.1f} ms of processor time a second"


def processor_time(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main():
    desktop.enter()
    run("ip", "netns", "add", "wire")  # goes with this machine: nothing of it is outside
    link("eth0", "192.0.2.5/24", "2001:db8::5/64")
    checks = Checks()
    checks.run("every change is told by an event", life_of_a_kill_switch)
    checks.run("refused or dropped", both_ways_to_block_are_seen)
    checks.run("allowed LAN", lan_that_is_allowed_is_no_leak)
    checks.run("rules taken away", rules_that_somebody_takes_away_are_missed_without_an_event)
    checks.run("disarming", disarming_is_never_mistaken_for_a_leak)
    checks.run("report of another", report_that_is_not_roots_is_not_believed)
    checks.run("report's folder", folder_of_the_report_may_go_and_come)
    checks.run("helper removed", helper_that_is_removed_is_missed)
    checks.run("another language", refusal_is_understood_in_another_language)
    checks.run("monitor killed", nothing_is_left_of_a_monitor_that_is_killed)
    checks.run("cost", looking_costs_next_to_nothing)
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
