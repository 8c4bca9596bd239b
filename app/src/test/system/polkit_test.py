#!/usr/bin/python3
"""The helper client through the real pkexec and polkitd to the real helper, on a machine of its own.

Who is at the screen arms without a password; whoever opens or changes the settings is asked; every way to end the
dialog is told apart, and none of them changes anything (design §4).
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import desktop
from lab.checks import Checks, check

SETTINGS = pathlib.Path("/run/settings.json")
AGENT = pathlib.Path(__file__).with_name("agent.py")
POLKIT = "io.github.vpnfirewall"


class Client:
    """The client as one user, in a session at the screen unless `active` is false, with an agent if one is named."""

    def __init__(self, agent=None, password="", user="alice", active=True, limit=60_000):
        self.program = desktop.java(user, "helper.HelperDrive", str(limit))
        self.agent = None
        self.calls = 0
        self.program.hear(lambda line: line == "ready")
        if active:
            desktop.activate(self.program.pid, user)
        if agent:
            command = ["/usr/bin/python3", "/run/agent.py", str(self.program.pid), agent, password]
            self.agent = desktop.Program(desktop.as_user(user, *command))
            self.agent.hear(lambda line: line == "REGISTERED")

    def ask(self, verb, *settings):
        self.calls += 1
        self.program.say(" ".join(["call", str(self.calls), verb, *map(str, settings)]))
        return self.calls

    def answer(self, number, seconds=desktop.PATIENCE):
        return self.program.hear(lambda line: line.startswith(f"{number}|"), seconds).split("|")[1:]

    def call(self, verb, *settings):
        return self.answer(self.ask(verb, *settings))

    def prompts(self):
        """The dialogs up to now, as the actions that they were for."""
        self.agent.process.send_signal(signal.SIGUSR1)
        self.agent.hear(lambda line: line == "SO FAR")
        return [line.split()[1] for line in self.agent.seen if line.startswith("BEGIN")]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for program in (self.program, self.agent):
            if program:
                program.__exit__()


def state():
    return json.loads(desktop.STATE.read_text())["state"]


def closed():
    """Whether the kernel has our rules."""
    return all("VPNFW-OUT" in subprocess.run([tool], capture_output=True, text=True, check=True).stdout
               for tool in ("iptables-save", "ip6tables-save"))


def expect(found, *wanted):
    check(tuple(found[: len(wanted)]) == wanted, f"answered {found} instead of {wanted}")


def dialogs():
    """The pids of pkexec while it waits for a password."""
    found = subprocess.run(["pgrep", "--exact", "--runstates", "RSD", "pkexec"], capture_output=True, text=True, check=False)
    return found.stdout.split()


def configure_asks_and_stores():
    with Client("ok", "secret") as client:
        expect(client.call("configure", SETTINGS), "Reported", "ok", "disarmed", "helper.done.configure")
        check(client.prompts() == [f"{POLKIT}.configure"], client.prompts())
    check(pathlib.Path("/etc/vpnfirewall/settings.json").exists(), "nothing was stored")


def arming_is_free_at_the_screen():
    with Client("cancel") as client:
        expect(client.call("arm"), "Reported", "ok", "armed", "helper.done.arm")
        expect(client.call("status"), "Reported", "ok", "armed")
        check(client.prompts() == [], client.prompts())
    check(closed(), "the kernel is open")


def stays_armed(*wanted, **client):
    def test():
        desktop.wait("armed before", closed)
        with Client(**client) as asked:
            expect(asked.call("disarm"), *wanted)
        check(closed() and state() == "armed", "not armed any more")
    return test


def right_password_disarms_and_lasts_a_while():
    with Client("ok", "secret") as client:
        expect(client.call("disarm"), "Reported", "ok", "disarmed", "helper.done.disarm")
        check(not closed(), "the kernel is closed")
        expect(client.call("arm"), "Reported", "ok", "armed")
        expect(client.call("disarm"), "Reported", "ok", "disarmed")
        check(client.prompts() == [f"{POLKIT}.disarm"], client.prompts())
        expect(client.call("arm"), "Reported", "ok", "armed")


def away_from_the_screen_even_arming_asks():
    with Client(active=False) as client:
        expect(client.call("arm"), "NoAgent", "no")
        expect(client.call("status"), "NoAgent", "no")
    with Client("ok", "secret", active=False) as client:
        expect(client.call("arm"), "Reported", "ok", "armed")
        check(client.prompts() == [f"{POLKIT}.arm"], client.prompts())


def user_who_is_no_administrator_needs_one():
    with Client("ok", "secret", user="bob") as client:
        expect(client.call("arm"), "Reported", "ok", "armed")
        expect(client.call("disarm"), "Reported", "ok", "disarmed")
        check(client.prompts() == [f"{POLKIT}.disarm"], client.prompts())
        check(f"BEGIN {POLKIT}.disarm alice" in client.agent.seen, client.agent.seen)
        expect(client.call("arm"), "Reported", "ok", "armed")


def refused_settings_name_the_field_and_change_nothing():
    wrong = pathlib.Path("/run/wrong.json")
    settings = json.loads(SETTINGS.read_text())
    settings["tunnel"]["clientUsers"] = ["nobody-of-this-name"]
    wrong.write_text(json.dumps(settings))
    before = pathlib.Path("/etc/vpnfirewall/settings.json").read_text()
    with Client("ok", "secret") as client:
        found = client.call("configure", wrong)
        expect(found, "Reported", "no", "armed", "helper.failed.field")
        check(found[4].endswith("$.tunnel.clientUsers[0]"), found)
    check(pathlib.Path("/etc/vpnfirewall/settings.json").read_text() == before, "the settings were changed")
    check(closed(), "the kernel is open")


def dialog_that_is_never_answered_holds_nothing_up():
    with Client("hang") as client:
        number = client.ask("disarm")
        client.agent.hear(lambda line: line.startswith("BEGIN"))
        began = time.monotonic()
        for _ in range(20):
            client.program.say("ping")
            client.program.hear(lambda line: line == "pong", 2)
        took = time.monotonic() - began
        check(took < 2, f"20 pings took {took:.1f} s")
        client.program.say(f"cancel {number}")
        expect(client.answer(number, 3), "Cancelled")
        desktop.wait("pkexec ends", lambda: not dialogs(), 5)
        client.agent.hear(lambda line: line == "CANCEL", 5)
        expect(client.call("arm"), "Reported", "ok", "armed")
    check(closed(), "the kernel is open")


def dialog_that_is_open_for_too_long_is_given_up():
    with Client("hang", limit=1500) as client:
        number = client.ask("disarm")
        expect(client.answer(number, 5), "TimedOut", "no", "-", "helper.timedOut")
        desktop.wait("pkexec ends", lambda: not dialogs(), 5)
        expect(client.call("arm"), "Reported", "ok", "armed")


def app_that_is_killed_takes_its_dialog_along():
    with Client("hang") as client:
        client.ask("disarm")
        client.agent.hear(lambda line: line.startswith("BEGIN"))
        check(dialogs(), "no dialog was open")
        client.program.process.kill()
        desktop.wait("pkexec ends", lambda: not dialogs(), 5)


def privileged(word):
    """The pids of helpers that were asked for this."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"io.github.vpnfirewall.helper/io.github.vpnfirewall.helper.Main" in words and word in words:
            found.append(folder.name)
    return found


