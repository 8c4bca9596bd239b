#!/usr/bin/python3
"""What the tray takes while nothing happens, and what is left when a window was open and is closed again."""

import os
import sys
import time

import benchdesk
import desktop
from app_test import App
from benchdesk import APP, BenchDesk, plain_java
from lab import bench, debs
from lab.screen import GREEN
from meter import cpu, family, memory, wake_ups

# Longer, and what it looked at often is compiled: it only becomes calmer.
_SETTLES = 180
_WATCHED = 120
_SMALLEST = (0x12, 0x34, 0x56)
_OTHER = "parcellite"


def idle(*pids):
    """For each: MiB resident and in proportion, % of a core and wake-ups a second, over the same time."""
    before = [(cpu(pid), wake_ups(pid)) for pid in pids]
    time.sleep(_WATCHED)
    found = []
    for pid, (taken, woken) in zip(pids, before):
        times = sum(number - woken.get(thread, 0) for thread, number in wake_ups(pid).items())
        found.append((memory(pid, "Rss"), memory(pid), 100 * (cpu(pid) - taken) / _WATCHED, times / _WATCHED))
    return found


def with_window(screen, pid):
    """MiB of everything of ours while the settings are open, and after they were closed."""
    before = len(family(pid))
    screen.press("Settings")
    screen.drawn()
    time.sleep(3)
    shown = memory(pid)
    screen.xdotool("key", "Escape")
    screen.no_window()
    desktop.wait("the process with the window ends", lambda: len(family(pid)) <= before)
    time.sleep(5)
    return shown, memory(pid)


def smallest(screen):
    """MiB of the smallest JavaFX program with its window shown."""
    child = screen.start(*plain_java("-Dprism.order=sw", f"{APP}.bench.SmallestWindow"))
    screen.eye.wait("the smallest", lambda: screen.eye.count(_SMALLEST, *benchdesk.WINDOWS) > 10_000)
    time.sleep(5)
    taken = memory(child.pid)
    screen.end(child)
    screen.no_window()
    return taken


def asleep(screen):
    """MiB of a Java program that does nothing, on the app's runtime, with the heap of the tray and an archive of its own."""
    def run(command):
        child = screen.start(*command)
        time.sleep(5)
        taken.append(memory(child.pid))
        screen.end(child)

    taken = []
    run(benchdesk.archived("bench.Sleeper", run, "-Xms3m", "-Xmn1m", "-Xmx64m"))
    return taken[-1]


def main():
    other = debs.fetch(os.environ["VPNFIREWALL_STAGE"], _OTHER) if not os.environ.get("VPNFIREWALL_LAB_MACHINE") else None
    benchdesk.enter([other or debs.fetch(os.environ["VPNFIREWALL_STAGE"], _OTHER)])
    screen = BenchDesk()
    try:
        screen.open()
        javafx = [smallest(screen) for _ in range(3)]
        nothing = asleep(screen)
        app = App(screen)
        app.click("EXPOSED")
        screen.icon(GREEN)
        beside = screen.start(_OTHER)
        time.sleep(_SETTLES)
        ours, theirs = idle(app.child.pid, beside.pid)
        before = memory(app.child.pid)
        shown, after = with_window(screen, app.child.pid)
        app.close()
    finally:
        screen.close()
    bench.row("tray, idle: memory (PSS)", [ours[1]], javafx, "MiB", "the smallest JavaFX program, its window shown", 0.5)
    bench.floor("tray, idle: memory (PSS)", [nothing], "MiB", "a Java program that does nothing, on the same runtime")
    bench.figure("tray, idle: resident memory", ours[0], "MiB")
    bench.figure("tray, idle: time on a core", ours[2], "% of a core", 0.1)
    bench.figure("tray, idle: wake-ups", ours[3], "a second", 2.0)
    for what, value, unit in zip(("resident memory", "memory (PSS)", "time on a core", "wake-ups"), theirs,
                                 ("MiB", "MiB", "% of a core", "a second")):
        bench.figure(f"{_OTHER} (GTK, in C), idle: {what}", value, unit)
    bench.figure("settings shown: memory (PSS) of both processes", shown, "MiB")
    bench.row("settings closed again: memory (PSS)", [after], [before], "MiB", "before they were opened", 1.6)
    bench.done()
    return 0


if __name__ == "__main__":
    sys.exit(main())
