"""Tools that fail: the desktop's iptables and nft wrapped so that the n-th call goes wrong in a chosen way."""

import pathlib

TOOLS = ["iptables-save", "iptables-restore", "ip6tables-save", "ip6tables-restore", "nft"]
_REAL = "/run/lab-tools"
_PLAN = "/run/lab-fault"

MODES = {
    "fails": "exit 4",
    "works but says that it failed": '"$real" "$@"; exit 1',
    "hangs": "exec sleep 60",
    "dies with the helper": "kill -9 $PPID; exit 1",
    "outlives the helper": 'kill -9 $PPID; exec "$real" "$@"',
}

# Tools run side by side: each is counted before the next one is.
_WRAPPER = """#!/bin/sh
real={real}/{tool}
[ -e {plan} ] || exec "$real" "$@"
exec 9>>{plan}/calls
flock 9
echo "{tool} $*" >&9
number=$(wc -l <{plan}/calls)
exec 9>&-
[ "$number" = "$(cat {plan}/number)" ] || exec "$real" "$@"
{cases}
exec "$real" "$@"
"""


class Faults:
    """The wrapped tools of a machine. Without a plan they do what they always do."""

    def __init__(self, machine):
        self._machine = machine
        self._plan = machine.path(_PLAN)
        cases = "\n".join(f'[ "$(cat {_PLAN}/mode)" != "{mode}" ] || {{ {what}; }}' for mode, what in MODES.items())
        machine.host.shell(f"mkdir {_REAL}")
        for tool in TOOLS:
            text = _WRAPPER.format(real=_REAL, tool=tool, plan=_PLAN, cases=cases)
            # The multi-call binaries go by their name, so the link must bear it.
            machine.host.shell(
                f"target=$(readlink -f /usr/sbin/{tool})\n"
                f'if [ "$target" = /usr/sbin/{tool} ]; then mv $target $target.real; target=$target.real; fi\n'
                f"ln -s $target {_REAL}/{tool}; rm -f /usr/sbin/{tool}"
            )
            wrapper = machine.path(f"/usr/sbin/{tool}")
            wrapper.write_text(text, encoding="ascii")
            wrapper.chmod(0o755)

    def plan(self, number, mode):
        """From now on the calls are counted, and the one of this number (from 1) goes wrong."""
        self.clear()
        self._plan.mkdir()
        (self._plan / "number").write_text(f"{number}\n", encoding="ascii")
        (self._plan / "mode").write_text(f"{mode}\n", encoding="ascii")

    def clear(self):
        """All tools work again; returns the calls since the plan was made."""
        calls = []
        if self._plan.exists():
            record = pathlib.Path(self._plan / "calls")
            calls = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
            self._machine.host.shell(f"rm -rf {_PLAN}")
        return calls

    def calls_of(self, call):
        """The calls that are made when nothing goes wrong."""
        self.plan(0, "none")
        call()
        return self.clear()


def writes(call):
    """Whether a recorded call changes the kernel's rules."""
    return "-restore" in call or "nft -f" in call


def reads(call):
    """Whether a recorded call only reads."""
    return not writes(call)
