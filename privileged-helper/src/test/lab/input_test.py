"""Wrong settings of every kind, through the installed helper: refused with the field's path, and nothing touched."""

import copy
import json

from lab import machine, policy, rules, suite
from lab.checks import check

_MISSING = object()


def _changed(path, value):
    """Good settings with one value replaced; path is a list of names and indexes."""
    settings = copy.deepcopy(_GOOD)
    place = settings
    for step in path[:-1]:
        place = place[step]
    if value is _MISSING:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(settings)


_GOOD = policy.settings() | {
    "tunnel": {"interfaces": ["tun0", "wg+"], "ipsec": False, "allowInbound": False, "clientUsers": ["root"]},
    "lan": {"allow": True, "networks": ["192.168.0.0/16", "fd00::/8"], "dns": False},
    "gateway": {"interfaces": []},
    "pinHosts": True,
    "blockMode": "reject",
    "logBlocked": True,
}
_TEXT = json.dumps(_GOOD)

_TYPES = {
    "$": [[], "settings", 1, None, True],
    "$.version": ["1", 1.0, True, None, [], 0, 2, -1, 1e30],
    "$.tunnel": [None, [], "tun0", 1],
    "$.tunnel.interfaces": [None, "tun0", {}, 1],
    "$.tunnel.interfaces[0]": [None, 1, [], {}],
    "$.tunnel.ipsec": [None, 0, "false", []],
    "$.tunnel.allowInbound": [None, 1, "true"],
    "$.tunnel.clientUsers": [None, "root", {}],
    "$.tunnel.clientUsers[0]": [None, 0, {}],
    "$.servers": [None, {}, "198.51.100.7"],
    "$.servers[0]": [None, [], "198.51.100.7", 1],
    "$.servers[0].address": [None, 1, [], {}],
    "$.servers[0].port": ["1194", 1194.5, True, [], {}, -1, 0, 65536, 10**17],
    "$.servers[0].protocol": [None, 17, []],
    "$.servers[0].host": [1, [], {}],
    "$.servers[0].label": [1, [], {}],
    "$.lan": [None, [], True],
    "$.lan.allow": [None, 1, "yes"],
    "$.lan.networks": ["10.0.0.0/8", {}, True],
    "$.lan.networks[0]": [None, 10, []],
    "$.lan.dns": [None, 1, "no"],
    "$.gateway": [None, [], "eth1"],
    "$.gateway.interfaces": [None, "eth1", {}],
    "$.pinHosts": [None, 1, "true"],
    "$.blockMode": [None, 1, "accept", "REJECT", ""],
    "$.logBlocked": [None, 0, "true"],
}

_EVIL = ["", " ", "tun 0", "tun0\n-A OUTPUT -j ACCEPT", "tun0;reboot", "$(reboot)", "`id`", "tun0\u0000", "../x", "-o", "!tun0"]
_VALUES = {
    "$.tunnel.interfaces[0]": [*_EVIL, "lo", "+", "l+", "a" * 16, "tun+0", "tün0"],
    "$.tunnel.clientUsers[0]": [*_EVIL, "no-such-user-here", "ro ot"],
    "$.servers[0].address": [
        *_EVIL, "vpn.example.org", "0.0.0.0/0", "::/0", "10.0.0.0/7", "2001::/15", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4/33",
        "256.1.1.1", "2001:db8:::1", "fe80::1%eth0", "1.2.3.4/", "1.2.3.4/-1", "127.0.0.1", "224.0.0.1", "::1", "ff02::1", "0.0.0.0",
    ],
    "$.servers[0].protocol": ["", "icmp", "UDP", "udp\n", "17", "tcp udp"],
    "$.servers[0].host": [*_EVIL, "a..b", "x" * 64 + ".org", "host\tname", "127.0.0.1 localhost"],
    "$.servers[0].label": ["a\nb", "\u0000", "x" * 1000],
    "$.lan.networks[0]": [*_EVIL, "printer.lan", "0.0.0.0/0", "::/0", "0.0.0.0/1", "8.0.0.0/5", "2000::/3", "224.0.0.0/4", "10.0.0.0/33"],
}


def _steps(path):
    """A JSON path as names and indexes: $.a[0].b is a, 0, b."""
    return [int(s) if s.isdigit() else s for s in path.replace("[", ".").replace("]", "").split(".")[1:]]


def _cases():
    """Each wrong document as (name, bytes, what the error's path must be)."""
    for table, word in ((_TYPES, "type"), (_VALUES, "value")):
        for path, values in table.items():
            for value in values:
                text = _changed(_steps(path), value) if _steps(path) else json.dumps(value)
                yield f"wrong {word} {json.dumps(value)[:40]} at {path}", text.encode(), path
    for path in ("$.version", "$.tunnel", "$.tunnel.interfaces", "$.servers", "$.servers[0].address", "$.servers[0].protocol"):
        yield f"missing {path}", _changed(_steps(path), _MISSING).encode(), path
    yield "missing port", _changed(["servers", 0, "port"], _MISSING).encode(), "$.servers[0].port"
    for path in ("$.more", "$.tunnel.more", "$.servers[0].more", "$.lan.more", "$.gateway.more"):
        yield f"unknown {path}", _changed(_steps(path), 1).encode(), path
    yield "interface twice", _changed(["tunnel", "interfaces"], ["tun0", "tun0"]).encode(), "$.tunnel.interfaces[1]"
    yield "user twice", _changed(["tunnel", "clientUsers"], ["root", "root"]).encode(), "$.tunnel.clientUsers[1]"
    yield "server twice", _changed(["servers"], [_GOOD["servers"][0]] * 2).encode(), "$.servers[1]"
    yield "network twice", _changed(["lan", "networks"], ["10.0.0.0/8"] * 2).encode(), "$.lan.networks[1]"
    yield "field twice", _TEXT.replace('"pinHosts": true', '"pinHosts": true, "pinHosts": true').encode(), "$.pinHosts"
    port = {"address": "192.0.2.1", "protocol": "gre", "port": 1}
    yield "port with gre", _changed(["servers", 0], port).encode(), "$.servers[0].port"
    many = [{"address": f"203.{n >> 16}.{n >> 8 & 255}.{n & 255}", "port": "any", "protocol": "udp"} for n in range(20_001)]
    yield "20,001 servers", _changed(["servers"], many).encode(), "$"
    yield from _broken()


