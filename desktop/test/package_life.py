"""The life of an installed package, played by dpkg itself: installed, armed, upgraded, removed, purged (§2.5, §6).

    package_life.py PACKAGE.deb

Runs as root, in namespaces and on a file system of its own. The tests build on each other. A stream of packets that an
armed machine must not let out runs all the while; what an observer behind the card saw of it tells when it was open.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT / "privileged-helper/src/test/lab"))
from lab import sandbox  # noqa: E402  (needs the path above)
from lab.checks import Checks, check  # noqa: E402
from lab.lab import wait_until  # noqa: E402
from package_flood import PATIENCE, Flood, must, run  # noqa: E402

LIB = pathlib.Path("/usr/lib/vpnfirewall")
HELPER = LIB / "vpnfirewall-helper"
STATE, RUN, ETC = (pathlib.Path(p) for p in ("/var/lib/vpnfirewall", "/run/vpnfirewall", "/etc/vpnfirewall"))
ARCHIVES = [LIB / f"{name}.jsa" for name in (
    "app-runtime/lib/server/classes", "app-runtime/lib/server/window", "helper-runtime/lib/server/classes")]
UNIT = "usr/lib/systemd/system/vpnfirewall.service"
SETTINGS = {
    "version": 1,
    "tunnel": {"interfaces": ["tun0"]},
    "servers": [{"address": "198.51.100.7", "port": 1194, "protocol": "udp", "host": "vpn.example.org"}],
}
PARTS = ("usr", "etc", "var")
OTHER = pathlib.Path("/run/other")  # the root of another system, for a chroot


def dpkg(*arguments, before=()):
    return run(*before, "dpkg", "--force-unsafe-io", *arguments, env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"))


def installed_version():
    status, _, version = run("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", "vpnfirewall").stdout.partition(" ")
    return version if status == "installed" else None


def helper(*words, settings=None, codes=(0,)):
    text = json.dumps(settings) if settings else ""
    done = run(HELPER, *words, stdin=None, input=text)
    check(done.returncode in codes, f"helper {words}: exit {done.returncode}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def arm():
    helper("configure", settings=SETTINGS)
    return helper("arm")


def kernel():
    """Everything of the kernel that could be ours, without counters."""
    texts = [run(tool).stdout for tool in ("iptables-save", "ip6tables-save")] + [run("nft", "list", "ruleset").stdout]
    return re.sub(r"\[\d+:\d+\]|^#.*\n|packets \d+ bytes \d+", "", "\n".join(texts) + run("ipset", "save").stdout, flags=re.M)


def must_be_used(archive):
    """Java starts with it alone; each archive is for programs of one module."""
    own = "io.github.vpnfirewall"
    helps = "helper-runtime" in str(archive)
    main = "helper.Main" if helps else "app.WindowMain" if archive.stem == "window" else "app.cli.Main"
    options = []
    if main == "app.WindowMain":
        options = re.findall(r"--add-exports=[\w./=]+", pathlib.Path("/usr/bin/vpnfirewall-app").read_text())
        check(options, "the launcher exports nothing")
        if int(re.search(r'JAVA_VERSION="(\d+)', (archive.parents[2] / "release").read_text())[1]) >= 24:
            options.append("--enable-native-access=javafx.graphics")
    ran = run(archive.parents[2] / "bin/java", "-Xshare:on", f"-XX:SharedArchiveFile={archive}", "-Xlog:disable", *options,
              "-m", f"{own}.{main.split('.')[0]}/{own}.{main}", "--version")
    # The helper knows no such verb, and says so in its report.
    check(ran.stdout.startswith('{"protocol":1' if helps else "VPN Firewall"), f"{archive}: {ran}")


def nothing_left_but(*kept):
    """No file of ours, and neither kernel nor /etc/hosts show that we were there."""
    found = [
        str(path)
        for top in ("/usr", "/etc", "/run", "/var/lib")
        for path in pathlib.Path(top).rglob("*vpnfirewall*")
        if not str(path).startswith(("/var/lib/dpkg/", str(CHECKOUT), f"{OTHER}/", "/run/layers/", "/var/lib/systemd/deb-systemd-helper"))
    ]
    left = [path for path in found if not path.startswith(kept)] if kept else found
    check(not left, f"left behind: {left}")
    check(kernel() == BEFORE["kernel"], f"the kernel is not as before:\n{kernel()}")
    check(pathlib.Path("/etc/hosts").read_text() == BEFORE["hosts"], "/etc/hosts is not as before")


# --- the tests, in this order --------------------------------------------------------------------


def installed_where_nothing_may_be_looked_at():
    """In a container that may touch no rules: installing and removing must not fail."""
    without = ("setpriv", "--bounding-set=-net_admin,-net_raw", "--inh-caps=-all")
    check(run(*without, "iptables-save").returncode != 0, "the rules can be read there: this proves nothing")
    for words in (("--install", PACKAGE), ("--purge", "vpnfirewall")):
        done = dpkg(*words, before=without)
        check(done.returncode == 0, done.stdout + done.stderr)
    nothing_left_but()


def installed():
    """It is there, disarmed, enabled for the next start, and made no rule."""
    done = dpkg("--install", PACKAGE)
    check(done.returncode == 0 and installed_version(), done.stdout + done.stderr)
    check("vpnfirewall:" not in done.stderr, done.stderr)
    check(STATE.stat().st_mode & 0o7777 == 0o700 and STATE.stat().st_uid == 0, "/var/lib/vpnfirewall is not root's alone")
    for archive in ARCHIVES:
        check(archive.stat().st_mode & 0o7777 == 0o644, f"{archive} is not to be read by all")
        must_be_used(archive)
    check(helper("status", codes=(3,))["state"] == "disarmed", "it is not disarmed")
    check(kernel() == BEFORE["kernel"], "installing changed the kernel's rules")
    if pathlib.Path("/", UNIT).exists():
        wants = pathlib.Path("/etc/systemd/system/sysinit.target.wants/vpnfirewall.service")
        check(os.path.realpath(wants) == f"/{UNIT}", "the unit is not enabled")
    FLOOD.must_be_open()


def not_armed_by_an_upgrade():
    """A disarmed machine stays so, even with settings stored."""
    helper("configure", settings=SETTINGS)
    must("/var/lib/dpkg/info/vpnfirewall.postinst", "configure", "0.0.1")
    check(helper("status", codes=(3,))["state"] == "disarmed", "it was armed")
    FLOOD.must_be_open()


def still_watches(told):
    """What started before an upgrade finds another Java's files, which it cannot use, and goes on."""
    spawn = LIB / "helper-runtime/lib/jspawnhelper"
    spawn.rename(spawn.with_suffix(".away"))
    try:
        says = lambda state: f'"state":"{state}"' in told.read_text().splitlines()[-1]  # noqa: E731
        check(wait_until(lambda: says("armed"), PATIENCE), "the watch does not see that it is armed again")
        check(helper("status")["state"] == "armed", "status takes it for armed no longer")
        must("iptables", "-t", "security", "-D", "OUTPUT", "-j", "VPNFW-OUT")
        check(wait_until(lambda: says("degraded"), PATIENCE), "the watch does not see that a rule is missing")
    finally:
        spawn.with_suffix(".away").rename(spawn)
    helper("arm")


