"""What may not come in or pass through an armed desktop, each with its control (design §2.2, §2.3)."""

import contextlib
import re

from lab import capture, network, policy, probes, rules, scenes, services, suite
from lab.checks import brief, check
from lab.lab import wait_until
from lab.namespace import Namespace
from lab.vpn import TUNNEL

_OWN = {4: network.DESKTOP[4], 6: network.DESKTOP_LAN6}


def from_lan(lab):
    """With the LAN closed a connection from there gets no answer at all, open port or not."""
    with scenes.armed(lab):
        for port in (network.SERVICE_PORT, 9):
            for address in _OWN.values():
                _check_ignored(lab, address, port)
        lab.helper.must("disarm", state="disarmed")
        for address in _OWN.values():
            # A first one may be lost while neighbours are looked for.
            answered = wait_until(lambda a=address: probes.attempt(lab.network.lan, "tcp", a, network.SERVICE_PORT).answered, 15, 0.2)
            check(answered, f"the control fails: no connection from the LAN to {address}")


def _check_ignored(lab, address, port):
    lab.wire.take()
    made = probes.attempt(lab.network.lan, "tcp", address, port, timeout=0.15)
    seen = [p for p in lab.wire.take() if p.source == address and p.source_port == port]
    check(not made.answered and not seen, f"{address} port {port} answered the LAN: {brief(seen)}")
    # What is refused on the way out only would wait here for the rest of a connection.
    waiting = lab.desktop.run("ss", "--no-header", "--tcp", "--all", "--numeric", "state", "syn-recv").stdout
    check(not waiting, f"a packet from the LAN came in: {waiting}")


def by_source_port(lab):
    """A LAN host that sends from the VPN server's, a name server's or a DHCP server's port gets nothing in."""
    listener = services.Services(lab.desktop, list(_OWN.values()), ports=(8123,))
    with scenes.armed(lab):
        for source_port in (1194, 53, 443):
            _send_from(lab.network.lan, source_port)
        check(not listener.received, f"came in by source port alone: {listener.received}")
        lab.helper.must("disarm", state="disarmed")

        def both_came():
            _send_from(lab.network.lan, 1194)  # a first one may be lost while neighbours are looked for
            return len({source for source, _ in listener.received}) == len(_OWN)

        check(wait_until(both_came, 15, 0.2), f"the control does not come in when disarmed: {listener.received}")


def _send_from(host, source_port):
    for address in _OWN.values():
        probes.send_datagram(host, address, 8123, source_port)


def through_the_tunnel(lab):
    """The VPN's other end opens no connection to the desktop, unless the settings allow it."""
    with scenes.protected(lab):
        addresses = _tunnel_addresses(lab)
        services.Services(lab.desktop, addresses, ports=(8124,))
        for address in addresses:
            made = probes.attempt(lab.network.internet, "tcp", address, 8124, timeout=0.3)
            check(not made.answered, f"the VPN's other end reached {address}")
        tunnel = {"interfaces": [TUNNEL], "allowInbound": True}
        lab.helper.must("configure", policy.settings(tunnel=tunnel), state="armed")
        for address in addresses:
            made = probes.attempt(lab.network.internet, "tcp", address, 8124, timeout=3)
            check(made.answered, f"allowed, but the VPN's other end cannot reach {address}: {made.error}")


def _tunnel_addresses(lab):
    said = lab.desktop.shell(f"ip -brief addr show dev {TUNNEL} scope global")
    addresses = re.findall(r"(10\.8\.\S+?|fd08:\S+?)/", said)
    check(len(addresses) == 2, f"the tunnel has no two addresses: {said}")
    return addresses


