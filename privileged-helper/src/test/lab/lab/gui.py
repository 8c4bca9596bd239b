"""`try --gui`: the tray and its window on the laboratory's desktop, around the real VPN."""

import json
import pathlib
import time

from . import policy
from .checks import check
from .lab import wait_until
from .machine import STATE_REPORT
from .session import Session

_APP = "/usr/bin/vpnfirewall-app"
_PATIENCE = 30
_HELP = """
The tray icon and the window are on your screen. Their network is the sandbox's: arm and disarm as you like.
  k  kills the VPN (kill -9)        v  starts it again        q  ends all this
"""


def show(lab, folder, step):
    """Opens tray and window: on the user's own screen until the user ends it, else on one of its own, with pictures."""
    step("opens the desktop")
    lab.helper.must("configure", policy.settings())
    lab.vpn.serve()
    lab.vpn.connect()
    session = Session(lab.desktop, lab.machine)
    try:
        programs = [session.start(_APP)]
        time.sleep(2)
        check(all(program.poll() is None for program in programs), "the app ended at once")
        if session.is_own:
            _let_click(lab)
        else:
            _take_pictures(lab, session, pathlib.Path(folder), step)
    finally:
        session.close()
        lab.reset()


def _let_click(lab):
    print(_HELP, flush=True)
    while True:
        try:
            wish = input("k, v or q? ").strip().lower()
        except EOFError:
            return
        if wish == "q":
            return
        if wish == "k":
            lab.vpn.kill_client()
        elif wish == "v" and lab.vpn.client is None:
            lab.vpn.connect()


def _take_pictures(lab, session, folder, step):
    """What a person would see and click, with a picture of each state."""
    wait_until(lambda: "VPN Firewall" in session.run("xdotool", "search", "--name", "VPN Firewall", "getwindowname").stdout, _PATIENCE, 0.3)
    time.sleep(3)

    def picture(name):
        time.sleep(3)  # The window draws what it has just learnt.
        session.screenshot(folder / f"{name}.png")
        step(f"picture {folder / name}.png")

    picture("1-exposed")
    step("clicks the tray icon: arm")
    _click_until(lab, session, "armed")
    picture("2-protected")
    step("kills the OpenVPN client (kill -9)")
    lab.vpn.kill_client()
    check(not lab.open_families(), "LEAK: the desktop is open without the VPN")
    picture("3-blocking")
    step("starts the OpenVPN client again")
    lab.vpn.connect()
    picture("4-protected-again")
    step("clicks the tray icon: disarm")
    _click_until(lab, session, "disarmed")
    picture("5-exposed")


def _click_until(lab, session, state):
    session.click(-17, 16)
    found = wait_until(lambda: _state(lab) == state, _PATIENCE, 0.1)
    check(found, f"a click on the tray icon did not lead to {state}, but to {_state(lab)}")
    check(bool(lab.open_families()) == (state == "disarmed"), f"{state}, but the wire shows something else")


def _state(lab):
    report = lab.machine.read(STATE_REPORT)
    return json.loads(report)["state"] if report else None
