#!/usr/bin/python3
"""What ./run package builds: its contents, that two builds are one to the byte, and that dpkg's maintainer scripts never
open a machine, never leave it closed for good, and leave nothing behind (§2.5, §6).

The scripts are run for real, by dpkg, in package_life.py. Runs as root on the tree that VPNFIREWALL_STAGE names.
"""

import functools
import hashlib
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import unittest

STAGE = pathlib.Path(os.environ.get("VPNFIREWALL_STAGE") or sys.exit("VPNFIREWALL_STAGE names no staged tree"))
CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
WORK = pathlib.Path(tempfile.mkdtemp(prefix="vpnfirewall-package.", dir="/var/tmp"))
LIB = "/usr/lib/vpnfirewall"
NOT_PACKED = {  # dpkg has a list of its own; Debian has the licence; postinst makes the archives
    f"{LIB}/installed-files",
    "/usr/share/doc/vpnfirewall/LICENSE",
    f"{LIB}/app-runtime/lib/server/window.jsa",
    f"{LIB}/app-runtime/lib/server/classes.jsa",
    f"{LIB}/helper-runtime/lib/server/classes.jsa",
}
ADDED = {"/usr/share/doc/vpnfirewall/changelog.gz", "/usr/share/lintian/overrides/vpnfirewall"}
SETTINGS = {"XZ_LEVEL": "0", "SOURCE_DATE_EPOCH": "1795000000"}
VERSION = re.search(r"^  <version>(.*)</version>$", (CHECKOUT / "pom.xml").read_text(), re.M)[1]


def run(*command, **options):
    options = {"stdin": subprocess.DEVNULL, "timeout": 1000, "text": True} | options
    return subprocess.run(command, capture_output=True, check=False, **options)


def begin_second_build():
    """From a copy of the sources alone, elsewhere, with habits of its own; it takes half a minute."""
    WORK.chmod(0o755)  # the builder may be somebody else
    copy = WORK / "somewhere" / "else"
    copy.mkdir(parents=True)
    pack = ["tar", "-C", CHECKOUT, "--exclude=target", "--exclude=.git", "--exclude=__pycache__", "-cf", "-", "."]
    with subprocess.Popen(pack, stdout=subprocess.PIPE) as packing:
        subprocess.run(["tar", "-C", copy, "-xpf", "-"], stdin=packing.stdout, check=True)
    os.chown(copy, *owner_of_checkout())
    if (CHECKOUT / "target/repository").is_dir():  # what Maven has fetched, where it has no home
        (copy / "target").mkdir()
        (copy / "target/repository").symlink_to(CHECKOUT / "target/repository")
        os.chown(copy / "target", *owner_of_checkout())
    environment = dict(os.environ, **SETTINGS, TZ="Pacific/Kiritimati", LANG="tr_TR.UTF-8")
    environment.pop("LC_ALL", None)
    with open(WORK / "second.log", "wb") as log:
        return subprocess.Popen(
            ["sh", "-c", 'umask 077; exec "$@"', "sh", copy / "run", "package", copy / "out"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment,
        )


def owner_of_checkout():
    info = CHECKOUT.stat()
    return info.st_uid, info.st_gid


@functools.cache
def built():
    """The folder with the packages made of the staged tree."""
    out = WORK / "first"
    out.mkdir()
    done = run(CHECKOUT / "desktop/package/build", STAGE, out, VERSION, env=dict(os.environ, **SETTINGS))
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return out


def deb(folder):
    (found,) = folder.glob("*.deb")
    return found


def rpm(folder):
    (found,) = folder.glob("*.rpm")
    return found


@functools.cache
def members():
    """What is in the Debian package, by path."""
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb(built())], stdout=subprocess.PIPE) as unpacking:
        with tarfile.open(fileobj=unpacking.stdout, mode="r|") as archive:
            return {member.name.removeprefix("."): member for member in archive}


def control(field):
    return run("dpkg-deb", "--field", deb(built()), field).stdout.strip()


def staged_files():
    return {"/" + str(path.relative_to(STAGE)) for path in STAGE.rglob("*") if path.is_symlink() or not path.is_dir()}


