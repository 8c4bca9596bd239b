"""What tests know of every kind of VPN, and OpenVPN as one of them."""

import signal
import subprocess

from . import manual, network, probes
from .lab import wait_until

_START = 30
_PATIENCE = 3
HOST = "vpn.example.org"
"""What the document's settings call the server."""

_OWN_ROUTES = "ip route replace default via 192.168.77.1; ip -6 route replace default via 2001:db8:77::1"


class Kind:
    """A VPN: a server on its far host and a client on the desktop. Both families go through the tunnel.

    By itself, with a name, it is settings without programs.
    """

    name = interface = None
    """What the document calls its settings, and the tunnel's interface, if it has one."""

    def __init__(self, lab, far, name=None):
        self.name = name or self.name
        self.desktop = lab.desktop
        self.machine = lab.machine
        self.far = far
        self.settings = manual.settings(self.name)
        self.servers = manual.servers(self.settings)
        self.client = None
        self._serving = False

    def serve(self):
        """Starts the server, unless it runs."""
        if not self._serving:
            self._serving = True
            self._start_server()

    def connect(self, by_name=False):
        """Starts the client, which is told the server's address or its name; returns when the tunnel carries traffic."""
        self.serve()
        self._start_client(HOST if by_name else network.SERVER[4])
        self.wait_until_carrying()

    def crash(self):
        """Ends the client at once (kill -9). The network manager then puts the card's default routes back."""
        if self.client:
            self.client.kill()
            self.client.wait()
            self.client = None
        self._wait_until_gone()
        self.desktop.shell(_OWN_ROUTES)

    def close(self):
        """Ends client and server, whose port another kind may need, and takes away what the client left."""
        self.crash()
        self._clean()
        if self._serving:
            self._serving = False
            self._stop_server()

    def wait_until_carrying(self, seconds=_START):
        """Returns when traffic of both families reaches the internet with the server's address."""
        if not wait_until(lambda: all(map(self.carries, (4, 6))), seconds, 0.05):
            raise TimeoutError(f"{self.name} carries nothing; it said:\n{self.said()[-2000:]}")

    def carries(self, version):
        """Whether a packet of this family reaches the internet with the VPN server's address, now."""
        return probes.attempt(self.desktop, "udp", network.PUBLIC[version], timeout=0.3).via == network.SERVER[version]

    def said(self):
        """What the client told, for a message."""
        path = f"/run/{self.name}.log"
        return (self.machine.read(path) or b"").decode(errors="replace")

    def has_noticed(self):
        """Whether the client has seen that the server is silent, and acts on it."""
        return not self.is_there()

    def _start_server(self):
        raise NotImplementedError

    def _start_client(self, server):
        raise NotImplementedError

    def _clean(self):
        pass

    def _stop_server(self):
        raise NotImplementedError

    def _wait_until_gone(self):
        """An interface of a process goes some moments after it."""
        if not wait_until(lambda: not self.is_there(), _START):
            raise TimeoutError(f"{self.interface} is still there")

    def is_there(self):
        """Whether the tunnel's interface is there."""
        if self.interface is None:
            return False
        return self.desktop.run("ip", "link", "show", "dev", self.interface, check=False).returncode == 0

    def _run(self, *command, stdin=""):
        """Starts the client's program on the desktop with its words in a log."""
        with open(self.machine.path(f"/run/{self.name}.log"), "wb") as log:
            self.client = self.desktop.popen(*command, stdin=subprocess.PIPE, stdout=log, stderr=log)
        self.client.stdin.write(stdin.encode())
        self.client.stdin.close()


class OpenVpn(Kind):
    """OpenVPN over one transport; after some silent seconds the client starts anew (ping-restart).

    `more` is added to its configuration.
    """

    interface = "tun0"

    def __init__(self, lab, far, vpn, transport, name=None, more=""):
        super().__init__(lab, far, name or f"openvpn-{transport}")
        self._vpn = vpn
        self._more = more
        self._transport = transport

    def _start_server(self):
        self._vpn.serve(transport=self._transport)

    def _start_client(self, server):
        self.client = self._vpn.connect(transport=self._transport, name=server, patience=_PATIENCE, more=self._more)

    def restart(self, times):
        """Has the running client start anew (SIGUSR1); returns when it has come up so many times since its start."""
        self.client.send_signal(signal.SIGUSR1)
        self._vpn.wait_until_up(times)

    def said(self):
        with open(self._vpn.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def _clean(self):
        self.desktop.run("ip", "route", "del", network.SERVER[4], check=False)

    def _stop_server(self):
        self._vpn.stop_server(transport=self._transport)


def write(host, name, text, mode=0o600):
    """Writes a file on a host that has files of its own."""
    path = f"/proc/{host.pid}/root{name}"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def wait_for_file(host, name):
    """Returns when a file is there."""
    if not wait_until(lambda: host.run("test", "-e", name, check=False).returncode == 0, _START, 0.05):
        raise TimeoutError(f"{host.name}: there is no {name}")