def watching_is_free_at_the_screen_and_ends_with_the_app():
    for kill in (False, True):
        with Client() as client:
            client.program.say("watch w")
            client.program.hear(lambda line: line == "w|watch|armed")
            check(privileged(b"watch"), "nobody watches as root: what would end proves nothing")
            expect(client.call("status"), "Reported", "ok", "armed")  # it holds no call up
            if kill:
                client.program.process.kill()
            else:
                client.program.say("close w")
                expect(client.answer("w"), "Failed", "no", "-", "helper.closed")
            desktop.wait("the watching helper ends", lambda: not privileged(b"watch"))
    with Client(active=False) as client:
        client.program.say("watch w")
        expect(client.answer("w"), "NoAgent", "no")
    check(not privileged(b"watch"), "it watches for somebody who is not at the screen")


def what_nobody_asked_for_is_asked_about_first():
    """Whether a verb is free can be known without a dialog; so nothing else is done unasked."""
    verbs = ("arm", "disarm", "configure", "status", "watch", "verify")
    free = {True: {"arm", "status", "watch"}, False: set()}
    for active in (True, False):
        with Client("hang", active=active) as client:
            for verb in verbs:
                client.program.say(f"free f {verb}")
                found = client.answer("f")
                check(found == ["free", str(verb in free[active]).lower()], f"{verb}, active {active}: {found}")
            check(client.prompts() == [], client.prompts())


