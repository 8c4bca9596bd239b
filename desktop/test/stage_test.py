#!/usr/bin/python3
"""What ./run stage lays out: the files, and that the helper works from them at its final place (§4, §7).

Runs as root in mount and network namespaces of its own, on the tree that VPNFIREWALL_STAGE names.
"""

import contextlib
import json
import os
import pathlib
import pty
import re
import resource
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree
import zipfile

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT / "privileged-helper/src/test/lab"))
from lab import cases  # noqa: E402  (needs the path above)

STAGE = pathlib.Path(os.environ.get("VPNFIREWALL_STAGE") or sys.exit("VPNFIREWALL_STAGE names no staged tree"))
LIB = "/usr/lib/vpnfirewall"
HELPER = f"{LIB}/vpnfirewall-helper"
APP = "/usr/bin/vpnfirewall-app"
COMMAND = "/usr/sbin/vpnfirewall"
UNITS = "/usr/lib/systemd/system"
NETWORKS = (
    "NetworkManager systemd-networkd networking ifup@ wpa_supplicant wpa_supplicant@ wpa_supplicant-nl80211@"
    " wpa_supplicant-wired@ iwd connman dhcpcd dhcpcd@ dhclient@"
).split()
FIREWALLS = "nftables iptables ip6tables netfilter-persistent ufw firewalld".split()
ID = "io.github.vpnfirewall"
CLEAN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
SETTINGS = b'{"version": 1, "tunnel": {"interfaces": ["tun0"]}, "servers": []}'

# By postinst, where it is installed; prerm takes it away. The others of its kind take the place of what jlink made.
MADE_LATER = f"{LIB}/app-runtime/lib/server/window.jsa"


def staged(path):
    return STAGE / path.lstrip("/")


def files(root):
    """Every file under a folder, as the path it has once installed."""
    return {"/" + str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir()}


def run(*command, **options):
    options = {"stdin": subprocess.DEVNULL, "env": CLEAN, "timeout": 60} | options
    return subprocess.run(command, capture_output=True, check=False, **options)


def modules(runtime):
    lines = run(staged(f"{LIB}/{runtime}/bin/java"), "-Xlog:disable", "--list-modules").stdout.decode().split()
    return {line.split("@")[0] for line in lines}


