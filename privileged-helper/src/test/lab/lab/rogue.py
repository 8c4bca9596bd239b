"""A hostile host in the LAN: its own DHCP server and router advertisements, and what it says by ARP."""

import contextlib
import os
import socket
import subprocess
import tempfile

from . import network
from .capture import Capture

CARD = "eth1"
"""The desktop's card that believes all it is told."""

ROUTES = """
dhcp-range=192.168.77.11,192.168.77.12,255.255.255.0,2m
dhcp-option-force=121,203.0.113.0/24,192.168.77.20
"""
"""A route by DHCP (option 121) that is narrower than a VPN's, to the hostile host."""

PUBLIC_AS_LOCAL = """
dhcp-range=203.0.113.11,203.0.113.12,255.255.255.0,2m
dhcp-range=2001:db8:cb::,ra-only,64,10m
enable-ra
ra-param=eth0,high,4,0
"""
"""An address in a public range, which makes the whole range local, by DHCP and by router advertisement."""

ROUTER = """
dhcp-range=2001:db8:cb::,ra-only,64,10m
dhcp-option=option6:dns-server,[fd77::20]
enable-ra
ra-param=eth0,high,4,1800
"""
"""A default router, a prefix and a name server (RDNSS) by router advertisement."""

_SERVER = """
port=0
interface=eth0
bind-interfaces
dhcp-authoritative
user=root
pid-file={directory}/pid
dhcp-leasefile={directory}/leases
"""
_BELIEVER = """#!/bin/sh
case $1 in bound | renew)
  ip addr replace "$ip/$mask" dev eth1
  set -- $staticroutes
  while [ $# -gt 1 ]; do ip route replace "$1" via "$2" dev eth1; shift 2; done ;;
esac
"""
# It also answers for the public hosts, so that nothing stays behind for want of a neighbour.
_OWN = (
    "203.0.113.1/24 203.0.113.80/32 203.0.113.99/32",
    "2001:db8:cb::1/64 2001:db8:cb::80/128 2001:db8:cb::99/128",
)


@contextlib.contextmanager
def network_of(lab, config):
    """The desktop has one more card, in the network of a LAN host with this configuration; yields the card's wire."""
    directory = tempfile.mkdtemp(prefix="rogue.", dir="/run")
    with open(f"{directory}/conf", "w", encoding="ascii") as file:
        file.write(_SERVER.format(directory=directory) + config)
    port = lab.network.plug_in_card(CARD)
    running = []
    lab.network.lan.shell(_addresses("add"))
    try:
        # Two cards in one LAN: each answers ARP for its own addresses alone, and only one believes advertisements.
        lab.desktop.shell("sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv6.conf.eth0.accept_ra=0")
        lab.desktop.shell(f"sysctl -qw net.ipv6.conf.{CARD}.accept_ra=1; ip link set {CARD} up")
        command = ["dnsmasq", "--keep-in-foreground", "--log-facility=-", f"--conf-file={directory}/conf"]
        with open(f"{directory}/log", "wb") as log:
            running.append(lab.network.lan.popen(*command, stdout=log, stderr=log))
        running.append(_client(lab.machine))
        yield Capture(port)
    finally:
        for process in running:
            process.kill()
            process.wait()
        network.router(f"ip link del {port}")
        lab.network.lan.shell(_addresses("del"))
        lab.desktop.shell("sysctl -qw net.ipv4.conf.all.arp_ignore=0 net.ipv6.conf.eth0.accept_ra=1")


def _addresses(verb):
    nodad = "nodad" if verb == "add" else ""
    lines = [f"ip addr {verb} {a} dev eth0" for a in _OWN[0].split()]
    return "\n".join(lines + [f"ip addr {verb} {a} dev eth0 {nodad}" for a in _OWN[1].split()])


def _client(machine):
    """busybox's udhcpc on the desktop, which does as it is told."""
    script = f"/run/{os.path.basename(tempfile.mkdtemp(prefix='believer.', dir='/run'))}"
    machine.path(script).write_text(_BELIEVER, encoding="ascii")
    machine.path(script).chmod(0o755)
    command = ["busybox", "udhcpc", "-f", "-i", CARD, "-s", script, "-T", "1", "-t", "5", "-A", "1"]
    return machine.host.popen(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def pose_as_router(host):
    """A host tells the desktop by ARP that the router's address is its own."""
    own = host.shell("cat /sys/class/net/eth0/address").strip()
    mac, desktop = bytes.fromhex(own.replace(":", "")), b"\x02\0\0\0\0\x10"
    router, victim = socket.inet_aton(network.ROUTER[4]), socket.inet_aton(network.DESKTOP[4])
    with host.inside(), socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0) as opened:
        opened.bind(("eth0", 0))
        opened.send(desktop + mac + b"\x08\x06" + b"\0\1\x08\0\6\4\0\2" + mac + router + desktop + victim)
    return own
