"""The smallest Java program that does arming's work with tools, started as the helper is: on its runtime, by its launcher."""

import pathlib
import zipfile

from .helper import HELPER
from .machine import INSTALLED

_CLASS = "io/github/vpnfirewall/helper/netfilter/SmallestArm.class"
_BUILT = pathlib.Path(__file__).resolve().parents[4] / "target/test-classes" / _CLASS
_HELPER = "-m io.github.vpnfirewall.helper/io.github.vpnfirewall.helper.Main"
_FOLDER = "/run/smallest"
_ARCHIVED = f"-XX:SharedArchiveFile={_FOLDER}/classes.jsa"
_OPENING = "".join(f"add table {t} vpnfw_gate\ndelete table {t} vpnfw_gate\n" for t in ("ip", "ip6"))
_NAME = _CLASS.removesuffix(".class").replace("/", ".")


class Smallest:
    """On a machine that is timed. It applies these documents, by family."""

    def __init__(self, timed, documents):
        if not _BUILT.exists():
            raise FileNotFoundError(f"no {_BUILT}: build with mvn package -DskipTests")
        self._timed = timed
        folder = timed.machine.path(_FOLDER)
        folder.mkdir()
        for name, text in {**documents, "open": _OPENING}.items():
            (folder / name).write_text(text, encoding="ascii")
        with zipfile.ZipFile(folder / "smallest.jar", "w") as jar:
            jar.write(_BUILT, _CLASS)
        self._launcher("list", f"-Xshare:off -XX:DumpLoadedClassList={_FOLDER}/list.txt")
        self._launcher("arm", _ARCHIVED)
        timed.stopwatch.run([f"{_FOLDER}/list", "arm"])
        timed.flush()
        java = f"{INSTALLED}/helper-runtime/bin/java"
        dump = [java, "-Xshare:dump", f"-XX:SharedClassListFile={_FOLDER}/list.txt", _ARCHIVED, "-XX:+UseG1GC", "-Xlog:disable"]
        timed.stopwatch.run([*dump, "-cp", f"{_FOLDER}/smallest.jar"])

    def _launcher(self, name, options):
        """The installed launcher, which starts our program in the helper's stead."""
        launcher = self._timed.machine.read(HELPER).decode("utf-8")
        if launcher.count(f'{_HELPER} "$@"') != 1:
            raise ValueError(f"{HELPER} starts Java in another way")
        program = f"{options} -cp {_FOLDER}/smallest.jar {_NAME} {_FOLDER}"
        path = self._timed.machine.path(f"{_FOLDER}/{name}")
        path.write_text(launcher.replace(f'{_HELPER} "$@"', program), encoding="utf-8")
        path.chmod(0o755)

    def arm(self):
        """Arms; how long that took, in milliseconds."""
        return self._timed.stopwatch.run([f"{_FOLDER}/arm", "arm"]).milliseconds