class Tree(unittest.TestCase):
    def test_holds_what_it_should_and_nothing_else(self):
        icons = {
            f"/usr/share/icons/hicolor/{'symbolic' if icon.stem.endswith('-symbolic') else 'scalable'}/"
            f"{'apps' if icon.stem.startswith(ID) else 'status'}/{icon.name}"
            for icon in CHECKOUT.glob("icons/*.svg")
        }
        self.assertIn(f"/usr/share/icons/hicolor/scalable/apps/{ID}.svg", icons)
        examples = {
            f"/usr/share/doc/vpnfirewall/examples/ansible/{path.relative_to(CHECKOUT / 'desktop/ansible')}"
            for path in CHECKOUT.glob("desktop/ansible/**/*.*")
        }
        expected = icons | examples | {
            HELPER,
            APP,
            COMMAND,
            "/usr/bin/vpnfirewall",
            f"{LIB}/leak-probe",
            f"{LIB}/gate.nft",
            f"{LIB}/kernel.sh",
            f"{LIB}/vpnfirewall-boot",
            f"{LIB}/vpnfirewall-open",
            f"{LIB}/vpnfirewall-watch",
            *(f"{UNITS}/{unit}" for unit in ("vpnfirewall.service", "vpnfirewall-watch.path", "vpnfirewall-watch.service")),
            *(f"{UNITS}/{unit}.service.d/vpnfirewall.conf" for unit in (*NETWORKS, *FIREWALLS)),
            "/etc/init.d/vpnfirewall",
            "/usr/share/doc/vpnfirewall/examples/openrc/vpnfirewall",
            f"{LIB}/installed-files",
            f"/usr/share/polkit-1/actions/{ID}.policy",
            f"/usr/share/applications/{ID}.desktop",
            f"/usr/share/metainfo/{ID}.metainfo.xml",
            "/usr/share/doc/vpnfirewall/copyright",
            "/usr/share/doc/vpnfirewall/LICENSE",
            "/usr/share/doc/vpnfirewall/sbom.cdx.json",
            "/usr/share/man/man1/vpnfirewall-app.1.gz",
            "/usr/share/man/man5/vpnfirewall-settings.5.gz",
            "/usr/share/bash-completion/completions/vpnfirewall",
            "/usr/share/zsh/vendor-completions/_vpnfirewall",
            "/usr/share/fish/vendor_completions.d/vpnfirewall.fish",
            "/usr/share/man/man8/vpnfirewall.8.gz",
            "/usr/share/man/man8/vpnfirewall-helper.8.gz",
        }
        runtimes = (f"{LIB}/helper-runtime/", f"{LIB}/app-runtime/")
        self.assertEqual({name for name in files(STAGE) if not name.startswith(runtimes)}, expected)

    def test_lists_itself_for_removal(self):
        listed = staged(f"{LIB}/installed-files").read_text().splitlines()
        self.assertEqual(set(listed) | {MADE_LATER}, files(STAGE))
        self.assertEqual(len(listed), len(set(listed)))

    def test_belongs_to_root_and_is_writable_by_nobody_else(self):
        for path in [STAGE, *STAGE.rglob("*")]:
            info = path.lstat()
            mode = stat.S_IMODE(info.st_mode)
            self.assertEqual((info.st_uid, info.st_gid), (0, 0), path)
            self.assertTrue(stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode) or stat.S_ISLNK(info.st_mode), path)
            if not stat.S_ISLNK(info.st_mode):
                self.assertIn(mode, (0o755,) if stat.S_ISDIR(info.st_mode) else (0o644, 0o755), path)

    def test_root_side_has_a_runtime_with_nothing_but_itself_and_gson(self):
        self.assertEqual(modules("helper-runtime"), {"java.base", "com.google.gson", "io.github.vpnfirewall.helper"})
        self.assertEqual(os.listdir(staged(f"{LIB}/helper-runtime/bin")), ["java"])

    def test_archive_of_the_app_will_hold_what_it_loads(self):
        lines = set()
        for name in ("classlist", "window.classlist"):
            file = staged(f"{LIB}/app-runtime/lib/{name}").read_text(encoding="ascii").split("\n")
            self.assertIn("java/lang/Object", {line.split(" ")[0] for line in file})
            lines |= set(file)
        listed = {line for line in lines if not line.startswith("@")}
        there = set()
        for jar in CHECKOUT.glob("app/target/modules/*.jar"):
            with zipfile.ZipFile(jar) as file:
                there |= {name.removesuffix(".class") for name in file.namelist()}
        ours = {name for name in listed if name.startswith(("io/github/vpnfirewall/", "javafx/", "org/freedesktop/"))}
        self.assertGreater(len(ours), 1000)
        # A few classes that were renamed meanwhile do no harm; many say that ./run classes is due.
        self.assertLess(len(ours - there), len(ours) / 20, sorted(ours - there)[:50])

    def test_app_has_its_libraries(self):
        self.assertLessEqual(
            {"io.github.vpnfirewall.app", "javafx.controls", "javafx.fxml", "org.freedesktop.dbus.transport.jre"},
            modules("app-runtime"),
        )
        for library in ("glass", "glassgtk3", "prism_sw", "javafx_font"):
            self.assertTrue(staged(f"{LIB}/app-runtime/lib/lib{library}.so").exists(), library)


