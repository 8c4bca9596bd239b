"""Java's archive is of another Java, damaged or missing: the helper works all the same, and nobody hears of it."""

from lab import policy, suite
from lab.checks import check
from lab.lab import wait_until
from lab.machine import INSTALLED

_ARCHIVE = f"{INSTALLED}/helper-runtime/lib/server/classes.jsa"


def _spoilt(archive):
    yield "half of it", archive[: len(archive) // 2]
    yield "nothing in it", b""
    yield "something else in it", b"no archive" * 1000
    yield "another version's", archive[:4] + b"\xff\xff\xff\x7f" + archive[8:]


def works_with_any_archive(lab):
    """All verbs, each with nothing but its report."""
    archive = lab.machine.read(_ARCHIVE)
    check(archive and len(archive) > 1_000_000, "there is no archive to spoil")
    tried = []
    for name, content in _spoilt(archive):
        lab.machine.path("/run/spoilt").write_bytes(content)
        lab.desktop.shell(f"mount --bind /run/spoilt {_ARCHIVE}")
        try:
            _quiet(lab.helper.call("configure", stdin=policy.settings()), name)
            for verb in ("arm", "status", "disarm"):
                answer = lab.helper.call(verb)
                _quiet(answer, f"{name}, {verb}")
                # On a busy machine its time may be up before it is done, for it starts slowly now: it says so, and is called again.
                wanted = "disarmed" if verb == "disarm" else "armed"
                check(
                    answer.state == wanted or wait_until(lambda v=verb, w=wanted: lab.helper.call(v).state == w, 120),
                    f"{name}, {verb}: {answer}",
                )
        finally:
            lab.desktop.shell(f"umount {_ARCHIVE}")
        tried.append(name)
    check(not lab.residue(), lab.residue())
    return ", ".join(tried)


def _quiet(answer, what):
    check(answer.report, f"{what}: no report: {answer}")
    check(answer.stderr == b"", f"{what}: it is not quiet: {answer}")


def tests(lab, checks):
    """One variant is enough: the kernel has no part in it."""
    if lab.machine.variant == "nft":
        checks.run("any archive", lambda: works_with_any_archive(lab))
    else:
        checks.run("without a word", lambda: _quiet(lab.helper.call("status"), "the archive as it is"))


if __name__ == "__main__":
    suite.main(tests, __doc__)