def upgraded_while_armed():
    """Not one packet gets out, and what another program took away meanwhile is back afterwards."""
    since = arm()["armedSince"]
    FLOOD.take()
    FLOOD.must_be_closed("when armed")
    must("iptables", "-t", "security", "-D", "OUTPUT", "-j", "VPNFW-OUT")
    check(helper("status", codes=(1,))["state"] == "degraded", "that did no harm")
    told = pathlib.Path("/run/told")
    with told.open("w") as lines, subprocess.Popen([HELPER, "watch"], stdin=subprocess.PIPE, stdout=lines):
        done = dpkg("--install", NEWER)
        check(done.returncode == 0 and installed_version() == NEWER_VERSION, done.stdout + done.stderr)
        FLOOD.must_be_closed("while upgrading")
        still_watches(told)
    report = helper("status")
    check((report["state"], report["armedSince"]) == ("armed", since), report)
    for archive in ARCHIVES:
        must_be_used(archive)


def upgraded_with_a_helper_that_fails():
    """The upgrade goes on, says so, and the machine stays closed."""
    (ETC / "settings.json").write_text("{")
    done = run("/var/lib/dpkg/info/vpnfirewall.postinst", "configure", NEWER_VERSION)
    check(done.returncode == 0, done.stderr)
    check("those of the former version stay in force" in done.stderr and done.stderr.count("\n") > 1, done.stderr)
    FLOOD.must_be_closed("with an upgrade that failed to bring its rules")
    (ETC / "settings.json").write_text(json.dumps(SETTINGS))


