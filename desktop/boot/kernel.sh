# shellcheck shell=sh disable=SC2034 # used by who sources it
# What vpnfirewall-boot and vpnfirewall-open share: asking and changing the kernel without Java.
# Sourced, never run. It knows the same names, files and steps as the helper, which is the longer text of the two.

PATH=/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
umask 022
cd / || exit 1
lib=/var/lib/vpnfirewall  # lasts over reboots
run=/run/vpnfirewall      # goes with the kernel's rules
gate=vpnfw_gate           # the nftables table that lets nothing leave but through lo
way_out='To open it: sudo vpnfirewall disarm'

say() { printf 'vpnfirewall: %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
bounded() { timeout -k 2 10 "$@"; }  # a tool that hangs must not hang the boot
put() { cat >"$1.new" && chmod "$2" "$1.new" && mv -f "$1.new" "$1"; }  # put FILE MODE <text: whole or not at all

# One at a time, the helper included. It takes a lock of the kind that no shell has: Perl does, and hands it on to this
# script, which is started once more with it. Without Perl, or when the lock can't be had, better unlocked than not at all.
locked() { # locked SECONDS SCRIPT [VERB...]: returns with the lock, or without it after that time
  [ -z "${VPNFIREWALL_LOCK-}" ] || return 0
  mkdir -p "$run"
  has perl || return 0
  export VPNFIREWALL_LOCK=taken
  # shellcheck disable=SC2016 # Perl's own
  exec perl -e 'use Fcntl; $^F = 99; my $left = 50 * shift;
    my $lock = pack("s s x![q] q q i x![q]", F_WRLCK, 0, 0, 0, 0);
    if (sysopen(my $file, "/run/vpnfirewall/lock", O_CREAT | O_WRONLY | O_NOFOLLOW, 0600)) {
      until (fcntl($file, F_SETLK, $lock)) {
        if ($left-- > 0) { select(undef, undef, undef, 0.02); next }
        my $who = $lock; fcntl($file, F_GETLK, $who);
        $ENV{VPNFIREWALL_LOCK} = "held by process " . (unpack("s s x![q] q q i", $who))[4]; last;
      }
      exec "/bin/sh", @ARGV;  # with the file still open: the lock stays until this process ends
    }
    exec "/bin/sh", @ARGV;' "$@"
}

families() { # of this kernel, never asked of ping
  echo 4
  [ ! -e /proc/net/if_inet6 ] || echo 6
}
tool() { if [ "$1" = 4 ]; then echo "iptables-$2"; else echo "ip6tables-$2"; fi; }
nft_name() { if [ "$1" = 4 ]; then echo ip; else echo ip6; fi; }
save() { bounded "$(tool "$1" save)"; }
restore() { bounded "$(tool "$1" restore)" --noflush --wait=5; }

# --- the gate ------------------------------------------------------------------------------------

open_gate() { # in both families at once; adding first makes deleting succeed where there is none
  bounded nft -f - <<END
add table ip $gate
delete table ip $gate
add table ip6 $gate
delete table ip6 $gate
END
}

# Emptied and filled where it is there: deleted and made, the old one would be gone before the new one drops anything.
gate_text() { # of as many families as there are
  for family in $(families); do
    nft_family=$(nft_name "$family")
    echo "add table $nft_family $gate"
    echo "flush table $nft_family $gate"
    echo "table $nft_family $gate {"
    echo "  chain output { type filter hook output priority -400; policy drop; oifname \"lo\" accept; }"
    echo "  chain forward { type filter hook forward priority -400; policy drop; }"
    echo "}"
  done
}

shut_gate() { gate_text | bounded nft -f -; }  # in both families in one step

gate_shut() { has nft && bounded nft list chain "$(nft_name "$1")" "$gate" output 2>/dev/null | grep -q 'policy drop'; }

# --- rules ---------------------------------------------------------------------------------------

# What both programs below read: what iptables-save printed, then a line "@", then a document for iptables-restore.
# A jump is ours wherever it stands; quoted words are comments and prefixes, and mean nothing.
# shellcheck disable=SC2016 # awk's own
reading='function bare(line) { gsub(/"([^"\\]|\\.)*"/, "", line); return line }
  function leads(line) { return bare(line) ~ / -[jg] VPNFW-/ }
  function target(line) { line = bare(line); return match(line, / -[jg] [A-Za-z0-9_-]+/) ? substr(line, RSTART + 4, RLENGTH - 4) : "-" }
  /^@$/ { wanted = 1; table = ""; next }
  /^\*/ { table = substr($0, 2) }'

# merge DUMP DOCUMENT: the document, so changed that it also takes away what is there of ours. With an empty one, it
# takes away all that is ours.
merge() {
  printf '%s\n@\n%s\n' "$1" "$2" | awk "$reading"'
    function remove(t, i) { for (i = 1; i <= jumps[t]; i++) print jump[t, i] }
    function drop(t, declared, i, n, names) {
      n = split(chains[t], names, " ")
      for (i = 1; i <= n; i++) if (!((t, names[i]) in declared)) print "-F " names[i]
      for (i = 1; i <= n; i++) if (!((t, names[i]) in declared)) print "-X " names[i]
    }
    !wanted && /^:VPNFW-/ { chains[table] = chains[table] " " substr($1, 2); ours[table] }
    !wanted && /^-A / && $2 !~ /^VPNFW-/ && leads($0) { jump[table, ++jumps[table]] = "-D" substr($0, 3); ours[table] }
    wanted && /^:/ { declared[table, substr($1, 2)] }
    wanted && /^COMMIT/ { drop(table, declared); delete ours[table] }
    wanted && NF { print }
    wanted && /^\*/ { remove(table) }
    END { for (t in ours) { print "*" t; remove(t); drop(t, none); print "COMMIT" } }'
}

# layers DUMP DOCUMENT: of each table in either "whole TABLE" or "altered TABLE": whether our chains there hold the rules
# of the document, as far as their number, order and targets tell, and are jumped to once and before all else.
layers() {
  printf '%s\n@\n%s\n' "$1" "$2" | awk "$reading"'
    !wanted && /^:VPNFW-/ { ours[table] }
    !wanted && /^-A VPNFW-/ { there[table] = there[table] ";" $2 " " target($0) }
    !wanted && /^-A / && $2 !~ /^VPNFW-/ {
      seen[table, $2]++
      if (leads($0)) { ours[table]; found[table] = found[table] (seen[table, $2] == 1 && NF == 4 ? ";" : ";late ") $2 " " $4 }
    }
    wanted && /^\*/ { ours[table] }
    wanted && /^-A VPNFW-/ { should[table] = should[table] ";" $2 " " target($0) }
    wanted && /^-I / { asked[table] = asked[table] ";" $2 " " $5 }
    function sorted(list, n, parts, i, j, swap, text) {
      n = split(list, parts, ";")
      for (i = 2; i <= n; i++) for (j = i; j > 1 && parts[j - 1] > parts[j]; j--) {
        swap = parts[j]; parts[j] = parts[j - 1]; parts[j - 1] = swap
      }
      for (i = 1; i <= n; i++) text = text ";" parts[i]
      return text
    }
    function by_chain(list, n, parts, i, words, text, order, chain) {
      n = split(list, parts, ";")
      for (i = 2; i <= n; i++) { split(parts[i], words, " "); text[words[1]] = text[words[1]] " " words[2] }
      for (chain in text) order = order ";" chain text[chain]
      return sorted(order)
    }
    END { for (t in ours) print (asked[t] != "" && sorted(found[t]) == sorted(asked[t]) &&
      by_chain(there[t]) == by_chain(should[t]) ? "whole " : "altered ") t }'
}

holds_ours() { printf '%s\n' "$1" | grep -Eq '^(:VPNFW-|-A .*-[jg] VPNFW-)'; }

# What disarming compares nftables' tables and chains with: whatever is not in here came with us.
nft_names() {
  bounded nft list chains 2>/dev/null |
    awk -v gate="$gate" '$1 == "table" { t = $2 " " $3 } t !~ gate && $1 == "table" { print "nft " t }
      t !~ gate && $1 == "chain" { print "nft " t " " $2 }'
}

# --- the kernel's switches -----------------------------------------------------------------------

# The values of former times are lines of /run/vpnfirewall/origin: "forwarding PATH VALUE", "ipv6 INTERFACE VALUE".
ipv6_back() {
  sed -n 's/^ipv6 \([^ /]*\) \([0-9]\)$/\1 \2/p' "$run/origin" 2>/dev/null | while read -r name value; do
    [ ! -e "/proc/sys/net/ipv6/conf/$name" ] || echo "$value" >"/proc/sys/net/ipv6/conf/$name/disable_ipv6" || return 1
  done && forget ipv6
}
note() { { cat "$run/origin" 2>/dev/null; cat; } | grep . | put "$run/origin" 600; }
forget() { [ ! -e "$run/origin" ] || { grep -v "^$1 " "$run/origin"; echo; } | put "$run/origin" 600; }