def tunnel_address_from_lan(lab):
    """A LAN host that guesses the tunnel's address learns nothing (CVE-2019-14899), even with the LAN allowed."""
    with scenes.protected(lab, lan=True):
        addresses = _tunnel_addresses(lab)
        routes = [(a, _OWN[6 if ":" in a else 4]) for a in addresses]
        lab.network.lan.shell("\n".join(f"ip route replace {a} via {via}" for a, via in routes))
        services.Services(lab.desktop, addresses, ports=(8125,))
        for address in addresses:
            for port in (8125, 9):
                check(not _tunnel_guess(lab, address, port), f"LEAK: {address} answers the LAN at port {port}")
            made = probes.attempt(lab.network.lan, "icmp", address, timeout=0.15)
            check(not made.answered, f"LEAK: {address} answers a ping from the LAN")
        lab.helper.must("disarm", state="disarmed")
        for address in addresses:
            check(_tunnel_guess(lab, address, 8125), f"the control fails: {address} does not answer when disarmed")


def _tunnel_guess(lab, address, port):
    lab.wire.take()
    probes.attempt(lab.network.lan, "tcp", address, port, timeout=0.15)
    return [p for p in lab.wire.take() if p.source == address]


def two_cards(lab):
    """A docked laptop's cable and Wi-Fi in one network: what the VPN's server answers to the one may come by the other.

    What others send by either card to the tunnel's address stays out, even from the server's address and port.
    """
    with _second_card(lab) as second:
        for version in (4, 6):
            with scenes.protected(lab, version=version):
                scenes.through_tunnel(lab, scenes.PUBLIC_ATTEMPTS[:2])
                replies = (network.SERVER[version], network.DESKTOP[version])
                found = [p for p in second.take() if (p.source, p.target) == replies]
                check(found, "the attempt proves nothing: the server's replies did not come by the other card")
                _check_spoofed(lab)


_OF_SECOND = {4: "192.168.77.11", 6: "2001:db8:77::11"}


@contextlib.contextmanager
def _second_card(lab):
    """The desktop has a second card in the LAN, by which the router sends what is for the first; yields what comes by it."""
    port = lab.network.plug_in_card("eth1")
    # Neighbours of IPv6 are known by card: that the router's answers come by the other may not be what fails.
    router = f"{network.ROUTER[6]} lladdr {network.router('cat /sys/class/net/br0/address').strip()} dev eth0"
    try:
        lab.desktop.shell(
            f"""ip link set eth1 up; ip addr add {_OF_SECOND[4]}/24 dev eth1 metric 600
            ip addr add {_OF_SECOND[6]}/64 dev eth1 metric 600 nodad
            ip neigh replace {router} nud permanent"""
        )
        address = lab.desktop.shell("cat /sys/class/net/eth1/address").strip()
        for own in network.DESKTOP.values():
            network.router(f"ip neigh replace {own} lladdr {address} dev br0 nud permanent")
        for own in _OF_SECOND.values():  # so that no packet waits on the LAN host until its neighbour is found
            lab.network.lan.shell(f"ip neigh replace {own} lladdr {address} dev eth0 nud permanent")
        for own in network.DESKTOP.values():
            lab.network.lan.shell(f"ip neigh replace {own} lladdr {network.CARD_ADDRESS} dev eth0 nud permanent")
        yield capture.Capture("eth1", host=lab.desktop)
    finally:
        network.router(f"ip link del {port}; ip neigh flush nud permanent dev br0")
        lab.network.lan.shell("ip neigh flush nud permanent dev eth0; ip neigh flush dev eth0")
        lab.desktop.shell(f"ip neigh del {router}; ip neigh flush dev eth0")


def _check_spoofed(lab):
    """A LAN host, as itself and as the server, sends to the tunnel's addresses by each card; it arrives only if disarmed."""
    addresses = _tunnel_addresses(lab)
    listener = services.Services(lab.desktop, addresses, ports=(8126,))
    cards = [capture.Capture(card, host=lab.desktop) for card in (network.CARD, "eth1")]
    for server in network.SERVER.values():
        lab.network.lan.shell(f"ip addr add {server} dev lo{' nodad' * (':' in server)}")
    try:
        _send_as_servers(lab, addresses)
        seen = [[p for p in card.take() if p.target_port == 8126] for card in cards]
        check([len(found) for found in seen] == [4, 4], f"the attempt proves nothing: not all reached the cards: {seen}")
        check(not listener.received, f"LEAK: came in by a card for the tunnel's address: {listener.received}")
        lab.helper.must("disarm", state="disarmed")
        _send_as_servers(lab, addresses)
        # From the LAN host and from the server, to both addresses by both cards.
        check(wait_until(lambda: len(listener.received) == 8, 5), f"the control fails: {listener.received} when disarmed")
    finally:
        for server in network.SERVER.values():
            lab.network.lan.shell(f"ip addr del {server} dev lo")


