#!/usr/bin/python3
"""Who may do what: every verb of the helper for everyone who can ask, with every way to answer, through the real pkexec
and polkitd (design §4).

In the helper's place stands a program that only tells that it ran; what the helper itself makes of words that no
action names is tried at the end.
"""

import itertools
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading

import desktop
from lab.checks import Checks, check

AGENT = pathlib.Path(__file__).with_name("agent.py")
OWN = "io.github.vpnfirewall."
GENERIC = "org.freedesktop.policykit.exec"  # what pkexec asks for where no action fits: a password, always
FREE = {OWN + verb for verb in ("arm", "status", "watch")}  # for who is at the screen
KEPT = {OWN + verb for verb in ("disarm", "configure", "verify")}  # for a while, there
NOT_AUTHORIZED, DISMISSED = 127, 126

# Each way to call the helper, and the action that pkexec must take for it.
CALLS = {
    ("arm",): OWN + "arm",
    ("arm", "--again"): OWN + "arm",
    ("arm", "--confirm", "60"): OWN + "arm",
    ("disarm",): OWN + "disarm",
    ("configure",): OWN + "configure",
    ("status",): OWN + "status",
    ("watch",): OWN + "watch",
    ("verify",): OWN + "verify",
    ("render",): GENERIC,  # it needs no root
    ("keep-trial", "0123456789abcdef0123456789abcdef"): GENERIC,
    ("unknown",): GENERIC,
    ("unknown", "arm"): GENERIC,
    ("--again", "arm"): GENERIC,
    ("Arm",): GENERIC,
    ("arm ",): GENERIC,
    ("",): GENERIC,
    (): GENERIC,
}

# User, whether logind has the user's session as the active one, and whether it came over the network.
WHO = {
    "active": ("alice", True, False),
    "inactive": ("carol", False, False),
    "ssh": ("dave", True, True),
    "no session": ("bob", None, None),
    "root": ("root", None, None),
}

STAND_IN = """#!/usr/bin/python3 -I
import json, os, sys
print(json.dumps({"words": sys.argv[1:], "uid": os.geteuid(), "asker": os.environ.get("PKEXEC_UID")}))
"""

ASKER = """
import json, subprocess, sys
for line in sys.stdin:
    done = subprocess.run(json.loads(line), input="", capture_output=True, text=True, timeout=60, cwd="/")
    print(json.dumps([done.returncode, done.stdout, done.stderr]), flush=True)
"""


class Asker:
    """A process that starts pkexec, and its authentication agent: polkit judges the one and asks by the other."""

    def __init__(self, who, agent=None, password="", locale="C"):
        user, active, _ = WHO[who]
        self.program = desktop.Program(desktop.as_user(user, "/usr/bin/python3", "-u", "-c", ASKER))
        self.agent = None
        self.program.say(json.dumps(["/bin/true"]))
        self.program.hear(lambda line: line.startswith("[0"))  # it has become that user
        if active is not None:
            desktop.join(self.program.pid, user)
        if agent:
            command = ["/usr/bin/python3", "/run/agent.py", str(self.program.pid), agent, password, locale]
            self.agent = desktop.Program(desktop.as_user(user, *command))
            self.agent.hear(lambda line: line == "REGISTERED")

    def ask(self, *words, program=str(desktop.HELPER), options=()):
        """Exit code, report and complaints of one call; the actions that a password was asked for; what was shown."""
        self.program.say(json.dumps(["/usr/bin/pkexec", "--disable-internal-agent", *options, program, *words]))
        code, out, err = json.loads(self.program.hear(lambda line: line.startswith("[")))
        actions, shown = [], []
        if self.agent:
            self.agent.process.send_signal(signal.SIGUSR1)
            self.agent.hear(lambda line: line == "SO FAR")
            for line in self.agent.seen:
                actions += [line.split()[1]] if line.startswith("BEGIN") else []
                shown += [json.loads(line.partition(" ")[2])] if line.startswith("SHOWS") else []
            self.agent.seen.clear()
        return code, out, err, actions, shown

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for program in (self.program, self.agent):
            if program:
                program.__exit__()


def ran(words, answer, asker):
    code, out, err = answer[:3]
    uid = subprocess.run(["id", "-u", asker], capture_output=True, text=True, check=True).stdout.strip()
    wanted = {"words": list(words), "uid": 0, "asker": uid}
    check(code == 0 and json.loads(out) == wanted, f"{words}: {code} {out!r} {err!r}")


def refused(words, answer, code, why):
    check(answer[0] == code and not answer[1] and why in answer[2], f"{words}: {answer[:3]} instead of {code}, {why}")


