"""What must go on working on an armed desktop (issue: leaks, second half)."""

import errno
import os
import signal
import socket

from lab import dhcp, network, probes, scenes, services, suite
from lab.checks import check
from lab.lab import wait_until

_UDP_SERVERS = ((4, "udp"), (4, "tcp"), (6, "udp"))


def reconnecting(lab):
    """Every way to a VPN server can be used again and again, with everything else closed in between."""
    with scenes.armed(lab):
        for version, transport in _UDP_SERVERS:
            lab.vpn.serve(version, transport)
            for _ in range(2):
                lab.vpn.connect(version, transport)
                scenes.through_tunnel(lab)
                lab.vpn.kill_client()
                check(not lab.open_families(), f"open without the VPN ({transport} IPv{version})")
        scenes.check_no_leak(lab)


def server_by_name(lab):
    """The VPN's server is found by its name while no name server can be asked."""
    hosts = lab.machine.read("/etc/hosts")
    with scenes.armed(lab):
        lab.vpn.serve()
        lab.vpn.connect(name="vpn.example.org")
        scenes.through_tunnel(lab, scenes.PUBLIC_ATTEMPTS[:2])
    check(lab.machine.read("/etc/hosts") == hosts, "disarming did not restore /etc/hosts byte by byte")


def dhcp_renewal(lab):
    """Leases are renewed by unicast, and obtained by broadcast, through UDP sockets."""
    with dhcp.DhcpServer() as server, scenes.armed(lab):
        with dhcp.DhcpClient(lab.machine) as client:
            check(client.wait_for("bound"), f"no lease: {server.said()[-900:]}")
            lab.wire.take()
            client.process.send_signal(signal.SIGUSR1)
            renewed = client.wait_for("renew")
            unicast = [p for p in lab.wire.take() if p.target == network.ROUTER[4] and p.target_port == 67]
            check(renewed and unicast, f"no renewal by unicast: {server.said()[-900:]}")
        check(dhcp.discover(lab.desktop) == 2, "no DHCPv4 offer to a broadcast")
        check(dhcp.solicit(lab.desktop) == 2, "no DHCPv6 advertisement")
        scenes.check_no_leak(lab)


def slaac(lab):
    """A card that is plugged in while armed gets its IPv6 address and route from the router."""
    with dhcp.DhcpServer(), scenes.armed(lab):
        port = lab.network.plug_in_card("eth1")
        try:
            lab.desktop.shell("sysctl -qw net.ipv6.conf.eth1.accept_ra=1; ip link set eth1 up")
            found = wait_until(
                lambda: "2001:db8:77:" in lab.desktop.shell("ip -6 -brief addr show dev eth1 scope global dynamic"), 12, 0.1
            )
            check(found, f"no address: {lab.desktop.shell('ip -6 addr show dev eth1')}")
            check(lab.desktop.shell("ip -6 route show default dev eth1"), "no default route")
        finally:
            network.router(f"ip link del {port}")


def neighbours(lab):
    """IPv6 neighbours find each other anew: desktop and router, in both directions."""
    with scenes.protected(lab, version=6):
        for _ in range(3):
            lab.desktop.shell("ip -6 neigh flush dev eth0")
            network.router("ip -6 neigh flush dev br0")
            scenes.through_tunnel(lab, scenes.PUBLIC_ATTEMPTS[:2])
        network.router("ip -6 neigh flush dev br0")
        probes.attempt(lab.network.internet, "icmp", network.DESKTOP[6], timeout=0.5)
        known = network.router(f"ip -6 neigh show {network.DESKTOP[6]} dev br0")
        check("lladdr" in known, f"the router cannot resolve the desktop: {known}")
        scenes.check_no_leak(lab)


def multicast_listener_reports(lab):
    """Joining an IPv6 group is told to switches that snoop, or they would stop NDP."""
    with scenes.armed(lab):
        with lab.desktop.inside(), socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as member:
            index = socket.if_nametoindex(network.CARD)
            group = socket.inet_pton(socket.AF_INET6, "ff02::1:ff12:3456") + index.to_bytes(4, "little")
            member.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, group)
            reported = wait_until(lambda: any(p.icmp_type == 143 for p in lab.wire.take()), 3)
        check(reported, "no MLD report was seen")


def lan_when_allowed(lab):
    """Connections to the LAN and from it, multicast questions and their answers, in both families."""
    with scenes.armed(lab, lan=True):
        for kind, target in scenes.LAN_ATTEMPTS:
            if kind != "dns":
                made, _ = lab.attempt(kind, target)
                check(made.answered, f"{kind} to {target}: {made.error}")
        for group in ("224.0.0.251", "ff02::fb"):
            check(_multicast_answered(lab, group), f"no answer to a question to {group}")
        for address in (network.DESKTOP[4], network.DESKTOP_LAN6):
            made = probes.attempt(lab.network.lan, "tcp", address, network.SERVICE_PORT)
            check(made.answered, f"a connection from the LAN to {address}: {made.error}")
        scenes.check_no_leak(lab, lan=True)
        check(not lab.open_families(), "the internet is open, too")


def _multicast_answered(lab, group):
    family = socket.AF_INET6 if ":" in group else socket.AF_INET
    with lab.desktop.inside(), socket.socket(family, socket.SOCK_DGRAM) as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, network.CARD.encode())
        opened.settimeout(2)
        opened.sendto(b"who is there?", (group, services.MDNS))
        return b"who is there?" in (probes.quietly(opened.recv, 4096) or b"")


def loopback(lab):
    """Programs on the desktop reach each other, by any of its addresses."""
    with scenes.armed(lab):
        for address in ("127.0.0.1", "::1", network.DESKTOP[4], network.DESKTOP[6]):
            made = probes.attempt(lab.desktop, "tcp", address, network.SERVICE_PORT)
            check(made.answered, f"{address}: {made.error}")


def refused_at_once(lab):
    """Programs that may not connect learn so by an error, in both families and bound to the card or not; none waits."""
    targets = [(target, device) for target in network.PUBLIC.values() for device in (None, network.CARD)]
    for target, device in targets:
        reached = probes.attempt(lab.desktop, "tcp", target, device=device)
        check(reached.answered, f"the control fails: {target} by {device} while disarmed: {reached}")
    with scenes.armed(lab):
        for target, device in targets:
            refused = probes.attempt(lab.desktop, "tcp", target, device=device, timeout=20)
            wanted = errno.ECONNREFUSED if ":" in target else errno.EHOSTUNREACH
            check(refused.error == os.strerror(wanted), f"{target} by {device}: {refused}")


def tests(lab, checks):
    """All that must work."""
    local = ["127.0.0.1", "::1", network.DESKTOP[4], network.DESKTOP[6], network.DESKTOP_LAN6]
    services.Services(lab.desktop, local, ports=(network.SERVICE_PORT,))
    for name, test in (
        ("reconnecting over UDP, TCP and IPv6", reconnecting),
        ("VPN server found by name with DNS closed", server_by_name),
        ("DHCP renewal, unicast and broadcast, DHCPv6", dhcp_renewal),
        ("SLAAC on a card plugged in while armed", slaac),
        ("IPv6 neighbour discovery, VPN over IPv6", neighbours),
        ("MLD reports", multicast_listener_reports),
        ("LAN when allowed, multicast too", lan_when_allowed),
        ("loopback", loopback),
        ("programs are refused at once", refused_at_once),
    ):
        checks.run(name, lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
