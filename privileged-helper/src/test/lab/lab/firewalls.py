"""Other firewalls on the desktop, the real programs from Debian's packages, each with files and a state of its own."""

import contextlib
import re
import subprocess
import tempfile

from . import container
from .lab import wait_until

PACKAGES = ("ufw", "firewalld", "docker.io", "libvirt-daemon", "libvirt-clients", "iptables-persistent", "nftables")
_PATIENCE = 60

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=/run/dbus/system_bus_socket</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
  </policy>
</busconfig>
"""

_LIBVIRT_NETWORK = """<network>
  <name>lab</name>
  <forward mode='nat'><nat ipv6='yes'/></forward>
  <bridge name='virbr9' stp='off' delay='0'/>
  <ip address='172.31.9.1' netmask='255.255.255.0'/>
  <ip family='ipv6' address='fd31:9::1' prefix='64'/>
</network>
"""


class Daemon:
    """A program that is started and stopped, on a machine, as its unit would do it."""

    def __init__(self, machine, command, ready):
        self._host = machine.host
        self._log = machine.path(f"/run/{command[0]}.log")
        self._command = command
        self._ready = ready
        self._process = None

    def start(self):
        """Starts it; returns when it answers, raises with what it said if it does not."""
        with open(self._log, "ab") as log:
            self._process = self._host.popen(*self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        up = wait_until(lambda: self._process.poll() is not None or self._answers(), _PATIENCE, 0.1)
        if not up or self._process.poll() is not None:
            raise OSError(f"{self._command[0]} does not run: {self._log.read_text(errors='replace')[-1500:]}")

    def _answers(self):
        return self._host.run(*self._ready, check=False).returncode == 0

    def stop(self):
        """Asks it to end, and waits until it has."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(_PATIENCE)

    def restart(self):
        """Stops it and starts it again."""
        self.stop()
        self.start()


class Ufw:
    """ufw as it is after installation, but that it forwards."""

    _FRESH = """
    rm -rf /etc/ufw /var/lib/ufw; mkdir -p /etc/ufw/applications.d /var/lib/ufw
    cp /usr/share/ufw/*.rules /usr/share/ufw/ufw.conf /etc/ufw/; : >/etc/ufw/sysctl.conf
    """

    def __init__(self, machine):
        self._machine = machine
        self._defaults = (machine.packages.tree / "etc/default/ufw").read_text(encoding="utf-8")

    @contextlib.contextmanager
    def installed(self, **defaults):
        """With these entries changed in /etc/default/ufw."""
        self._machine.host.shell(self._FRESH)
        self.set(**defaults)
        try:
            yield self
        finally:
            self._machine.host.run("ufw", "--force", "disable", check=False)

    def set(self, **defaults):
        """Writes /etc/default/ufw."""
        text = self._defaults
        for key, value in {"DEFAULT_FORWARD_POLICY": "ACCEPT", **defaults}.items():
            text += f'{key}="{value}"\n'
        self._machine.path("/etc/default/ufw").write_text(text, encoding="utf-8")

    def enable(self):
        """`ufw enable`"""
        self._machine.host.run("ufw", "--force", "enable")

    def reload(self):
        """`ufw reload`"""
        self._machine.host.run("ufw", "reload")

    def disable(self):
        """`ufw disable`"""
        self._machine.host.run("ufw", "--force", "disable")


class Firewalld(Daemon):
    """firewalld with its default settings, but that the container is in a zone that may be forwarded."""

    def __init__(self, machine):
        super().__init__(
            machine, ["firewalld", "--nofork", "--nopid", "--log-target", "console"], ["firewall-cmd", "--state"]
        )
        self._machine = machine

    @contextlib.contextmanager
    def installed(self):
        """With a system bus of its own."""
        host = self._machine.host
        host.shell("rm -rf /etc/firewalld /run/dbus; mkdir -p /run/dbus")
        host.shell(f"cp -a {self._machine.packages.tree}/etc/firewalld /etc/")
        host.run("firewall-offline-cmd", "--zone=trusted", f"--add-interface={container.CARD}")
        self._machine.path("/run/bus.conf").write_text(_BUS, encoding="ascii")
        bus = ["dbus-daemon", "--config-file=/run/bus.conf", "--nofork", "--nopidfile", "--nosyslog"]
        with open(self._machine.path("/run/bus.log"), "ab") as log:
            process = host.popen(*bus, stdout=log, stderr=log)
        try:
            if not wait_until(self._machine.path("/run/dbus/system_bus_socket").exists, _PATIENCE):
                raise OSError(f"no bus: {self._machine.read('/run/bus.log')}")
            yield self
        finally:
            self.stop()
            process.kill()
            process.wait()
            host.shell("rm -rf /run/dbus")

    def command(self, *arguments):
        """`firewall-cmd`"""
        self._host.run("firewall-cmd", *arguments)


