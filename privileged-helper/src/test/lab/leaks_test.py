"""What an armed desktop must never let out, each with the control that it would be seen (issue: leaks)."""

import contextlib
import signal
import socket
import time

from lab import load, network, policy, probes, rules, scenes, services, suite
from lab.capture import Capture
from lab.checks import brief, check
from lab.lab import wait_until

_KILLS = 8


def vpn_killed_under_load(lab):
    """The VPN's end must not let flows from inside the tunnel, or new ones, go on over the card."""
    with scenes.armed(lab):
        lab.vpn.serve()
        for _ in range(_KILLS):
            lab.vpn.connect()
            with load.Load(lab.desktop) as running:
                check(wait_until(lambda: running.answers > 20), "no load went through the tunnel")
                lab.vpn.kill_client()
                time.sleep(0.3)
                scenes.check_no_leak(lab)
        lab.vpn.connect()
        with load.Load(lab.desktop):
            time.sleep(0.1)
            lab.vpn.kill_client()
            time.sleep(0.2)
            scenes.leaks_only_when_disarmed(lab)
    return f"{_KILLS} times"


def tunnel_set_down(lab):
    """As when killed, but the interface stays and its routes go."""
    with scenes.protected(lab), load.Load(lab.desktop) as running:
        check(wait_until(lambda: running.answers > 20), "no load went through the tunnel")
        lab.desktop.shell("ip link set tun0 down")
        time.sleep(0.5)
        scenes.leaks_only_when_disarmed(lab)


def server_silent(lab):
    """The client gives up the tunnel after a while and tries again; nothing may use the gap, and it must heal."""
    with scenes.protected(lab, patience=2), load.Load(lab.desktop) as running:
        check(wait_until(lambda: running.answers > 20), "no load went through the tunnel")
        server = lab.vpn.serve()
        server.send_signal(signal.SIGSTOP)
        try:
            gone = wait_until(lambda: "tun0" not in lab.desktop.shell("ip -brief link"), 12, 0.1)
            check(gone, "the client kept the tunnel, so there was no gap")
            time.sleep(0.5)
            scenes.check_no_leak(lab)
        finally:
            server.send_signal(signal.SIGCONT)
        lab.vpn.wait_until_up(times=2)
        scenes.through_tunnel(lab, scenes.PUBLIC_ATTEMPTS[:2])
        scenes.check_no_leak(lab)
        lab.vpn.kill_client()
        scenes.leaks_only_when_disarmed(lab)


def flows_opened_before_arming(lab):
    """Flows that connection tracking already knows get no further packet out (other people's rules switch it on)."""
    with _flows(lab) as inbound:
        _forgotten_at_last(lab)
        _nothing_more(lab, inbound)


_OLD = r"""
[ "$1" != -D ] || sleep 0.4
[ "$*" != -L ] || set -- -L -f ipv4
"$0.hidden" "$@" 2>/run/said
code=$?
sed 's/v1\.4\.[0-9]*/v1.4.6/' /run/said >&2
exit $code
"""
"""A conntrack(8) that is slow, and lists IPv4 alone unless told otherwise, as it did before 1.4.7."""


def flows_that_take_their_time(lab):
    """The same where one call's time is up before all are forgotten: it says so, and the next goes on."""
    with _flows(lab) as inbound:
        with _another_conntrack(lab, _OLD):
            check(_forgotten_at_last(lab) > 1, "the control fails: the first call forgot all")
        _nothing_more(lab, inbound)


def _forgotten_at_last(lab):
    """How many calls it took: each takes its time for that, but not too much, and says when some are left."""
    for call in range(1, 20):
        warnings = lab.helper.must("arm", state="armed").report["warnings"]
        if not any(warning["code"] == "flows-not-forgotten" for warning in warnings):
            break
    check(not _tracked(lab), f"flows that are no longer permitted are still known: {_tracked(lab)}")
    return call


def flows_that_stay_known(lab):
    """The same where nobody can have the kernel forget them: it is the rules that stop them."""
    with _flows(lab) as inbound:
        with _another_conntrack(lab):
            lab.helper.must("arm", state="armed")
        check(_tracked(lab), "the control fails: the flows are not known any more")
        _nothing_more(lab, inbound)


@contextlib.contextmanager
def _another_conntrack(lab, script=None):
    """Instead of conntrack(8) there is a shell script on the desktop, or nothing."""
    tool = lab.machine.path("/usr/sbin/conntrack")
    hidden = tool.with_suffix(".hidden")
    tool.rename(hidden)
    try:
        if script:
            tool.write_text(f"#!/bin/sh\n{script}\n")
            tool.chmod(0o755)
        yield
    finally:
        hidden.replace(tool)


