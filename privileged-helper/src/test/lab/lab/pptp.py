"""PPTP, with programs of the lab's own on both ends: test machines' kernels have no PPP, so no pppd could run."""

import pathlib
import subprocess
import sys

from . import network
from .kinds import Kind

_PEER = str(pathlib.Path(__file__).with_name("pptp_peer.py"))


class Pptp(Kind):
    """The control connection over TCP 1723, and GRE."""

    name = "pptp"
    interface = "ppp0"

    def _start_server(self):
        self._server = self.far.popen(sys.executable, "-B", _PEER, "server", network.SERVER[4], stdout=subprocess.PIPE)
        if self._server.stdout.readline() != b"ready\n":
            raise OSError("the PPTP server does not start")

    def _stop_server(self):
        self._server.kill()
        self._server.wait()

    def _start_client(self, server):
        self._run(sys.executable, "-B", _PEER, "client", server)

    def _clean(self):
        self.desktop.run("ip", "route", "del", network.SERVER[4], check=False)