def _broken():
    """Documents that are not one JSON document; the path may be wherever reading stopped."""
    yield "empty", b"", None
    yield "blank", b" \n", None
    yield "2 MiB", _TEXT.encode() + b" " * (2 << 20), None
    yield "2 MiB label", _changed(["servers", 0, "label"], "x" * (2 << 20)).encode(), None
    yield "trailing text", _TEXT.encode() + b" x", None
    yield "second document", _TEXT.encode() * 2, None
    yield "comment", b"/* */" + _TEXT.encode(), None
    yield "single quotes", _TEXT.replace('"', "'").encode(), None
    yield "trailing comma", (_TEXT[:-1] + ",}").encode(), None
    yield "not UTF-8", _TEXT.encode().replace(b"vpn.example", b"vpn\xff\xfe"), None
    yield "UTF-16", _TEXT.encode("utf-16"), None
    yield "NaN", _TEXT.replace("1194", "NaN", 1).encode(), None
    yield "deep nesting", b"[" * 100_000, None
    for part in (1, 2, 3):
        yield f"cut off after {part} quarters", _TEXT.encode()[: len(_TEXT) * part // 4], None


def _refused(lab, document, path):
    """Raises unless the helper refuses the document as it should."""
    answer = lab.helper.call("configure", stdin=document)
    check(answer.code == 2, f"not refused with exit 2: {answer}")
    check(answer.report is not None, f"stdout is not one JSON line: {answer}")
    error = answer.error
    check(answer.report["ok"] is False and error.get("code"), f"no error: {answer}")
    check(str(error.get("path")).startswith("$"), f"no JSON path: {answer}")
    check(path is None or error["path"] == path, f"the path is {error['path']} instead of {path}: {answer}")
    check(len(error.get("message", "")) >= 15, f"the message does not say what would be right: {answer}")
    check(answer.stderr.count(b"\tat ") == 0, f"a stack trace: {answer}")


def refused_and_untouched(lab, cases, armed=False):
    """Wrong documents with good settings stored: each refused, settings and rules byte-equal afterwards."""
    lab.helper.must("configure", policy.settings())
    lab.helper.must("arm" if armed else "disarm")
    before, stored = rules.snapshot(lab.machine), lab.machine.read(lab.SETTINGS)
    faults = []
    for name, document, path in cases:
        try:
            _refused(lab, document, path)
            check(lab.machine.read(lab.SETTINGS) == stored, "the settings file was touched")
        except AssertionError as error:
            faults.append(f"{name}: {error}")
            lab.helper.call("configure", stdin=policy.settings())
    left = rules.difference(before, rules.snapshot(lab.machine))
    check(not faults, f"{len(faults)} of {len(cases)} wrong:\n" + "\n".join(faults[:20]))
    check(not left, f"rules were touched:\n{left}")
    lab.reset()
    return f"{len(cases)} documents"


def good_is_taken(lab):
    """The control: the document that all the wrong ones are made of is taken, stored and read back."""
    answer = lab.helper.must("configure", _TEXT.encode())
    check(answer.report["changed"], f"not stored: {answer}")
    stored = json.loads(lab.machine.read(lab.SETTINGS))
    check(stored["tunnel"] == _GOOD["tunnel"] and stored["lan"] == _GOOD["lan"], f"stored something else: {stored}")
    mode = lab.machine.path(lab.SETTINGS).stat()
    check(mode.st_mode & 0o777 == 0o644 and mode.st_uid == 0, f"wrong mode {mode.st_mode:o} or owner {mode.st_uid}")


def bad_usage(lab):
    """Unknown verbs, none, or too many: exit 2 and one report."""
    for arguments in ([], ["explode"], ["arm", "now"], ["--help\n"], [""]):
        done = lab.helper.call(*arguments)
        check(done.code == 2 and done.report and done.error, f"{arguments}: {done}")


def tests(lab, checks):
    """Reading does not depend on the iptables variant, so the two processes share the documents."""
    cases = list(_cases())[machine.VARIANTS.index(lab.machine.variant) :: 2]
    checks.run("good settings are taken", lambda: good_is_taken(lab))
    checks.run("bad settings are refused", lambda: refused_and_untouched(lab, cases))
    checks.run("bad settings are refused while armed", lambda: refused_and_untouched(lab, cases[::12], armed=True))
    checks.run("bad usage is refused", lambda: bad_usage(lab))


if __name__ == "__main__":
    suite.main(tests, __doc__)
