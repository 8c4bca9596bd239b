"""The desktop's files: a private /usr, /etc, /var and /run with VPN Firewall installed and one iptables variant."""

import os
import pathlib
import tempfile

VARIANTS = ("nft", "legacy")
INSTALLED = "/usr/lib/vpnfirewall"
SETTINGS = "/etc/vpnfirewall/settings.json"
STATE_REPORT = "/run/vpnfirewall/state.json"

_PRIVATE = """
for d in usr etc var; do
  mkdir -p {work}/$d/upper {work}/$d/work
  mount -t overlay overlay -o lowerdir={over}/$d,upperdir={work}/$d/upper,workdir={work}/$d/work /$d
done
for d in usr etc var; do  # Each by itself: the root directory is still the machine's own, and tar would chmod it.
  [ ! -d {stage}/$d ] || (cd {stage}/$d && tar -cf - --exclude=./lib/vpnfirewall .) |
    tar -xf - -C /$d --no-overwrite-dir --no-same-owner
done
mkdir -p {installed} && mount --bind {stage}{installed} {installed}
mkdir -p {work}/run && mount --bind {work}/run /run && chmod 755 /run && mkdir -p /run/lock
rm -rf /etc/vpnfirewall /var/lib/vpnfirewall
"""

_ALTERNATIVES = """
for t in iptables ip6tables; do for s in "" -save -restore; do
  ln -sfn /usr/sbin/$t-{variant}$s /etc/alternatives/$t$s
done; done
"""


class Machine:
    """A desktop with the staged tree installed at its final place, and unpacked packages (Debs) if there are any."""

    def __init__(self, host, stage, variant, packages=None):
        stage = os.path.abspath(stage)
        if not os.access(f"{stage}{INSTALLED}/vpnfirewall-helper", os.X_OK):
            raise FileNotFoundError(f"no helper in {stage}: make it with ./run stage {stage}")
        work = tempfile.mkdtemp(prefix="machine.", dir="/run")
        self.host = host
        self.packages = packages
        self.root = pathlib.Path(f"/proc/{host.pid}/root")
        over = f"{packages.tree}/$d:" if packages else ""
        host.shell(_PRIVATE.format(work=work, stage=stage, installed=INSTALLED, over=over))
        self.use(variant)

    def use(self, variant):
        """Has `iptables` and the other names mean this variant from now on."""
        self.variant = variant
        self.host.shell(_ALTERNATIVES.format(variant=variant))
        version = self.host.run("iptables", "-V").stdout
        if ("nf_tables" if variant == "nft" else "legacy") not in version:
            raise OSError(f"iptables is not the {variant} variant but {version}")

    def path(self, name):
        """A file of the desktop, as this program can open it."""
        return self.root / name.lstrip("/")

    def read(self, name):
        """A file's bytes, or None if there is no such file."""
        try:
            return self.path(name).read_bytes()
        except FileNotFoundError:
            return None


def default_stage():
    """Where the staged tree is, by the environment's VPNFIREWALL_STAGE."""
    stage = os.environ.get("VPNFIREWALL_STAGE")
    if not stage:
        raise SystemExit("Name the staged tree: --stage DIR or VPNFIREWALL_STAGE (./run stage DIR makes it).")
    return stage
