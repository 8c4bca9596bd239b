#!/usr/bin/python3
"""networkmanager.py FOLDER [hang]: NetworkManager and logind on the system bus, as far as a look around asks them.

Serves the keyfiles in FOLDER as NetworkManager does: types of nm-settings-dbus(5), what other groups hold with them,
and no secrets. A connection whose file may be read by its owner alone is another user's. One whose id begins with "on "
is on. `hang`: takes every question and answers none. Says READY.
"""

import configparser
import os
import pathlib
import sys
import time

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

MANAGER = "org.freedesktop.NetworkManager"
ROOT = "/org/freedesktop/NetworkManager"
SECRETS = {"private-key", "preshared-key", "password"}


class Denied(dbus.DBusException):
    _dbus_error_name = MANAGER + ".Settings.PermissionDenied"


class Held(dbus.service.Object):
    """An object that is nothing but its properties."""

    def __init__(self, bus, path, interface, properties):
        super().__init__(bus, path)
        self._interface, self._properties = interface, properties

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return self._properties if interface == self._interface else {}

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="ss", out_signature="v")
    def Get(self, _, name):
        return self._properties[name]


class Connection(dbus.service.Object):
    def __init__(self, bus, path, settings):
        super().__init__(bus, path)
        self._settings = settings

    @dbus.service.method(MANAGER + ".Settings.Connection", out_signature="a{sa{sv}}")
    def GetSettings(self):
        if self._settings is None:
            raise Denied("Insufficient privileges")
        return self._settings


class Settings(dbus.service.Object):
    def __init__(self, bus, paths, hang):
        super().__init__(bus, ROOT + "/Settings")
        self._paths, self._hang = paths, hang

    @dbus.service.method(MANAGER + ".Settings", out_signature="ao")
    def ListConnections(self):
        if self._hang:
            time.sleep(3600)
        return self._paths


def variants(values, signature="sv"):
    return dbus.Dictionary(values, signature=signature)


def address(kind):
    """What every connection has besides, with its old binary forms."""
    old = dbus.Array([], signature="aau" if kind == "ipv4" else "(ayuay)")
    if kind == "ipv6":
        one = dbus.ByteArray(bytes(16))
        old = dbus.Array([dbus.Struct((one, dbus.UInt32(64), one), signature="ayuay")], signature="(ayuay)")
    else:
        old = dbus.Array([dbus.Array([1, 24, 0], signature="u")], signature="au")
    data = variants({"address": "192.168.7.2", "prefix": dbus.UInt32(24)})
    return variants({"method": "auto", "addresses": old, "address-data": dbus.Array([data], signature="a{sv}"),
                     "dns-search": dbus.Array([], signature="s"), "route-metric": dbus.Int64(-1)})


def settings(file):
    keyfile = configparser.ConfigParser(delimiters=("=",), interpolation=None, strict=False)
    keyfile.optionxform = str
    keyfile.read(file)
    connection = dict(keyfile["connection"])
    connection.update({"timestamp": dbus.UInt64(1700000000), "autoconnect": dbus.Boolean(False),
                       "permissions": dbus.Array([], signature="s")})
    groups = {"connection": variants(connection), "ipv4": address("ipv4"), "ipv6": address("ipv6"),
              "proxy": variants({})}
    if "vpn" in keyfile:
        data = {key: value for key, value in keyfile["vpn"].items() if key != "service-type" and key not in SECRETS}
        groups["vpn"] = variants({"service-type": keyfile["vpn"]["service-type"],
                                  "data": variants(data, "ss"), "secrets": variants({}, "ss"),
                                  "persistent": dbus.Boolean(False), "timeout": dbus.UInt32(0)})
    peers = []
    for name in keyfile.sections():
        if name.startswith("wireguard-peer."):
            peer = {"public-key": name.partition(".")[2], "endpoint": keyfile[name]["endpoint"],
                    "persistent-keepalive": dbus.UInt32(25), "preshared-key-flags": dbus.UInt32(4),
                    "allowed-ips": dbus.Array(filter(None, keyfile[name]["allowed-ips"].split(";")), signature="s")}
            peers.append(variants(peer))
    if "wireguard" in keyfile:
        groups["wireguard"] = variants({"listen-port": dbus.UInt32(0), "fwmark": dbus.UInt32(0),
                                        "private-key-flags": dbus.UInt32(0), "mtu": dbus.UInt32(1420),
                                        "peers": dbus.Array(peers, signature="a{sv}")})
    return variants(groups, "sa{sv}")


def main():
    folder, hang = pathlib.Path(sys.argv[1]), sys.argv[2:] == ["hang"]
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SystemBus()
    kept, paths, active = [], dbus.Array([], signature="o"), dbus.Array([], signature="o")
    for number, file in enumerate(sorted(folder.glob("*.nmconnection")), 1):
        path = dbus.ObjectPath(f"{ROOT}/Settings/{number}")
        foreign = os.stat(file).st_mode & 0o077 == 0
        kept.append(Connection(bus, path, None if foreign else settings(file)))
        paths.append(path)
        if not foreign and "\nid=on " in file.read_text():
            on = dbus.ObjectPath(f"{ROOT}/ActiveConnection/{number}")
            kept.append(Held(bus, on, MANAGER + ".Connection.Active", variants(
                {"Connection": path, "State": dbus.UInt32(2), "Vpn": dbus.Boolean(True),
                 "Devices": dbus.Array([], signature="o")})))
            active.append(on)
    kept.append(Settings(bus, paths, hang))
    kept.append(Held(bus, ROOT, MANAGER, variants(
        {"ActiveConnections": active, "Version": "1.42.4", "Checkpoints": dbus.Array([], signature="o"),
         "GlobalDnsConfiguration": variants({})})))
    remote = (folder / "remote").exists()
    user = dbus.Struct((dbus.UInt32(1000), dbus.ObjectPath("/org/freedesktop/login1/user/self")), signature="uo")
    kept.append(Held(bus, "/org/freedesktop/login1/session/auto", "org.freedesktop.login1.Session", variants(
        {"Id": "c1", "User": user, "Remote": dbus.Boolean(remote), "Type": "x11",
         "RemoteHost": "203.0.113.50" if remote else "", "Service": "xrdp-sesman" if remote else "lightdm"})))
    names = [dbus.service.BusName(name, bus) for name in (MANAGER, "org.freedesktop.login1")]
    print("READY", len(names), flush=True)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
