"""The table of `try`: what each kind of traffic did in each phase, and what it should have done."""

from . import network

OUT, TUNNEL, BLOCKED = "out", "tunnel", "blocked"
_KINDS = {"tcp": "TCP", "udp": "UDP", "icmp": "ICMP", "dns": "DNS"}


class Row:
    """One kind of traffic. `expected` names what must be seen while unprotected, with the VPN, without it, LAN shut."""

    def __init__(self, label, kind, target, expected, device=None):
        self.label = label
        self.kind = kind
        self.target = target
        self.device = device
        self.expected = expected


class Phase:
    """One column: its title and which of a row's expectations holds in it."""

    def __init__(self, title, expects):
        self.title = title
        self.expects = expects


BARE, VPN_UP, VPN_DOWN, LAN_SHUT = range(4)
PHASES = [
    Phase("no VPN,|disarmed", BARE),
    Phase("armed,|VPN up", VPN_UP),
    Phase("armed,|VPN killed", VPN_DOWN),
    Phase("armed,|VPN back", VPN_UP),
    Phase("armed, VPN,|LAN closed", LAN_SHUT),
    Phase("disarmed,|no VPN", BARE),
]


def rows():
    """Every kind of traffic, internet first, then what tries to pass by the tunnel, then the LAN."""
    found = []
    for kind, name in _KINDS.items():
        for version in (4, 6):
            expected = (OUT, TUNNEL, BLOCKED, TUNNEL)
            found.append(Row(f"{name} IPv{version}", kind, network.PUBLIC[version], expected))
    for kind in ("tcp", "udp"):
        for version in (4, 6):
            label = f"{_KINDS[kind]} IPv{version} bound to {network.CARD}"
            expected = (OUT, BLOCKED, BLOCKED, BLOCKED)
            found.append(Row(label, kind, network.PUBLIC[version], expected, network.CARD))
    for kind, name in _KINDS.items():
        for version in (4, 6):
            allowed = BLOCKED if kind == "dns" else OUT
            expected = (OUT, allowed, allowed, BLOCKED)
            found.append(Row(f"LAN {name} IPv{version}", kind, network.LAN_HOST[version], expected))
    return found


def text(all_rows, phases, cells):
    """The table as lines of text; cells is by (row, phase) the word to show."""
    titles = [phase.title.split("|") for phase in phases]
    first = max(len(row.label) for row in all_rows)
    widths = [
        max([len(part) for part in title] + [len(cells.get((row, phase), "")) for row in all_rows])
        for phase, title in zip(phases, titles)
    ]
    lines = []
    for part in range(2):
        heads = [title[part].ljust(width) for title, width in zip(titles, widths)]
        lines.append("  ".join([" " * first, *heads]).rstrip())
    lines.append("  ".join(["-" * first, *("-" * width for width in widths)]))
    for row in all_rows:
        found = [cells.get((row, phase), "").ljust(width) for phase, width in zip(phases, widths)]
        lines.append("  ".join([row.label.ljust(first), *found]).rstrip())
    return "\n".join(lines)
