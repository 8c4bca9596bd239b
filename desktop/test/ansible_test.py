#!/usr/bin/python3
"""The roll-out with Ansible, as it is documented, against a machine of its own: real playbook, helper and kernel."""

import json
import pathlib
import re
import subprocess
import sys

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT / "app/src/test/system"))
import desktop  # noqa: E402  (needs the path above)
from lab.checks import Checks, check  # noqa: E402  (as does this)

SETTINGS = pathlib.Path("/etc/vpnfirewall/settings.json")
PLAYBOOK = CHECKOUT / "desktop/ansible/vpnfirewall.yml"
INVENTORY = CHECKOUT / "desktop/ansible/inventory.yml"


def play(settings=None, *options, fails=False, **variables):
    """One run against this very machine; how many tasks changed something, and all that was said."""
    chosen = {"vpnfirewall_settings": settings or example()} | variables
    command = ["ansible-playbook", "-i", "/run/inventory.yml", "-e", json.dumps(chosen), *options, str(PLAYBOOK)]
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8", "ANSIBLE_NOCOLOR": "1",
                   "ANSIBLE_LOCALHOST_WARNING": "0"}
    ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=300,
                         env=environment, cwd="/")
    check((ran.returncode != 0) == fails, f"exit {ran.returncode}: {ran.stdout}{ran.stderr}")
    recap = re.search(r"^machine .*changed=(\d+)", ran.stdout, re.M)
    check(recap, f"no recap: {ran.stdout}{ran.stderr}")
    return int(recap[1]), ran.stdout


def example():
    """The inventory's own settings: what is documented must be right."""
    listed = subprocess.run(["ansible-inventory", "-i", str(INVENTORY), "--list"], capture_output=True, check=True,
                            env={"PATH": "/usr/bin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}).stdout
    return json.loads(listed)["_meta"]["hostvars"]["laptop.example.org"]["vpnfirewall_settings"]


def rules():
    return subprocess.run(["iptables-save"], capture_output=True, text=True, check=True).stdout


def status():
    return json.loads(subprocess.run(["vpnfirewall", "status", "--json"], stdin=subprocess.DEVNULL, capture_output=True,
                                     check=False).stdout)


def rehearsal_changes_nothing():
    changed, said = play(None, "--check")
    check(changed > 0, said)
    check(not SETTINGS.exists() and "VPNFW" not in rules(), "something was changed")
    wrong = example()
    wrong["servers"][0]["address"] = "vpn.example.org"
    said = play(wrong, "--check", fails=True)[1]
    check("$.servers[0].address" in said, said)


def first_run_places_and_arms_for_good():
    play()
    check(json.loads(SETTINGS.read_text()) == example(), SETTINGS.read_text())
    found = status()
    check(found["state"] == "armed" and "confirmBefore" not in found and not found["warnings"], found)
    check("198.51.100.7" in rules(), rules())


def second_run_changes_nothing():
    before = rules_without_counters()
    changed, said = play()
    check(changed == 0, said)
    check(rules_without_counters() == before, "the rules were changed")


def rules_without_counters():
    return re.sub(r"\[\d+:\d+\]|^#.*\n", "", rules(), flags=re.M)


def wrong_settings_change_nothing():
    before = SETTINGS.read_bytes()
    wrong = example()
    wrong["servers"][0]["port"] = 99999
    said = play(wrong, fails=True)[1]
    check("$.servers[0].port" in said, said)
    check(SETTINGS.read_bytes() == before and status()["state"] == "armed", "something was changed")


def changed_settings_hold_at_once():
    other = example()
    other["servers"][0]["address"] = "198.51.100.99"
    changed, said = play(other, vpnfirewall_arm=False)
    check(changed == 2, said)
    check("198.51.100.99" in rules() and "198.51.100.7/32" not in rules(), rules())
    check(not status()["warnings"], "the settings are not applied")


def whoever_does_not_want_it_armed_only_gets_settings():
    subprocess.run(["vpnfirewall", "disarm"], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    play(vpnfirewall_arm=False)
    check(status()["state"] == "disarmed" and json.loads(SETTINGS.read_text()) == example(), "it was armed, or not set")


def main():
    desktop.enter()
    desktop.card()
    pathlib.Path("/run/inventory.yml").write_text("vpnfirewall: {hosts: {machine: {ansible_connection: local}}}\n")
    checks = Checks(only=sys.argv[1] if len(sys.argv) > 1 else "")
    for test in (
        rehearsal_changes_nothing,
        first_run_places_and_arms_for_good,
        second_run_changes_nothing,
        wrong_settings_change_nothing,
        changed_settings_hold_at_once,
        whoever_does_not_want_it_armed_only_gets_settings,
    ):
        checks.run(test.__name__.replace("_", " "), test)
    sys.exit(checks.close())


if __name__ == "__main__":
    main()
