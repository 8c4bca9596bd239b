#!/usr/bin/python3
"""What the documents claim: the tests that they name are there, what is installed is known, its unit may do no more than it must.

Needs neither root nor namespaces, but the staged tree that VPNFIREWALL_STAGE names, and what it was made of.
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT / "privileged-helper/src/test/lab"))
from lab import cases, debs  # noqa: E402  (needs the path above)

STAGE = pathlib.Path(os.environ.get("VPNFIREWALL_STAGE") or sys.exit("VPNFIREWALL_STAGE names no staged tree"))
DOCS = CHECKOUT / "privileged-helper" / "docs"
THREATS = DOCS / "threat-model.md"
ROOT_SIDE = DOCS / "root-side.md"
ROOT_SOURCES = CHECKOUT / "privileged-helper/src/main/java/io/github/vpnfirewall/helper"
CHECKSUMS = CHECKOUT / ".mvn/checksums/checksums.sha256"
SUITES = [p for d in ("privileged-helper/src/test/lab", "app/src/test/system", "desktop/test") for p in (CHECKOUT / d).glob("*_test.py")]
BENCHES = ("privileged-helper/src/test/lab", "app/src/test/system")
POM = "{http://maven.apache.org/POM/4.0.0}"

# Whose terms allow it to be part of a whole under GPL-3.0-or-later; the exception lets JavaFX be linked with it.
LICENCES = {"Apache-2.0", "MIT", "GPL-3.0-or-later", "GPL-2.0-with-classpath-exception"}
OWN = "io.github.vpnfirewall:vpnfirewall-helper"
INSTALLED = {
    OWN,
    "com.github.hypfvieh:dbus-java-core",
    "com.github.hypfvieh:dbus-java-transport-native-unixsocket",
    "com.google.code.gson:gson",
    "org.apache.commons:commons-exec",
    "org.openjfx:javafx-base",
    "org.openjfx:javafx-controls",
    "org.openjfx:javafx-fxml",
    "org.openjfx:javafx-graphics",
    "org.slf4j:slf4j-api",
    "org.slf4j:slf4j-jdk14",
}
JAVA = "org.openjdk:openjdk"


def is_there(suite, name):
    """Whether a system test has a test of this name: written out, or the words of a function's."""
    for path in SUITES:
        if path.name == f"{suite}_test.py":
            text = path.read_text(encoding="utf-8")
            words = re.escape(re.sub(r"\W", "_", name))
            return f'"{name}"' in text or re.search(rf"def (test_)?{words}\(", text) is not None
    return False


def unit_test_is_there(owner, method):
    found = [p.read_text(encoding="utf-8") for m in ("app", "privileged-helper") for p in CHECKOUT.glob(f"{m}/src/test/java/**/{owner}.java")]
    return any(f"void {method}(" in text for text in found)


def tests_named(text):
    """Every test that a text names, with whether it is there."""
    text = re.sub(r"\s+", " ", text)
    for suite, name in re.findall(r"`([a-z]+): ([^`]+)`", text):
        yield f"{suite}: {name}", is_there(suite, name)
    for owner, method in re.findall(r"`([A-Z]\w*Test)\.(\w+)`", text):
        yield f"{owner}.{method}", unit_test_is_there(owner, method)


def fetched():
    """The list of checksums, as {file name: checksum}."""
    lines = (line.split("  ", 1) for line in CHECKSUMS.read_text(encoding="ascii").splitlines())
    return {path.rpartition("/")[2]: checksum for checksum, path in lines}


