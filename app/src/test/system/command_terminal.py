"""Users who are not at the screen: where there is a terminal, they are asked for a password there."""

import subprocess
import termios

import desktop
from command_rig import Typist, as_bob, closed, run
from lab.checks import check


def user_without_a_terminal_is_told_to_use_sudo():
    for verb in ("status", "disarm", "arm", "verify", "watch"):
        ran = as_bob(verb, code=1)
        check(f"sudo vpnfirewall {verb}" in ran.stderr and not ran.stdout, ran)
    check(not as_bob("status", "--json", code=1).stdout, "something on standard output")
    check(closed(), "it is open")


def user_in_a_terminal_is_asked_there():
    wrong = Typist("bob", "disarm")
    wrong.hear("Password")
    wrong.type("not that")
    check(wrong.end() == 1, wrong.text)
    check("The password was not right" in wrong.text, wrong.text)
    check(closed(), "a wrong password opened it")
    left = Typist("bob", "disarm")
    left.hear("Password")
    left.type("\x03")  # Ctrl+C
    desktop.wait("the echo is back", lambda: termios.tcgetattr(left.terminal)[3] & termios.ECHO)
    check(left.end() != 0 and closed(), left.text)
    right = Typist("alice", "status", "--json")
    right.hear("Password")
    right.type("secret")
    check(right.end() == 0, right.text)
    check('"state":"armed"' in right.text, right.text)
    right = Typist("bob", "disarm", env=["NO_COLOR=1"])
    right.hear("Password")
    right.type("secret")
    check(right.end() == 0, right.text)
    check("Disarmed: " in right.text and not closed(), right.text)
    check(not subprocess.run(["pgrep", "pkttyagent"], capture_output=True, check=False).stdout, "an agent is left")
    run("arm")