def not_removed_while_it_cannot_be_opened():
    """Closed by rules that nobody could remove any more would be the worst end."""
    tools = [os.path.realpath("/usr/sbin/iptables-restore"), os.path.realpath("/usr/sbin/nft")]
    for tool in tools:
        sandbox.mount("--bind", "/bin/false", tool)
    try:
        done = dpkg("--remove", "vpnfirewall")
    finally:
        for tool in tools:
            must("umount", tool)
    check(done.returncode != 0 and installed_version(), "it was removed all the same")
    check("could not be disarmed, so it is not removed" in done.stderr, done.stderr)
    FLOOD.must_be_closed("after a removal that was refused")
    check(HELPER.exists() and all(archive.exists() for archive in ARCHIVES), "half of it is gone")


def other_systems_in_a_chroot():
    """A package removed and installed in a chroot must not touch the machine's own rules."""
    root = OTHER
    for link in ("bin", "sbin", "lib", "lib64"):
        if os.path.islink(f"/{link}"):
            (root / link).symlink_to(os.readlink(f"/{link}"))
    for folder in ("proc", "dev", "run", "tmp"):
        (root / folder).mkdir()
    sandbox.mount("--bind", "/proc", str(root / "proc"))
    sandbox.mount("--rbind", "/dev", str(root / "dev"))
    for name, package in (("old.deb", PACKAGE), ("new.deb", NEWER)):
        shutil.copy(package, root / "tmp" / name)
    check(run("chroot", root, "ischroot").returncode == 0, "this is not taken for a chroot: it proves nothing")
    before = kernel()
    for words in (("--install", "/tmp/old.deb"), ("--remove", "vpnfirewall"), ("--install", "/tmp/new.deb")):
        done = dpkg(*words, before=("chroot", root))
        check(done.returncode == 0, done.stdout + done.stderr)
        check(kernel() == before, f"{words[0]} in a chroot changed the machine's rules")
        if words[0] == "--install":  # a copy of an armed machine
            shutil.copytree(STATE, root / STATE.relative_to("/"), dirs_exist_ok=True)
    for part in ("proc", *PARTS):
        must("umount", "--lazy", root / part)
    must("umount", "--lazy", "--recursive", root / "dev")
    shutil.rmtree(root)
    check(helper("status")["state"] == "armed", "the machine is not armed any more")


