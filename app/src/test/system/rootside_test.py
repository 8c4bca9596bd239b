#!/usr/bin/python3
"""What root does when the helper runs: which classes it loads, which programs it starts, which files it opens and how.

The list is privileged-helper/docs/root-side.md, by which a reviewer reads the root side.
"""

import functools
import json
import os
import pathlib
import re
import subprocess
import sys

import desktop
from lab.checks import Checks, check

PAGE = desktop.CHECKOUT / "privileged-helper/docs/root-side.md"
SETTINGS = {
    **desktop.SETTINGS,
    "tunnel": {"interfaces": ["tun0"], "clientUsers": ["root"], "ipsec": True},
    "lan": {"allow": True, "networks": ["192.168.0.0/16", *(f"10.{n}.0.0/16" for n in range(20))]},
    "gateway": {"interfaces": ["eth7"]},
}
SETTINGS["servers"] = [{**server, "host": "vpn.example.org"} for server in SETTINGS["servers"]]
CALLS = (("configure",), ("arm",), ("arm", "--again"), ("status",), ("verify",), ("watch",), ("disarm",))
OWN = "io.github.vpnfirewall.helper."
JAVA = "/usr/lib/vpnfirewall/helper-runtime/bin/java"
FOLDERS = ("/run/vpnfirewall", "/var/lib/vpnfirewall", "/etc/vpnfirewall")
CALLER = "/home/alice/folder"
# Beside the helper's own folders, and what Linux itself offers (/proc, /sys, /dev).
WRITTEN = {"/etc/hosts", "/run/xtables.lock"}
LAUNCHER = ("/usr/lib/vpnfirewall/vpnfirewall-helper", "/usr/bin/env", JAVA)
SPAWN = "/usr/lib/vpnfirewall/helper-runtime/lib/jspawnhelper"
PROBE = {"/usr/lib/vpnfirewall/leak-probe", "/usr/bin/perl"}


def listed():
    """The page's classes, of what runs as root and of what never does; and the tools."""
    text = PAGE.read_text(encoding="utf-8")
    root, never = text.split("## Never as root")
    tools = re.search(r"The tools that it starts.*?\n\n", text, re.S)[0]
    return set(classes(root)), set(classes(never)), set(re.findall(r"`([a-z0-9-]+)`", tools))


def classes(text):
    for package, names in re.findall(r"^\| `(\w+)`: (.*?) \|", text, re.M):
        for name in re.findall(r"`(\w+)`", names):
            yield f"{OWN}{name}" if package == "helper" else f"{OWN}{package}.{name}"


def launcher(change):
    """The installed launcher, with a change to its text."""
    text = change(desktop.HELPER.read_text())
    path = pathlib.Path("/run/launcher")
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


def called(command, words):
    """A verb's exit code and output, watched for a moment if it is a watch."""
    stdin = json.dumps(SETTINGS).encode() if words[0] == "configure" else b""
    with subprocess.Popen([*command, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=CALLER) as made:
        if words[0] == "watch":
            made.stdout.readline()
        out, err = made.communicate(stdin, timeout=120)
    check(made.returncode == (1 if words[0] == "verify" else 0), f"{words}: {made.returncode} {out!r} {err[-300:]!r}")


def loads_only_what_is_listed():
    known, never, _ = listed()
    check(len(known) > 80 and len(never) > 20, f"the page lists {len(known)} and {len(never)}")
    log = pathlib.Path("/run/loaded")
    change = lambda text: text.replace("-Xlog:disable", f"-Xlog:disable -Xlog:class+load=info:file={log}")  # noqa: E731
    seen = set()
    for words in (*CALLS, ("render",)):
        log.unlink(missing_ok=True)
        if words == ("render",):  # the control: what is never loaded would be seen
            subprocess.run([launcher(change), "render", "--check"], input=json.dumps(SETTINGS).encode(), capture_output=True, check=True)
        else:
            called([launcher(change)], words)
        loaded = {name.partition("$")[0] for name in re.findall(rf"({re.escape(OWN)}[\w.$]+) source:", log.read_text())}
        check(len(loaded) > 30, f"{words}: the list of what was loaded is not there")
        if words == ("render",):
            check(len(loaded & never) > 15, f"the control fails: {sorted(loaded & never)}")
        else:
            check(not loaded - known, f"{words} loads what is not listed: {sorted(loaded - known)}")
            seen |= loaded
    return f"{len(seen)} of {len(known)} classes, and none of {len(never)}"


@functools.cache
def traced(words):
    """What a verb and all that it starts have executed, and opened: [(what, path, flags)]."""
    log = pathlib.Path("/run/trace")
    log.unlink(missing_ok=True)
    called(["/usr/bin/strace", "-f", "-qq", "-s", "4096", "-o", str(log), "-e", "trace=execve,open,openat,creat", str(desktop.HELPER)], words)
    text = log.read_text(errors="replace")
    # A call that another process's interrupts is told in two lines.
    for pid, call, rest in re.findall(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$", text, re.M):
        text += f"{pid} {call}({rest}) = 0\n"
    found = []
    for call, rest, result in re.findall(r"^\d+ +(execve|open|openat|creat)\((.*)\) += (-?\d+)", text, re.M):
        path = re.search(r'"([^"]*)"', rest)
        if path and not result.startswith("-"):
            found.append((call, path[1], rest))
    return found


def starts_only_what_is_listed():
    tools = {f"{folder}/{name}" for name in listed()[2] for folder in ("/usr/sbin", "/usr/bin", "/sbin", "/bin")}
    seen = set()
    for words in CALLS:
        started = [path for call, path, _ in traced(words) if call == "execve"]
        check(started[0] == LAUNCHER[0] and set(LAUNCHER) <= set(started), f"{words} starts {started}")
        spawned = SPAWN in started
        check(spawned == (words[0] not in ("watch", "verify")), f"{words} starts {started}")
        more = set(started) - {SPAWN, *LAUNCHER} - tools - (PROBE if words[0] == "verify" else set())
        check(not more, f"{words} starts what is not listed: {sorted(more)}")
        seen |= set(started) - set(LAUNCHER)
    check(os.path.basename(SPAWN) in listed()[2], "the page does not tell of it")
    check(len(seen) > 4, f"the control fails: it starts {seen}")
    return ", ".join(sorted(os.path.basename(path) for path in seen))


def opens_nothing_where_others_write():
    """To write: its own folders alone, by names that no link can lead elsewhere; to read: nothing of the caller's."""
    wrote = 0
    for words in CALLS:
        for call, path, rest in traced(words):
            if call == "execve" or not path.startswith("/") or path.startswith(("/proc/", "/sys/", "/dev/")):
                continue
            check(not path.startswith((CALLER, "/tmp", "/var/tmp", "/home")), f"{words} opens {path}")
            if "O_WRONLY" in rest or "O_RDWR" in rest or "O_CREAT" in rest:
                wrote += 1
                check(path in WRITTEN or os.path.dirname(path).startswith(FOLDERS), f"{words} writes {path}")
                if path.startswith(FOLDERS):
                    check("O_NOFOLLOW" in rest or "O_EXCL" in rest, f"{words} may follow a link: {rest}")
    check(wrote > 10, f"the control fails: {wrote} files were written")
    return f"{wrote} files written"


def main():
    desktop.enter()
    os.mkdir(CALLER)
    pathlib.Path(CALLER, ".hotspotrc").write_text("PrintFlagsFinal\n")
    checks = Checks()
    checks.run("classes", loads_only_what_is_listed)
    checks.run("programs", starts_only_what_is_listed)
    checks.run("files", opens_nothing_where_others_write)
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
