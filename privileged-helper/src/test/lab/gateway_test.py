"""The desktop as the VPN gateway of other machines (design §2.3): through the tunnel, or not at all."""

import contextlib
import errno
import socket

from lab import behind, capture, network, policy, probes, scenes, services, suite
from lab.checks import brief, check
from lab.lab import Lab, wait_until

_FORWARDING = (
    "net.ipv4.ip_forward net.ipv4.conf.all.forwarding net.ipv4.conf.eth0.forwarding net.ipv4.conf.all.accept_redirects"
    " net.ipv6.conf.all.forwarding net.ipv6.conf.eth0.forwarding net.ipv6.conf.eth0.accept_ra"
    " net.ipv6.conf.eth1.forwarding net.ipv6.conf.default.forwarding"
)
_ECHO_BY_GATEWAY = 8022


class GatewayLab(Lab):
    """The laboratory with a machine behind the desktop."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.behind = behind.Behind(self.desktop)

    def ask(self, kind, target, port=None, timeout=1.5):
        """An attempt of the machine behind, and what the router saw of it."""
        self.wire.take()
        made = probes.attempt(self.behind.host, kind, target, port, timeout=timeout)
        return made, self.wire.take()

    def forwarding(self):
        """The kernel's settings that a gateway changes."""
        return self.desktop.shell(f"sysctl {_FORWARDING}")


@contextlib.contextmanager
def _gateway(lab, vpn=True, **settings):
    with scenes.armed(lab, gateway={"interfaces": [behind.CARD]}, **settings):
        if vpn:
            lab.vpn.serve()
            lab.vpn.connect()
        yield


def _bare(seen):
    """What of the machine behind went over the card: whatever is not the desktop's own VPN, ARP or NDP."""
    return capture.leaks(seen, policy.SERVERS)


def through_the_tunnel(lab):
    """It reaches the internet, name servers included, under the desktop's address in the tunnel."""
    before = lab.forwarding()
    with _gateway(lab):
        for kind, target in scenes.PUBLIC_ATTEMPTS:
            made, seen = lab.ask(kind, target, timeout=3)
            check(made.answered, f"{kind} to {target}: {made.error}")
            check(made.via not in behind.ADDRESS.values(), f"{kind} to {target} came as {made.via}")
            check(not _bare(seen), f"LEAK: {kind} to {target}: {brief(_bare(seen))}")
        check(lab.forwarding() != before, "forwarding was not switched on")
    check(lab.forwarding() == before, f"disarming did not restore:\n{before}but left:\n{lab.forwarding()}")


def never_another_way(lab):
    """Without the tunnel nothing of it leaves; with plain forwarding and disarmed, all of it would."""
    with _gateway(lab):
        made, _ = lab.ask("udp", network.PUBLIC[4], timeout=3)
        check(made.answered, f"the tunnel carries nothing: {made.error}")
        lab.vpn.kill_client()
        for kind, target in scenes.PUBLIC_ATTEMPTS:
            made, seen = lab.ask(kind, target, timeout=0.3)
            check(not made.answered, f"{kind} to {target} was answered without the VPN")
            check(not _bare(seen), f"LEAK: {kind} to {target}: {brief(_bare(seen))}")
    lab.desktop.shell("sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1")
    try:
        for kind, target in scenes.PUBLIC_ATTEMPTS:
            _, seen = lab.ask(kind, target, timeout=0.3)
            check(any(p.target == target for p in seen), f"the control does not show {kind} to {target}")
    finally:
        lab.desktop.shell("sysctl -qw net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0")


def path_mtu(lab):
    """A packet too big for the tunnel is answered with an error that says so, or downloads would hang."""
    with _gateway(lab):
        lab.desktop.shell("ip link set tun0 mtu 1300")
        for version in (4, 6):
            family = socket.AF_INET if version == 4 else socket.AF_INET6
            with lab.behind.host.inside(), socket.socket(family, socket.SOCK_DGRAM) as opened:
                if version == 4:
                    opened.setsockopt(socket.IPPROTO_IP, 10, 2)  # IP_MTU_DISCOVER, IP_PMTUDISC_DO
                else:
                    opened.setsockopt(socket.IPPROTO_IPV6, 23, 2)  # IPV6_MTU_DISCOVER
                opened.connect((network.PUBLIC[version], services.ECHO))
                opened.settimeout(3)
                # As TCP does: connection tracking relates the error to a flow that it knows.
                opened.send(b"small")
                check(probes.quietly(opened.recv, 99), f"IPv{version}: the tunnel carries nothing")

                def told(opened=opened):
                    try:
                        opened.send(bytes(1430))
                        return False
                    except OSError as error:
                        return error.errno == errno.EMSGSIZE

                check(wait_until(told, 5, 0.1), f"IPv{version}: nobody said that the packet is too big")


def names_and_addresses_from_the_gateway(lab):
    """It may ask the gateway itself for names, and for nothing else while the LAN is closed."""
    services.Services(lab.desktop, list(behind.GATEWAY.values()), ports=(services.DNS, _ECHO_BY_GATEWAY))
    for lan in (False, True):
        with _gateway(lab, vpn=False, lan=lan):
            lab.behind.host.shell("ip neigh flush dev eth0; ip -6 neigh flush dev eth0")
            for version in (4, 6):
                made, _ = lab.ask("dns", behind.GATEWAY[version])
                check(made.answered, f"no name from {behind.GATEWAY[version]}: {made.error}")
                made, _ = lab.ask("udp", behind.GATEWAY[version], _ECHO_BY_GATEWAY, timeout=1.5 if lan else 0.4)
                check(made.answered == lan, f"with the LAN {lan} another service answered {made.answered}")


def lan_when_allowed(lab):
    """With the LAN allowed it reaches the LAN, but no name server there."""
    for allowed in (False, True):
        with _gateway(lab, vpn=False, lan=allowed):
            for version in (4, 6):
                target = network.LAN_HOST[version]
                for port, expected in ((services.ECHO, allowed), (53, False), (853, False)):
                    _, seen = lab.ask("udp", target, port, timeout=0.3)
                    got = any(p.target == target and p.target_port == port for p in seen)
                    check(got == expected, f"LAN {allowed}: {target} port {port} seen: {got}")


def settings_change_while_armed(lab):
    """A machine that is no gateway any more passes nothing on, and is as it was."""
    before = lab.forwarding()
    with _gateway(lab):
        made, _ = lab.ask("udp", network.PUBLIC[4], timeout=3)
        check(made.answered, f"the tunnel carries nothing: {made.error}")
        lab.helper.must("configure", policy.settings(), state="armed")
        check(lab.forwarding() == before, "forwarding stayed on")
        made, seen = lab.ask("udp", network.PUBLIC[4], timeout=0.3)
        check(not made.answered and not _bare(seen), "it was passed on all the same")


def tests(lab, checks):
    """All of them."""
    for name, test in (
        ("through the tunnel under its address", through_the_tunnel),
        ("no other way when the VPN is gone", never_another_way),
        ("packets too big for the tunnel", path_mtu),
        ("names from the gateway itself", names_and_addresses_from_the_gateway),
        ("LAN only when allowed, its name servers never", lan_when_allowed),
        ("no longer a gateway", settings_change_while_armed),
    ):
        checks.run(name, lambda test=test: test(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__, make=GatewayLab)
