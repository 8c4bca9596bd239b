#!/usr/bin/python3
"""The installed app on every desktop: its icon is seen, a click on it arms, a panel that crashes gets it back.

On a machine of its own, as an ordinary user; desktops come from Debian's packages, unpacked for this alone. LXQt, GNOME
and KDE, 300 MB to fetch, only with --all. Pictures go to app/target/desktops-shots.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import time

import desktop
import hosts
from lab import debs
from lab.checks import Checks, check
from lab.screen import RED, until

APP = "/usr/bin/vpnfirewall-app"
SHOTS = desktop.CHECKOUT / "app/target/desktops-shots"


def start(host, *options, **environment):
    host.env |= environment
    app = host.start(APP, *(options or ["--background"]))
    desktop.activate(app.pid, "alice")
    return app


def disarm():
    subprocess.run([desktop.HELPER, "disarm"], check=True, capture_output=True, stdin=subprocess.DEVNULL)


def lives_there(host):
    """From the panel's start to the icon's end."""
    disarm()
    host.begin()
    app = start(host)
    at = host.shown("EXPOSED")
    host.toggle(at)
    host.shown("BLOCKING")
    if host.restarts:
        host.restart()
        host.shown("BLOCKING")
    check(app.poll() is None, f"exit {app.returncode}")
    app.terminate()
    check(app.wait(20) == 0, f"exit {app.returncode}")


def no_tray(host):
    """A window manager and nothing else: the window opens."""
    host.start_screen()
    host.start_bus()
    host.start_window_manager("openbox")
    app = start(host, "--log-addresses")
    until("the status window", lambda: host.windows("^VPN Firewall$"), 60)
    time.sleep(2)
    host.shot("window")
    check(app.poll() is None, f"exit {app.returncode}")
    return size(host)


def size(host):
    found = host.run("xdotool", "getwindowgeometry", "--shell", host.windows("^VPN Firewall$")[0])
    values = dict(line.split("=") for line in found.split())
    return int(values["WIDTH"]), int(values["HEIGHT"])


def high_density(make):
    """Twice the pixels: the window is twice as large, and the panel asks for larger icons and gets them."""
    disarm()
    plain = no_tray(make("no-tray"))
    host = make("high-density", "2560x1600")
    host.start_screen("-dpi", "192")
    host.start_bus()
    host.env["GDK_SCALE"] = "2"
    host.start_window_manager("openbox")
    host.start_panel(30, 22)
    app = start(host, "--log-addresses")
    until("the status window", lambda: host.windows("^VPN Firewall$"), 60)
    time.sleep(2)
    double = size(host)
    panel = [at for at in host.shot("window").where(RED) if at[1] < 60 and at[0] > 2400]
    check(app.poll() is None, f"exit {app.returncode}")
    check(len(panel) > 250, f"the icon has {len(panel)} red pixels")
    check(all(1.8 < large / small < 2.2 for large, small in zip(double, plain)), f"{plain} and {double}")
    return f"{plain[0]} by {plain[1]} pixels, and {double[0]} by {double[1]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="with GNOME and KDE")
    parser.add_argument("--only", default="", help="only tests whose name holds this text")
    options = parser.parse_args()
    kinds = hosts.ALL if options.all else hosts.EVERYDAY
    over = [debs.fetch(desktop.STAGE, *packages) for packages in sorted({k.packages for k in kinds if k.packages})]
    desktop.enter(over)
    hosts.furnish()
    desktop.card()
    desktop.run(desktop.HELPER, "configure", input=desktop.json_bytes(desktop.SETTINGS))
    shutil.rmtree(SHOTS, ignore_errors=True)
    checks = Checks(only=options.only)
    homes = pathlib.Path("/home/alice")
    made = []

    def make(name, size="1280x800", kind=hosts.Xfce):
        made.append(kind(homes / name, SHOTS / name, size=size, user="alice"))
        return made[-1]

    def run(test):
        try:
            return test()
        finally:
            while made:
                made.pop().close()

    for kind in kinds:
        checks.run(kind.name, lambda kind=kind: run(lambda: lives_there(make(kind.name, kind=kind))))
    checks.run("no tray, and high density", lambda: run(lambda: high_density(make)))
    for log in sorted(homes.glob("*/*.log")):  # for whoever looks why
        (SHOTS / log.parent.name).mkdir(exist_ok=True)
        shutil.copy(log, SHOTS / log.parent.name)
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