# Each way to answer: what the agent does (None: there is none), the password, and the end of a call that is not free.
ANSWERS = {
    "right password": ("ok", "secret", None),
    "wrong password": ("ok", "wrong", (NOT_AUTHORIZED, "Not authorized")),
    "dismissed": ("cancel", "", (DISMISSED, "Request dismissed")),
    "no agent": (None, "", (NOT_AUTHORIZED, "No authentication agent found")),
}


def try_all(who, answer):
    """Every call of one caller with one way to answer; returns how many asked for a password."""
    agent, password, end = ANSWERS[answer]
    user = WHO[who][0]
    kept = set()
    asked = 0
    # Root has no dialog: were it asked, it would be refused.
    with Asker(who, agent if who != "root" else None, password) as asker:
        for words, action in CALLS.items():
            found = asker.ask(*words)
            if who == "root" or (who == "active" and action in FREE) or action in kept:
                ran(words, found, user)
                check(found[3] == [], f"{words} asked for {found[3]}")
                continue
            asked += 1
            if end:
                refused(words, found, *end)
            else:
                ran(words, found, user)
                kept |= {action} & KEPT if who == "active" else set()
            if agent:
                # Who may say yes is an administrator, whoever asks.
                check(found[3] == [action], f"{words} asked for {found[3]} instead of {action}")
    return asked


def whole_matrix(checks):
    cells = list(itertools.product(WHO, ANSWERS))
    ends = {}

    def cell(who, answer):
        try:
            ends[who, answer] = try_all(who, answer)
        except Exception as error:  # told below, as the cell's own result
            ends[who, answer] = error

    threads = [threading.Thread(target=cell, args=names) for names in cells]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    def verdict(names):
        def test():
            if isinstance(ends[names], Exception):
                raise ends[names]
            free = {"root": len(CALLS), "active": sum(action in FREE for action in CALLS.values())}.get(names[0], 0)
            check(ends[names] == len(CALLS) - free, f"{ends[names]} of {len(CALLS)} asked for a password")
            return f"{len(CALLS)} calls, {ends[names]} asked for a password"

        return test

    for names in cells:
        checks.run(": ".join(names), verdict(names))


def password_is_kept_for_its_verb_alone():
    with Asker("active", "ok", "secret") as asker:
        first, again = asker.ask("disarm"), asker.ask("disarm")
        check([first[3], again[3]] == [[OWN + "disarm"], []], (first, again))
        for verb in ("configure", "verify"):
            found = asker.ask(verb)
            check(found[3] == [OWN + verb], f"{verb}: {found}")
        check(asker.ask("unknown", "disarm")[3] == [GENERIC], "the password for disarming did for an unknown verb")
    with Asker("active", "cancel") as other:
        refused(("disarm",), other.ask("disarm"), DISMISSED, "dismissed")


def password_is_not_kept_away_from_the_screen():
    for who in ("inactive", "ssh", "no session"):
        with Asker(who, "ok", "secret") as asker:
            for _ in range(2):
                found = asker.ask("disarm")
                check(found[0] == 0 and found[3] == [OWN + "disarm"], f"{who}: {found}")


def who_switches_away_is_asked_from_then_on():
    with Asker("active") as asker:
        ran(("arm",), asker.ask("arm"), "alice")
        desktop.log_in("alice", active=False, remote=False)
        try:
            refused(("arm",), asker.ask("arm"), NOT_AUTHORIZED, "No authentication agent")
            refused(("status",), asker.ask("status"), NOT_AUTHORIZED, "No authentication agent")
        finally:
            desktop.log_in("alice", active=True, remote=False)
        ran(("arm",), asker.ask("arm"), "alice")


def other_ways_to_the_helper_are_not_its_actions():
    link = pathlib.Path("/run/link")
    link.symlink_to(desktop.HELPER)
    ways = {
        str(link): "arm",
        "/usr/lib/vpnfirewall/../vpnfirewall/vpnfirewall-helper": "arm",
        "/usr/lib//vpnfirewall/vpnfirewall-helper": "arm",
        "/bin/sh": str(desktop.HELPER),
        "/usr/lib/vpnfirewall/helper-runtime/bin/java": "arm",
    }
    with Asker("active", "cancel") as asker:
        for program, word in ways.items():
            found = asker.ask(word, program=program)
            refused((program, word), found, DISMISSED, "dismissed")
            check(found[3] == [GENERIC], f"{program}: {found[3]}")


