"""The smallest Java program that does arming's work with tools, started as the helper is: on its runtime, by its launcher."""

import json
import pathlib
import re
import zipfile

from .helper import HELPER
from .machine import INSTALLED

_CLASS = "io/github/vpnfirewall/helper/netfilter/SmallestArm.class"
_BUILT = pathlib.Path(__file__).resolve().parents[4] / "target/test-classes" / _CLASS
_HELPER = "-m io.github.vpnfirewall.helper/io.github.vpnfirewall.helper.Main"
_OPENING = "".join(f"add table {t} vpnfw_gate\ndelete table {t} vpnfw_gate\n" for t in ("ip", "ip6"))
_NAME = _CLASS.removesuffix(".class").replace("/", ".")


class Smallest:
    """On a machine that is timed, in a folder of its own there. It applies what was rendered for these settings."""

    def __init__(self, timed, folder, settings):
        if not _BUILT.exists():
            raise FileNotFoundError(f"no {_BUILT}: build with mvn package -DskipTests")
        self._timed = timed
        self._folder = folder
        documents = timed.rendered(settings)
        self.sets = "".join(text for name, text in documents.items() if name.endswith("-sets"))
        self.names = re.findall(r"^create (\S+)", self.sets, re.M)
        path = timed.machine.path(folder)
        path.mkdir()
        for name, text in {**documents, "open": _OPENING, "sets": self.sets, "settings": json.dumps(settings)}.items():
            (path / name).write_text(text, encoding="ascii")
        with zipfile.ZipFile(path / "smallest.jar", "w") as jar:
            jar.write(_BUILT, _CLASS)
        more = "--add-modules com.google.gson" if self.names else ""
        archive = f"{more} -XX:SharedArchiveFile={folder}/classes.jsa"
        self._launcher("list", f"{more} -Xshare:off -XX:DumpLoadedClassList={folder}/list.txt")
        self._launcher("arm", archive)
        timed.stopwatch.run([f"{folder}/list", "arm"])
        self.open()
        java = f"{INSTALLED}/helper-runtime/bin/java"
        dump = ["-Xshare:dump", f"-XX:SharedClassListFile={folder}/list.txt", "-XX:+UseG1GC", "-Xlog:disable"]
        timed.stopwatch.run([java, *archive.split(), *dump, "-cp", f"{folder}/smallest.jar"])

    def _launcher(self, name, options):
        """The installed launcher, which starts our program in the helper's stead."""
        launcher = self._timed.machine.read(HELPER).decode("utf-8")
        if launcher.count(f'{_HELPER} "$@"') != 1:
            raise ValueError(f"{HELPER} starts Java in another way")
        program = f"{options} -cp {self._folder}/smallest.jar {_NAME} {self._folder} {' '.join(self.names)}"
        path = self._timed.machine.path(f"{self._folder}/{name}")
        path.write_text(launcher.replace(f'{_HELPER} "$@"', program), encoding="utf-8")
        path.chmod(0o755)

    def arm(self):
        """Arms; how long that took, in milliseconds."""
        return self._timed.stopwatch.run([f"{self._folder}/arm", "arm"]).milliseconds

    def fill(self):
        """Nothing but the sets, made and read back; how long that took, in milliseconds."""
        saves = [["/usr/sbin/ipset", "save", name] for name in self.names]
        return self._timed.stopwatch.run((["/usr/sbin/ipset", "restore"], self.sets), *saves).milliseconds

    def open(self):
        """Takes back what it has done."""
        self._timed.flush()
        if self.names:
            self._timed.stopwatch.run(["/usr/sbin/ipset", "destroy"])
