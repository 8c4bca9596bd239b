"""What the desktop's kernel holds, as text that can be compared byte by byte."""

import contextlib
import re

_TABLES = ("filter", "mangle", "raw", "nat", "security")
_FAMILIES = ("iptables", "ip6tables")
_COUNTERS = re.compile(r"\[\d+:\d+\]")
_NFT_COUNTERS = re.compile(r"counter packets \d+ bytes \d+")


def touch_tables(machine):
    """In the legacy variant, has the kernel list all tables: it does so for ever once they were read (design §2)."""
    if machine.variant == "legacy":
        for tool in _FAMILIES:
            for table in _TABLES:
                machine.host.run(tool, "-t", table, "-S", check=False)


def snapshot(machine):
    """All rules of both families, every nftables table and every set, without counters and dates."""
    found = {}
    for tool in _FAMILIES:
        lines = machine.host.run(f"{tool}-save").stdout.splitlines(keepends=True)
        found[f"{tool}-save"] = _COUNTERS.sub("", "".join(line for line in lines if not line.startswith("#")))
    found["nft list ruleset"] = _NFT_COUNTERS.sub("counter", machine.host.run("nft", "list", "ruleset").stdout)
    sets = machine.host.run("ipset", "save", check=False)
    found["ipset save"] = sets.stdout
    found["/etc/hosts"] = (machine.read("/etc/hosts") or b"").decode()
    return found


def difference(before, after):
    """Which listings differ, with the lines; empty if none does."""
    said = []
    for name, old in before.items():
        old_lines, new_lines = old.splitlines(), after[name].splitlines()
        if old_lines != new_lines:
            said.append(f"{name}:")
            said += [f"  gone: {line}" for line in old_lines if line not in new_lines][:8]
            said += [f"  left: {line}" for line in new_lines if line not in old_lines][:8]
    return "\n".join(said)


def essence(found):
    """Of a snapshot of an armed machine what must always be the same: both filter tables, and whether the gate is shut.

    The backstop may stand in another table, and nftables lists in the order in which things were made.
    """
    filters = {tool: "".join(re.findall(r"^\*filter\n.*?^COMMIT\n", found[f"{tool}-save"], re.S | re.M)) for tool in _FAMILIES}
    return filters | {"gate": "\n".join(line for line in found["nft list ruleset"].splitlines() if "vpnfw_gate" in line)}


_BARE_TABLE = re.compile(r"^\*\w+\n(?::\w+ ACCEPT \n)*COMMIT\n", re.M)
_NFT_TABLE = re.compile(r"^(table [^\n]+) \{\n(.*?)^\}\n", re.M | re.S)
_NFT_CHAIN = re.compile(r"^\t\w+ [^\n]+ \{\n.*?^\t\}\n", re.M | re.S)
_NFT_BARE = re.compile(r"\t\w+ [^\n]+ \{\n\t\ttype [^\n]+; policy accept;\n\t\}\n")


def unordered(found):
    """A snapshot without what follows from who came first where two have made the same tables.

    That is the order in nftables' listing, and built-in chains and tables that let everything pass and hold nothing.
    """
    plain = {f"{tool}-save": _BARE_TABLE.sub("", found[f"{tool}-save"]) for tool in _FAMILIES}
    tables = []
    for name, inside in _NFT_TABLE.findall(found["nft list ruleset"]):
        chains = [chain for chain in _NFT_CHAIN.findall(inside) if not _NFT_BARE.fullmatch(chain)]
        tables += [f"{name}\n{''.join(sorted(chains))}"] if chains else []
    return {**found, **plain, "nft list ruleset": "".join(sorted(tables))}


def traces(found):
    """What there is of ours in a snapshot."""
    lines = [line for listing in found.values() for line in listing.splitlines()]
    return [line for line in lines if "vpnfw" in line.lower() or "vpn.example" in line]


_FOREIGN = """
iptables-restore --noflush <<X
*filter
:MINE - [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A OUTPUT -p tcp -m tcp --dport 25 -j MINE
-A MINE -m comment --comment "mail, \\"quoted\\"" -j DROP
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
-A POSTROUTING -s 172.31.0.0/16 ! -o docker9 -j MASQUERADE
COMMIT
*mangle
-A OUTPUT -p udp -m udp --dport 9 -j TOS --set-tos 0x10/0x3f
COMMIT
X
ip6tables-restore --noflush <<X
*filter
:MINE - [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A MINE -p tcp -m tcp --dport 25 -j DROP
COMMIT
X
nft -f - <<X
table inet somebody {
  set addresses { type ipv4_addr; elements = { 192.0.2.77 } }
  chain look {
    type filter hook output priority 5; policy accept;
    ip daddr @addresses counter drop
  }
}
X
"""
_CLEAR = """
nft flush ruleset
for v in nft legacy; do for t in iptables ip6tables; do for table in filter mangle raw nat security; do
  for c in INPUT FORWARD OUTPUT; do $t-$v -t $table -P $c ACCEPT; done
  $t-$v -t $table -F; $t-$v -t $table -X
done; done; done >/dev/null 2>&1
nft flush ruleset
ipset destroy
true
"""


@contextlib.contextmanager
def foreign(machine):
    """Other people's rules in place, in every table: some with connection tracking, some of nftables alone."""
    machine.host.shell(_FOREIGN)
    try:
        yield
    finally:
        clear(machine)


def clear(machine):
    """Takes every rule of anybody's away."""
    machine.host.run("sh", "-c", _CLEAR)
