"""A machine with four interfaces, two cards and two tunnels, whose other ends all are in the hands of the test.

Beyond them is nobody: what the machine sends is only looked at, and what comes to it is made byte by byte. No address
is ever asked for (no ARP, no NDP), so every packet for anywhere finds its way out.
"""

import ctypes
import errno
import fcntl
import ipaddress
import os
import socket
import struct
import subprocess

from . import dissect, probe as probes, sandbox, witness
from .namespace import Namespace

CARDS, TUNNELS = ("eth0", "eth1"), ("tun0", "wg0")
INTERFACES = CARDS + TUNNELS
OWN = {
    "eth0": ("192.168.1.5/24", "2001:db8:7::5/64", "fd00:5::5/64", "fe80::5/64"),
    "eth1": ("172.16.0.5/16", "203.0.113.5/24", "fd00:16::5/64", "fe80::16/64"),
    "tun0": ("10.8.0.2/24", "fd00:8::2/64", "fe80::8/64"),
    "wg0": ("10.9.0.2/24", "2001:db8:9::2/64", "fe80::9/64"),
    "lo": ("127.0.0.1/8", "::1/128"),
}
GROUPS = ("224.0.0.251", "224.0.1.1", "239.1.2.3", "233.252.0.1", "ff02::fb", "ff02::1:2", "ff05::1:3", "ff05::c", "ff0e::1")

_NETWORKS = [i.network for own in OWN.values() for i in map(ipaddress.ip_interface, own)]
_BROADCASTS = {str(n.broadcast_address) for n in _NETWORKS if n.version == 4}
SHARED = {str(n.network_address) for n in _NETWORKS} | _BROADCASTS
"""Broadcast and router anycast addresses on the machine's cables."""

_ZERO = ipaddress.ip_network("0.0.0.0/8")  # To Linux, these are broadcast addresses, too.
_BARRIER = 0x88B5
_ETH_P_ALL = 3
_OUTGOING = 4
_SO_RCVBUFFORCE = 33
_PATIENCE = 20.0
_MACHINE = """
ip link set lo up
for c in all default; do
  sysctl -qw net.ipv4.conf.$c.rp_filter=0 net.ipv4.conf.$c.accept_local=1 net.ipv4.conf.$c.route_localnet=1 \
    net.ipv4.conf.$c.send_redirects=0 net.ipv4.conf.$c.accept_source_route=1 net.ipv6.conf.$c.accept_dad=0 \
    net.ipv6.conf.$c.accept_ra=0 net.ipv6.conf.$c.accept_redirects=0 net.ipv4.conf.$c.accept_redirects=0 net.ipv4.conf.$c.secure_redirects=0 net.ipv6.conf.$c.addr_gen_mode=1
done
sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
# No answer of the kernel's own is to fall victim to a limit of its own.
sysctl -qw net.ipv4.icmp_ratemask=0 net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0 net.ipv4.icmp_echo_ignore_broadcasts=0
"""
_CARD = """
ip link add {name} type veth peer name out-{name} netns {outside}
ip link set {name} arp off
"""


