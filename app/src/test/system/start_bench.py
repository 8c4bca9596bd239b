#!/usr/bin/python3
"""How soon the tray's icon and the settings are on the screen, against the same jars run by plain Java."""

import sys

import benchdesk
from benchdesk import APP, BenchDesk, plain_java
from lab import bench
from lab.screen import RED
from meter import cpu

_ROUNDS = 7
_SMALLEST = (0x12, 0x34, 0x56)
_NO_ARCHIVE = "-Xshare:off"
_DRAWN_ALIKE = "-Dprism.order=sw"


def timed(screen, command, seen, gone):
    """Milliseconds from a program's start to what is seen of it, and what it took on a core until then."""
    began = benchdesk.now()
    child = screen.start(*command)
    try:
        seconds = seen() - began
        taken = cpu(child.pid)
    finally:
        screen.end(child)
    gone()
    return 1000 * seconds, 1000 * taken


def tray(screen, *command):
    return timed(screen, [*command, "--background"], lambda: screen.icon(RED), screen.no_icon)


def window(screen, *command):
    return timed(screen, command, screen.drawn, screen.no_window)


class Smallest:
    """The smallest window on the app's own runtime, with an archive of its own as the app's windows have one."""

    def __init__(self, screen):
        self._screen = screen
        options = (_DRAWN_ALIKE, "--add-modules", "javafx.controls")
        self._command = benchdesk.archived("bench.SmallestWindow", self._shown, *options)

    def _shown(self, command):
        return timed(self._screen, command, self._drawn, self._screen.no_window)

    def _drawn(self):
        return self._screen.eye.wait("the smallest", lambda: self._screen.eye.count(_SMALLEST, *benchdesk.WINDOWS) > 10_000)

    def shown(self):
        """What timed tells of it."""
        return self._shown(self._command)


def settings_by_click(screen):
    """From the click in a running tray's menu, which starts the process with the windows."""
    child = screen.start("/usr/bin/vpnfirewall-app", "--background")
    try:
        screen.icon(RED)
        pressed = screen.press("Settings")
        seconds = screen.drawn() - pressed
    finally:
        screen.end(child)
    screen.no_window()
    screen.no_icon()
    return 1000 * seconds


def report(what, ours, theirs, against, target=None):
    bench.row(what, [wall for wall, _ in ours], [wall for wall, _ in theirs], "ms", against, target)
    bench.row(f"{what}, time on a core", [taken for _, taken in ours], [taken for _, taken in theirs], "ms", against, target)


def main():
    benchdesk.enter()
    screen = BenchDesk()
    try:
        screen.open()
        plain_tray = plain_java(f"{APP}.TrayMain")
        plain_window = plain_java(_DRAWN_ALIKE, f"{APP}.WindowMain", "settings")
        without = [plain_tray[0], _NO_ARCHIVE]
        smallest = Smallest(screen)
        found = bench.interleaved(
            _ROUNDS,
            tray=lambda: tray(screen, "/usr/bin/vpnfirewall-app"),
            plain_tray=lambda: tray(screen, *plain_tray),
            tray_without=lambda: tray(screen, *without, *plain_tray[1:]),
            window=lambda: window(screen, "/usr/bin/vpnfirewall-app", "window", "settings"),
            plain_window=lambda: window(screen, *plain_window),
            window_without=lambda: window(screen, *without, *plain_window[1:]),
            click=lambda: settings_by_click(screen),
            smallest=smallest.shown,
        )
    finally:
        screen.close()
    java = "plain java"
    none = f"{java} {_NO_ARCHIVE}"
    report("start → tray icon on the panel", found["tray"], found["tray_without"], none, 0.5)
    report("start → tray icon on the panel", found["tray"], found["plain_tray"], f"{java}, with its own archive")
    plain = [wall for wall, _ in found["plain_window"]]
    without = [wall for wall, _ in found["window_without"]]
    bench.row("click → settings on the screen", found["click"], without, "ms", f"{none}, from its start", 0.5)
    bench.row("click → settings on the screen", found["click"], plain, "ms", f"{java}, with its own archive, from its start", 0.5)
    report("start → settings on the screen", found["window"], found["plain_window"], f"{java}, with its own archive", 0.5)
    bench.floor("the smallest window of JavaFX, on the app's runtime", [wall for wall, _ in found["smallest"]], "ms",
                "with an archive of its own: no window of JavaFX is there sooner")
    bench.done()
    return 0


if __name__ == "__main__":
    sys.exit(main())
