"""Random packets of every kind, most of them near to what some rule of the settings is about."""

import ipaddress

from . import crossing, probe as probes
from .probe import Probe

_OUTSIDE = {
    4: "198.51.100.7 198.51.100.8 203.0.113.9 192.168.1.7 192.168.2.1 10.1.2.3 172.16.0.1 169.254.1.1 8.8.8.8 100.64.0.1".split(),
    6: "2001:db8:5::7 2001:db8:5::8 2001:db8:7::1 2001:db8:99::1 fd00:5::7 fc00::1 fe80::1 fe80::77".split(),
}
_GROUPS = {
    4: "255.255.255.255 192.168.1.255 172.16.255.255 10.8.0.255 224.0.0.251 224.0.1.1 239.1.2.3 233.252.0.1".split(),
    6: "ff02::1 ff02::2 ff02::16 ff02::1:2 ff05::1:3 ff02::1:ff00:5 ff02::1:ff12:3456 ff02::fb ff05::c ff0e::1 ff01::1".split(),
}
_ODD = {4: ["127.0.0.1", "127.0.0.53", "0.0.0.0", "240.0.0.1"], 6: ["::1", "::", "64:ff9b::808:808", "2002:808:808::1"]}
_PROTOCOLS = {
    4: [probes.TCP] * 6 + [probes.UDP] * 6 + [probes.ICMP] * 4 + [47, 47, 50, 51, 132, 136, 2, 253],
    6: [probes.TCP] * 6 + [probes.UDP] * 5 + [probes.ICMPV6] * 9 + [47, 50, 51, 59, 132, 253],
}
_PORTS = (53, 67, 68, 443, 546, 547, 853, 1194, 8443)
_ICMP = {
    4: (0, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 17),
    6: (1, 2, 3, 4, 100, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 143, 255),
}
_NEIGHBOUR = (130, 131, 132, 133, 134, 135, 136, 137, 143)
_FLAGS = (
    "SYN", "SYN", "SYN", "ACK", "SYN,ACK", "FIN,ACK", "RST", "RST,ACK", "PSH,ACK", "", "SYN,FIN", "SYN,RST", "FIN,PSH,URG",
    "FIN,SYN,RST,PSH,ACK,URG", "FIN,SYN,RST,ACK", "FIN", "SYN,PSH", "SYN,URG",
)
_DHCP = {4: ((68, 67), (67, 68), (67, 67), (68, 68)), 6: ((546, 547), (547, 546), (547, 547))}


class Variety:
    """Makes probes for given settings. Their numbers begin behind the one given."""

    def __init__(self, random, number):
        self._random = random
        self._number = number

    def probes(self, settings, count):
        """Probes that suit the settings: their addresses, those beside them, and many others."""
        edges = {family: list(_edges(settings, family)) for family in (4, 6)}
        ports = [s["port"] for s in settings["servers"] if isinstance(s.get("port"), int)]
        uids = [int(u) for u in settings["tunnel"].get("clientUsers", [])]
        return [self._probe(edges, ports, uids) for _ in range(count)]

    def _probe(self, edges, ports, uids):
        family = self._one((4, 6))
        way = self._one(("out", "out", "out", "in", "in", "in", "fwd", "fwd"))
        via = self._one(("eth0", "eth0", "eth0", "eth1", "tun0", "tun0", "wg0"))
        if way == "out" and self._often(0.05):
            via = "lo"
        on = self._one([i for i in crossing.INTERFACES if i != via]) if way == "fwd" else ""
        source, target = self._addresses(way, via, family, edges[family])
        self._number += 1
        made = dict(
            number=self._number, way=way, via=via, on=on, source=source, target=target, protocol=self._one(_PROTOCOLS[family]),
            sport=self._port(ports), dport=self._port(ports), hops=self._one((64, 64, 255, 254, 2, 1)),
            uid=self._one([0, 998, 1000, *uids]), flow=self._one(("", "", "", "reply", "reply", "handshake")),
        )
        self._shape(made, family)
        return Probe(**made)

    def _shape(self, made, family):
        protocol = made["protocol"]
        if protocol == probes.TCP:
            made["flags"] = self._one(_FLAGS)
        if protocol == probes.UDP and self._often(0.25):
            made["sport"], made["dport"] = self._one(_DHCP[family])
        if protocol == probes.UDP and family == 4 and self._often(0.05):
            made["target"], made["dport"] = "233.252.0.1", 9  # The app's own test packet.
        if protocol in (probes.ICMP, probes.ICMPV6):
            made["type"] = self._one(_ICMP[family])
            made["code"] = self._one((0, 0, 1, 3, 4, 13))
            if made["type"] in _NEIGHBOUR and family == 6:
                made["hops"] = self._one((255, 255, 255, 64, 1))
            if Probe(**made).is_error():
                made["flow"] = self._one(("error", "error", "error", ""))
        if self._often(0.12):
            made["extra"] = "options" if family == 4 else self._one(("hop", "target"))
        made["fragments"] = self._often(0.08)
        made["bad_checksum"] = self._often(0.02)

    def _addresses(self, way, via, family, edges):
        far = self._far(family, edges)
        if way == "fwd":
            return self._far(family, edges), far
        own = crossing.addresses(via, family)
        near = self._one(own) if own and self._often(0.75) else self._one(self._own(family))
        if way == "out":
            if self._often(0.15):
                near = self._far(family, edges)
            if self._often(0.2):
                far = self._one(_GROUPS[family])
            return near, far
        if self._often(0.2):
            near = self._one(_GROUPS[family])
        elif self._often(0.05):
            near = self._one(_ODD[family])
        return far, near

    def _far(self, family, edges):
        draw = self._random.random()
        if draw < 0.45 and edges:
            return self._one(edges)
        if draw < 0.5:
            return self._one(_ODD[family])
        return self._one(_OUTSIDE[family])

    @staticmethod
    def _own(family):
        return [a for name in crossing.INTERFACES for a in crossing.addresses(name, family)]

    def _port(self, ports):
        draw = self._random.random()
        if draw < 0.35 and ports:
            return self._one(ports)
        return self._one(_PORTS) if draw < 0.6 else self._random.randrange(1, 65536)

    def _one(self, values):
        return values[self._random.randrange(len(values))]

    def _often(self, share):
        return self._random.random() < share


def _edges(settings, family):
    """The first and last address of each network that the settings name, and the ones right beside it."""
    texts = [s["address"] for s in settings["servers"]] + (settings["lan"].get("networks") or [])
    for text in texts:
        network = ipaddress.ip_network(text)
        if network.version != family:
            continue
        first, last = int(network[0]), int(network[-1])
        for number in {first, last, first - 1, last + 1}:
            address = type(network[0])(number % (1 << network.max_prefixlen))
            if not address.is_multicast and not address.is_unspecified:
                yield str(address)
