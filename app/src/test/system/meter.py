"""What processes take: memory, time on a core, and how often they wake up."""

import os
import pathlib
import re

_TICK = os.sysconf("SC_CLK_TCK")


def family(pid):
    """A process and all that it has started, and they in turn."""
    children = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # gone since
        children.setdefault(parent, []).append(int(entry.parent.name))
    found, left = [], [pid]
    while left:
        found.append(left.pop())
        left += children.get(found[-1], [])
    return found


def memory(pid, kind="Pss"):
    """MiB of a family: `Rss`, or `Pss`, in which what processes share counts once."""
    texts = (pathlib.Path(f"/proc/{one}/smaps_rollup").read_text() for one in family(pid))
    return sum(int(re.search(rf"^{kind}:\s+(\d+)", text, re.M)[1]) for text in texts) / 1024


def cpu(pid):
    """Seconds on a core that a family has taken so far."""
    return sum(sum(map(int, pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[11:13]))
               for one in family(pid)) / _TICK


def wake_ups(pid):
    """How often each thread of a family has been put on a core so far, by process and thread."""
    found = {}
    for one in family(pid):
        for status in pathlib.Path(f"/proc/{one}/task").glob("*/status"):
            text = status.read_text()
            found[one, status.parent.name] = sum(map(int, re.findall(r"ctxt_switches:\s+(\d+)", text)))
    return found