def trial_outlives_the_app_and_opens():
    with Client("ok", "secret") as client:
        expect(client.call("disarm"), "Reported", "ok", "disarmed")
        client.program.say("trial t 60")
        expect(client.answer("t"), "Reported", "ok", "armed", "helper.done.arm")
        check(closed(), "the kernel is open")
        client.program.say("trial u 10")
        expect(client.answer("u"), "Reported", "no", "armed")
        check(client.prompts() == [f"{POLKIT}.disarm"], client.prompts())
        client.program.process.kill()
    check(privileged(b"keep-trial"), "nobody keeps the trial")
    file = pathlib.Path("/run/vpnfirewall/trial/trial")  # its second line is its end, which shall be now
    trial, _, *rest = file.read_text().split("\n")
    end = int(float(pathlib.Path("/proc/uptime").read_text().split()[0]) * 1000)
    file.with_suffix(".hurry").write_text("\n".join([trial, str(end), *rest]))
    file.with_suffix(".hurry").rename(file)
    desktop.wait("it opens again", lambda: not closed() and state() == "disarmed")
    with Client() as client:
        expect(client.call("arm"), "Reported", "ok", "armed")


def missing_helper_is_named():
    aside = desktop.HELPER.with_suffix(".aside")
    desktop.HELPER.rename(aside)
    try:
        with Client() as client:
            expect(client.call("arm"), "NotInstalled", "no", "-", "helper.notInstalled", str(desktop.HELPER))
    finally:
        aside.rename(desktop.HELPER)


def missing_bus_is_told():
    bus = pathlib.Path("/run/dbus/system_bus_socket")
    aside = bus.with_suffix(".aside")
    bus.rename(aside)
    try:
        with Client() as client:
            expect(client.call("arm"), "Failed", "no", "-", "helper.noAuthority")
    finally:
        aside.rename(bus)


def polkitd_that_does_not_start_is_told():
    program = pathlib.Path("/usr/lib/polkit-1/polkitd")
    aside = program.with_suffix(".aside")
    program.rename(aside)
    try:
        for pid in subprocess.run(["pgrep", "--exact", "polkitd"], capture_output=True, text=True, check=True).stdout.split():
            os.kill(int(pid), signal.SIGKILL)  # of this machine's own
        with Client() as client:
            expect(client.call("arm"), "Failed", "no", "-", "helper.noAuthority")
    finally:
        aside.rename(program)
    with Client() as client:  # the bus starts it again
        expect(client.call("arm"), "Reported", "ok", "armed")


def missing_pkexec_is_named():
    pkexec = pathlib.Path("/usr/bin/pkexec")
    aside = pkexec.with_suffix(".aside")
    pkexec.rename(aside)
    try:
        with Client() as client:
            expect(client.call("arm"), "NotInstalled", "no", "-", "helper.notInstalled", str(pkexec))
    finally:
        aside.rename(pkexec)


def main():
    desktop.enter()
    SETTINGS.write_text(json.dumps({
        "version": 1,
        "tunnel": {"interfaces": ["tun0"]},
        "servers": [{"address": "198.51.100.7", "port": 1194, "protocol": "udp"}],
    }))
    pathlib.Path("/run/agent.py").write_bytes(AGENT.read_bytes())
    os.chmod("/run/agent.py", 0o755)
    checks = Checks()
    checks.run("storing settings asks for a password", configure_asks_and_stores)
    checks.run("arming asks for none at the screen", arming_is_free_at_the_screen)
    checks.run("wrong password", stays_armed("NotAuthorized", "no", agent="ok", password="wrong"))
    checks.run("dialog dismissed", stays_armed("Dismissed", "no", agent="cancel"))
    checks.run("no agent", stays_armed("NoAgent", "no"))
    checks.run("agent dies in the dialog", stays_armed("NotAuthorized", "no", agent="die"))
    checks.run("right password", right_password_disarms_and_lasts_a_while)
    checks.run("no session at the screen", away_from_the_screen_even_arming_asks)
    checks.run("user without rights of his own", user_who_is_no_administrator_needs_one)
    checks.run("settings that are refused", refused_settings_name_the_field_and_change_nothing)
    checks.run("agent hangs", dialog_that_is_never_answered_holds_nothing_up)
    checks.run("time limit", dialog_that_is_open_for_too_long_is_given_up)
    checks.run("app killed while the dialog is open", app_that_is_killed_takes_its_dialog_along)
    checks.run("watching", watching_is_free_at_the_screen_and_ends_with_the_app)
    checks.run("what is free", what_nobody_asked_for_is_asked_about_first)
    checks.run("trial", trial_outlives_the_app_and_opens)
    checks.run("helper missing", missing_helper_is_named)
    checks.run("pkexec missing", missing_pkexec_is_named)
    checks.run("no polkitd", polkitd_that_does_not_start_is_told)
    checks.run("no system bus", missing_bus_is_told)
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