class Contents(unittest.TestCase):
    def test_are_the_staged_tree_and_what_debian_wants_beside(self):
        packed = {name for name, member in members().items() if not member.isdir()}
        self.assertLessEqual(NOT_PACKED, staged_files())
        self.assertEqual(packed, staged_files() - NOT_PACKED | ADDED)

    def test_belong_to_root_and_are_writable_by_nobody_else(self):
        for name, member in members().items():
            self.assertEqual((member.uname, member.gname, member.uid, member.gid), ("root", "root", 0, 0), name)
            if not member.issym():
                self.assertIn(member.mode, (0o755,) if member.isdir() else (0o644, 0o755), name)
        for name in staged_files() - NOT_PACKED:
            if not (STAGE / name[1:]).is_symlink():
                self.assertEqual(members()[name].mode, stat.S_IMODE((STAGE / name[1:]).stat().st_mode), name)

    def test_bear_one_moment(self):
        self.assertEqual({member.mtime for member in members().values()}, {int(SETTINGS["SOURCE_DATE_EPOCH"])})

    def test_files_under_etc_are_the_administrators(self):
        conffiles = run("dpkg-deb", "--ctrl-tarfile", deb(built()), text=False).stdout
        listed = set(filter(None, run("tar", "-xO", "./conffiles", input=conffiles, stdin=None, text=False).stdout.decode().splitlines()))
        self.assertEqual(listed, {name for name, member in members().items() if name.startswith("/etc/") and member.isfile()})

    def test_names_itself(self):
        arch = run("dpkg", "--print-architecture").stdout.strip()
        self.assertEqual(deb(built()).name, f"vpnfirewall_{VERSION}_{arch}.deb")
        self.assertEqual((control("Version"), control("Architecture")), (VERSION, arch))

    def test_needs_what_it_runs_on_and_no_java(self):
        needed = {entry.split()[0] for entry in control("Depends").split(", ")}
        self.assertLessEqual({"iptables", "pkexec", "polkitd", "libgtk-3-0", "libc6", "libxtst6"}, needed)
        # Some Javas are linked with these, and others bring their own.
        objects = [path for path in (STAGE / LIB[1:]).rglob("*-runtime/**/*") if path.suffix == ".so" or path.name == "java"]
        linked = set(re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", *objects).stdout))
        self.assertIn("libgtk-3.so.0", linked)
        for library, package in (("libstdc++.so.6", "libstdc++6"), ("libz.so.1", "zlib1g")):
            self.assertEqual(library in linked, package in needed, library)
        self.assertFalse([name for name in needed if "java" in name or "jre" in name or "jdk" in name])
        # Of what was left out on purpose.
        self.assertFalse(needed & {"libasound2", "libgl1", "libgif7", "libpng16-16", "libxxf86vm1"})
        self.assertLessEqual({"nftables", "ipset", "conntrack"}, {e.split()[0] for e in control("Recommends").split(", ")})

    def test_libraries_resolve_without_the_staged_ones(self):
        """What the dynamic linker finds in here and in the packages that are depended on, and nowhere else."""
        needed = {entry.split()[0] for entry in control("Depends").split(", ")}
        closure, todo = set(), set(needed)
        while todo:
            closure |= todo
            listed = run("dpkg-query", "-W", "-f", "${Pre-Depends}, ${Depends}\n", *todo).stdout
            todo = set(re.findall(r"(?:^|, |\| )([a-z0-9.+-]+)", listed, re.M)) - closure
            todo = {name for name in todo if run("dpkg-query", "-W", name).returncode == 0}
        runtime = STAGE / LIB[1:] / "app-runtime"
        objects = [runtime / "bin/java", *runtime.rglob("*.so"), *(STAGE / LIB[1:] / "helper-runtime").rglob("*.so")]
        shown = run("ldd", *objects, env={"LD_LIBRARY_PATH": f"{runtime}/lib:{runtime}/lib/server", "PATH": os.environ["PATH"]}).stdout
        self.assertNotIn("not found", shown)
        libraries = {os.path.realpath(path) for path in re.findall(r"=> (/\S+)", shown) if not path.startswith(str(STAGE))}
        self.assertGreater(len(libraries), 20)
        owners = run("dpkg", "-S", *libraries).stdout
        self.assertEqual({line.split(":")[0] for line in owners.splitlines()} - closure, set())


class Builds(unittest.TestCase):
    def test_second_build_is_the_same_to_the_byte(self):
        code = SECOND.wait(900)
        self.assertEqual(code, 0, (WORK / "second.log").read_text()[-3000:])
        out = WORK / "somewhere/else/out"
        for first, second in ((deb(built()), deb(out)), (rpm(built()), rpm(out))):
            sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (first, second)]
            self.assertEqual(sums[0], sums[1], first.name)

    def test_refuses_a_bad_desktop_entry_and_bad_metainfo(self):
        for name, good, bad in (
            ("usr/share/applications/io.github.vpnfirewall.desktop", "Type=Application", "Type=Nonsense"),
            ("usr/share/metainfo/io.github.vpnfirewall.metainfo.xml", "<name>VPN Firewall</name>", ""),
        ):
            with tempfile.TemporaryDirectory(dir=WORK) as folder:
                tree = pathlib.Path(folder, "tree")
                shutil.copytree(STAGE / "usr/share", tree / "usr/share", symlinks=True)
                text = (tree / name).read_text()
                self.assertIn(good, text)
                (tree / name).write_text(text.replace(good, bad))
                done = run(CHECKOUT / "desktop/package/build", tree, folder, VERSION, env=dict(os.environ, **SETTINGS))
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(pathlib.Path(name).name, done.stdout + done.stderr)
                self.assertEqual(list(pathlib.Path(folder).glob("*.deb")), [])

    def test_lintian_has_nothing_to_say(self):
        done = run("lintian", "--allow-root", "--fail-on", "error,warning", deb(built()))
        self.assertEqual((done.stdout, done.returncode), ("", 0), done.stderr)

    def test_every_override_has_its_reason_before_it(self):
        lines = (CHECKOUT / "desktop/package/lintian-overrides").read_text().splitlines()
        for before, line in zip(["", *lines], lines):
            self.assertTrue(line.startswith("#") or before.startswith("#"), line)

    def test_scripts_pass_shellcheck(self):
        scripts = [CHECKOUT / "desktop/package" / name for name in ("build", "preinst", "postinst", "prerm", "postrm")]
        checked = run("shellcheck", *scripts)
        self.assertEqual((checked.stdout, checked.returncode), ("", 0))