class Polkit(unittest.TestCase):
    DEFAULTS = {  # any, inactive, active (§4)
        "arm": ("auth_admin", "auth_admin", "yes"),
        "disarm": ("auth_admin", "auth_admin", "auth_admin_keep"),
        "configure": ("auth_admin", "auth_admin", "auth_admin_keep"),
        "status": ("auth_admin", "auth_admin", "yes"),
        "watch": ("auth_admin", "auth_admin", "yes"),
        "verify": ("auth_admin", "auth_admin", "auth_admin_keep"),
    }

    def setUp(self):
        self.root = xml.etree.ElementTree.parse(staged(f"/usr/share/polkit-1/actions/{ID}.policy")).getroot()
        self.actions = {action.get("id").removeprefix(ID + "."): action for action in self.root.iter("action")}

    def test_each_verb_has_its_action_with_its_defaults(self):
        found = {
            verb: tuple(action.findtext(f"defaults/allow_{who}") for who in ("any", "inactive", "active"))
            for verb, action in self.actions.items()
        }
        self.assertEqual(found, self.DEFAULTS)

    def test_no_action_names_the_helper_without_a_verb(self):
        for verb, action in self.actions.items():
            notes = {note.get("key"): note.text for note in action.iter("annotate")}
            self.assertEqual(notes["org.freedesktop.policykit.exec.path"], HELPER)
            self.assertEqual(notes["org.freedesktop.policykit.exec.argv1"], verb)
        # pkexec compares the path as text: it must be what is really there.
        self.assertTrue(os.access(staged(HELPER), os.X_OK))
        self.assertFalse(staged(HELPER).is_symlink())

    def test_texts_are_translated(self):
        language = "{http://www.w3.org/XML/1998/namespace}lang"
        for action in self.actions.values():
            for tag in ("description", "message"):
                self.assertEqual([text.get(language) for text in action.findall(tag)], [None, "de"])

    def test_icon_is_there(self):
        self.assertEqual(self.root.findtext("icon_name"), ID)


class Desktop(unittest.TestCase):
    def test_desktop_entry_is_valid_and_starts_what_is_there(self):
        entry = staged(f"/usr/share/applications/{ID}.desktop")
        checked = run("desktop-file-validate", entry)
        self.assertEqual((checked.returncode, checked.stdout), (0, b""))
        fields = dict(line.split("=", 1) for line in entry.read_text().splitlines() if "=" in line)
        self.assertTrue(staged(f"/usr/bin/{fields['Exec']}").exists())
        self.assertEqual(fields["Icon"], ID)

    def test_metainfo_is_valid(self):
        metainfo = staged(f"/usr/share/metainfo/{ID}.metainfo.xml")
        checked = run("appstreamcli", "validate", "--no-net", "--pedantic", metainfo)
        self.assertEqual(checked.returncode, 0, checked.stdout.decode())
        version = xml.etree.ElementTree.parse(metainfo).find("releases/release").get("version")
        pom = xml.etree.ElementTree.parse(CHECKOUT / "pom.xml").getroot()
        self.assertEqual(version, pom.findtext("{http://maven.apache.org/POM/4.0.0}version"))

    def test_man_pages_render_without_a_warning(self):
        for page in sorted(STAGE.glob("usr/share/man/man*/*")):
            shown = run("man", "--warnings", "-E", "UTF-8", "-l", page, env=CLEAN | {"MANPAGER": "cat"})
            self.assertEqual((shown.returncode, shown.stderr), (0, b""), page)
            self.assertIn(b"SEE ALSO", shown.stdout)

    def test_perl_scripts_are_sound(self):
        for script in (f"{LIB}/leak-probe", f"{LIB}/vpnfirewall-watch"):
            checked = run("perl", "-Tc", staged(script))
            self.assertEqual((checked.returncode, checked.stderr.count(b"\n")), (0, 1), checked)

    def test_scripts_pass_shellcheck(self):
        scripts = [staged(HELPER), staged(APP), staged(COMMAND), CHECKOUT / "run", CHECKOUT / ".ci/run", CHECKOUT / "desktop/package/runtimes"]
        scripts += [staged(f"{LIB}/vpnfirewall-boot"), staged(f"{LIB}/vpnfirewall-open")]  # and with them what they source
        scripts += [staged("/etc/init.d/vpnfirewall"), CHECKOUT / "desktop/openrc/vpnfirewall"]
        checked = run("shellcheck", "-x", f"--source-path={CHECKOUT}", *scripts)
        self.assertEqual(checked.stdout.decode(), "")
        self.assertEqual(checked.returncode, 0)


