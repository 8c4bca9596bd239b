# fish completion for vpnfirewall(8)

set -l verbs arm configure disarm import log render settings status tray verify watch
complete -c vpnfirewall -f
complete -c vpnfirewall -l help -d 'Say how it is called'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -l version -d 'Say which version this is'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a arm -d 'Arm'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a configure -d 'Store settings'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a disarm -d 'Disarm'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a import -d 'Take servers over from a VPN'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a log -d 'Say what was blocked lately'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a render -d 'Print the rules'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a settings -d 'Open the settings'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a status -d 'Say what is true'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a tray -d 'Put the shield into the tray'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a verify -d 'Try to get packets past the VPN'
complete -c vpnfirewall -n "not __fish_seen_subcommand_from $verbs" -a watch -d 'Say what is true whenever it changes'
complete -c vpnfirewall -n '__fish_seen_subcommand_from arm configure disarm import render status verify watch' -l json -d 'Answer in JSON'
complete -c vpnfirewall -n '__fish_seen_subcommand_from arm' -l confirm -x -a '30s 60s 2m 5m 10m' -d 'Open again unless confirmed'
complete -c vpnfirewall -n '__fish_seen_subcommand_from configure' -l check -d 'Only say whether they are right'
complete -c vpnfirewall -n '__fish_seen_subcommand_from configure import render' -F
complete -c vpnfirewall -n '__fish_seen_subcommand_from import' -l dry-run -d 'Store nothing'
complete -c vpnfirewall -n '__fish_seen_subcommand_from import' -l replace -d 'What is there goes'
complete -c vpnfirewall -n '__fish_seen_subcommand_from import' -l narrow -x -a 'udp:1194 udp:51820 tcp:443 esp gre' -d 'Protocol and port'
complete -c vpnfirewall -n '__fish_seen_subcommand_from log' -s f -l follow -d 'Go on'
complete -c vpnfirewall -n '__fish_seen_subcommand_from log' -s n -l lines -x -d 'The latest'
