#!/usr/bin/python3
"""What an ordinary user's app finds on a machine for its assistant (§5): interfaces that the kernel made, NetworkManager
over a real system bus, files with real owners and rights, programs that run, and who sits at another computer.
"""

import os
import pathlib
import shutil
import subprocess
import sys

import desktop
from lab.checks import Checks, check

SERVICE = pathlib.Path(__file__).with_name("networkmanager.py")
KEYFILES = pathlib.Path("/run/keyfiles")
POLICY = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <policy user="root">
    <allow own="org.freedesktop.NetworkManager"/>
    <allow own="org.freedesktop.login1"/>
  </policy>
  <policy context="default">
    <allow send_destination="org.freedesktop.NetworkManager"/>
    <allow send_destination="org.freedesktop.login1"/>
  </policy>
</busconfig>
"""
OPENVPN = """[connection]
id=on Seattle
uuid=11111111-2222-3333-4444-555555555555
type=vpn

[vpn]
auth=SHA256
cipher=AES-256-GCM
connection-type=password
password-flags=1
port=1197
remote=seattle.vpn.example.org:1197:udp, seattle2.vpn.example.org
username=kim
service-type=org.freedesktop.NetworkManager.openvpn

[ipv4]
method=auto
"""
WIREGUARD = """[connection]
id=Oslo; office [2]
uuid=11111111-2222-3333-4444-666666666666
type=wireguard
interface-name=oslo

[wireguard]
private-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

[wireguard-peer.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=]
endpoint=[2001:db8::7]:51820
allowed-ips=0.0.0.0/0;::/0;
"""
ETHERNET = "[connection]\nid=on Wired\nuuid=1\ntype=802-3-ethernet\n\n[ethernet]\n"
PROFILE = "client\ndev tun\nproto tcp\nremote {} 443\n"


def run(*command, **more):
    subprocess.run(command, check=True, capture_output=True, **more)


def write(path, text, mode=0o644):
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)


class Service:
    """NetworkManager and logind while a `with` statement lasts."""

    def __init__(self, *mode):
        self.program = desktop.Program(["/usr/bin/python3", str(SERVICE), str(KEYFILES), *mode])
        self.program.hear(lambda line: line.startswith("READY"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.__exit__()


def look(*environment):
    with desktop.java("alice", "discovery.DiscoveryDrive", environment=environment) as program:
        program.hear(lambda line: line.startswith("END"))
        return program.seen


def everything_is_found_and_what_is_connected_proposed():
    with Service():
        seen = look()
    check(seen[-1] == "END|complete", seen)
    check([line for line in seen if line.startswith("TUNNEL")] == ["TUNNEL|tun7|TUN"], seen)
    vpns = [line for line in seen if line.startswith("VPN")]
    check(vpns[0] == "VPN|NETWORK_MANAGER|on Seattle|active|seattle.vpn.example.org:1197:udp "
          "seattle2.vpn.example.org:1197:udp|tun+", vpns)
    check(vpns[1] == "VPN|NETWORK_MANAGER|Oslo; office [2]|off|2001:db8::7:51820:udp|oslo", vpns)
    check(vpns[2:] == ["VPN|SYSTEM_FILE|work|off|work.example.org:443:tcp|tun+",
                       "VPN|HOME_FILE|rome|off|rome.example.org:443:tcp|tun+"], vpns)
    check([line for line in seen if line.startswith("LOCKED")] ==
          ["LOCKED|/etc/openvpn/secret.conf", "LOCKED|/etc/wireguard"], seen)
    check("PROPOSED|CONNECTED|on Seattle" in seen, seen)
    check(not any(line.startswith("REMOTE") for line in seen), seen)
    check("PrivateKey" not in str(seen) and "AAAAAAA" not in str(seen), "a secret is shown")


def remote_sessions_are_told():
    with Service():
        seen = look("SSH_CONNECTION=192.0.2.77 50000 192.0.2.5 22")
    check("REMOTE|SSH|192.0.2.77|eth0" in seen, seen)
    (KEYFILES / "remote").touch()
    with Service():
        seen = look()
    (KEYFILES / "remote").unlink()
    check("REMOTE|XRDP|203.0.113.50|-" in seen, seen)


def without_networkmanager_files_are_found():
    seen = look()
    check(seen[-1] == "END|complete", seen)
    check("PROPOSED|SEVERAL|" in seen, seen)


def networkmanager_that_hangs_is_not_waited_for():
    with Service("hang"):
        seen = look()
    check(seen[-1] == "END|incomplete", seen)
    check(sum(line.startswith("VPN|") for line in seen) == 2, seen)


def running_program_names_its_file():
    fake = pathlib.Path("/run/openvpn")
    shutil.copy("/bin/sleep", fake)
    # Its name is what the kernel goes by; the words are those of the real one.
    program = subprocess.Popen(["bash", "-c", f"exec -a openvpn {fake} 60"])
    try:
        desktop.wait("it runs", lambda: pathlib.Path(f"/proc/{program.pid}/comm").read_text() == "openvpn\n")
        check("RUNNING|OpenVPN" in look(), "not seen")
    finally:
        program.kill()
        program.wait()


def main():
    desktop.enter()
    write("/etc/dbus-1/system.d/test.conf", POLICY)
    run("dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ReloadConfig")
    run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth0-peer")
    run("ip", "address", "add", "192.0.2.5/24", "dev", "eth0")
    run("ip", "link", "set", "eth0", "up")
    run("ip", "tuntap", "add", "tun7", "mode", "tun")
    run("ip", "link", "add", "br7", "type", "bridge")
    run("ip", "tuntap", "add", "vnet7", "mode", "tap")
    run("ip", "link", "set", "vnet7", "master", "br7")
    for name, text, mode in (("a", OPENVPN, 0o644), ("b", WIREGUARD, 0o644), ("c", ETHERNET, 0o644),
                             ("d", OPENVPN, 0o600)):
        write(KEYFILES / f"{name}.nmconnection", text, mode)
    for folder in ("/etc/openvpn", "/etc/wireguard", "/etc/vpn_firewall.d", "/etc/vpn-firewall.d"):
        shutil.rmtree(folder, ignore_errors=True)
    write("/etc/openvpn/client/work.conf", PROFILE.format("work.example.org"))
    write("/etc/openvpn/secret.conf", PROFILE.format("secret.example.org"), 0o600)
    write("/etc/wireguard/wg0.conf", "", 0o600)
    os.chmod("/etc/wireguard", 0o700)
    write("/home/alice/Downloads/rome.ovpn", PROFILE.format("rome.example.org"))
    write("/home/alice/Downloads/note.ovpn", "not a profile\n")
    checks = Checks()
    checks.run("everything is found", everything_is_found_and_what_is_connected_proposed)
    checks.run("remote sessions", remote_sessions_are_told)
    checks.run("no NetworkManager", without_networkmanager_files_are_found)
    checks.run("NetworkManager hangs", networkmanager_that_hangs_is_not_waited_for)
    checks.run("running programs", running_program_names_its_file)
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