def _send_as_servers(lab, addresses):
    for by in (network.DESKTOP, _OF_SECOND):
        for target in addresses:
            version = 6 if ":" in target else 4
            lab.network.lan.shell(f"ip route replace {target} via {by[version]}")
            for source in (network.LAN_HOST[version], network.SERVER[version]):
                probes.send_datagram(lab.network.lan, target, 8126, policy.PORT_UDP, source)


def forwarded(lab):
    """A container's traffic goes through the tunnel or nowhere."""
    attempts = [(kind, network.PUBLIC[version]) for kind in probes.KINDS for version in (4, 6)]
    with _container(lab) as container, scenes.protected(lab, lan=True):
        for kind, target in attempts:
            made, bare = _attempt(lab, container, kind, target)
            check(made.answered and not bare, f"{kind} to {target} not through the tunnel: {made.error} {brief(bare)}")
        lab.vpn.kill_client()
        for kind, target in attempts:
            _, bare = _attempt(lab, container, kind, target)
            check(not bare, f"LEAK from the container: {kind}: {brief(bare)}")
        lab.helper.must("disarm", state="disarmed")
        for kind, target in attempts:
            check(_attempt(lab, container, kind, target)[1], f"the control does not show {kind} to {target}")


def _attempt(lab, container, kind, target):
    lab.wire.take()
    made = probes.attempt(container, kind, target, timeout=0.3)
    return made, [packet for packet in lab.wire.take() if packet.target == target]


@contextlib.contextmanager
def _container(lab):
    """A host behind the desktop, which forwards and masquerades for it as container engines do."""
    container = Namespace("container")
    lab.desktop.shell(
        f"""
        ip link add ctr0 type veth peer name eth0 netns {container.pid}
        ip addr add 172.31.9.1/24 dev ctr0; ip addr add fd31:9::1/64 dev ctr0 nodad; ip link set ctr0 up
        sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
        nft add table ip ctr; nft add table ip6 ctr
        for f in ip ip6; do
          nft add chain $f ctr post '{{ type nat hook postrouting priority 100; }}'
          nft add rule $f ctr post iifname ctr0 masquerade
        done"""
    )
    container.shell(
        """sysctl -qw net.ipv6.conf.eth0.accept_dad=0; ip link set eth0 up
        ip addr add 172.31.9.2/24 dev eth0; ip addr add fd31:9::2/64 dev eth0 nodad
        ip route add default via 172.31.9.1; ip -6 route add default via fd31:9::1"""
    )
    before, lab.before = lab.before, rules.snapshot(lab.machine)
    try:
        yield container
    finally:
        lab.desktop.shell(
            "nft delete table ip ctr; nft delete table ip6 ctr; ip link del ctr0\n"
            "sysctl -qw net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0\n"
            f"ip -6 route replace default via {network.ROUTER[6]}"
        )
        lab.before = before


def tests(lab, checks):
    """All that must stay out."""
    services.Services(lab.desktop, list(_OWN.values()), ports=(network.SERVICE_PORT,))
    for name, test in (
        ("connections from a LAN that is not allowed", from_lan),
        ("packets from a well-known source port", by_source_port),
        ("connections through the tunnel", through_the_tunnel),
        ("CVE-2019-14899: the tunnel's address guessed from the LAN", tunnel_address_from_lan),
        ("two cards in one network: the VPN server's replies by the other one", two_cards),
        ("Docker and routed virtual machines: a container's traffic", forwarded),
    ):
        checks.run(name, lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
