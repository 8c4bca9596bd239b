"""Private namespaces for a whole script, so that nothing it does can reach this machine or outlive it.

The script is started again in network, mount and process namespaces of its own. When it ends, however it ends,
the kernel ends every process in there, and with the last one go the interfaces, rules and mounts.
"""

import ctypes
import os
import signal
import stat
import subprocess
import sys

MARK = "VPNFIREWALL_LAB_MACHINE"
_PR_SET_PDEATHSIG = 1
_TUNNELS = "/dev/net/tun"
libc = ctypes.CDLL(None, use_errno=True)


class NotIsolated(Exception):
    """The process would work in this machine's own network: nothing must be done."""


def network_inode(pid="self"):
    """The number by which the kernel names the network namespace of a process."""
    return os.stat(f"/proc/{pid}/ns/net").st_ino


def die_with_parent():
    """Has the kernel kill the calling process when its parent ends (for use after fork)."""
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def require_isolated(pid="self"):
    """Raises NotIsolated unless the process's network is known not to be this machine's."""
    machine = os.environ.get(MARK)
    if machine is None or network_inode(pid) == int(machine):
        raise NotIsolated("refused: this would touch the machine's own network")


def enter():
    """Returns inside the private namespaces; outside, runs the script in them and exits as it does."""
    if os.environ.get(MARK):
        require_isolated()
        _furnish()
        return
    if os.geteuid() != 0:
        sys.exit("This makes network namespaces, so it must run as root.")
    environment = dict(os.environ, **{MARK: str(network_inode()), "PYTHONUNBUFFERED": "1"})
    command = ["unshare", "--mount", "--pid", "--net", "--ipc", "--fork", "--kill-child", "--mount-proc"]
    command += ["--propagation", "private", sys.executable, "-B", *sys.argv]
    with subprocess.Popen(command, env=environment, preexec_fn=die_with_parent) as inner:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            code = inner.wait()
        finally:
            inner.kill()
    sys.exit(code if code >= 0 else 128 - code)


def _furnish():
    """Gives the script's namespaces their own view of interfaces and run-time files."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    mount("-t", "sysfs", "sysfs", "/sys")
    mount("-t", "tmpfs", "-o", "mode=755", "lab", "/mnt")
    if os.path.isdir("/run/user"):  # A user's own display has its socket and its key in there.
        os.mkdir("/mnt/user")
        mount("--rbind", "/run/user", "/mnt/user")
    mount("--move", "/mnt", "/run")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    _tunnels_for_all()


def _tunnels_for_all():
    """Has every user reach the device of tunnels, as on Debian's machines; those of others may keep it for root."""
    if os.path.exists(_TUNNELS) and os.stat(_TUNNELS).st_mode & 0o666 != 0o666:
        os.mknod("/run/tun", stat.S_IFCHR, os.stat(_TUNNELS).st_rdev)
        os.chmod("/run/tun", 0o666)
        mount("--bind", "/run/tun", _TUNNELS)


def mount(*arguments):
    """Calls mount(8), which raises when it fails."""
    subprocess.run(["mount", "--no-mtab", *arguments], check=True)
