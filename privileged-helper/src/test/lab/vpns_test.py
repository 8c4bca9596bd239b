"""Every kind of VPN for real: it works while armed, and nothing gets past it whatever becomes of it (issue: VPN kinds)."""

import socket
import struct
import sys
import time

from lab import farhost, manual, network, probes, suite
from lab import rules as listings
from lab.checks import check
from lab.kinds import Kind, OpenVpn
from lab.lab import wait_until
from lab.leaktable import (
    PUBLIC,
    Ends,
    Flows,
    armed,
    check_control,
    check_control_under_load,
    check_down,
    check_no_leak,
    check_up,
    loaded,
    rows,
    silence,
)
from lab.openconnect import OpenConnect
from lab.policy import PORT_UDP
from lab.pptp import Pptp
from lab.strongswan import StrongSwan
from lab.vpn import Vpn
from lab.wireguard import WireGuard

PACKAGES = (
    "wireguard-go wireguard-tools strongswan-charon strongswan-swanctl libcharon-extra-plugins ocserv openconnect".split()
)


def leak_table(lab, kind):
    """VPN up and then armed; killed under load; back, by name; disarmed with the VPN up; then without: the control."""
    lab.vpn.current = kind
    lab.helper.must("configure", kind.settings)
    kind.connect()
    flows = Flows(lab)
    flows.check("before arming")
    lab.helper.must("arm", state="armed")
    flows.check("after arming")
    flows.close()
    check_up(lab, kind)
    with loaded(lab):
        kind.crash()
        time.sleep(0.3)
        check_no_leak(lab, kind)
    check_down(lab, kind)
    kind.connect(by_name=True)
    check_up(lab, kind)
    flows = Flows(lab)
    lab.helper.must("arm", state="armed")
    flows.check("after arming again")
    check_no_leak(lab, kind)
    lab.helper.must("disarm", state="disarmed")
    flows.check("after disarming")
    flows.close()
    lab.reset()
    check_control(lab, kind)
    return f"{len(rows(kind))} attempts in each phase"


def soft_restart(lab, kind):
    """SIGUSR1 takes the tunnel down and asks for the server's name anew, with every name server closed."""
    with armed(lab, kind):
        kind.connect(by_name=True)
        with loaded(lab):
            for times in (2, 3):
                kind.restart(times)
                check_no_leak(lab, kind)
        check_up(lab, kind)
        with loaded(lab):
            check_control_under_load(lab, kind)


def own_user(lab, kind):
    """OpenVPN that drops its privileges reaches the server, also with the socket that it opens anew; others do not."""
    with armed(lab, kind):
        for times, owner in ((1, "root"), (2, "nobody")):
            if times == 1:
                kind.connect(by_name=True)
            else:
                kind.restart(times)
            opened = lab.desktop.shell("ss -Huane")
            check(("uid:65534" in opened) == (owner == "nobody"), f"the socket is not {owner}'s: {opened}")
        check_up(lab, kind)
        check(not _stranger(lab), "LEAK of another user's packet to the VPN server's port")
        lab.helper.must("disarm", state="disarmed")
        check(_stranger(lab), "the control shows no packet of another user")


def _stranger(lab):
    """What is seen of a packet to the VPN server's own port that a program of another user sends."""
    lab.wire.take()
    script = f"import socket; socket.socket(2, 2).sendto(b'stranger', ('{network.SERVER[4]}', {PORT_UDP}))"
    become = ["setpriv", "--reuid=daemon", "--regid=daemon", "--clear-groups"]
    lab.desktop.run(*become, sys.executable, "-c", script, check=False)
    return [packet for packet in lab.wire.take() if packet.payload == b"stranger"]


def server_silent(lab, kind):
    """The client gives the server up, and comes back with it; nothing may use the gap."""
    with armed(lab, kind):
        kind.connect(by_name=True)
        with loaded(lab):
            with silence():
                check(wait_until(kind.has_noticed, 60, 0.1), f"the client noticed nothing: {kind.said()[-800:]}")
                time.sleep(0.5)
                check_no_leak(lab, kind)
            kind.wait_until_carrying(60)
            check_no_leak(lab, kind)
            check_control_under_load(lab, kind)


