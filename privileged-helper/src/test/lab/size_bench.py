#!/usr/bin/python3
"""How large the package is: to fetch, and once installed, with what it makes on the machine that it is installed on."""

import os
import pathlib
import subprocess
import tempfile
import xml.etree.ElementTree
import zlib

from lab import bench, machine

_CHECKOUT = pathlib.Path(__file__).resolve().parents[4]
_MULLVAD = 66.0
"""MB of Mullvad's installer, as a user reports it (mullvadvpn-app, issue 1572)."""

_AGAINST = "Mullvad’s installer"
_MADE = ("*.jsa", "*.aot")


def main():
    """Builds it as ./run package does, but without the RPM, and installs it into a folder."""
    stage = machine.default_stage()
    version = xml.etree.ElementTree.parse(_CHECKOUT / "pom.xml").findtext("{*}version")
    with tempfile.TemporaryDirectory() as folder:
        # The build makes an RPM, too, wherever it finds rpmbuild.
        quick = pathlib.Path(folder, "bin")
        quick.mkdir()
        for tool in ("/usr/bin", "/bin", "/usr/sbin"):
            for program in os.listdir(tool):
                if program != "rpmbuild" and not (quick / program).exists():
                    (quick / program).symlink_to(f"{tool}/{program}")
        environment = {"PATH": str(quick), "SOURCE_DATE_EPOCH": "0"}
        build = [_CHECKOUT / "desktop/package/build", stage, folder, version]
        subprocess.run(build, env=environment, check=True, stdout=subprocess.DEVNULL)
        package = next(pathlib.Path(folder).glob("*.deb"))
        laid = pathlib.Path(folder, "laid")
        subprocess.run(["dpkg-deb", "--extract", package, laid], check=True)
        fetched, installed = package.stat().st_size, _size(laid)
        classes = [path.read_bytes() for path in laid.rglob("lib/modules")]
    made = sum(path.stat().st_size for kind in _MADE for path in pathlib.Path(stage, machine.INSTALLED[1:]).rglob(kind))
    bench.row("package, to fetch", [fetched / 1e6], [_MULLVAD], "MB", _AGAINST, 0.7)
    bench.row("package, installed", [installed / 1e6], [_MULLVAD], "MB", _AGAINST, 0.7)
    least = installed - sum(len(some) - len(zlib.compress(some)) for some in classes)
    bench.floor("package, installed", [least / 1e6], "MB", "with all Java classes compressed, to be unpacked at each start")
    bench.figure("Java’s archives, made when it is installed", made / 1e6, "MB")
    bench.done()


def _size(folder):
    """Bytes of all files in a folder, those with several names once."""
    files = {(info.st_dev, info.st_ino): info.st_size for info in map(os.lstat, pathlib.Path(folder).rglob("*"))}
    return sum(files.values())


if __name__ == "__main__":
    main()
