"""Debian packages unpacked, never installed: daemons and firewalls that no test may bring onto the machine.

A package and those of its dependencies that the machine lacks are fetched with `apt-get download` and unpacked into a
tree beside the staged one, which only root can read and which goes with it. Hosts of the laboratory see that tree under
their own /usr, /etc and /var. Fetching takes the machine's own network, so it must come before `sandbox.enter`.
"""

import contextlib
import fcntl
import hashlib
import os
import pathlib
import re
import shutil
import stat
import subprocess
import tempfile

from . import sandbox

_MERGED = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
_PARTS = ("usr", "etc", "var")
_OPTIONS = ["-qq", "-o", "APT::Sandbox::User=root", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300"]


class Debs:
    """An unpacked tree of packages."""

    def __init__(self, tree):
        self.tree = pathlib.Path(tree)

    def path(self, name):
        """Where a file of the packages lies, for use outside of hosts that have the tree laid over them."""
        return self.tree / name.lstrip("/")

    def environment(self):
        """PATH and LD_LIBRARY_PATH by which the programs run straight from the tree."""
        programs = [f"{self.tree}/usr/{d}" for d in ("sbin", "bin")]
        libraries = [*sorted(str(d) for d in self.tree.glob("usr/lib/*-linux-gnu*")), f"{self.tree}/usr/lib"]
        return {"PATH": ":".join([*programs, os.environ["PATH"]]), "LD_LIBRARY_PATH": ":".join(libraries)}

    def lay_over(self, host):
        """Gives a host without files of its own a private /usr, /etc, /var and /run that has the packages in it."""
        sandbox.require_isolated(host.pid)
        work = tempfile.mkdtemp(prefix="debs.", dir="/run")
        lines = [f"mkdir -p {work}/run; mount --no-mtab --bind {work}/run /run; mkdir -p /run/lock"]
        for part in _PARTS:
            upper, workdir = f"{work}/{part}/upper", f"{work}/{part}/work"
            options = f"lowerdir={self.tree}/{part}:/{part},upperdir={upper},workdir={workdir}"
            lines.insert(0, f"mkdir -p {upper} {workdir}; mount --no-mtab -t overlay overlay -o {options} /{part}")
        host.shell("\n".join(lines))


def fetch(stage, *packages):
    """The tree of these packages: made once for a staged tree, found again by every later call and process.

    Raises OSError with what apt said, or if it is not there and there is no network to fetch it by.
    """
    name = hashlib.sha256(" ".join(sorted(packages)).encode()).hexdigest()[:16]
    home = pathlib.Path(f"{pathlib.Path(stage).resolve()}.debs")
    tree = home / name
    home.mkdir(mode=0o700, exist_ok=True)
    found = home.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise OSError(f"{home} is somebody else's: packages from there must not be run")
    with _locked(home / "lock"):
        if not tree.is_dir():
            if os.environ.get(sandbox.MARK):
                raise OSError(f"{' '.join(packages)} must be fetched before the sandbox is entered")
            _make(tree, packages)
    return Debs(tree)


@contextlib.contextmanager
def _locked(path):
    with open(path, "w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(tree, packages):
    """Downloads and unpacks into a folder beside the tree, which takes its name when it is whole."""
    part = tree.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    files = part / "files"
    files.mkdir(parents=True)
    try:
        _download(files, packages)
    except OSError:  # The lists may be missing, or name what the mirror has dropped.
        _apt(["update"])
        _download(files, packages)
    root = part / "root"
    for folder in _PARTS + tuple(f"usr/{d}" for d in _MERGED):
        (root / folder).mkdir(parents=True, mode=0o755)
    for folder in _MERGED:
        (root / folder).symlink_to(f"usr/{folder}")
    # Not by `dpkg-deb -x`: a package with files in /lib would have its folder take the link's place.
    unpack = 'dpkg-deb --fsys-tarfile "$1" | tar -xpf - -C "$2" --keep-directory-symlink'
    for file in sorted(files.glob("*.deb")):
        _run(["bash", "-o", "pipefail", "-ec", unpack, "bash", str(file), str(root)])
    root.chmod(0o755)
    root.rename(tree)
    shutil.rmtree(part)


def _download(folder, packages):
    """Fetches the packages, and what a plan to install them would bring along."""
    plan = ["--simulate", "--no-install-recommends", "--reinstall", "install"]
    # Each by itself: packages that could not be installed together can well be unpacked together.
    planned = "".join(_apt([*plan, package]) for package in packages)
    wanted = set(packages) | set(re.findall(r"^Inst (\S+)", planned, re.M))
    _apt(["download", *sorted(wanted)], cwd=folder)
    found = len(list(folder.glob("*.deb")))
    if found != len(wanted):
        raise OSError(f"apt-get download brought {found} files for {len(wanted)} packages: {sorted(wanted)}")


def _apt(arguments, cwd=None):
    return _run(["apt-get", *_OPTIONS, *arguments], cwd)


def _run(command, cwd=None):
    """Runs a command to its end; returns its stdout, or raises with everything that it said."""
    environment = dict(os.environ, LC_ALL="C.UTF-8", DEBIAN_FRONTEND="noninteractive")
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise OSError(f"{' '.join(command)}: exit {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout
