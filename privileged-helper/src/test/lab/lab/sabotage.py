"""Ways to spoil the rules in a test machine's kernel, each as an error in the helper might."""

import re

_SETTINGS = {
    "version": 1,
    "tunnel": {"interfaces": ["tun0"], "ipsec": False, "allowInbound": False, "clientUsers": ["998"]},
    "servers": [
        {"address": "198.51.100.7", "port": 1194, "protocol": "udp"},
        {"address": "2001:db8:5::7", "port": 443, "protocol": "tcp"},
        {"address": "203.0.113.9", "protocol": "any"},
    ],
    "lan": {"allow": True, "networks": ["192.168.1.0/24", "10.0.0.0/8", "fd00::/8", "fe80::/10"], "dns": False},
    "gateway": {"interfaces": []},
    "pinHosts": False,
    "blockMode": "reject",
    "logBlocked": False,
}
_MANY = _SETTINGS | {
    "servers": [{"address": f"198.51.100.{n}", "port": 1194, "protocol": "udp"} for n in range(32, 48)],
    "tunnel": _SETTINGS["tunnel"] | {"clientUsers": []},
}
"""Enough for a set of addresses."""
_PORTS = _MANY | {"servers": [*_MANY["servers"], {"address": "198.51.100.48", "port": 1195, "protocol": "udp"}]}
"""Enough for a set of addresses with their ports."""


def _changed(change):
    """A spoiler: what `change` makes of each line of ours in a saved table is what the kernel gets."""

    def spoil(host, tools):
        for tool in tools.values():
            lines = host.run(f"{tool}-save").stdout.splitlines()
            wrong = [new for line in lines for new in (change(line) if line.startswith("-A VPNFW") else [line])]
            if wrong != lines:
                host.run(f"{tool}-restore", input="\n".join(wrong) + "\n")

    return spoil


def _without(pattern):
    """A rule is missing."""
    return _changed(lambda line: [] if re.search(pattern, line) else [line])


def _instead(pattern, text):
    """A rule says something else."""
    return _changed(lambda line: [re.sub(pattern, text, line)])


def _wider_set(host, _):
    """A set holds more than it should."""
    for name in host.run("ipset", "list", "-name").stdout.split():
        ports = [f",{t}:{port}" for t in ("udp", "tcp") for port in (53, 67, 443, 853, 1194, 8443)]
        typed = ",port" in host.run("ipset", "save", name).stdout
        entries = [f"add {name} 198.51.100.0/24{port}" for port in (ports if typed else [""])]
        host.run("ipset", "restore", "-exist", input="\n".join(entries) + "\n")


ALL = {
    "servers by any port": (_SETTINGS, _instead(r"(-A VPNFW-OUT -d 198.*) -p udp -m udp --dport 1194", r"\1")),
    "servers for any user": (_SETTINGS, _instead(r" -m owner --uid-owner 998", "")),
    "neighbour discovery with any hop limit": (_SETTINGS, _instead(r" -m hl --hl-eq 255", "")),
    "replies accepted by port alone": (_SETTINGS, _instead(r"(-A VPNFW-IN -s 203.*) -m conntrack --ctstate ESTABLISHED", r"\1")),
    "DNS to the local network": (_SETTINGS, _without(r"-A VPNFW-OUT -p (udp|tcp) .*--dport 53 ")),
    "invalid packets let in": (_SETTINGS, _without(r"--ctstate INVALID")),
    "the tunnel's address known to the LAN": (_SETTINGS, _without(r"--limit-iface-in")),
    "forwarding past the tunnel": (_SETTINGS, _instead(r"-A VPNFW-FWD -o tun0", "-A VPNFW-FWD -o eth1")),
    "a local network too wide": (_SETTINGS, _instead(r"(-A VPNFW-OUT -d 10\.0\.0\.0)/8", r"\1/7")),
    "the end of a chain missing": (_SETTINGS, _without(r"-A VPNFW-OUT -j (DROP|REJECT)")),
    "too much blocked: no errors come in": (_SETTINGS, _without(r"-A VPNFW-IN -p (icmp|ipv6-icmp) .*RELATED")),
    "a set of servers too wide": (_MANY, _wider_set),
    "a set of servers and ports too wide": (_PORTS, _wider_set),
}
