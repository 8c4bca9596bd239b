"""What the benches of helper and kernel have in common: a machine with a card and nothing else, and calls that are timed."""

import json

from . import network, policy, rules, sandbox
from .helper import HELPER
from .machine import VARIANTS, Machine
from .namespace import Namespace
from .stopwatch import Stopwatch

NAMES = {"nft": "iptables-nft", "legacy": "iptables-legacy"}


_NEIGHBOURS = """
ip neigh replace 192.168.77.1 lladdr {mac} dev eth0; ip neigh replace 2001:db8:77::1 lladdr {mac} dev eth0
"""
_EMPTY = "".join(f"*{table}\nCOMMIT\n" for table in ("filter", "security"))


def _address(interface):
    with open(f"/sys/class/net/{interface}/address", encoding="ascii") as file:
        return file.read().strip()


class Timed:
    """A machine behind one cable, whose other end `outside` is in this program's namespace, with one iptables variant."""

    def __init__(self, stage, variant, outside="outside"):
        sandbox.require_isolated()
        self.outside = outside
        self.host = Namespace(f"machine with {variant}")
        network.router(
            f"ip link add {outside} type veth peer name {network.CARD} address {network.CARD_ADDRESS} netns {self.host.pid}\n"
            f"sysctl -qw net.ipv6.conf.{outside}.accept_dad=0; ip link set {outside} up"
        )
        self.host.shell(network.HOST + network.MACHINE + _NEIGHBOURS.format(mac=_address(outside)))
        self.machine = Machine(self.host, stage, variant)
        self.stopwatch = Stopwatch(self.host)
        rules.touch_tables(self.machine)

    def configure(self, settings):
        """Stores settings while disarmed."""
        self.stopwatch.run(([HELPER, "configure"], json.dumps(settings)))

    def rendered(self, settings):
        """The documents that the helper makes of settings."""
        return json.loads(self.stopwatch.run(([HELPER, "render"], json.dumps(settings))).stdout)["documents"]

    def arm(self):
        """Arms; raises unless its report says that both families were read back as closed."""
        ran = self.stopwatch.run([HELPER, "arm"])
        report = json.loads(ran.stdout)
        if report["state"] != "armed" or not all(f["enforced"] and f["backstop"] for f in report["families"].values()):
            raise OSError(f"arm: {ran.stdout}")
        return ran

    def disarm(self):
        """Disarms."""
        return self.stopwatch.run([HELPER, "disarm"])

    def flush(self):
        """Takes every rule away."""
        if self.machine.variant == "nft":
            self.stopwatch.run(["/usr/sbin/nft", "flush", "ruleset"])
        else:
            restores = [([f"/usr/sbin/{tool}-restore"], _EMPTY) for tool in ("iptables", "ip6tables")]
            self.stopwatch.run(["/usr/sbin/nft", "flush", "ruleset"], *restores)


def machines(stage):
    """One machine of each variant: (name of the variant, machine)."""
    sandbox.enter()
    return [(NAMES[variant], Timed(stage, variant, f"outside{n}")) for n, variant in enumerate(VARIANTS)]


def many(servers, networks=0):
    """Settings with so many servers and local networks, IPv4 and IPv6 in turn."""
    return policy.settings() | {
        "servers": [{"address": _server(n), "port": 1194, "protocol": "udp"} for n in range(servers)],
        "lan": {"allow": bool(networks), "networks": [_network(n) for n in range(networks)] or None},
    }


def _server(n):
    return f"2001:db8:abcd::{n:x}" if n % 2 else f"198.18.{n // 250}.{n % 250}"


def _network(n):
    return f"fd00:{n:x}::/64" if n % 2 else f"10.{n // 250}.{n % 250}.0/24"