class Helper(unittest.TestCase):
    """The installed helper under whatever its caller may do to it."""

    def report(self, *arguments, codes=(3,), **options):
        ran = run(HELPER, *arguments, **options)
        self.assertIn(ran.returncode, codes, ran)
        self.assertEqual(ran.stdout.count(b"\n"), 1, ran)
        self.assertTrue(ran.stdout.endswith(b"\n"))
        report = json.loads(ran.stdout)
        self.assertEqual(report["protocol"], 1)
        return report

    def test_answers(self):
        self.assertEqual(self.report("status")["state"], "disarmed")

    def test_renders_for_anybody(self):
        report = self.report("render", codes=(0,), stdin=None, input=SETTINGS, user=65534, group=65534, extra_groups=[])
        self.assertTrue(report["ok"])

    def test_environment_does_not_reach_it(self):
        hostile = {
            "PATH": "/nonexistent",
            "JAVA_TOOL_OPTIONS": "-Xshow-me-up",
            "_JAVA_OPTIONS": "-XX:+PrintFlagsFinal",
            "JDK_JAVA_OPTIONS": "-version",
            "CLASSPATH": "/tmp",
            "LD_LIBRARY_PATH": "/nonexistent",
            "LANG": "de_DE.UTF-8",
            "LC_ALL": "tr_TR.UTF-8",
            "IFS": "/",
            "ENV": "/nonexistent",
            "BASH_ENV": "/nonexistent",
        }
        self.assertEqual(self.report("status", env=hostile)["state"], "disarmed")
        self.assertEqual(self.report("status", env={})["state"], "disarmed")

    def test_arguments_do_not_become_options_of_java(self):
        for odd in ("-version", "@/etc/passwd", "-Dx=y", "", "no\nverb"):
            self.assertFalse(self.report(odd, codes=(2,))["ok"])

    def test_closed_stdin_is_not_read_from_elsewhere(self):
        shell = ("sh", "-c", 'exec "$@" <&-', "sh", HELPER)
        ran = run(*shell, "configure")
        self.assertEqual(ran.returncode, 2, ran)
        self.assertFalse(json.loads(ran.stdout)["ok"])
        self.assertEqual(json.loads(run(*shell, "status").stdout)["state"], "disarmed")

    def test_closed_outputs_do_no_harm(self):
        for closed in (">&-", ">&- 2>&-", "<&- >&- 2>&-"):
            ran = run("sh", "-c", f'exec "$@" {closed}', "sh", HELPER, "status")
            self.assertEqual(ran.returncode, 3, closed)
        self.assertEqual(json.loads(pathlib.Path("/run/vpnfirewall/state.json").read_bytes())["state"], "disarmed")

    def test_folder_that_is_gone_or_closed_does_not_matter(self):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0)
            self.report("status", cwd=folder)
        ran = run("sh", "-c", 'd=$(mktemp -d) && cd "$d" && rmdir "$d" && exec "$@"', "sh", HELPER, "status")
        self.assertEqual(json.loads(ran.stdout)["state"], "disarmed")

    def test_limits_do_not_reach_it(self):
        tiny = {resource.RLIMIT_NOFILE: 16, resource.RLIMIT_FSIZE: 5, resource.RLIMIT_AS: 64 << 20, resource.RLIMIT_DATA: 8 << 20}

        def limit():  # the soft ones: build machines may keep even root from raising the others
            for which, most in tiny.items():
                resource.setrlimit(which, (most, resource.getrlimit(which)[1]))

        state = pathlib.Path("/run/vpnfirewall/state.json")
        state.unlink(missing_ok=True)
        self.assertEqual(self.report("status", preexec_fn=limit)["state"], "disarmed")
        self.assertEqual(json.loads(state.read_bytes())["state"], "disarmed")
        # The control: without its launcher, its Java cannot even start.
        java = run(f"{LIB}/helper-runtime/bin/java", "-version", preexec_fn=limit)
        self.assertNotEqual(java.returncode, 0)

    def test_full_output_does_no_harm(self):
        state = pathlib.Path("/run/vpnfirewall/state.json")
        state.unlink(missing_ok=True)
        ran = run("sh", "-c", 'exec "$@" >/dev/full', "sh", HELPER, "status")
        self.assertIn(ran.returncode, (1, 3), ran)
        self.assertEqual(json.loads(state.read_bytes())["state"], "disarmed")

    def test_umask_does_not_reach_its_files(self):
        for mask in (0o077, 0):
            self.report("status", umask=mask)
            mode = stat.S_IMODE(os.stat("/run/vpnfirewall/state.json").st_mode)
            self.assertEqual(mode, 0o644)


    def test_terminal_cannot_stop_it(self):
        """Ctrl+Z while it waits for its settings: the control, cat, is stopped by it."""
        for program, stops in ((["/bin/cat"], True), ([HELPER, "configure"], False)):
            with self.subTest(program=program):
                self.assertEqual(stopped_by_terminal(program), stops)