class Rpm(unittest.TestCase):
    def test_holds_what_the_debian_package_holds(self):
        def plain(names):
            return {name for name in names if name not in ADDED}

        listed = run("rpm", "-qp", "--qf", "[%{FILEMODES:perms} %{FILENAMES}\n]", rpm(built())).stdout.splitlines()
        files = {line.split(" ", 1)[1] for line in listed if not line.startswith("d")}
        packed = {name for name, member in members().items() if not member.isdir()}
        self.assertEqual(plain(files), plain(packed) | {"/usr/share/doc/vpnfirewall/LICENSE"})

    def test_scripts_translate_what_rpm_says_for_what_dpkg_would(self):
        scripts = run("rpm", "-qp", "--qf", "%{PREIN}\n@%{POSTIN}\n@%{PREUN}\n@%{POSTUN}", rpm(built())).stdout.split("\n@")
        expected = (
            ("preinst", {"1": "install", "2": "upgrade"}),
            ("postinst", {"1": "configure", "2": "configure former"}),
            ("prerm", {"0": "remove", "1": None}),
            ("postrm", {"0": "remove", "1": None}),
        )
        self.assertEqual(len(scripts), 4)
        for text, (name, calls) in zip(scripts, expected):
            head, _, body = text.partition("\n")
            self.assertIn(body.strip(), (CHECKOUT / "desktop/package" / name).read_text())
            for number, words in calls.items():
                said = run("sh", "-c", head + '\necho "$*"', "sh", number).stdout.strip()
                self.assertEqual(said, words or "", (name, number))

    def test_asks_for_nobody_elses_runtime(self):
        required = run("rpm", "-qp", "--requires", rpm(built())).stdout
        self.assertIn("libgtk-3.so.0", required)
        self.assertNotRegex(required, r"libjvm|libjava|libawt|libjli|libnet")
        self.assertNotRegex(run("rpm", "-qp", "--provides", rpm(built())).stdout, r"\.so")


def main():
    global SECOND
    result, lived = None, ""
    SECOND = begin_second_build()
    try:
        built()
        life = CHECKOUT / "desktop/test/package_life.py"
        with subprocess.Popen([sys.executable, "-B", "-u", life, deb(built())], stdout=subprocess.PIPE, text=True) as living:
            result = unittest.main(verbosity=2, exit=False).result
            lived = living.communicate()[0]
    finally:
        SECOND.kill()
        SECOND.wait()
        shutil.rmtree(WORK)
    print(lived)
    counted = re.search(r"(\d+) passed, (\d+) failed\n$", lived)
    passed, failed = (int(counted[1]), int(counted[2])) if counted else (0, 1)
    failed += len(result.failures) + len(result.errors) + len(result.skipped)
    passed += result.testsRun - len(result.failures) - len(result.errors) - len(result.skipped)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