class Documents(unittest.TestCase):
    def test_every_test_that_is_named_is_there(self):
        for page in (THREATS, CHECKOUT / "SECURITY.md"):
            named = list(tests_named(page.read_text(encoding="utf-8")))
            self.assertEqual([name for name, there in named if not there], [], page.name)
        self.assertGreater(len(list(tests_named(THREATS.read_text(encoding="utf-8")))), 60)

    def test_one_that_is_not_there_would_be_missed(self):
        made_up = "`leaks: no such test`, `LeavingFlowTest.noSuchTest`, `nowhere: loopback`, `works: loopback`"
        self.assertEqual([there for _, there in tests_named(made_up)], [False, False, True, False])

    def test_every_threat_has_a_test_or_is_out_of_reach(self):
        lines = THREATS.read_text(encoding="utf-8").splitlines() + [""]
        rows = [line for line, after in zip(lines, lines[1:]) if line.count(" | ") == 2 and "| ---" not in line + after]
        self.assertGreater(len(rows), 35)
        for row in rows:
            shown = row.rpartition(" | ")[2]
            self.assertTrue(list(tests_named(shown)) or shown.startswith("out of reach"), row)

    def test_every_bench_is_told_of_and_no_other(self):
        page = (DOCS / "performance.md").read_text(encoding="utf-8")
        benches = {p.name.removesuffix("_bench.py") for d in BENCHES for p in (CHECKOUT / d).glob("*_bench.py")}
        told = set(re.findall(r"^\*\*`(\w+)`\.\*\*", page, re.M))
        self.assertEqual(told, benches)
        self.assertIn("arm", told)

    def test_links_lead_somewhere(self):
        for page in (*CHECKOUT.glob("*.md"), *DOCS.glob("*.md")):
            for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
                if "://" not in link:
                    self.assertTrue((page.parent / link).exists(), f"{page.name}: {link}")


def lines_of_code(path):
    """Without comments, blank lines, imports and the package."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    return sum(1 for line in text.splitlines() if line.strip() and not line.strip().startswith(("//", "import ", "package ")))


def tables_of_root_side(text):
    """The page's tables, each as rows of (files, lines of code as it says)."""
    for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
        rows = []
        for package, names, count in re.findall(r"^\| `(\w+)`: (.*?) \| ([0-9]+) \|", table, re.M):
            folder = ROOT_SOURCES if package == "helper" else ROOT_SOURCES / package
            rows.append(([folder / f"{name}.java" for name in re.findall(r"`(\w+)`", names)], int(count)))
        yield rows


