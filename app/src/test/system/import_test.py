#!/usr/bin/python3
"""The installed command `vpnfirewall import`, with real files, a real name server, the real helper and the kernel.

On a machine of its own. The name server is dnsmasq, which knows a few names and says of others that they do not exist.
"""

import json
import pathlib
import subprocess
import sys

import desktop
from lab.checks import Checks, check

SETTINGS = pathlib.Path("/etc/vpnfirewall/settings.json")
FILES = pathlib.Path("/run/files")
HOSTS = """\
203.0.113.1 oslo.vpn.test
2001:db8::1 oslo.vpn.test
203.0.113.2 other.vpn.test
""" + "".join(f"203.0.113.{100 + i} pool.vpn.test\n" for i in range(10))


def name_server():
    """Starts dnsmasq and has everybody ask it."""
    hosts = pathlib.Path("/run/names")
    hosts.write_text(HOSTS)
    hosts.chmod(0o644)
    server = subprocess.Popen(
        ["dnsmasq", "--keep-in-foreground", "--log-facility=-", "--conf-file=/dev/null", "--no-resolv", "--no-hosts",
         f"--addn-hosts={hosts}", "--local=/vpn.test/", "--listen-address=127.0.0.1", "--bind-interfaces", "--user=root",
         "--pid-file=", "--dns-loop-detect"],
        stdin=subprocess.DEVNULL,
    )
    ask("127.0.0.1")
    desktop.wait("the name server", lambda: server.poll() is None and known("other.vpn.test"))
    return server


def ask(address):
    """Makes this the only name server."""
    config = pathlib.Path("/etc/resolv.conf")
    config.unlink(missing_ok=True)
    config.write_text(f"nameserver {address}\noptions timeout:1 attempts:1\n")


def known(name):
    return subprocess.run(["getent", "ahosts", name], capture_output=True, check=False).returncode == 0


def file(name, text):
    path = FILES / name
    path.write_text(text)
    return str(path)


