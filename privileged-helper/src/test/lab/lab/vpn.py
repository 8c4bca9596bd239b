"""A real VPN: OpenVPN servers on the internet host and a client on the desktop."""

import os
import re
import subprocess
import tempfile
import time

from . import network, probes
from .policy import PORT_TCP, PORT_UDP

TUNNEL = "tun0"
_START = 20
_SERVER = """
dev {device}
dev-type tun
proto {protocol}
local {address}
port {port}
topology subnet
server 10.8.{number}.0 255.255.255.0
{ipv6}
tls-server
dh none
peer-fingerprint {client}
keepalive 1 20
duplicate-cn
verb 3
disable-dco
push "redirect-gateway def1{redirect}"
"""
_CLIENT = """
client
dev tun0
proto {protocol}
remote {address} {port}
nobind
peer-fingerprint {server}
connect-retry 1 1
connect-timeout 4
hand-window 5
server-poll-timeout 4
ping 1
ping-restart {patience}
pull-filter ignore "ping"
tun-mtu 1400
verb 3
disable-dco
"""


class Vpn:
    """Keys for one server and one client, and the processes that use them.

    The servers run on the internet host, or on the host given.
    """

    def __init__(self, network_, server_host=None):
        self.network = network_
        self._server_host = server_host or network_.internet
        self.directory = tempfile.mkdtemp(prefix="vpn.", dir="/run")
        self._prints = {name: self._make_key(name) for name in ("server", "client")}
        self._servers = {}
        self._started = 0
        self.client = None

    def _make_key(self, name):
        base = f"{self.directory}/{name}"
        make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj".split()
        files = ["-keyout", f"{base}.key", "-out", f"{base}.crt"]
        subprocess.run([*make, f"/CN={name}", *files], check=True, capture_output=True)
        show = ["openssl", "x509", "-in", f"{base}.crt", "-noout", "-fingerprint", "-sha256"]
        return subprocess.run(show, check=True, capture_output=True, text=True).stdout.strip().partition("=")[2]

    def serve(self, version=4, transport="udp", ipv6=True):
        """Starts a server, unless that one runs: over IPv4 or IPv6, UDP or TCP, with IPv6 in the tunnel or not."""
        key = (version, transport, ipv6)
        if key in self._servers:
            return self._servers[key]
        for other in [o for o in self._servers if o[:2] == key[:2]]:
            self.stop_server(*other)
        self._started += 1
        number = self._started
        protocol = {("udp", 4): "udp4", ("udp", 6): "udp6", ("tcp", 4): "tcp4-server"}[transport, version]
        config = _SERVER.format(
            device=f"tun{number}",
            protocol=protocol,
            address=network.SERVER[version],
            port=PORT_UDP if transport == "udp" else PORT_TCP,
            number=number,
            ipv6=f"server-ipv6 fd08:{number}::/64" if ipv6 else "",
            client=self._prints["client"],
            redirect=" ipv6" if ipv6 else "",
        )
        log = f"{self.directory}/server{number}.log"
        self._servers[key] = self._start(self._server_host, "server", config, log)
        _wait_for(log, "Initialization Sequence Completed", self._servers[key])
        return self._servers[key]

    def stop_server(self, version=4, transport="udp", ipv6=True):
        """Ends a server for good."""
        process = self._servers.pop((version, transport, ipv6))
        process.kill()
        process.wait()

    def connect(self, version=4, transport="udp", name=None, patience=15, more=""):
        """Starts the client; returns when the tunnel carries traffic.

        `name` stands in for the server's address; after `patience` seconds of silence the client starts anew;
        `more` is added to its configuration.
        """
        protocol = {("udp", 4): "udp4", ("udp", 6): "udp6", ("tcp", 4): "tcp4-client"}[transport, version]
        config = _CLIENT.format(
            protocol=protocol,
            address=name or network.SERVER[version],
            port=PORT_UDP if transport == "udp" else PORT_TCP,
            server=self._prints["server"],
            patience=patience,
        )
        config += more
        self.log = f"{self.directory}/client.log"
        if os.path.exists(self.log):
            os.unlink(self.log)
        self.client = self._start(self.network.desktop, "client", config, self.log)
        self.wait_until_up()
        return self.client

    def wait_until_up(self, times=1):
        """Returns when the client has come up so many times since it was started."""
        _wait_for(self.log, "Initialization Sequence Completed", self.client, times)
        # Until the kernel has looked at a new IPv6 address, it would send from the card's instead.
        while self.network.desktop.shell("ip -6 addr show tentative"):
            time.sleep(0.02)
        for _ in range(20):
            if probes.attempt(self.network.desktop, "udp", network.PUBLIC[4]).answered:
                return
        raise TimeoutError("OpenVPN is up but carries nothing")

    def kill_client(self):
        """Ends the client at once, as a crash does (kill -9)."""
        if self.client:
            self.client.kill()
            self.client.wait()
            self.client = None

    def _start(self, host, name, config, log):
        """Starts OpenVPN with its whole configuration on stdin: the desktop's files are not these ones."""
        for part, ending in (("cert", "crt"), ("key", "key")):
            with open(f"{self.directory}/{name}.{ending}", encoding="ascii") as file:
                config += f"<{part}>\n{file.read()}</{part}>\n"
        with open(log, "wb") as output:
            started = host.popen(
                "/usr/sbin/openvpn", "--config", "stdin", stdin=subprocess.PIPE, stdout=output, stderr=output
            )
        started.stdin.write(config.encode())
        started.stdin.close()
        return started


def _wait_for(log, text, process, times=1):
    end = time.monotonic() + _START
    while time.monotonic() < end:
        with open(log, encoding="utf-8", errors="replace") as file:
            said = file.read()
        if len(re.findall(text, said)) >= times:
            return
        if process.poll() is not None:
            break
        time.sleep(0.03)
    raise TimeoutError(f"OpenVPN did not start; it said:\n{said[-1500:]}")
