"""IPsec with IKEv2: strongSwan on both ends, which encrypts in its own process (kernel-libipsec), so any kernel will do."""

import subprocess

from .kinds import Kind, wait_for_file, write

_DAEMON = """charon {
  load = random nonce aes sha1 sha2 hmac kdf gmp pem pkcs1 x509 pubkey kernel-libipsec kernel-netlink socket-default vici
  retransmit_tries = 2
  retransmit_timeout = 1
  retransmit_base = 1.2
  plugins {
    kernel-netlink { fwmark = !0x42 }
    socket-default { fwmark = 0x42 }
    kernel-libipsec { allow_peer_ts = yes }
  }
  filelog { charon {
    path = /run/charon.log
    flush_line = yes
    append = no
  } }
}
swanctl { load = random nonce aes sha1 sha2 hmac kdf gmp pem pkcs1 x509 pubkey }
"""
_COMMON = """
  proposals = aes128-sha256-modp2048
  version = 2
  dpd_delay = 1s
  encap = yes
"""
_CLIENT = """connections { vpn {
  remote_addrs = {server}
  vips = 0.0.0.0, ::
  keyingtries = 0
  %s
  local { auth = psk
    id = client }
  remote { auth = psk
    id = server }
  children { all {
    remote_ts = 0.0.0.0/0, ::/0
    esp_proposals = aes128-sha256
    dpd_action = restart } }
} }
secrets { ike { secret = laboratory } }
"""
_SERVER = """connections { vpn {
  local_addrs = 198.51.100.7
  pools = ipv4, ipv6
  unique = replace
  %s
  local { auth = psk
    id = server }
  remote { auth = psk
    id = client }
  children { all {
    local_ts = 0.0.0.0/0, ::/0
    esp_proposals = aes128-sha256 } }
} }
pools {
  ipv4 { addrs = 10.10.0.0/24 }
  ipv6 { addrs = fd10::/120 }
}
secrets { ike { secret = laboratory } }
"""
_PROGRAM = "/usr/lib/ipsec/charon"
_LEFT = """
for v in 4 6; do ip -$v rule del pref 220; ip -$v route flush table 220; done 2>/dev/null
rm -f /run/charon.vici /run/charon.pid; true
"""


class StrongSwan(Kind):
    """charon and swanctl; the tunnel is the interface ipsec0, ESP goes in UDP 4500."""

    name = "ipsec"
    interface = "ipsec0"

    def _start_server(self):
        self._configure(self.far, _SERVER)
        self.far.run("sh", "-c", _LEFT)
        self._server = self.far.popen(_PROGRAM, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._load(self.far)

    def _stop_server(self):
        self._server.kill()
        self._server.wait()

    def _start_client(self, server):
        self.desktop.run("sh", "-c", _LEFT)
        self._configure(self.desktop, _CLIENT.replace("{server}", server))
        self._run(_PROGRAM)
        self._load(self.desktop)
        self.desktop.run("swanctl", "--initiate", "--child", "all", "--timeout", "20")

    @staticmethod
    def _configure(host, connection):
        write(host, "/etc/strongswan.conf", _DAEMON)
        write(host, "/etc/swanctl/swanctl.conf", connection % _COMMON)

    @staticmethod
    def _load(host):
        wait_for_file(host, "/run/charon.vici")
        host.run("swanctl", "--load-all", "--noprompt")

    def has_noticed(self):
        return "giving up after" in self.said()

    def said(self):
        return (self.machine.read("/run/charon.log") or b"").decode(errors="replace")

    def crash(self):
        super().crash()
        self.desktop.run("sh", "-c", _LEFT)
