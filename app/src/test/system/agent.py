#!/usr/bin/python3
"""agent.py PID MODE [PASSWORD [LOCALE]]: a polkit agent without a screen, for the process PID and its own user.

MODE: ok answers with PASSWORD, cancel dismisses, hang never answers, die ends in the middle. Says REGISTERED, and for
each dialog SHOWS with what a dialog would show, as JSON, and BEGIN with the action's name and the user who may answer.
On SIGUSR1 says SO FAR: what it was asked before stands before that.
"""

import json
import os
import pwd
import signal
import subprocess
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

INTERFACE = "org.freedesktop.PolicyKit1.AuthenticationAgent"
PAM_HELPER = "/usr/lib/polkit-1/polkit-agent-helper-1"


class Cancelled(dbus.DBusException):
    _dbus_error_name = "org.freedesktop.PolicyKit1.Error.Cancelled"


class Agent(dbus.service.Object):
    def __init__(self, bus, mode, password):
        super().__init__(bus, "/agent")
        self._mode = mode
        self._password = password

    @dbus.service.method(INTERFACE, in_signature="sssa{ss}sa(sa{sv})", async_callbacks=("done", "failed"))
    def BeginAuthentication(self, action, message, icon, details, cookie, identities, done, failed):
        user = pwd.getpwuid(int(identities[0][1]["uid"])).pw_name
        shown = {"message": message, "icon": icon, "details": {str(key): str(text) for key, text in details.items()}}
        print("SHOWS", json.dumps(shown), flush=True)
        print(f"BEGIN {action} {user}", flush=True)
        if self._mode == "cancel":
            failed(Cancelled("dismissed"))
        elif self._mode == "die":
            os._exit(0)
        elif self._mode == "ok":
            self._answer(user, cookie)
            done()

    def _answer(self, user, cookie):
        with subprocess.Popen([PAM_HELPER, user], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as helper:
            print(cookie, file=helper.stdin, flush=True)
            for line in helper.stdout:
                if line.startswith("PAM_PROMPT_ECHO_OFF"):
                    print(self._password, file=helper.stdin, flush=True)
                if line.startswith(("SUCCESS", "FAILURE")):
                    break

    @dbus.service.method(INTERFACE, in_signature="s")
    def CancelAuthentication(self, cookie):
        print("CANCEL", flush=True)


def main(pid, mode, password="", locale="C"):
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SystemBus()
    agent = Agent(bus, mode, password)
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        started = int(file.read().rpartition(")")[2].split()[19])
    authority = bus.get_object("org.freedesktop.PolicyKit1", "/org/freedesktop/PolicyKit1/Authority")
    subject = {"pid": dbus.UInt32(pid), "start-time": dbus.UInt64(started), "uid": dbus.Int32(os.getuid())}
    authority.RegisterAuthenticationAgent(
        ("unix-process", subject), locale, "/agent", dbus_interface="org.freedesktop.PolicyKit1.Authority"
    )
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, lambda: print("SO FAR", flush=True) or True)
    print("REGISTERED", flush=True)
    GLib.MainLoop().run()
    return agent


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
