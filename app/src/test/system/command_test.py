#!/usr/bin/python3
"""The installed command `vpnfirewall` with all its verbs, as root and as a user, through the real pkexec and polkitd to
the real helper and the kernel, on a machine of its own (§4, §8).
"""

import contextlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import time

import desktop
from command_rig import FILES, SETTINGS, Typist, as_bob, closed, file, run
from command_old_script import old_words_need_root, old_words_with_old_settings, old_words_without_any_settings
from command_terminal import user_in_a_terminal_is_asked_there, user_without_a_terminal_is_told_to_use_sudo
from lab.checks import Checks, check

RUNTIMES = pathlib.Path("/usr/lib/vpnfirewall")
LOG = """\
2026-11-22T14:02:11,000001+00:00 VPN firewall blocked output4: IN= OUT=eth0 SRC=192.0.2.5 DST=203.0.113.9 LEN=60 PROTO=UDP SPT=4 DPT=53
2026-11-22T14:02:12,000001+00:00 VPN firewall blocked output4: IN= OUT=eth0 SRC=192.0.2.5 DST=203.0.113.9 LEN=60 PROTO=UDP SPT=4 DPT=53
2026-11-22T14:02:13,000001+00:00 [  T9] VPN firewall blocked input6: IN=eth0 OUT= MAC= SRC=2001:db8:0000:0000:0000:0000:0000:0009 DST=2001:db8:0000:0000:0000:0000:0000:0001 LEN=60 PROTO=TCP SPT=4 DPT=22
2026-11-22T14:02:14,000001+00:00 eth0: link becomes ready
"""


def wrong_settings():
    return file("wrong.json", desktop.SETTINGS | {"servers": [{"address": "vpn.example.org", "port": 1, "protocol": "udp"}]})


def nothing_is_armed_without_settings():
    ran = run("arm", code=1)
    check("There are no settings yet" in ran.stderr and "vpnfirewall import FILE" in ran.stderr, ran.stderr)
    check(not ran.stdout and not closed(), ran.stdout)


def settings_are_checked_by_anybody():
    right, wrong = file("right.json", desktop.SETTINGS), wrong_settings()
    ran = as_bob("configure", "--check", right)
    check(ran.stdout.startswith("These settings are right: servers 1, tunnel tun0."), ran.stdout)
    ran = as_bob("configure", "--check", "-", stdin=None, input=json.dumps(desktop.SETTINGS | {
        "lan": {"allow": True, "networks": ["203.0.113.0/24"]}}))
    check("Careful: " in ran.stdout and "($.lan.networks[0])" in ran.stdout, ran.stdout)
    ran = as_bob("configure", "--check", wrong, code=2)
    check(ran.stderr.startswith(f"{wrong}: $.servers[0].address: ") and "vpn.example.org" in ran.stderr, ran.stderr)
    check("127" not in as_bob("configure", "--check", file("cut.json", '{"version": 1,'), code=2).stdout, "it went through")
    said = json.loads(as_bob("configure", "--check", "--json", wrong, code=2).stdout)
    check(said["error"]["path"] == "$.servers[0].address" and not said["ok"], said)
    unknown = file("user.json", desktop.SETTINGS | {"tunnel": {"interfaces": ["tun0"], "clientUsers": ["nobody-here"]}})
    check("$.tunnel.clientUsers[0]" in as_bob("configure", "--check", unknown, code=2).stderr, "nobody here is known")
    check(not SETTINGS.exists(), "a check stored something")


def settings_are_stored_by_root_alone():
    right = file("right.json", desktop.SETTINGS)
    ran = as_bob("configure", right, code=1)
    check("sudo vpnfirewall configure" in ran.stderr and not ran.stdout, ran)
    run("configure", wrong_settings(), code=2)
    check(not SETTINGS.exists(), "they were stored")
    ran = run("configure", right)
    check(ran.stdout.startswith("The settings are stored.\nDisarmed: "), ran.stdout)
    check(json.loads(SETTINGS.read_text())["servers"] == desktop.SETTINGS["servers"], SETTINGS.read_text())
    check(run("configure", right).stdout.startswith("The settings were stored already."), "once more")
    said = json.loads(run("configure", "--json", right).stdout)
    check(said["verb"] == "configure" and said["ok"] and not said["changed"], said)


