"""The router's DHCP server and router advertisements, and clients that ask it."""

import os
import socket
import struct
import subprocess
import tempfile

from . import network, sandbox
from .lab import wait_until

_SERVER = """
port=0
interface=br0
bind-interfaces
dhcp-authoritative
dhcp-range=192.168.77.11,192.168.77.12,255.255.255.0,2m
dhcp-host=02:00:00:00:00:10,192.168.77.10
dhcp-option=3,192.168.77.1
dhcp-range=2001:db8:77::100,2001:db8:77::1ff,slaac,64,2m
enable-ra
ra-param=br0,4,120
log-dhcp
"""
_REPORT = '#!/bin/sh\necho "$1 $ip" >>{log}\n'


class DhcpServer:
    """dnsmasq on the router: DHCPv4, DHCPv6 and router advertisements for the desktop's LAN."""

    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="dhcp.", dir="/run")
        sandbox.require_isolated()

    def __enter__(self):
        config = f"{self.directory}/conf"
        with open(config, "w", encoding="ascii") as file:
            file.write(f"{_SERVER}dhcp-leasefile={self.directory}/leases\npid-file={self.directory}/pid\nuser=root\n")
        self._log = open(f"{self.directory}/log", "wb")
        self._process = subprocess.Popen(
            ["dnsmasq", "--keep-in-foreground", "--log-facility=-", f"--conf-file={config}"],
            stdout=self._log,
            stderr=self._log,
            preexec_fn=sandbox.die_with_parent,
        )
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        self._log.close()

    def said(self):
        """What the server logged so far."""
        with open(self._log.name, encoding="utf-8", errors="replace") as file:
            return file.read()


class DhcpClient:
    """busybox's udhcpc on the desktop: asks by raw frames, and renews through an ordinary UDP socket."""

    def __init__(self, machine):
        self._machine = machine
        self._script = f"/run/{os.path.basename(tempfile.mkdtemp(prefix='udhcpc.', dir='/run'))}"
        machine.path(self._script).mkdir()
        report = machine.path(f"{self._script}/report")
        report.write_text(_REPORT.format(log=f"{self._script}/log"), encoding="ascii")
        report.chmod(0o755)

    def __enter__(self):
        command = ["busybox", "udhcpc", "-f", "-i", network.CARD, "-s", f"{self._script}/report", "-T", "1", "-t", "5"]
        self.process = self._machine.host.popen(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def wait_for(self, event, seconds=8):
        """Whether the client reports an event, such as `bound` or `renew`, in time; how often it did so far."""
        return wait_until(lambda: (self._machine.read(f"{self._script}/log") or b"").decode().count(event), seconds)


def discover(host):
    """Asks for an address by broadcast from a UDP socket; returns the message type of the answer, 2 for an offer."""
    with host.inside(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, network.CARD.encode())
        client.bind(("", 68))
        client.settimeout(5)
        transaction = os.urandom(4)
        fixed = b"\x01\x01\x06\x00" + transaction + struct.pack("!HH", 0, 0x8000) + bytes(16)
        message = fixed + b"\x02\x00\x00\x00\x00\x07".ljust(16, b"\0") + bytes(192) + b"\x63\x82\x53\x63"
        client.sendto(message + b"\x35\x01\x01\xff", ("255.255.255.255", 67))
        while True:
            answer = client.recv(2048)
            if answer[4:8] == transaction:
                return answer[answer.index(b"\x35\x01", 240) + 2]


def solicit(host):
    """Asks for an IPv6 address as DHCPv6 clients do; returns the message type of the answer, 2 for an offer."""
    with host.inside(), socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as client:
        index = socket.if_nametoindex(network.CARD)
        client.bind(("::", 546, 0, index))
        client.settimeout(5)
        transaction = os.urandom(3)
        identity = b"\x00\x01\x00\x0a\x00\x03\x00\x01\x02\x00\x00\x00\x00\x07"
        wanted = struct.pack("!HHIII", 3, 12, 1, 0, 0)
        client.sendto(b"\x01" + transaction + identity + wanted, ("ff02::1:2", 547, 0, index))
        while True:
            answer = client.recv(2048)
            if answer[1:4] == transaction:
                return answer[0]
