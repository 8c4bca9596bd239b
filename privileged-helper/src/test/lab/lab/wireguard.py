"""WireGuard as wg-quick sets it up, on wireguard-go: kernels without its module are common in test machines."""

import subprocess

from .kinds import Kind, wait_for_file, write

_QUICK = """[Interface]
PrivateKey = {key}
Address = 10.9.0.2/32, fd09::2/128

[Peer]
PublicKey = {peer}
AllowedIPs = 0.0.0.0/0, ::/0
Endpoint = {server}:51820
PersistentKeepalive = 1
"""
_SERVER = """
umask 077; echo {key} >/run/wireguard.key
wg set wg0 listen-port 51820 private-key /run/wireguard.key peer {peer} allowed-ips 10.9.0.2/32,fd09::2/128
ip addr add 10.9.0.1/24 dev wg0; ip addr add fd09::1/64 dev wg0 nodad; ip link set wg0 up
"""
# wg-quick looks for nft in its PATH, and takes iptables if there is none.
_WITHOUT_NFT = """
mkdir -p /run/without-nft
for program in ip sysctl iptables ip6tables iptables-save ip6tables-save iptables-restore ip6tables-restore; do
  ln -sfn "$(PATH=/usr/sbin:/usr/bin command -v $program)" /run/without-nft/$program
done
"""
# Only this script's own processes are listed: it has a process namespace of its own. The server is called with -f.
_KILL = """kill -9 $(ps -eo pid=,args= | awk '$2 == "wireguard-go" && $3 == "wg0" { print $1 }')"""
_LEFT = """
for v in 4 6; do ip -$v rule del table 51820; ip -$v rule del table main suppress_prefixlength 0; done 2>/dev/null
for f in ip ip6; do nft delete table $f wg-quick-wg0 2>/dev/null; done
for t in iptables ip6tables; do
  $t-save | sed -n '/^\\*/p;/wg-quick(8)/s/^-A/-D/p;/^COMMIT/p' | $t-restore -n
done
true
"""


class WireGuard(Kind):
    """wg-quick with its default routes, mark and policy rules, and firewall rules, laid with nft unless told otherwise."""

    name = "wireguard"
    interface = "wg0"

    def __init__(self, lab, far):
        super().__init__(lab, far)
        self.desktop.shell(_WITHOUT_NFT)
        self.with_rules("nft")

    def with_rules(self, tool):
        """Itself, with wg-quick made to lay its firewall rules with nft or iptables."""
        self._path = {"nft": "/usr/sbin:/usr/bin:/sbin:/bin", "iptables": "/run/without-nft:/usr/bin"}[tool]
        return self

    def _start_server(self):
        keys = [self.far.shell("wg genkey").strip() for _ in range(2)]
        server, client = (self.far.run("wg", "pubkey", input=key).stdout.strip() for key in keys)
        self.far.run("rm", "-f", "/run/wireguard/wg0.sock")  # An end with kill -9 leaves it.
        self._server = self.far.popen("wireguard-go", "-f", "wg0", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_file(self.far, "/run/wireguard/wg0.sock")
        self.far.shell(_SERVER.format(key=keys[0], peer=client))
        self._keys = {"key": keys[1], "peer": server}

    def _stop_server(self):
        self._server.kill()
        self._server.wait()

    def _start_client(self, server):
        write(self.desktop, "/etc/wireguard/wg0.conf", _QUICK.format(server=server, **self._keys))
        self.quick("up")

    def quick(self, verb):
        """Calls wg-quick."""
        tool = ["env", f"PATH={self._path}", "WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go", "wg-quick", verb, "wg0"]
        logged = ["sh", "-ec", 'umask 077; exec "$@" >/run/wireguard.log 2>&1', "sh"]
        done = self.desktop.run(*logged, *tool, check=False)
        if done.returncode != 0:
            raise OSError(f"wg-quick {verb}: {self.said()}")

    def crash(self):
        """Kills wireguard-go, which wg-quick has left running by itself."""
        self.desktop.run("sh", "-c", _KILL, check=False)
        super().crash()
        self._clean_routes()

    def _clean_routes(self):
        """wg-quick refuses to go up again beside the policy rules of a client that has crashed."""
        self.desktop.run("sh", "-c", _LEFT)

    def _clean(self):
        self.desktop.shell("sysctl -qw net.ipv4.conf.all.src_valid_mark=0")