def stopped_by_terminal(program):
    """Whether Ctrl+Z, at a terminal of its own, stops the program before the end of its input ends it."""
    shell, terminal = pty.fork()
    if shell == 0:
        # As a shell with job control does: of an orphaned process group nobody can be stopped.
        job = os.fork()
        if job == 0:
            os.setpgid(0, 0)
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            os.tcsetpgrp(0, os.getpid())
            signal.signal(signal.SIGTTOU, signal.SIG_DFL)
            os.execv(program[0], program)
        stopped = os.WIFSTOPPED(os.waitpid(job, os.WUNTRACED)[1])
        if stopped:
            os.kill(job, signal.SIGKILL)
        os._exit(stopped)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            ended, status = os.waitpid(shell, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status) == 1
            if select.select([terminal], [], [], 0.1)[0]:
                with contextlib.suppress(OSError):
                    os.read(terminal, 4096)
            job = os.tcgetpgrp(terminal)
            with contextlib.suppress(OSError):
                if pathlib.Path(f"/proc/{job}/comm").read_text() in ("cat\n", "java\n"):
                    os.write(terminal, b"\x1a\x04")
        raise AssertionError(f"{program} does not end")
    finally:
        os.close(terminal)


class App(unittest.TestCase):
    """The app's launcher, with a java that tells how it was called."""

    def called(self, *arguments, **environment):
        with tempfile.NamedTemporaryFile("w", prefix="java.", dir="/run", delete=False) as fake:
            fake.write('#!/bin/sh\nprintf "%s\\n" "$@"; /usr/bin/env\n')
            os.chmod(fake.name, 0o755)
        java = f"{LIB}/app-runtime/bin/vpnfirewall-app"
        subprocess.run(["mount", "--bind", fake.name, java], check=True)
        try:
            return run(APP, *arguments, env=CLEAN | environment).stdout.decode().splitlines()
        finally:
            subprocess.run(["umount", java], check=True)

    def test_starts_tray_or_window(self):
        self.assertIn(f"{ID}.app/{ID}.app.TrayMain", self.called())
        window = self.called("window", "settings")
        self.assertIn("-Dprism.order=sw", window)
        main = window.index(f"{ID}.app/{ID}.app.WindowMain")
        self.assertEqual(window[main + 1], "settings")

    def test_no_option_of_the_tray_is_ignored(self):
        java = f"{LIB}/app-runtime/bin/vpnfirewall-app"
        options = [word for word in self.called() if word.startswith(("-X", "--")) and "IgnoreUnrecognized" not in word]
        self.assertGreater(len(options), 10)
        release = pathlib.Path(LIB, "app-runtime/release").read_text()
        if int(re.search(r'JAVA_VERSION="(\d+)', release)[1]) < 25:
            options = [word for word in options if "ServiceThreadCleanupInterval" not in word]
        for more, code in ((), 0), (("-XX:NobodyKnowsIt=1",), 1):
            self.assertEqual(run(java, *options, *more, "-version").returncode, code)

    def test_starts_others_without_a_file_that_an_upgrade_may_replace(self):
        for arguments in ((), ("window",)):
            self.assertRegex(" ".join(self.called(*arguments)), r" -Djdk\.lang\.Process\.launchMechanism=V?FORK ")

    def test_system_messages_are_not_translated_but_the_app_is(self):
        called = self.called(LC_ALL="de_AT.UTF-8", LANGUAGE="de:en")
        self.assertIn("-Duser.language=de", called)
        self.assertIn("-Duser.country=AT", called)
        self.assertIn("LC_MESSAGES=C", called)
        self.assertIn("LANG=de_AT.UTF-8", called)
        self.assertEqual([line for line in called if line.startswith(("LC_ALL", "LANGUAGE"))], [])
        self.assertIn("-Duser.language=en", self.called(LANG="C.UTF-8"))
        self.assertIn("-Duser.language=en", self.called())

    def test_gives_memory_back_in_the_tray_alone(self):
        tray = dict(line.split("=", 1) for line in self.called() if line.startswith("MALLOC_"))
        self.assertEqual(tray["MALLOC_MMAP_THRESHOLD_"], "32768")
        self.assertEqual(len(tray), 4)
        window = self.called("window", **tray)
        self.assertEqual([line for line in window if line.startswith("MALLOC_")], [])

    def test_developers_options_do_not_reach_it(self):
        called = self.called(JAVA_TOOL_OPTIONS="-Xmx1g", _JAVA_OPTIONS="-Xmx1g", CLASSPATH="/tmp")
        self.assertEqual([line for line in called if "1g" in line or line.startswith("CLASSPATH")], [])