@contextlib.contextmanager
def _flows(lab):
    """Traffic of every kind that connection tracking knows, and of it the desktop's end of a connection from the LAN."""
    empty = lab.before
    with rules.foreign(lab.machine):
        lab.before = rules.snapshot(lab.machine)
        lab.helper.must("configure", policy.settings())
        with _inbound_flow(lab) as inbound, load.Load(lab.desktop) as running:
            check(wait_until(lambda: running.answers > 20), "no load went out before arming")
            lab.wire.take()
            time.sleep(0.1)
            seen = load.kinds(lab.wire.take())
            check(seen >= load.EVERYTHING, f"the control does not show {load.EVERYTHING - seen}")
            check(_tracked(lab), "connection tracking knows none of these flows")
            yield inbound
        lab.reset()
    lab.before = empty


def _nothing_more(lab, inbound):
    lab.wire.take()
    for _ in range(50):
        probes.quietly(inbound.send, b"answer")
        time.sleep(0.01)
    scenes.leaks_only_when_disarmed(lab)


def _tracked(lab):
    """The desktop's bare flows with public hosts that connection tracking knows."""
    listed = "".join(lab.desktop.run("conntrack", "-L", "-f", f"ipv{version}").stdout for version in (4, 6))
    bare = [(f"src={network.DESKTOP[v]} ", f"dst={network.PUBLIC[v]} ") for v in (4, 6)]
    return [line for line in listed.splitlines() if any(source in line and target in line for source, target in bare)]


def _inbound_flow(lab):
    """A connection that the LAN host opened to a service on the desktop; the desktop's end."""
    with lab.desktop.inside():
        listener = socket.create_server((network.DESKTOP[4], 8022))
    with lab.network.lan.inside():
        lab.peer = socket.create_connection((network.DESKTOP[4], 8022))
    accepted, _ = listener.accept()
    listener.close()
    accepted.setblocking(False)
    return accepted


def route_pushed_past_tunnel(lab):
    """A DHCP server or router hands out a more specific route around the tunnel (TunnelVision)."""
    with scenes.protected(lab):
        scenes.through_tunnel(lab, scenes.PUBLIC_ATTEMPTS[:2])
        lab.desktop.shell(
            f"ip route add {network.PUBLIC[4]} via {network.ROUTER[4]} dev eth0\n"
            f"ip -6 route add {network.PUBLIC[6]} via {network.ROUTER_LINK} dev eth0"
        )
        try:
            scenes.blocked_until_disarmed(lab, scenes.PUBLIC_ATTEMPTS)
        finally:
            lab.desktop.shell(f"ip route del {network.PUBLIC[4]}; ip -6 route del {network.PUBLIC[6]}")


def card_that_appears_later(lab):
    """What is named in no rule is closed, too."""
    with scenes.armed(lab):
        port = lab.network.plug_in_card("eth1")
        try:
            lab.desktop.shell(
                "ip link set eth1 up; ip addr add 192.168.77.11/24 dev eth1; ip addr add 2001:db8:77::11/64 dev eth1 nodad\n"
                f"ip route add {network.PUBLIC[4]} via {network.ROUTER[4]} dev eth1\n"
                f"ip -6 route add {network.PUBLIC[6]} via {network.ROUTER_LINK} dev eth1"
            )
            scenes.blocked_until_disarmed(lab, scenes.PUBLIC_ATTEMPTS, wire=Capture(port))
        finally:
            network.router(f"ip link del {port}")


def other_ports_of_server(lab):
    """The VPN server's address is open for the VPN alone: not for its other ports, protocols or pings."""
    attempts = [(kind, network.SERVER[version]) for kind in probes.KINDS for version in (4, 6)]
    attempts.append(("tcp", network.SERVER[4], policy.PORT_UDP))
    attempts.append(("udp", network.SERVER[4], policy.PORT_TCP))
    with scenes.armed(lab):
        scenes.blocked_until_disarmed(lab, attempts)


def ipv6_beside_ipv4_vpn(lab):
    """A VPN without IPv6 leaves the machine's own IPv6 in place, which must be closed."""
    with scenes.protected(lab, ipv6=False):
        scenes.through_tunnel(lab, [a for a in scenes.PUBLIC_ATTEMPTS if ":" not in a[1]])
        scenes.blocked_until_disarmed(lab, [a for a in scenes.PUBLIC_ATTEMPTS if ":" in a[1]])
    lab.vpn.serve()


