"""OpenConnect and its server: TLS over TCP 443, and DTLS over UDP 443 as soon as that works."""

import os
import signal
import subprocess

from .kinds import Kind, wait_for_file, write

_KEYS = """
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=vpn.example.org \\
  -keyout /run/ocserv.key -out /run/ocserv.crt 2>/dev/null
printf 'secret\\nsecret\\n' | ocpasswd -c /run/ocserv.users user
"""
_PIN = """openssl x509 -in /run/ocserv.crt -noout -pubkey | openssl pkey -pubin -outform der |
  openssl dgst -sha256 -binary | base64"""
_SERVER = """
auth = "plain[passwd=/run/ocserv.users]"
listen-host = 198.51.100.7
tcp-port = 443
udp-port = 443
socket-file = /run/ocserv.sock
pid-file = /run/ocserv.pid
server-cert = /run/ocserv.crt
server-key = /run/ocserv.key
run-as-user = root
run-as-group = root
isolate-workers = false
use-occtl = false
device = oc
ipv4-network = 10.11.0.0/24
ipv6-network = fd11::/112
ipv6-subnet-prefix = 128
predictable-ips = false
dns = 203.0.113.80
route = default
keepalive = 5
dpd = 30
mobile-dpd = 30
try-mtu-discovery = false
cookie-timeout = 300
persistent-cookies = true
rate-limit-ms = 0
max-ban-score = 0
"""
_CLIENT = (
    "openconnect --user=user --passwd-on-stdin --non-inter --interface=tun0 --reconnect-timeout=60 --force-dpd=2".split()
)


class OpenConnect(Kind):
    """openconnect with Debian's own vpnc-script, which also changes the routes and /etc/resolv.conf."""

    name = "openconnect"
    interface = "tun0"

    def __init__(self, lab, far):
        super().__init__(lab, far)
        self._resolv_conf = self.machine.read("/etc/resolv.conf") or b""

    def _start_server(self):
        self.far.shell("rm -f /run/ocserv.pid\n" + _KEYS)
        self._pin = self.far.shell(_PIN).strip()
        write(self.far, "/run/ocserv.conf", _SERVER)
        self._server = self.far.popen(
            *["ocserv", "-f", "-c", "/run/ocserv.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for_file(self.far, "/run/ocserv.pid")

    def _start_client(self, server):
        self._run(*_CLIENT, f"--servercert=pin-sha256:{self._pin}", server, stdin="secret\n")

    def _stop_server(self):
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()

    def has_noticed(self):
        return "detected dead peer" in self.said()

    def _clean(self):
        """What vpnc-script would have put back, had it been called."""
        self.desktop.run("ip", "route", "del", "198.51.100.7", check=False)
        self.machine.path("/etc/resolv.conf").write_bytes(self._resolv_conf)