class Docker(Daemon):
    """Docker's daemon with containerd, IPv6 for its bridge, and the container's gateway as the bridge's address."""

    BRIDGE = "docker0"
    _SOCKET = "unix:///run/docker.sock"

    def __init__(self, machine):
        self._work = tempfile.mkdtemp(prefix="docker.", dir="/run")
        command = ["dockerd", "--config-file", f"{self._work}/config", "--data-root", f"{self._work}/data"]
        command += ["-H", self._SOCKET, "--exec-root", f"{self._work}/exec", "--pidfile", f"{self._work}/pid"]
        command += ["--storage-driver", "vfs"]
        command += ["--bip", container.GATEWAY_NET[4], "--ipv6", "--fixed-cidr-v6", "fd31:9::/64"]
        command += ["--experimental", "--ip6tables"]
        super().__init__(machine, command, ["docker", "-H", self._SOCKET, "info"])

    @contextlib.contextmanager
    def installed(self):
        """With folders of its own."""
        # It insists on a folder for control groups, and needs none as long as no container runs.
        self._host.shell(
            f"mkdir -p {self._work}; echo '{{}}' >{self._work}/config; mount --no-mtab -t tmpfs cgroup /sys/fs/cgroup"
        )
        try:
            yield self
        finally:
            self.stop()
            self._host.run("sh", "-c", f"ip link del {self.BRIDGE}; umount /sys/fs/cgroup", check=False)

    def create(self):
        """Makes one more network."""
        self._network("create", "-o", "com.docker.network.bridge.name=br9", "more")

    def remove(self):
        """Takes that network away."""
        self._network("rm", "more")

    def _network(self, *arguments):
        self._host.run("docker", "-H", self._SOCKET, "network", *arguments)


class Libvirt(Daemon):
    """libvirt's daemon with one virtual network, whose bridge has the container's gateway as its address."""

    BRIDGE = "virbr9"
    _VIRSH = ("virsh", "-c", "network:///system")

    def __init__(self, machine):
        super().__init__(machine, ["libvirtd"], [*self._VIRSH, "net-list"])
        self._machine = machine

    @contextlib.contextmanager
    def installed(self):
        """With folders of its own."""
        self._host.shell("rm -rf /etc/libvirt /var/lib/libvirt /run/libvirt; mkdir -p /etc/libvirt /var/lib/libvirt")
        # It would miss a user of its own, and is not needed for networks.
        self._host.shell("rm -f /usr/lib/*/libvirt/connection-driver/libvirt_driver_qemu.so")
        self._machine.path("/run/network.xml").write_text(_LIBVIRT_NETWORK, encoding="ascii")
        try:
            yield self
        finally:
            self._host.run(*self._VIRSH, "net-destroy", "lab", check=False)
            self.stop()

    def create(self):
        """Starts the virtual network."""
        self._host.run(*self._VIRSH, "net-create", "/run/network.xml")

    def destroy(self):
        """Ends the virtual network."""
        self._host.run(*self._VIRSH, "net-destroy", "lab")


class Persistent:
    """netfilter-persistent with the plugins of iptables-persistent, which restore /etc/iptables/rules.v4 and .v6."""

    _FILES = ("/etc/iptables/rules.v4", "/etc/iptables/rules.v6")

    def __init__(self, machine):
        self._machine = machine

    @contextlib.contextmanager
    def installed(self):
        """Without saved rules."""
        self._machine.host.shell("rm -rf /etc/iptables; mkdir /etc/iptables")
        yield self

    def run(self, verb):
        """`netfilter-persistent`: start, save or flush."""
        self._machine.host.run("netfilter-persistent", verb)

    def keep_only(self, table):
        """Leaves one table in the saved files, as on a machine where no other was ever used."""
        for file in self._FILES:
            saved = self._machine.read(file).decode()
            kept = re.search(rf"^\*{table}\n.*?^COMMIT\n", saved, re.M | re.S)[0]
            self._machine.path(file).write_text(kept, encoding="ascii")