class Crossing:
    """The machine and the ends of its cables. Everything runs on one processor, so that order is kept."""

    def __init__(self):
        sandbox.require_isolated()
        self.machine = Namespace("machine")
        self.machine.shell(_MACHINE)
        self._tunnels = {name: self._tunnel(name) for name in TUNNELS}
        for name in CARDS:
            self.machine.shell(_CARD.format(name=name, outside=os.getpid()))
            _outside(f"sysctl -qw net.ipv6.conf.out-{name}.disable_ipv6=1; ip link set out-{name} up arp off")
        for number, name in enumerate(INTERFACES):
            self._furnish(name, service_of(name), 101 + number)
        self.machine.shell("ip route add default dev eth0")
        self._groups = self._join()
        self._wires = {name: self._listen(f"out-{name}", _ETH_P_ALL) for name in CARDS}
        with self.machine.inside():
            self._inner = {name: self._listen(name, _BARRIER) for name in CARDS}
            self._macs = {name: _mac(name) for name in INTERFACES if name in CARDS}
        self._senders = {}
        self._barriers = 0
        self.witness = witness.Witness(self.machine)

    def _furnish(self, name, service, table):
        addresses = "\n".join(
            f"ip addr add {a} dev {name} {'nodad' if ':' in a else 'broadcast +'}" for a in OWN[name]
        )
        self.machine.shell(
            f"""sysctl -qw net.ipv4.conf.{name}.rp_filter=0 net.ipv4.conf.{name}.accept_redirects=0
            ip link set {name} mtu 1500 txqueuelen 20000 up
            {addresses}
            for v in -4 -6; do
              ip $v rule add tos {service:#x} lookup {table}; ip $v route add default dev {name} table {table}
            done
            ip -6 route add default dev {name} metric {table}  # Without it, none leaves by this interface."""
        )

    def _tunnel(self, name):
        with self.machine.inside():
            opened = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
            fcntl.ioctl(opened, 0x400454CA, struct.pack("16sH22x", name.encode(), 0x1001))  # TUNSETIFF: TUN, bare packets
        return opened

    def _join(self):
        """Sockets that are members of the groups, so that the kernel takes what is sent to them."""
        made = []
        with self.machine.inside():
            for name in INTERFACES:
                index = socket.if_nametoindex(name)
                for family in (socket.AF_INET, socket.AF_INET6):
                    made.append(socket.socket(family, socket.SOCK_DGRAM))
                    for group in GROUPS:
                        if family == socket.AF_INET6 and ":" in group:
                            member = socket.inet_pton(family, group) + struct.pack("=I", index)
                            made[-1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, member)
                        elif family == socket.AF_INET and ":" not in group:
                            member = socket.inet_aton(group) + bytes(4) + struct.pack("=i", index)
                            made[-1].setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
        return made

    @staticmethod
    def _listen(name, ethertype):
        opened = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        opened.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, 256 << 20)
        opened.bind((name, ethertype))
        opened.setblocking(False)
        return opened

    def send(self, probe, phase=0):
        """Sends a probe; that the machine's kernel refuses it is for the witness and the wire to tell."""
        for data in probes.packets(probe, phase, service_of(probe.on) if probe.way == "fwd" else 0):
            if probe.way == "out":
                self._send_from_machine(probe, data)
            else:
                self._send_to_machine(probe.via, probe.target, data)

    def prepare(self, probe):
        """Sends what must have gone before the probe, one packet after the other."""
        for before in probes.preparations(probe):
            self.send(before)

    def _send_to_machine(self, name, target, data):
        if name in self._tunnels:
            os.write(self._tunnels[name], data)
            return
        frame = _target_mac(target, self._macs[name]) + b"\x02\0\0\0\0\x99" + (b"\x86\xdd" if ":" in target else b"\x08\0")
        self._wires[name].send(frame + data)

    def _send_from_machine(self, probe, data):
        key = (probe.family, probe.via, probe.uid)
        if key not in self._senders:
            self._senders[key] = self._raw_socket(*key)
        try:
            self._senders[key].sendto(data, (probe.target, 0))
        except OSError as error:
            if error.errno == errno.ENOBUFS:
                raise

    def _raw_socket(self, family, name, uid):
        """A socket that sends whole packets by one interface, in the name of a user (setfsuid(2))."""
        with self.machine.inside():
            sandbox.libc.setfsuid(ctypes.c_uint(uid))
            try:
                made = socket.socket(socket.AF_INET6 if family == 6 else socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
            finally:
                sandbox.libc.setfsuid(ctypes.c_uint(0))
        made.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, name.encode())
        made.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        made.setsockopt(socket.SOL_SOCKET, 36, witness.MARK)  # SO_MARK
        return made

    def take(self):
        """(sightings at the hooks, {interface: views of probes that came out by it}) since the last call."""
        out = {name: [] for name in INTERFACES}
        for _ in range(2):  # What came in may have been answered over the loopback.
            for name in CARDS:
                self._collect(name, out[name])
        for name, opened in self._tunnels.items():
            out[name] = list(_probes(_packets(opened)))
        return self.witness.take(), out

    def _collect(self, name, found):
        """Sends a frame over the cable, both ways, behind all that was sent, and waits for it: queues keep their order."""
        self._barriers += 1
        mark = struct.pack("!I", self._barriers).ljust(46, b"\0")
        frame = self._macs[name] + b"\x02\0\0\0\0\x99" + struct.pack("!H", _BARRIER) + mark
        self._wires[name].send(frame)
        for seen in _frames(self._inner[name]):
            if seen == frame:
                break
        self._inner[name].send(frame)
        for seen in _frames(self._wires[name]):
            if seen == frame:
                break
            found.extend(_probes([seen[14:]]))
        if struct.unpack("II", self._wires[name].getsockopt(263, 6, 8))[1]:  # PACKET_STATISTICS
            raise OSError(f"the capture at {name} lost packets, so it proves nothing")


def service_of(name):
    """The type of service by which a forwarded packet is led out by an interface."""
    return 4 * (INTERFACES.index(name) + 1) if name in INTERFACES else 0


def addresses(name, family):
    """The machine's own addresses at an interface."""
    return [a.partition("/")[0] for a in OWN[name] if (":" in a) == (family == 6)]


def kind_of(target, entered):
    """What a target is to the machine, in the tracer's words."""
    address = ipaddress.ip_address(target)
    if address.is_multicast:
        return "multicast"
    networks = {name: [ipaddress.ip_interface(a) for a in own] for name, own in OWN.items()}
    if target == "255.255.255.255" or address in _ZERO:
        return "broadcast"
    for name, own in networks.items():
        local = any(address == i.ip or (name == "lo" and address in i.network) for i in own)
        if local:
            return "here" if name == entered else "elsewhere"
        if target in _BROADCASTS and any(i.version == 4 and address == i.network.broadcast_address for i in own):
            return "broadcast" if name == entered else "elsewhere"
    return "remote"


def _probes(packets):
    return (v for v in map(dissect.view, packets) if v and v.mark)


def _frames(opened):
    """The frames that came in to a packet socket, without end: to wait for one that must come."""
    while True:
        opened.settimeout(_PATIENCE)
        frame, address = opened.recvfrom(1 << 16)
        if address[2] != _OUTGOING:
            yield frame


def _packets(opened):
    while True:
        try:
            yield os.read(opened, 1 << 16)
        except BlockingIOError:
            return


def _target_mac(target, mac):
    packed = ipaddress.ip_address(target)
    if packed.is_multicast:
        low = packed.packed[-4:] if packed.version == 6 else bytes([packed.packed[1] & 0x7F]) + packed.packed[2:]
        return (b"\x33\x33" if packed.version == 6 else b"\x01\0\x5e") + low
    return b"\xff" * 6 if target == "255.255.255.255" or target in _BROADCASTS else mac


def _mac(name):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0) as opened:
        opened.bind((name, 0))
        return opened.getsockname()[4]


def _outside(script):
    sandbox.require_isolated()
    subprocess.run(["sh", "-ec", script], check=True, capture_output=True, text=True)