def rules_are_shown_to_anybody():
    said = as_bob("render").stdout
    check(said.startswith("# IPv4: rules, for iptables-restore\n*"), said[:80])
    check("198.51.100.7" in said and "# IPv6: rules, for ip6tables-restore\n" in said, said)
    documents = json.loads(as_bob("render", "--json", str(SETTINGS)).stdout)["documents"]
    check(documents["ipv4"] in said and documents["ipv6"] in said, "text and JSON differ")
    as_bob("render", wrong_settings(), code=2)


def status_tells_root_what_is_true():
    check(run("status", code=3).stdout == "Disarmed: your traffic leaves without the VPN.\n", "disarmed")
    ran = run("arm")
    check(re.match(r"Armed since \d\d:\d\d\. The VPN is down\.", ran.stdout), ran.stdout)
    check(closed(), "it is open")
    desktop.tunnel()
    desktop.wait("the tunnel", lambda: "tun0" in run("status").stdout)
    ran = run("status")
    check(re.match(r"Armed since \d\d:\d\d\. Everything leaves through tun0, to 198\.51\.100\.7\.\n"
                   r"  IPv4     closed, with a second line\n  IPv6     closed, with a second line\n"
                   r"  Blocked  \d+ leaving, \d+ entering, 0 passing through\n$", ran.stdout), ran.stdout)
    german = run("status", env={"LANG": "de_DE.UTF-8"}).stdout
    check(re.match(r"Scharf seit \d\d:\d\d\. Alles geht durch tun0 hinaus", german), german)
    said = run("status", "--json")
    check(said.stdout.count("\n") == 1 and not said.stderr, said)
    helpers = subprocess.run([desktop.HELPER, "status"], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    check(json.loads(said.stdout)["settingsHash"] == json.loads(helpers.stdout)["settingsHash"], said.stdout)
    subprocess.run(["iptables", "-F", "VPNFW-OUT"], check=True)
    ran = run("status", code=1)
    check(ran.stdout.startswith("Leaking: Traffic is still blocked, but part of the protection is missing."), ran.stdout)
    check("closed by the second line alone" in ran.stdout, ran.stdout)
    run("arm")
    run("status")


def settings_placed_by_hand_are_noticed():
    placed = desktop.SETTINGS | {"servers": [{"address": "198.51.100.99", "port": 1194, "protocol": "udp"}]}
    before = SETTINGS.read_text()
    SETTINGS.write_text(json.dumps(placed))
    said = run("status").stdout
    check("Careful: The stored settings are not the ones that are applied" in said, said)
    run("arm")
    check("Careful" not in run("status").stdout, "the warning stays")
    SETTINGS.write_text(before)
    run("arm")


def colours_are_for_terminals_that_want_them():
    def coloured(*env):
        typist = Typist("root", "status", env=env)
        check(typist.end() == 0, typist.text)
        check("Armed since" in typist.text.replace("\033[1;32m", ""), typist.text)
        return "\033[" in typist.text
    check(coloured(), "no colour on a terminal")
    check(not coloured("NO_COLOR=1"), "colour in spite of NO_COLOR")
    check(not coloured("TERM=dumb"), "colour on a dumb terminal")
    check(coloured("NO_COLOR="), "an empty NO_COLOR counts")
    check("\033" not in run("status", env={"TERM": "xterm"}).stdout, "colour in a pipe")


def leak_test_says_what_it_found():
    ran = run("verify")
    check(ran.stdout.startswith("Nothing gets past the VPN.\n") and "eth0" in ran.stdout, ran.stdout)
    said = json.loads(run("verify", "--json").stdout)
    check(said["attempts"] and {a["verdict"] for a in said["attempts"]} == {"stopped"}, said)


def watching_tells_each_change():
    with desktop.Program(["vpnfirewall", "watch"]) as watch:
        watch.hear(lambda line: "Armed since" in line)
        run("disarm")
        watch.hear(lambda line: "Disarmed: " in line)
        run("arm")
        watch.hear(lambda line: "Armed since" in line)
    with desktop.Program(["vpnfirewall", "watch", "--json"]) as watch:
        check(json.loads(watch.hear(lambda line: True))["verb"] == "watch", watch.seen)
    desktop.wait("the helper ends", lambda: not subprocess.run(
        ["pgrep", "-f", "helper.Main watch"], capture_output=True, check=False).stdout)


def log_tells_what_the_kernel_logged():
    dmesg = pathlib.Path("/usr/bin/dmesg")
    ran = subprocess.run([dmesg, "--kernel", "--time-format=iso"], capture_output=True, check=False)
    check(b"unrecognized" not in ran.stderr and b"Usage" not in ran.stderr, ran.stderr)
    dmesg.unlink()  # this kernel logs nothing of namespaces
    dmesg.write_text(f"#!/bin/sh\ncat <<'EOF'\n{LOG}EOF\ncase $* in *--follow*) exec sleep 60 ;; esac\n")
    dmesg.chmod(0o755)
    ran = run("log")
    check(ran.stdout == "2026-11-22 14:02:12  OUT UDP to 203.0.113.9 port 53, by eth0, 2 times\n"
          "2026-11-22 14:02:13  IN TCP from 2001:db8::9 to 2001:db8::1 port 22, by eth0\n", ran.stdout)
    check(run("log", "-n", "1").stdout.count("\n") == 1, "more than one")
    run("log", "-n", "x", code=2)
    with desktop.Program(["vpnfirewall", "log", "--follow"]) as log:
        log.hear(lambda line: "2001:db8::9" in line)
    dmesg.write_text("#!/bin/sh\n")
    check("tells of nothing" in run("log").stderr, "an empty log")
    dmesg.unlink()  # as where it may not be read: then the helper is asked, and he may not
    check("sudo vpnfirewall log" in as_bob("log", code=1).stderr, "no way is named")


def user_at_the_screen_needs_no_password_to_arm():
    run("disarm")
    for words, wanted in (("arm", "Armed since"), ("status --json", '{"protocol":1,')):
        with desktop.Program(desktop.as_user("alice", "sh", "-c", f"read -r go; exec vpnfirewall {words}")) as program:
            desktop.activate(program.pid, "alice")
            program.say("go")
            program.hear(lambda line: line.startswith(wanted))
            check(program.process.wait(desktop.PATIENCE) == 0, words)
    check(closed(), "it is open")


def trials_open_again():
    ran = run("arm", "--confirm", "60s", code=1)
    check("It is armed already" in ran.stderr and "Armed since" in ran.stderr, ran.stderr)
    run("arm", "--confirm", "5s", code=2)
    run("disarm")
    ran = run("arm", "--confirm", "60s")
    check("On trial  opens again at " in ran.stdout and "vpnfirewall arm" in ran.stdout, ran.stdout)
    check(closed(), "it is open")
    check("On trial" not in run("arm").stdout, "still a trial")
    check(json.loads(run("disarm", "--json").stdout)["state"] == "disarmed" and not closed(), "it is closed")


@contextlib.contextmanager
def broken(*runtimes):
    """Without these Java runtimes, or with damaged ones."""
    for runtime in runtimes:
        (RUNTIMES / runtime).rename(RUNTIMES / f"{runtime}.aside")
    try:
        yield
    finally:
        for runtime in runtimes:
            shutil.rmtree(RUNTIMES / runtime, ignore_errors=True)
            (RUNTIMES / f"{runtime}.aside").rename(RUNTIMES / runtime)


def disarming_works_whatever_is_broken():
    for runtimes in (("app-runtime",), ("helper-runtime",), ("app-runtime", "helper-runtime")):
        run("arm")
        check(closed(), "it is open")
        with broken(*runtimes):
            ran = run("disarm")
            check("without Java" in ran.stderr, ran.stderr)
        check(not closed(), f"it is closed without {runtimes}")
        check(json.loads(run("status", "--json", code=3).stdout)["state"] == "disarmed", "not disarmed")
    run("arm")
    with broken("app-runtime"):
        java = RUNTIMES / "app-runtime/bin/java"
        java.parent.mkdir(parents=True)
        java.write_bytes(b"\x7fELF damaged")
        java.chmod(0o755)
        check("sudo vpnfirewall disarm" in as_bob("disarm", code=1).stderr, "no way out is named")
        check(closed(), "anybody may open it")
        run("disarm", "--json")
    check(not closed(), "it is closed with a damaged Java")
    run("arm")
    with broken("app-runtime"):
        check("sudo vpnfirewall disarm" in run("arm", code=1).stderr, "no way out is named")
        check(json.loads(run("status", "--json").stdout)["state"] == "armed", "programs need the app's Java")
    run("disarm", "frobnicate", code=2)
    check(closed(), "a word that nobody understands opened it")
    run("disarm")


def settings_and_tray_need_a_desktop():
    ran = as_bob("settings", code=1)
    check("/etc/vpnfirewall/settings.json" in ran.stderr, ran.stderr)
    as_bob("tray", code=1)
    ran = run("settings", code=1, env={"DISPLAY": ":7", "SUDO_UID": "1001"})
    check("without sudo" in ran.stderr, ran.stderr)
    app = pathlib.Path("/usr/bin/vpnfirewall-app")
    app.unlink()
    app.write_text("#!/bin/sh\necho \"$@\" >/run/files/app\n")
    app.chmod(0o755)
    FILES.chmod(0o777)
    for words, started in ((["settings"], "window settings\n"), (["tray"], "--background\n")):
        as_bob(*words, env={"WAYLAND_DISPLAY": "wayland-0"})
        said = FILES / "app"
        desktop.wait("the app", lambda: said.exists() and said.read_text() == started)


def every_verb_has_help_and_refuses_what_it_does_not_know():
    for verb in ("arm", "log", "tray"):  # the unit tests try them all
        check(as_bob(verb, "--help").stdout.startswith(f"Usage: vpnfirewall {verb}"), verb)
        check(as_bob(verb, "--frobnicate", code=2).stderr, verb)
    check("sudo vpnfirewall disarm" in as_bob("--help").stdout, "the way out is not named")


def measure():
    """How long people wait for the truth; told, not judged."""
    def took(*command):
        began = time.monotonic()
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return f"{(time.monotonic() - began) * 1000:.0f} ms"
    return (f"status {took('vpnfirewall', 'status')}, --json {took('vpnfirewall', 'status', '--json')}, "
            f"helper {took(str(desktop.HELPER), 'status')}")


def main():
    desktop.enter()
    FILES.mkdir()
    FILES.chmod(0o755)
    desktop.card()
    checks = Checks(only=sys.argv[1] if len(sys.argv) > 1 else "")
    for test in (
        old_words_need_root,
        old_words_without_any_settings,
        old_words_with_old_settings,
        nothing_is_armed_without_settings,
        settings_are_checked_by_anybody,
        settings_are_stored_by_root_alone,
        rules_are_shown_to_anybody,
        status_tells_root_what_is_true,
        settings_placed_by_hand_are_noticed,
        colours_are_for_terminals_that_want_them,
        leak_test_says_what_it_found,
        watching_tells_each_change,
        user_without_a_terminal_is_told_to_use_sudo,
        user_in_a_terminal_is_asked_there,
        user_at_the_screen_needs_no_password_to_arm,
        trials_open_again,
        log_tells_what_the_kernel_logged,
        disarming_works_whatever_is_broken,
        settings_and_tray_need_a_desktop,
        every_verb_has_help_and_refuses_what_it_does_not_know,
    ):
        checks.run(test.__name__.replace("_", " "), test)
    print(measure())
    sys.exit(checks.close())


if __name__ == "__main__":
    main()