def removed_while_armed():
    """It opens, and leaves nothing but the settings."""
    FLOOD.must_be_closed("before it is removed")
    check("vpn.example.org" in pathlib.Path("/etc/hosts").read_text(), "no name is pinned: this proves less than it should")
    with subprocess.Popen([HELPER, "watch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as watch:  # as the app has one
        check(watch.stdout.readline(), "it does not watch")
        done = dpkg("--remove", "vpnfirewall")
        check(done.returncode == 0, done.stdout + done.stderr)
        check(wait_until(lambda: watch.poll() is not None, PATIENCE), "what the app started goes on")
    FLOOD.must_be_open()
    check((ETC / "settings.json").exists(), "the settings are gone")
    nothing_left_but("/etc/vpnfirewall", "/etc/init.d/vpnfirewall", "/etc/rc", "/etc/systemd/system/sysinit.target.wants/", "/etc/systemd/system/paths.target.wants/")


def purged():
    """And then these, too."""
    done = dpkg("--purge", "vpnfirewall")
    check(done.returncode == 0, done.stdout + done.stderr)
    nothing_left_but()


def removed_on_trial():
    """A trial stays one over an upgrade; removing ends it."""
    done = dpkg("--install", NEWER)
    check(done.returncode == 0, done.stdout + done.stderr)
    helper("configure", settings=SETTINGS)
    ends = helper("arm", "--confirm", "600s")["confirmBefore"]
    must("/var/lib/dpkg/info/vpnfirewall.postinst", "configure", NEWER_VERSION)
    report = helper("status")
    check(report["confirmBefore"] == ends and not (STATE / "armed").exists(), "an upgrade confirmed a trial")
    helper("disarm")


def removed_without_java():
    """Whoever has broken the runtime gets out all the same."""
    if not (LIB / "vpnfirewall-open").exists():
        return "not yet"
    arm()
    shutil.rmtree(LIB / "helper-runtime")
    shutil.rmtree(LIB / "app-runtime")
    FLOOD.take()
    FLOOD.must_be_closed("without Java")
    done = dpkg("--purge", "vpnfirewall")
    check(done.returncode == 0, done.stdout + done.stderr)
    FLOOD.must_be_open()
    nothing_left_but()


def newer(package):
    """The same package under a higher number, and the number."""
    folder = pathlib.Path("/run/newer")
    must("dpkg-deb", "--raw-extract", package, folder)
    control = folder / "DEBIAN/control"
    version = re.search("^Version: (.*)$", control.read_text(), re.M)[1] + "+1"
    control.write_text(re.sub("^Version: .*$", f"Version: {version}", control.read_text(), flags=re.M))
    # Another version's files are of another time, by which Java tells whether an archive is its own.
    must("find", folder / "usr", "-exec", "touch", "-h", "-d", "2026-12-24", "{}", "+")
    must("dpkg-deb", "--root-owner-group", "-Znone", "--build", folder, "/run/newer.deb")
    shutil.rmtree(folder)
    return "/run/newer.deb", version


def own_layer(part, place, name):
    work = pathlib.Path("/run/layers") / name / part
    for folder in ("upper", "work"):
        (work / folder).mkdir(parents=True)
    options = f"lowerdir=/{part},upperdir={work}/upper,workdir={work}/work"
    sandbox.mount("-t", "overlay", "overlay", "-o", options, str(place))


def own_root():
    """Private /usr, /etc and /var, whose changes stay in memory. Not a chroot: dpkg's scripts would notice."""
    for part in PARTS:
        (OTHER / part).mkdir(parents=True)
        own_layer(part, OTHER / part, "other")  # first, for layers over layers over layers are more than the kernel takes
        own_layer(part, f"/{part}", "own")
    for path in (LIB, STATE, ETC):
        for root in (OTHER, pathlib.Path("/")):
            shutil.rmtree(root / path.relative_to("/"), ignore_errors=True)


def main():
    global PACKAGE, NEWER, NEWER_VERSION, FLOOD, BEFORE
    sandbox.enter()
    PACKAGE = "/run/package.deb"
    shutil.copy(sys.argv[1], PACKAGE)
    own_root()
    FLOOD = Flood()
    BEFORE = {"kernel": kernel(), "hosts": pathlib.Path("/etc/hosts").read_text()}
    NEWER, NEWER_VERSION = newer(PACKAGE)
    checks = Checks("package")
    for test in (
        installed_where_nothing_may_be_looked_at,
        installed,
        not_armed_by_an_upgrade,
        upgraded_while_armed,
        upgraded_with_a_helper_that_fails,
        not_removed_while_it_cannot_be_opened,
        other_systems_in_a_chroot,
        removed_while_armed,
        purged,
        removed_on_trial,
        removed_without_java,
    ):
        checks.run(test.__name__.replace("_", " "), test)
    sys.exit(checks.close())


if __name__ == "__main__":
    main()