def rules_of_wg_quick(lab, kind):
    """What wg-quick lays stays in place beside ours, whoever comes or goes first."""
    lab.vpn.current = kind
    lab.helper.must("configure", kind.settings)
    kind.connect()
    kind.quick("down")
    without = listings.snapshot(lab.machine)  # With iptables on nftables it leaves empty tables.
    kind.connect()
    own = listings.snapshot(lab.machine)
    check("wg-quick" in str(own), "wg-quick has laid no rules")
    lab.helper.must("arm", state="armed")
    both = listings.snapshot(lab.machine)
    gone = [line for name in own for line in own[name].splitlines() if line not in both[name].splitlines()]
    check(not gone, f"arming took away {gone}")
    _check_rules(lab, own)
    lab.helper.must("arm", state="armed")
    lab.wire.take()
    with loaded(lab):
        kind.quick("down")
        time.sleep(0.3)
        check_no_leak(lab, kind)
    check_down(lab, kind, PUBLIC)
    kind.connect(by_name=True)
    lab.helper.must("status", state="armed")
    check_no_leak(lab, kind)
    lab.helper.must("disarm", state="disarmed")
    check(_lines(own) == _lines(listings.snapshot(lab.machine)), "wg-quick's rules differ when it came while armed")
    lab.helper.must("arm", state="armed")
    kind.quick("down")
    _check_rules(lab, without)
    kind.close()
    listings.clear(lab.machine)
    listings.touch_tables(lab.machine)


def _lines(found):
    """A snapshot's lines, without the interface's link-local address, which is a new one each time."""
    return sorted(line for listing in found.values() for line in listing.splitlines() if "fe80::" not in line)


def _check_rules(lab, wanted):
    """Disarms, and raises unless the rules are then as wanted, byte by byte."""
    lab.helper.must("disarm", state="disarmed")
    left = listings.difference(wanted, listings.snapshot(lab.machine))
    check(not left, f"disarming beside wg-quick:\n{left}")


def without_datagrams(lab, kind):
    """With the server's UDP port closed OpenConnect goes on over TLS alone."""
    closed = [server for server in kind.settings["servers"] if server["protocol"] == "udp"]
    check(closed, "the settings have no UDP port to close")
    kind = OpenConnect(lab, kind.far)
    kind.settings["servers"] = [server for server in kind.settings["servers"] if server not in closed]
    kind.servers = manual.servers(kind.settings)
    with armed(lab, kind):
        kind.connect(by_name=True)
        check_up(lab, kind)
    kind.close()


def resolver(lab, kind):
    """Names are asked of the VPN's own name server, which vpnc-script enters in /etc/resolv.conf, or of none."""
    with armed(lab, kind):
        kind.connect(by_name=True)
        check(_resolve(lab) == ["203.0.113.1"], f"no name through the tunnel: {_resolve(lab)}")
        check_no_leak(lab, kind)
        kind.crash()
        check(not _resolve(lab), "a name was found without the VPN")
        check_no_leak(lab, kind)
        lab.helper.must("disarm", state="disarmed")
        check(_resolve(lab), "the control finds no name when disarmed")


def _resolve(lab):
    found = lab.desktop.run("getent", "ahostsv4", f"n{time.monotonic_ns()}.example.org", check=False, timeout=60).stdout
    return sorted({line.split()[0] for line in found.splitlines()})


def protocol_for_server_alone(lab, far, kind, number, text):
    """Packets of an IP protocol pass to the server and from it, and between no other hosts."""
    def sent(target):
        lab.wire.take()
        _send_raw(lab.desktop, number, text, target)
        return [packet for packet in lab.wire.take() if (packet.target, packet.protocol) == (target, number)]

    with armed(lab, kind):
        check(sent(network.SERVER[4]), "the server is not reached")
        check(not sent(network.PUBLIC[4]) and not sent(network.LAN_HOST[4]), "LEAK to others")
        with lab.desktop.inside(), socket.socket(socket.AF_INET, socket.SOCK_RAW, number) as opened:
            opened.settimeout(10)
            _send_raw(lab.network.internet, number, text, network.DESKTOP[4], network.PUBLIC[4])
            _send_raw(far, number, text, network.DESKTOP[4], network.SERVER[4])
            check(opened.recvfrom(100)[1][0] == network.SERVER[4], "a packet of a stranger came in")
            lab.helper.must("disarm", state="disarmed")
            check(sent(network.PUBLIC[4]) and sent(network.LAN_HOST[4]), "the control shows nothing when disarmed")
            _send_raw(lab.network.internet, number, text, network.DESKTOP[4], network.PUBLIC[4])
            check(opened.recvfrom(100)[1][0] == network.PUBLIC[4], "the control does not come in when disarmed")


