"""What the script that this replaces was called by, and what it read (§8)."""

import json
import pathlib
import shutil

from command_rig import FILES, SETTINGS, as_bob, closed, run
from lab.checks import check

OLD = pathlib.Path("/etc/vpn_firewall.d")
LOADED = """\
OK: Loading VPN firewall...
OK: The firewall should not show any messages,
OK: besides output beginning with prefix OK:...
OK: VPN firewall loaded.
"""


def old_words_need_root():
    ran = as_bob(code=1)
    check(ran.stderr == "FATAL ERROR: This script must be run as root (sudo)!\n" and not ran.stdout, ran)


def old_words_without_any_settings():
    ran = run(code=1)
    check(ran.stdout == "".join(LOADED.splitlines(True)[:3]), ran.stdout)
    check(ran.stderr.startswith("FATAL ERROR: There are no settings yet"), ran.stderr)
    check(not closed(), "it is closed without settings")


def old_words_with_old_settings():
    OLD.mkdir()
    marker = FILES / "was-run"
    (OLD / "30_default.conf").write_text(f"VPN_SERVERS=198.51.100.1\nsomething() {{\ntouch {marker}\n}}\nsomething\n")
    (OLD / "50_user.conf").write_text('# mine\nVPN_SERVERS="198.51.100.7 198.51.100.8"\n')
    ran = run()
    check(ran.stdout == LOADED, ran.stdout)
    check(ran.stderr.startswith("WARNING: ") and "every port" in ran.stderr, ran.stderr)
    settings = json.loads(SETTINGS.read_text())
    check([s["address"] for s in settings["servers"]] == ["198.51.100.7", "198.51.100.8"], settings)
    check(settings["tunnel"]["interfaces"] == ["tun+"], settings)
    check(settings["lan"]["networks"] == ["192.168.1.0/24", "192.168.0.0/24"], settings)
    check(closed() and not marker.exists(), "it is open, or something was run")
    # They count once.
    (OLD / "50_user.conf").write_text("VPN_SERVERS=198.51.100.9\n")
    ran = run()
    check((ran.stdout, ran.stderr) == (LOADED, ""), ran)
    check(json.loads(SETTINGS.read_text()) == settings, "the old settings were taken over again")
    run("disarm")
    SETTINGS.unlink()
    (OLD / "50_user.conf").write_text('VPN_SERVERS="$(touch /run/files/was-run)"\n')
    ran = run(code=1)
    check(ran.stderr.startswith(f"FATAL ERROR: {OLD}/50_user.conf, line 1: "), ran.stderr)
    check(not closed() and not marker.exists() and not SETTINGS.exists(), "it went on all the same")
    shutil.rmtree(OLD)