class RootSide(unittest.TestCase):
    """What a reviewer is told to read is there, all of it, and as long as it says."""

    TABLES = list(tables_of_root_side(ROOT_SIDE.read_text(encoding="utf-8")))

    def test_every_file_is_named_once(self):
        named = [path for table in self.TABLES for paths, _ in table for path in paths]
        there = [path for path in ROOT_SOURCES.rglob("*.java") if path.stem != "package-info"]
        self.assertEqual([str(path) for path in named if not path.exists()], [])
        self.assertEqual(sorted(named), sorted(there))

    def test_lines_are_counted_right(self):
        for table in self.TABLES:
            for paths, said in table:
                found = sum(map(lines_of_code, paths))
                self.assertLessEqual(abs(found - said), max(10, found // 10), f"{said} are {found}: {[path.stem for path in paths]}")

    def test_sums_are_right_and_the_first_can_be_read(self):
        text = ROOT_SIDE.read_text(encoding="utf-8")
        said = [int(number.replace(",", "")) for number in re.findall(r"([0-9],[0-9]{3})[ \n]lines", text)]
        sums = [sum(lines_of_code(path) for paths, _ in table for path in paths) for table in self.TABLES]
        self.assertEqual(len(said), 3)
        for claimed, found in zip(said, sums):
            self.assertLessEqual(abs(claimed - found), found // 10, f"{claimed} are {found}")
        self.assertLess(sums[0], 4000, "more than can be read in an hour")


class Supply(unittest.TestCase):
    def test_what_is_installed_is_known_and_its_licence_fits(self):
        bill = json.loads((STAGE / "usr/share/doc/vpnfirewall/sbom.cdx.json").read_bytes())
        self.assertEqual((bill["bomFormat"], bill["metadata"]["component"]["name"]), ("CycloneDX", "vpnfirewall-app"))
        self.assertEqual({f"{part['group']}:{part['name']}" for part in bill["components"]}, INSTALLED | {JAVA})
        for part in bill["components"]:
            said = {entry.get("license", {}).get("id", str(entry)) for entry in part.get("licenses", [])}
            self.assertTrue(said and said <= LICENCES, f"{part['name']}: {said}")
        # Nothing in it tells when, where or in which order it was made.
        self.assertNotIn("timestamp", bill["metadata"])

    def test_java_in_it_is_that_of_the_runtimes(self):
        bill = json.loads((STAGE / "usr/share/doc/vpnfirewall/sbom.cdx.json").read_bytes())
        java = next(part for part in bill["components"] if part["name"] == "openjdk")
        parts = {part["name"]: set(part["value"].split()) for part in java["properties"]}
        for name in ("helper-runtime", "app-runtime"):
            program = STAGE / "usr/lib/vpnfirewall" / name / "bin/java"
            said = subprocess.run([program, "-Xlog:disable", "-XshowSettings:properties", "--list-modules"], capture_output=True, text=True, check=True)
            self.assertIn(f"java.version = {java['version']}\n", said.stderr)
            self.assertEqual({line.partition("@")[0] for line in said.stdout.split("\n") if line}, parts[name])

    def test_every_module_that_is_installed_is_in_the_list_of_checksums(self):
        listed = fetched()
        modules = [p for p in CHECKOUT.glob("app/target/modules/*.jar") if not p.name.startswith("vpnfirewall-")]
        self.assertLessEqual({name.partition(":")[2] for name in INSTALLED - {OWN}}, {re.sub(r"-\d.*", "", p.name) for p in modules})
        self.assertFalse([p.name for p in modules if p.name.startswith("error_prone")])
        for path in modules:
            self.assertEqual(hashlib.sha256(path.read_bytes()).hexdigest(), listed.get(path.name), path.name)

    def test_what_was_tampered_with_is_refused(self):
        """./run's own check, on a build and a repository of two files."""
        functions = "/^repository() {/,/^}/p; /^fetched=/p; /^verify_fetched() {/,/^}/p"
        script = f"""set -euo pipefail
            here=$PWD; as_builder() {{ HOME=$here/home "$@"; }}; die() {{ echo "$*"; exit 1; }}
            eval "$(sed -n '{functions}' "$0")"; verify_fetched"""
        with tempfile.TemporaryDirectory() as folder:
            module = pathlib.Path(folder, "app/target/modules/part-1.jar")
            plugin = pathlib.Path(folder, "home/.m2/repository/org/apache/plugin/1/plugin-1.jar")
            listed = pathlib.Path(folder, ".mvn/checksums/checksums.sha256")
            for path in (module, plugin, listed):
                path.parent.mkdir(parents=True)
                path.write_bytes(path.name.encode())
            sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (module, plugin)]
            good = f"{sums[1]}  org/apache/plugin/1/plugin-1.jar\n{sums[0]}  org/part/1/part-1.jar\n"

            def verdict(text, *changed):
                listed.write_text(text)
                for path in changed:
                    path.write_bytes(b"tampered with")
                ran = subprocess.run(["bash", "-c", script, CHECKOUT / "run"], cwd=folder, capture_output=True, text=True, check=False)
                for path in changed:
                    path.write_bytes(path.name.encode())
                return ran.returncode, ran.stdout.count("part-1.jar"), ran.stdout.count("plugin-1.jar")

            self.assertEqual(verdict(good), (0, 0, 0))
            self.assertEqual(verdict(good, module)[:2], (1, 1))
            self.assertEqual(verdict(good, plugin), (1, 0, 1))
            self.assertEqual(verdict(good.splitlines(True)[0])[:2], (1, 1), "a module that is not listed")

    def test_every_version_is_pinned(self):
        for file in ("pom.xml", "app/pom.xml", "privileged-helper/pom.xml"):
            root = xml.etree.ElementTree.parse(CHECKOUT / file).getroot()
            for version in root.iter(f"{POM}version"):
                self.assertNotRegex(version.text, r"SNAPSHOT|LATEST|RELEASE|^\[[^,]*,[^)\]]+\)|\(,", file)
        rules = (CHECKOUT / "pom.xml").read_text(encoding="utf-8")
        for rule in ("dependencyConvergence", "requireUpperBoundDeps", "banDuplicatePomDependencyVersions", "requirePluginVersions"):
            self.assertRegex(rules, f"<{rule}/?>", rule)

    def test_no_repository_is_named(self):
        for name in ("pom.xml", "app/pom.xml", "privileged-helper/pom.xml", ".mvn/maven.config", ".mvn/jvm.config"):
            self.assertNotRegex((CHECKOUT / name).read_text(encoding="utf-8"), "<(repository|pluginRepository|mirror)>|-s ", name)


class Unit(unittest.TestCase):
    UNIT = STAGE / "usr/lib/systemd/system/vpnfirewall.service"
    EXPOSURE = 2.7
    """As low as the job allows. It may fall; whoever has it rise says in the unit what for."""
    WATCH = STAGE / "usr/lib/systemd/system/vpnfirewall-watch.service"
    WATCHING = 1.9

    def analyze(self, text):
        program, environment = shutil.which("systemd-analyze"), None
        if not program:
            tree = debs.fetch(STAGE, "systemd")
            program, environment = tree.path("/usr/bin/systemd-analyze"), tree.environment()
            environment["LD_LIBRARY_PATH"] += "".join(f":{d}" for d in tree.tree.glob("usr/lib/*-linux-gnu*/systemd"))
        with tempfile.TemporaryDirectory() as folder:
            unit = pathlib.Path(folder, self.UNIT.name)
            unit.write_text(text, encoding="utf-8")
            command = [program, "security", "--offline=true", "--no-pager", unit]
            said = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        found = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said.stdout)
        self.assertTrue(found, said)
        return float(found[1])

    def test_exposure_of_the_unit_does_not_grow(self):
        text = self.UNIT.read_text(encoding="utf-8")
        self.assertLessEqual(self.analyze(text), self.EXPOSURE)
        for line in ("NoNewPrivileges=yes", "CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW CAP_SYS_MODULE"):
            self.assertGreater(self.analyze(text.replace(line, "")), self.EXPOSURE, line)

    def test_exposure_of_the_watch_does_not_grow(self):
        text = self.WATCH.read_text(encoding="utf-8")
        self.assertLessEqual(self.analyze(text), self.WATCHING)
        for line in ("NoNewPrivileges=yes", "CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW"):
            self.assertGreater(self.analyze(text.replace(line, "")), self.WATCHING, line)
        reasons = "\n".join(re.findall(r"^# - .*: .+$", text, re.M))
        for setting in ("User", "PrivateNetwork", "PrivateUsers", "ProtectKernelTunables", "ProcSubset", "UMask", "RootDirectory"):
            self.assertNotRegex(text, f"(?m)^{setting}=", "is set by now")
            self.assertIn(f"{setting}=", reasons)

    def test_what_is_left_open_has_a_reason(self):
        text = self.UNIT.read_text(encoding="utf-8")
        reasons = "\n".join(re.findall(r"^# - .*: .+$", text, re.M))
        for setting in ("User", "PrivateNetwork", "PrivateUsers", "PrivateTmp", "ProtectHome", "ProtectKernelTunables",
                        "ProtectKernelModules", "ProcSubset", "UMask", "RootDirectory"):
            self.assertNotRegex(text, f"(?m)^{setting}=", "is set by now")
            self.assertIn(f"{setting}=", reasons)


if __name__ == "__main__":
    cases.main()
