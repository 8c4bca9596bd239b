#!/usr/bin/python3
"""Writes down which classes tray and windows load, for Java's archives of them. Argument: the folder with both lists,
whose name is the version of Java that they are of.

Each is run once as a person would, on a machine of its own; the command's classes go with the tray's, but only where those
that are never asked for take no memory.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import desktop
from app_test import AGENT, App, Desk
from lab.screen import until

LISTS = pathlib.Path("/run/lists")
OPTION = "-XX:+UseSerialGC"
WINDOWS = {"status": "^VPN Firewall$", "settings": "Settings", "assistant": "Set up", "leak-test": "Leak test", "about": "About"}
HEAD = """# What {} loads: all of it goes into the archive that it starts from. Made by ./run classes. What is not there,
# or not any more, only takes longer.
"""
LOADS_ALL = 24  # the first Java whose programs load all that is in their archive


def record():
    """Has every Java of the app that is started from now on list its classes."""
    LISTS.mkdir()
    LISTS.chmod(0o777)
    for path, program in (("/usr/bin/vpnfirewall-app", "$main"), ("/usr/sbin/vpnfirewall", "Command")):
        script = pathlib.Path(path)
        text = script.read_text()
        if OPTION not in text:
            sys.exit(f"{path} has no {OPTION}")
        script.write_text(text.replace(OPTION, f"-Xshare:off -XX:DumpLoadedClassList={LISTS}/{program}.$$ {OPTION}"))


def click(screen):
    """The tray, from its start over arming to its end."""
    app = App(screen)
    app.click("EXPOSED")
    screen.shown("BLOCKING")
    desktop.tunnel()
    screen.shown("PROTECTED")
    app.child.send_signal(signal.SIGTERM)
    app.child.wait(60)
    app.close()


def look(screen, view, title):
    """A window, until it has shown all that it does by itself."""
    child = screen.start("/usr/bin/vpnfirewall-app", "window", view)
    until(view, lambda: screen.windows(title))
    time.sleep(8)
    child.send_signal(signal.SIGTERM)
    child.wait(60)


def names(file, version):
    """The classes in a list, without what is made while it runs: lambdas are listed by how they are made. For newer Javas the
    build finds in the classes what else there is to say of a lambda."""
    found = set()
    for line in file.read_text().splitlines():
        words = line.split(" ")
        if words[0] in ("@lambda-proxy", "@lambda-form-invoker") and version < LOADS_ALL:
            found.add(line)
        elif words[0] == "@lambda-proxy":
            found.add(" ".join(words[:4]))
        elif re.fullmatch(r"[A-Za-z][\w/]*(\$\w+)*", words[0]) and not re.search(r"Lambda|/\$Proxy|\$\$", words[0]):
            found.add(words[0])
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    version = int(pathlib.Path(sys.argv[1]).name)
    # Written on this machine, not on the one inside.
    folder = os.open(sys.argv[1], os.O_DIRECTORY)
    desktop.enter()
    pathlib.Path("/run/agent.py").write_bytes(AGENT.read_bytes())
    os.chmod("/run/agent.py", 0o755)
    desktop.card()
    desktop.run(desktop.HELPER, "configure", input=desktop.json_bytes(desktop.SETTINGS))
    record()
    screen = Desk(pathlib.Path("/home/alice/session"))
    try:
        screen.start_screen()
        screen.start_bus()
        screen.start_window_manager("openbox")
        screen.start_panel()
        click(screen)
        for view, title in WINDOWS.items():
            look(screen, view, title)
        subprocess.run(["vpnfirewall", "status"], check=False)
    finally:
        screen.close()
    of_the_tray = ("TrayMain",) if version >= LOADS_ALL else ("TrayMain", "Command")
    for list_, who, programs in (("tray", "the tray", of_the_tray), ("window", "a window", ("WindowMain",))):
        found = set().union(*(names(file, version) for one in programs for file in LISTS.glob(f"{one}.*")))
        with open(os.open(list_, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644, dir_fd=folder), "w", encoding="ascii") as file:
            file.write(HEAD.format(who) + "".join(f"{line}\n" for line in sorted(found)))
        print(f"{list_}: {len(found)}")


if __name__ == "__main__":
    main()
