# bash completion for vpnfirewall(8)

_vpnfirewall() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]} words='' files=false
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    words='arm configure disarm import log render settings status tray verify watch --help --version'
  else
    case $prev in
      --confirm) words='30s 60s 2m 5m 10m' ;;
      --lines | -n) return ;;
      --narrow) words='udp:1194 udp:51820 udp:500 udp:4500 tcp:443 tcp:1194 esp gre' ;;
      *)
        case $verb in
          arm) words='--confirm --json' ;;
          disarm | status | verify | watch) words='--json' ;;
          configure) words='--check --json' files=true ;;
          import) words='--dry-run --replace --narrow --json' files=true ;;
          render) words='--json' files=true ;;
          log) words='--follow --lines' ;;
        esac
        words+=' --help'
        # Whoever has not begun an option means a file.
        if $files && [[ $cur != -* ]]; then
          words=
          compopt -o filenames 2>/dev/null
          mapfile -t COMPREPLY < <(compgen -f -- "$cur")
          return
        fi ;;
    esac
  fi
  # A colon breaks words for bash, so what stands before it is there already.
  case $prev$cur in *:*) cur=${cur##*:} ;; esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _vpnfirewall vpnfirewall
