"""Reads docs/vpns.md: tests use the very settings that users are told to use, so they cannot go stale."""

import json
import pathlib
import re

from . import packets

DOCUMENT = pathlib.Path(__file__).resolve().parents[4] / "docs" / "vpns.md"
_NUMBERS = {"udp": packets.UDP, "tcp": packets.TCP, "gre": 47, "esp": 50}


def settings(name):
    """The settings in the document's code block of that name."""
    found = re.findall(rf"^```json {re.escape(name)}\n(.*?)^```$", _text(), re.S | re.M)
    if len(found) != 1:
        raise LookupError(f"{DOCUMENT} has {len(found)} settings named {name}")
    return json.loads(found[0])


def test_names():
    """The names of all tests that the document says there are."""
    return re.findall(r"^- \*([^*]+)\*", _text(), re.M)


def servers(of):
    """What settings permit on the wire: (address, protocol number, port), with port 0 where there is none."""
    return {(server["address"], _NUMBERS[server["protocol"]], server.get("port", 0)) for server in of["servers"]}


def _text():
    return DOCUMENT.read_text(encoding="utf-8")