def run(*words, code=0, env=None, **options):
    """The command as root, or with user=…; its outputs as text."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"} | (env or {})
    ran = subprocess.run(["vpnfirewall", *words], capture_output=True, text=True, check=False, timeout=120,
                         env=environment, **{"stdin": subprocess.DEVNULL} | options)
    check(ran.returncode == code, f"exit {ran.returncode}: {ran.stdout}{ran.stderr}")
    return ran


def stored():
    return json.loads(SETTINGS.read_text())


def endpoints(settings):
    return [(s["address"], s.get("port"), s["protocol"], s.get("host")) for s in settings["servers"]]


def profile_is_stored_with_every_address_of_its_names():
    ran = run("import", file("Oslo.ovpn", "client\ndev tun0\nremote oslo.vpn.test 1194 udp\nremote oslo.vpn.test 443 tcp\n"))
    check("The settings are saved." in ran.stdout, ran.stdout)
    settings = stored()
    wanted = [(address, port, protocol, "oslo.vpn.test") for port, protocol in ((1194, "udp"), (443, "tcp"))
              for address in ("203.0.113.1", "2001:db8::1")]
    check(sorted(endpoints(settings)) == sorted(wanted), endpoints(settings))
    check(settings["tunnel"]["interfaces"] == ["tun0"], settings["tunnel"])
    check({s["label"] for s in settings["servers"]} == {"Oslo"}, settings["servers"])
    check(SETTINGS.stat().st_mode & 0o777 == 0o644, oct(SETTINGS.stat().st_mode))


def names_that_rotate_or_do_not_exist_are_said():
    ran = run("import", "--json", "--replace", "--dry-run",
              file("pool.ovpn", "client\ndev tun0\nremote pool.vpn.test\nremote none.vpn.test\n"))
    said = json.loads(ran.stdout)
    check(said["rotating"] == ["pool.vpn.test"], said)
    check(said["notFound"] == ["none.vpn.test"], said)
    check(len(said["settings"]["servers"]) == 10, said["settings"])
    check(not said["stored"] and said["ok"], said)


def malformed_file_is_named_with_its_line_and_changes_nothing():
    before = SETTINGS.read_bytes()
    wrong = file("wrong.ovpn", "client\ndev tun0\nremote oslo.vpn.test 99999\n")
    ran = run("import", file("good.ovpn", "dev tun9\nremote other.vpn.test\n"), wrong, code=2)
    check(f"{wrong}, line 3: " in ran.stderr, ran.stderr)
    german = run("import", wrong, code=2, env={"LANG": "de_DE.UTF-8"})
    check(f"{wrong}, Zeile 3: „99999“ ist kein Port." in german.stderr, german.stderr)
    run("import", "/dev/zero", code=2)
    check(SETTINGS.read_bytes() == before, "the settings were changed")


def nothing_in_a_file_is_run():
    marker = FILES / "was-run"
    run("import", file("evil.conf", f'VPN_SERVERS="$(touch {marker})"\n'), code=2)
    run("import", "--dry-run", file("wg0.conf", f"[Interface]\nPostUp = touch {marker}\n[Peer]\nEndpoint = 203.0.113.9:1\n"))
    run("import", "--dry-run", file("up.ovpn", f"dev tun0\nremote 203.0.113.9\nscript-security 2\nup 'touch {marker}'\n"))
    check(not marker.exists(), "a command in a file was run")


def dry_run_prints_what_the_helper_takes():
    before = SETTINGS.read_bytes()
    ran = run("import", "--dry-run", "-", stdin=None, input="dev tun1\nremote other.vpn.test\n")
    check(SETTINGS.read_bytes() == before, "the settings were changed")
    rendered = subprocess.run([desktop.HELPER, "render"], input=ran.stdout, capture_output=True, text=True, check=False)
    check(json.loads(rendered.stdout)["ok"], rendered.stdout)
    check(("203.0.113.2", 1194, "udp", "other.vpn.test") in endpoints(json.loads(ran.stdout)), ran.stdout)


def old_settings_are_taken_and_narrowed():
    old = file("50_user.conf", 'VPN_SERVERS="203.0.113.7"\nVPN_INTERFACE=tun0\nLOCAL_NET="192.168.1.0/24 127.0.0.0/8"\n')
    ran = run("import", "--replace", "--narrow", "udp:1194", old)
    check("name servers in the local network" in ran.stdout, ran.stdout)
    check(endpoints(stored()) == [("203.0.113.7", 1194, "udp", None)], stored())
    check(stored()["lan"] == {"allow": True, "networks": ["192.168.1.0/24"], "dns": False}, stored()["lan"])


def user_without_a_terminal_is_refused():
    before = SETTINGS.read_bytes()
    path = file("bob.ovpn", "dev tun5\nremote 203.0.113.5\n")
    ran = run("import", path, code=1, user="bob", group="bob", extra_groups=[], start_new_session=True)
    check("password" in ran.stderr, ran.stderr)
    check(SETTINGS.read_bytes() == before, "the settings were changed")


def names_cannot_be_asked_while_armed_and_that_is_said():
    run("import", file("Oslo.ovpn", "dev tun0\nremote oslo.vpn.test\n"))
    subprocess.run(["ip", "link", "add", "eth7", "type", "veth", "peer", "name", "eth8"], check=True)
    subprocess.run(["ip", "addr", "add", "198.51.100.1/24", "dev", "eth7"], check=True)
    subprocess.run(["ip", "link", "set", "eth7", "up"], check=True)
    ask("198.51.100.53")
    subprocess.run([desktop.HELPER, "arm"], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    try:
        ran = run("import", file("other.ovpn", "dev tun0\nremote other.vpn.test\n"), code=1)
        check("only be asked through the VPN" in ran.stderr, ran.stderr)
        # What is pinned is still known.
        run("import", file("Oslo.ovpn", "dev tun0\nremote oslo.vpn.test 8443 tcp\n"))
        check(("203.0.113.1", 8443, "tcp", "oslo.vpn.test") in endpoints(stored()), stored())
        rules = subprocess.run(["iptables-save"], capture_output=True, text=True, check=True).stdout
        check("203.0.113.1" in rules and "8443" in rules, "what was imported does not hold at once")
    finally:
        subprocess.run([desktop.HELPER, "disarm"], stdin=subprocess.DEVNULL, capture_output=True, check=True)
        ask("127.0.0.1")


def main():
    desktop.enter()
    FILES.mkdir()
    FILES.chmod(0o755)
    checks = Checks(only=sys.argv[1] if len(sys.argv) > 1 else "")
    with name_server() as server:
        for test in (
            profile_is_stored_with_every_address_of_its_names,
            names_that_rotate_or_do_not_exist_are_said,
            malformed_file_is_named_with_its_line_and_changes_nothing,
            nothing_in_a_file_is_run,
            dry_run_prints_what_the_helper_takes,
            old_settings_are_taken_and_narrowed,
            user_without_a_terminal_is_refused,
            names_cannot_be_asked_while_armed_and_that_is_said,
        ):
            checks.run(test.__name__.replace("_", " "), test)
        server.kill()
    sys.exit(checks.close())


if __name__ == "__main__":
    main()
