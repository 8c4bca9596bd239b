"""One host of the laboratory: a network namespace, held open by a sleeping process."""

import contextlib
import ctypes
import os
import subprocess

from . import sandbox

_CLONE_NEWNET = 0x40000000
_HOLD = "mount -t sysfs sysfs /sys && ip link set lo up && echo ready && exec sleep infinity"


class Namespace:
    """A host with its own network and its own mounts. It is gone when the script is."""

    def __init__(self, name):
        self.name = name
        command = ["unshare", "--net", "--mount", "--propagation", "private", "sh", "-c", _HOLD]
        self._holder = subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=sandbox.die_with_parent)
        if self._holder.stdout.readline() != b"ready\n":
            raise OSError(f"cannot make the namespace {name}")
        self.pid = self._holder.pid
        sandbox.require_isolated(self.pid)
        if sandbox.network_inode(self.pid) == sandbox.network_inode():
            raise sandbox.NotIsolated(f"{name} has no network of its own")
        self._net = os.open(f"/proc/{self.pid}/ns/net", os.O_RDONLY)
        self._home = os.open("/proc/self/ns/net", os.O_RDONLY)

    def command(self, *arguments):
        """The argument list that runs a command on this host."""
        own = f"/proc/{self.pid}"
        # Entering mounts alone would leave a chroot, in which a build machine may well live.
        places = [f"--net={own}/ns/net", f"--mount={own}/ns/mnt", f"--root={own}/root", f"--wd={own}/root"]
        return ["nsenter", *places, "--", *arguments]

    def run(self, *arguments, check=True, input=None, timeout=60):
        """Runs a command on this host to its end; output is text."""
        done = subprocess.run(
            self.command(*arguments), input=input, capture_output=True, text=True, timeout=timeout, check=False
        )
        if check and done.returncode != 0:
            raise OSError(f"{self.name}: {' '.join(arguments)}: {done.returncode}: {done.stderr.strip()}")
        return done

    def popen(self, *arguments, **options):
        """Starts a command on this host; its process id is the command's own."""
        return subprocess.Popen(self.command(*arguments), preexec_fn=sandbox.die_with_parent, **options)

    def shell(self, script):
        """Runs a shell script on this host, ending at the first command that fails."""
        return self.run("sh", "-ec", script).stdout

    @contextlib.contextmanager
    def inside(self):
        """Sockets that the calling thread makes in here belong to this host."""
        _set_network(self._net)
        try:
            yield
        finally:
            _set_network(self._home)


def _set_network(descriptor):
    if sandbox.libc.setns(descriptor, _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")
