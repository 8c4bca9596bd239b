#!/usr/bin/python3
"""What bash, zsh and fish propose for `vpnfirewall`, asked of the shells themselves."""

import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
import unittest

STAGE = pathlib.Path(os.environ.get("VPNFIREWALL_STAGE") or sys.exit("VPNFIREWALL_STAGE names no staged tree"))
BASH = STAGE / "usr/share/bash-completion/completions/vpnfirewall"
ZSH = STAGE / "usr/share/zsh/vendor-completions"
FISH = STAGE / "usr/share/fish/vendor_completions.d/vpnfirewall.fish"
VERBS = {"arm", "configure", "disarm", "import", "log", "render", "settings", "status", "tray", "verify", "watch"}
CLEAN = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "xterm", "LANG": "C.UTF-8"}
PATIENCE = 30


def bash(folder, *words):
    script = f'. {BASH}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _vpnfirewall; printf "%s\\n" "${{COMPREPLY[@]}}"'
    ran = subprocess.run(["bash", "--norc", "-c", script, "bash", "vpnfirewall", *words], env=CLEAN, cwd=folder,
                         capture_output=True, text=True, check=True)
    return {word for word in ran.stdout.split("\n") if word}


def fish(folder, *words):
    line = " ".join(["vpnfirewall", *words])
    with tempfile.TemporaryDirectory() as home:
        ran = subprocess.run(["fish", "--no-config", "-c", f"source {FISH}; complete -C '{line}'"], cwd=folder,
                             env=CLEAN | {"HOME": home}, capture_output=True, text=True, check=True)
    return {row.split("\t")[0] for row in ran.stdout.splitlines()}


def zsh(folder, *words):
    """What a person sees who presses the tab key twice, as words."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe("zsh", ["zsh", "-f", "-i"], CLEAN | {"COLUMNS": "200"})
    try:
        setup = (f"PS1='ready> '; unsetopt zle_bracketed_paste; stty -echo cols 200 rows 100; fpath=({ZSH} $fpath); "
                 "autoload -Uz compinit; compinit -u -D; zstyle ':completion:*' list-prompt ''; LISTMAX=1000; echo set-up\n")
        _talk(terminal, setup, "set-up\r\n.*ready> ")
        # The closing word shows where what was proposed ends.
        said = _talk(terminal, " ".join(["vpnfirewall", *words]) + "\t\t", None)
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)
    return set(re.findall(r"[\w.-][\w.:-]*", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]", " ", said)))


def _talk(terminal, line, wanted):
    """Types a line, and hears until what is wanted comes, or nothing more."""
    os.write(terminal, line.encode())
    said, end = "", time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.2 if wanted or not said else 2)[0]:
            said += os.read(terminal, 65536).decode(errors="replace")
        elif not wanted and said.strip():
            return said
        if wanted and re.search(wanted, said, re.S):
            return said
    raise AssertionError(f"no {wanted} in {said!r}")


class Completion(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name
        pathlib.Path(self.folder, "seattle.ovpn").touch()

    def proposes(self, words, wanted, unwanted=()):
        for shell in (bash, zsh, fish):
            with self.subTest(shell=shell.__name__, words=words):
                found = shell(self.folder, *words)
                self.assertLessEqual(set(wanted), found)
                self.assertFalse(set(unwanted) & found, found)

    def test_verbs(self):
        self.proposes([""], VERBS, ["seattle.ovpn"])
        self.proposes(["s"], {"settings", "status"}, ["arm", "seattle.ovpn"])

    def test_options_of_the_verb_alone(self):
        self.proposes(["arm", "--"], {"--confirm", "--json", "--help"}, ["--check", "--replace"])
        self.proposes(["configure", "--"], {"--check", "--json"}, ["--confirm"])
        self.proposes(["import", "--"], {"--dry-run", "--replace", "--narrow", "--json"}, ["--check"])
        self.proposes(["log", "--"], {"--follow", "--lines"}, ["--json"])

    def test_files_where_a_file_belongs(self):
        for verb in ("configure", "import", "render"):
            self.proposes([verb, "sea"], {"seattle.ovpn"})
        self.assertNotIn("seattle.ovpn", bash(self.folder, "arm", "sea"))
        self.assertNotIn("seattle.ovpn", fish(self.folder, "arm", "sea"))

    def test_values(self):
        self.proposes(["arm", "--confirm", ""], {"30s", "60s", "2m"})

    def test_verbs_are_those_of_the_command(self):
        manual = subprocess.run(["man", "-l", STAGE / "usr/share/man/man8/vpnfirewall.8.gz"], env=CLEAN | {"MANPAGER": "cat"},
                                capture_output=True, text=True, check=True).stdout
        for verb in VERBS:
            self.assertIn(f"  {verb}", manual)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed or not result.testsRun else 0)


if __name__ == "__main__":
    main()
