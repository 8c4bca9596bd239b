#!/usr/bin/python3
"""Writes down which classes tray, windows and command load, for Java's archive of them. Argument: the file to write.

Each is run once as a person would, on a machine of its own. What Java has in its own such list is left out.
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
HEAD = """# What tray, windows and command load beyond Java's own list (lib/classlist), to which this is added: all of it goes into
# the archive that they start from. Made by ./run classes. What is not there, or not any more, only takes longer.
"""


def record():
    """Has every Java of the app that is started from now on list its classes."""
    LISTS.mkdir()
    LISTS.chmod(0o777)
    for path in ("/usr/bin/vpnfirewall-app", "/usr/sbin/vpnfirewall"):
        script = pathlib.Path(path)
        text = script.read_text()
        if OPTION not in text:
            sys.exit(f"{path} has no {OPTION}")
        script.write_text(text.replace(OPTION, f"-XX:DumpLoadedClassList={LISTS}/$$ {OPTION}"))


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


def names(file):
    """The classes in a list: no lambdas, no proxies, nothing that is made while it runs."""
    lines = (line.split()[0] for line in file.read_text().splitlines() if line.strip())
    return {name for name in lines if re.fullmatch(r"[A-Za-z][\w/]*(\$\w+)*", name) and not re.search(r"Lambda|/\$Proxy|\$\$", name)}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    out = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)  # the machine inside is another one
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
    known = names(pathlib.Path("/usr/lib/vpnfirewall/app-runtime/lib/classlist"))
    found = set().union(*(names(file) for file in LISTS.iterdir())) - known
    with os.fdopen(out, "w", encoding="ascii") as file:
        file.write(HEAD + "".join(f"{name}\n" for name in sorted(found)))
    print(f"{len(found)} classes from {len(list(LISTS.iterdir()))} programs")


if __name__ == "__main__":
    main()