def dialog_says_what_it_is_for():
    for locale, word, shield in (("C", "Authentication is required to ", "VPN"), ("de_DE.UTF-8", "Legitimierung", "VPN")):
        said = set()
        with Asker("no session", "cancel", locale=locale) as asker:
            for verb in ("arm", "disarm", "configure", "status", "watch", "verify"):
                found = asker.ask(verb)
                shown = found[4][0]
                check(shown["message"].startswith(word) and shield in shown["message"], f"{verb}: {shown}")
                check(shown["icon"] == "io.github.vpnfirewall", shown)
                # Beside the action's own words there is nothing but numbers of processes.
                check(all(key.endswith("-pid") for key in shown["details"]), shown)
                said.add(shown["message"])
        check(len(said) == 6, f"two verbs are asked for in the same words: {said}")
    check(list(pathlib.Path("/usr/share/icons/hicolor/scalable/apps").glob("io.github.vpnfirewall.svg")), "no icon")


def every_verb_has_an_action_and_no_action_is_for_all():
    usage = subprocess.run([desktop.HELPER], input=b"", capture_output=True, check=False).stderr.decode()
    verbs = set(re.sub(r"\[[^]]*\]", "", usage.split("vpnfirewall-helper ")[1]).replace(" ", "").strip().split("|"))
    known = subprocess.run(["pkaction", "--verbose"], capture_output=True, text=True, check=True).stdout
    found = set()
    for text in known.split("\n\n"):
        if str(desktop.HELPER) in text:
            verb = re.search(r"exec\.argv1 -> '?(\S+?)'?$", text, re.MULTILINE)
            check(verb, f"an action without a verb: {text}")
            found.add(verb.group(1))
    check(found == verbs - {"render"}, f"verbs {sorted(verbs)}, actions {sorted(found)}")


def helper_itself_refuses_what_no_action_names():
    """With the right password, too: nothing happens, and what a free verb lets through stays that verb."""
    settings = {"version": 1, "tunnel": {"interfaces": ["tun0"]}, "servers": []}
    pathlib.Path("/etc/vpnfirewall").mkdir(exist_ok=True)
    pathlib.Path("/etc/vpnfirewall/settings.json").write_text(json.dumps(settings))

    def state():
        return json.loads(desktop.STATE.read_text())["state"]

    with Asker("active", "ok", "secret") as asker:
        check(asker.ask("arm")[0] == 0 and state() == "armed", "it does not arm")
        for words in (("status", "disarm"), ("arm", "disarm"), ("watch", "disarm"), ("arm", "--confirm", "60", "disarm")):
            code, out, _, actions, _ = asker.ask(*words)
            check(code == 2 and json.loads(out)["error"]["code"] == "usage" and not actions, f"{words}: {code} {out}")
        code, out, _, actions, _ = asker.ask("arm", "--confirm", "10")
        check(code == 1 and json.loads(out)["error"]["code"] == "already-armed" and not actions, f"{code} {out}")
        for words in (("keep-trial", "0" * 32), ("unknown",), ("unknown", "disarm"), (), ("",)):
            code, out, _, actions, _ = asker.ask(*words)
            check(code == 2 and json.loads(out)["error"]["code"] == "usage", f"{words}: {code} {out}")
            check(actions == [GENERIC], f"{words}: {actions}")
        code, out, _, actions, _ = asker.ask("arm", options=("--user", "bob"))
        check(code == 1 and json.loads(out)["error"]["code"] == "not-root", f"as bob: {code} {out}")
        check(subprocess.run([desktop.HELPER, "status"], input=b"", capture_output=True, check=False).returncode == 0,
              "it is not armed any more")


def main():
    desktop.enter()
    for user in ("carol", "dave"):
        subprocess.run(["useradd", "-m", "-s", "/bin/bash", user], check=True)
    for user, active, remote in WHO.values():
        if active is not None:
            desktop.log_in(user, active, remote)
    # Real PAM, but without its seconds of silence after a wrong password.
    auth = pathlib.Path("/etc/pam.d/common-auth")
    auth.write_text(auth.read_text().replace("pam_unix.so nullok", "pam_unix.so nullok nodelay"))
    pathlib.Path("/run/agent.py").write_bytes(AGENT.read_bytes())
    os.chmod("/run/agent.py", 0o755)
    real = desktop.HELPER.with_suffix(".real")
    checks = Checks()
    checks.run("verbs and actions", every_verb_has_an_action_and_no_action_is_for_all)
    desktop.HELPER.rename(real)
    desktop.HELPER.write_text(STAND_IN)
    desktop.HELPER.chmod(0o755)
    whole_matrix(checks)
    checks.run("the password holds for its verb and its program", password_is_kept_for_its_verb_alone)
    checks.run("no password lasts away from the screen", password_is_not_kept_away_from_the_screen)
    checks.run("who switches away", who_switches_away_is_asked_from_then_on)
    checks.run("other ways to the same program", other_ways_to_the_helper_are_not_its_actions)
    checks.run("what the dialog shows", dialog_says_what_it_is_for)
    real.rename(desktop.HELPER)
    checks.run("words that no action names", helper_itself_refuses_what_no_action_names)
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