def _send_raw(host, number, text, target, source=""):
    with host.inside(), socket.socket(socket.AF_INET, socket.SOCK_RAW, number) as opened:
        opened.bind((source, 0))
        probes.quietly(opened.sendto, text, (target, 0))


def policies_without_keys(lab, kind):
    """IPsec in the kernel whose keys are gone: neither a policy that lets packets go bare then, nor none, opens anything."""
    lax = "proto esp mode transport level use"
    with armed(lab, kind):
        for v in (4, 6):
            template = f"tmpl src {network.DESKTOP[v]} dst {network.SERVER[v]} {lax}"
            lab.desktop.shell(f"ip xfrm policy add dir out dst {network.PUBLIC[v]} {template}")
        try:
            check_down(lab, kind, PUBLIC)
            lab.helper.must("disarm", state="disarmed")
            check_control(lab, kind, PUBLIC)
            lab.helper.must("arm", state="armed")
        finally:
            lab.desktop.shell("ip xfrm policy flush")
        check_down(lab, kind, PUBLIC)


def document_names_all(names):
    """The document names each of these tests, and none that is not there."""
    differ = sorted(set(manual.test_names()) ^ set(names))
    check(not differ, f"either only {manual.DOCUMENT.name} or only this suite knows {differ}")


def tests(lab, checks):
    """All kinds."""
    far = farhost.make(lab, lab.packages)
    vpn = Vpn(lab.network, far)
    lab.vpn = Ends()
    udp, tcp = (OpenVpn(lab, far, vpn, transport) for transport in ("udp", "tcp"))
    wireguard = WireGuard(lab, far)
    ipsec = StrongSwan(lab, far)
    pptp = Pptp(lab, far)
    openconnect = OpenConnect(lab, far)
    dropping = "user nobody\ngroup nogroup\npersist-tun\npersist-key\n"
    user = OpenVpn(lab, far, vpn, "udp", "openvpn-user", dropping)
    in_kernel = Kind(lab, far, "ipsec-kernel")
    gre = struct.pack("!HHHHI", 0x3001, 0x880B, 4, 7, 0) + b"\xff\x03\0\x21"
    esp = struct.pack("!II", 0x1234, 1) + bytes(32)
    both_variants = {
        "OpenVPN over UDP": lambda: leak_table(lab, udp),
        "OpenVPN over TCP 443": lambda: leak_table(lab, tcp),
        "OpenVPN with a user of its own": lambda: own_user(lab, user),
        "WireGuard": lambda: leak_table(lab, wireguard),
        "WireGuard: wg-quick's own rules in iptables": lambda: rules_of_wg_quick(lab, wireguard.with_rules("iptables")),
        "IPsec": lambda: leak_table(lab, ipsec),
        "IPsec in the kernel: ESP": lambda: protocol_for_server_alone(lab, far, in_kernel, 50, esp),
        "IPsec in the kernel: policies without keys": lambda: policies_without_keys(lab, in_kernel),
        "PPTP": lambda: leak_table(lab, pptp),
        "PPTP: GRE": lambda: protocol_for_server_alone(lab, far, pptp, 47, gre),
        "OpenConnect": lambda: leak_table(lab, openconnect),
        "OpenConnect: TLS alone": lambda: without_datagrams(lab, openconnect),
        "OpenConnect: name server": lambda: resolver(lab, openconnect),
    }
    nft_alone = {
        "OpenVPN over UDP: soft restart, server by name": lambda: soft_restart(lab, udp),
        "OpenVPN over TCP 443: soft restart, server by name": lambda: soft_restart(lab, tcp),
        "OpenVPN over UDP: server silent": lambda: server_silent(lab, udp),
        "OpenVPN over TCP 443: server silent": lambda: server_silent(lab, tcp),
        "WireGuard: wg-quick's own rules in nftables": lambda: rules_of_wg_quick(lab, wireguard.with_rules("nft")),
        "IPsec: server silent": lambda: server_silent(lab, ipsec),
        "OpenConnect: server silent": lambda: server_silent(lab, openconnect),
    }
    named = both_variants | nft_alone
    for name, test in named.items():
        if name in both_variants or lab.machine.variant == "nft":
            checks.run(name, test)
    checks.run("the document and this suite name the same tests", lambda: document_names_all(named))


if __name__ == "__main__":
    suite.main(tests, __doc__, PACKAGES)