def bound_past_tunnel(lab):
    """A program that binds to the card (as torrent clients and DHCP look-alikes can) passes by all routes."""
    with scenes.protected(lab):
        scenes.blocked_until_disarmed(lab, scenes.PUBLIC_ATTEMPTS, device=network.CARD)


def lan_when_closed(lab):
    """Without permission nothing goes to the LAN: no connections, no multicast, no broadcast."""
    with scenes.armed(lab):
        made = _lan_extras(lab)
        check(not made, f"LEAK: {brief(made)}")
        scenes.blocked_until_disarmed(lab, scenes.LAN_ATTEMPTS)
        check(len({p.target for p in _lan_extras(lab)}) == 3, "the control shows no multicast or broadcast")


def _lan_extras(lab):
    lab.wire.take()
    with lab.desktop.inside():
        for target in ("224.0.0.251", "ff02::fb", "255.255.255.255"):
            with socket.socket(socket.AF_INET6 if ":" in target else socket.AF_INET, socket.SOCK_DGRAM) as opened:
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, network.CARD.encode())
                probes.quietly(opened.sendto, b"hello", (target, services.MDNS))
    return [packet for packet in lab.wire.take() if packet.target_port == services.MDNS]


def lan_dns_refused(lab):
    """With the LAN open its name servers stay closed: the router would ask the internet in our name."""
    servers = [*network.LAN_HOST.values(), network.ROUTER[4], network.ROUTER_LAN6]
    attempts = [(kind, server, port) for kind in ("tcp", "udp") for server in servers for port in (53, 853)]
    with scenes.armed(lab, lan=True):
        scenes.blocked_until_disarmed(lab, attempts)


def lookalikes(lab):
    """Packets that resemble DHCP and NDP, addressed to the internet."""
    with scenes.armed(lab):
        check(not _send_lookalikes(lab), f"LEAK: {brief(_send_lookalikes(lab))}")
        lab.helper.must("disarm", state="disarmed")
        check(len(_send_lookalikes(lab)) == 3, "the control does not show the three look-alikes")


def _send_lookalikes(lab):
    lab.wire.take()
    with lab.desktop.inside(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as dhcp:
        dhcp.bind(("", 68))
        probes.quietly(dhcp.sendto, b"secret", (network.PUBLIC[4], 67))
    with lab.desktop.inside(), socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6) as ndp:
        ndp.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, 255)
        for kind in (135, 136):
            probes.quietly(ndp.sendto, bytes([kind]) + bytes(23), (network.PUBLIC[6], 0))
    return [packet for packet in lab.wire.take() if packet.target in network.PUBLIC.values()]


def filter_table_flushed(lab):
    """`iptables -F` (or another firewall's reload) opens nothing: the backstop holds."""
    with scenes.armed(lab):
        lab.desktop.shell("iptables -F; ip6tables -F")
        check(not lab.open_families(), "LEAK after iptables -F")
        answer = lab.helper.call("status")
        check(answer.state == "degraded" and answer.code == 1, f"status does not see the flush: {answer}")
        lab.helper.must("arm", state="armed")
        lab.desktop.shell("iptables -I OUTPUT 1 -j ACCEPT; ip6tables -I OUTPUT 1 -j ACCEPT")
        closed = not lab.open_families()
        lab.desktop.shell("iptables -D OUTPUT -j ACCEPT; ip6tables -D OUTPUT -j ACCEPT")
        check(closed, "LEAK past a rule above ours")
        scenes.blocked_until_disarmed(lab, scenes.PUBLIC_ATTEMPTS[:4])


def tests(lab, checks):
    """All leaks."""
    for name, test in (
        ("VPN killed with -9 under load", vpn_killed_under_load),
        ("tunnel interface set down", tunnel_set_down),
        ("VPN server gone silent", server_silent),
        ("flows opened before arming", flows_opened_before_arming),
        ("flows opened before arming, with an older conntrack that takes its time", flows_that_take_their_time),
        ("flows opened before arming that nobody forgets", flows_that_stay_known),
        ("TunnelVision: route pushed past the tunnel (CVE-2024-3661)", route_pushed_past_tunnel),
        ("network card that appears after arming", card_that_appears_later),
        ("shared-server leak and Port Fail: other ports of the VPN server", other_ports_of_server),
        ("IPv6 beside an IPv4-only VPN", ipv6_beside_ipv4_vpn),
        ("program bound to the card", bound_past_tunnel),
        ("LAN that is not allowed", lan_when_closed),
        ("DNS to the LAN's router, though the LAN is allowed", lan_dns_refused),
        ("look-alikes of DHCP and NDP", lookalikes),
        ("filter table flushed, or a rule put above ours", filter_table_flushed),
    ):
        checks.run(name, lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