class Command(unittest.TestCase):
    """The command line, on the Java that is staged."""

    def test_says_how_it_is_called(self):
        for path in (COMMAND, "/usr/bin/vpnfirewall"):
            helped = run(path, "--help", env=CLEAN | {"LANG": "de_DE.UTF-8"}, user=65534, group=65534, extra_groups=[])
            self.assertEqual((helped.returncode, helped.stderr), (0, b""))
            self.assertIn("Aufruf: vpnfirewall", helped.stdout.decode())
        self.assertEqual(run(COMMAND, "import", "--help").returncode, 0)
        self.assertEqual(run(COMMAND, "frobnicate").returncode, 2)

    def test_arguments_do_not_become_options_of_java(self):
        for odd in ("-version", "@/etc/passwd", "-Dx=y", "", "no\nverb"):
            self.assertEqual(run(COMMAND, odd).returncode, 2, odd)

    def test_developers_options_do_not_reach_it(self):
        ran = run(COMMAND, "--version", env=CLEAN | {"JAVA_TOOL_OPTIONS": "-Dx=y", "_JAVA_OPTIONS": "-Xshow"})
        self.assertEqual((ran.returncode, ran.stderr), (0, b""))
        self.assertRegex(ran.stdout.decode(), r"^VPN Firewall [0-9.]+\n$")


class Unstage(unittest.TestCase):
    def test_takes_everything_away_and_nothing_else(self):
        with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
            copy = pathlib.Path(folder, "root")
            shutil.copytree(STAGE, copy, symlinks=True)
            (copy / MADE_LATER[1:]).unlink()
            foreign = copy / "usr/share/icons/hicolor/scalable/apps/other.svg"
            foreign.write_text("<svg/>")
            done = run(CHECKOUT / "run", "unstage", copy)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assertEqual(files(copy), {"/usr/share/icons/hicolor/scalable/apps/other.svg"})
            folders = [path.name for path in copy.rglob("*") if path.is_dir()]
            self.assertEqual(folders, ["usr", "share", "icons", "hicolor", "scalable", "apps"])


def enter_sandbox():
    """Goes on in namespaces where the staged tree is installed; the machine itself sees nothing of it."""
    if os.environ.get("STAGE_TEST_SANDBOX"):
        return
    script = """
        set -e; work=$(mktemp -d); mount -t tmpfs sandbox "$work"
        for d in usr etc var; do
          mkdir -p "$work/$d/upper" "$work/$d/work"
          mount -t overlay overlay -o "lowerdir=/$d,upperdir=$work/$d/upper,workdir=$work/$d/work" "/$d"
        done
        mount -t tmpfs -o mode=755 sandbox /run
        rm -rf /etc/vpnfirewall /var/lib/vpnfirewall /usr/lib/vpnfirewall
        for d in bin sbin share/polkit-1; do tar -C "$VPNFIREWALL_STAGE/usr" -cf - "$d" | tar -C /usr --no-overwrite-dir -xf -; done
        mkdir -p /usr/lib/vpnfirewall
        mount --bind "$VPNFIREWALL_STAGE/usr/lib/vpnfirewall" /usr/lib/vpnfirewall
        ip link set lo up; exec "$@" """
    os.environ["STAGE_TEST_SANDBOX"] = "1"
    unshare = ["unshare", "--mount", "--net", "--propagation", "private", "sh", "-c", script, "sh"]
    os.execvp("unshare", [*unshare, sys.executable, os.path.abspath(__file__), *sys.argv[1:]])


if __name__ == "__main__":
    enter_sandbox()
    cases.main()
