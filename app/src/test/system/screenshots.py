#!/usr/bin/python3
"""Pictures of every window, light and dark, in every language, at both densities. Argument: the folder for them.

Windows are drawn on a screen of their own (Xvfb), by the test program Preview inside the staged runtime.
"""

import os
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "privileged-helper/src/test/lab"))
from lab.screen import Screen  # noqa: E402  (needs the path above)

APP = "io.github.vpnfirewall.app"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1]).resolve()
    java = pathlib.Path(os.environ["VPNFIREWALL_STAGE"]) / "usr/lib/vpnfirewall/app-runtime/bin/java"
    command = [str(java), "-Xlog:disable", "-Dprism.order=sw", "--patch-module", f"{APP}={ROOT / 'app/target/test-classes'}",
               "--add-exports", f"{APP}/{APP}.look=javafx.graphics", "-m", f"{APP}/{APP}.look.Preview"]
    with tempfile.TemporaryDirectory(prefix="vpnfirewall-shots.") as home:
        for scale, size in (("1", "1280x1000"), ("2", "2560x2000")):
            (pathlib.Path(home) / scale).mkdir()
            screen = Screen(pathlib.Path(home) / scale, folder, size=size)
            screen.env["GDK_SCALE"] = scale
            try:
                screen.start_screen()
                screen.start_bus()
                screen.start_window_manager("openbox")
                for language in ("en", "de"):
                    for theme in ("light", "dark"):
                        place = folder / f"{language}-{'96' if scale == '1' else '192'}-dpi"
                        program = screen.start(*command, str(place), theme, language)
                        if program.wait(180) != 0:
                            log = sorted(screen.home.glob("*-java.log"), key=lambda f: f.stat().st_mtime)[-1]
                            sys.exit(f"{place}, {theme}: exit {program.returncode}\n{log.read_text()[-3000:]}")
            finally:
                screen.close()
    print(f"{len(list(folder.glob('*/*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
