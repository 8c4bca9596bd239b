"""The table of a bench run, for a terminal and for docs/performance.md.

    python3 -m lab.figures RESULTS... [--write PAGE COMMAND RUNTIME]

Prints what the files hold that ./run bench had the benches write; exits with 1 if one of them did not get to its end.
--write also puts it into a page, between two marks, with the date, the machine and the command.
"""

import datetime
import json
import os
import pathlib
import platform
import re
import subprocess
import sys

_MARKS = "<!-- written by ./run bench --write -->", "<!-- end of what is written -->"
_HEAD = ("what", "ours", "compared with", "theirs", "ratio", "wanted")


def number(value):
    """Three digits that count, and never an exponent."""
    if value == 0 or abs(value) >= 100:
        return f"{value:.0f}"
    short = f"{value:.3g}"
    return short if "e" not in short else f"{value:.6f}".rstrip("0").rstrip(".")


def line(entry):
    """An entry as one line of text."""
    if entry["kind"] == "floor":
        return f"floor: {entry['what']}: {_value(entry['ours'])} ({entry['note']})"
    text = f"{entry['what']}: {_value(entry['ours'])}"
    if entry["kind"] == "row":
        text += f"; {entry['against']}: {_value(entry['theirs'])}; ratio {number(entry['ratio'])}"
    return text + (f", wanted {_wanted(entry)}" if entry["target"] is not None else "")


def text(entries):
    """The table of all rows and figures, in aligned columns that Markdown reads as well, and the floors below it."""
    rows = [_HEAD, *(_cells(entry) for entry in entries if entry["kind"] in ("row", "figure"))]
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    rows.insert(1, tuple("-" * width for width in widths))
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths)) + " |" for cells in rows]
    floors = [f"- {line(entry)}" for entry in entries if entry["kind"] == "floor"]
    return "\n".join(lines + [""] * bool(floors) + floors)


def _cells(entry):
    against, theirs, ratio = "", "", ""
    if entry["kind"] == "row":
        against, theirs, ratio = entry["against"], _value(entry["theirs"]), number(entry["ratio"])
    return entry["what"], _value(entry["ours"]), against, theirs, ratio, _wanted(entry)


def _value(summary):
    spread = ""
    if summary["samples"] > 2:
        spread = f" ({number(summary['low'])} to {number(summary['high'])})"
    return f"{number(summary['median'])} {summary['unit']}{spread}"


def _wanted(entry):
    if entry["target"] is None:
        return ""
    sign = "≥" if entry["at_least"] else "≤"
    return f"{sign} {entry['target']:g}" + ("" if entry["met"] else ": missed")


def read(path):
    """What a bench has written, and whether it got to its end."""
    try:
        entries = [json.loads(one) for one in pathlib.Path(path).read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError:
        entries = []
    ended = bool(entries) and entries[-1]["kind"] == "done"
    return [entry for entry in entries if entry["kind"] != "done"], ended


def machine(runtime):
    """What the figures depend on, in one sentence. runtime: the folder of the helper's Java."""
    model = re.search(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.M)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    java = re.search(r'^JAVA_VERSION="(.*)"$', pathlib.Path(runtime, "release").read_text(encoding="utf-8"), re.M)
    iptables, nft = (re.search(r"v[\d.]+", _said(tool)) for tool in ("iptables", "nft"))
    cores = len(os.sched_getaffinity(0))
    return (
        f"{model[1] if model else platform.machine()}, {cores} cores, {memory:.0f} GB; Linux {platform.release().partition('-')[0]}; "
        f"packaged runtime: JDK {java[1]}; iptables {iptables[0]}, nft {nft[0]}"
    )


def _said(tool):
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    return subprocess.run([tool, "--version"], env=environment, capture_output=True, text=True, check=True).stdout


def put(page, written):
    """The page with what stands between the marks replaced."""
    start, end = (page.index(mark) for mark in _MARKS)
    return f"{page[:start]}{_MARKS[0]}\n\n{written}\n\n{page[end:]}"


def main(arguments):
    """The command line; returns the exit code."""
    page = command = None
    if "--write" in arguments:
        at = arguments.index("--write")
        arguments, (page, command, runtime) = arguments[:at], arguments[at + 1 :]
    results = [(path, *read(path)) for path in arguments]
    table = text([entry for _, entries, _ in results for entry in entries])
    print("\n" + table)
    unfinished = [pathlib.Path(path).stem for path, _, ended in results if not ended]
    missed = sum(entry.get("met") is False for _, entries, _ in results for entry in entries)
    print(f"\ntargets missed: {missed}" + (f"; could not measure: {', '.join(unfinished)}" if unfinished else ""))
    if page and not unfinished:
        today = datetime.datetime.now(datetime.timezone.utc).date()
        written = f"{today}, `{command}`, on {machine(runtime)}.\n\n{table}"
        path = pathlib.Path(page)
        path.write_text(put(path.read_text(encoding="utf-8"), written), encoding="utf-8")
    return 1 if unfinished or not results else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
