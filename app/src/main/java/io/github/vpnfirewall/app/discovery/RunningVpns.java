package io.github.vpnfirewall.app.discovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells which of the programs that run are VPNs. Pure. */
final class RunningVpns {
  /** By the kernel's name, which is cut after 15 characters. */
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("openvpn", "OpenVPN"),
          Map.entry("openconnect", "OpenConnect"),
          Map.entry("vpnc", "vpnc"),
          Map.entry("charon", "strongSwan"),
          Map.entry("charon-systemd", "strongSwan"),
          Map.entry("charon-nm", "strongSwan"),
          Map.entry("pluto", "Libreswan"),
          Map.entry("pptp", "PPTP"),
          Map.entry("xl2tpd", "L2TP"),
          Map.entry("openfortivpn", "OpenFortiVPN"),
          Map.entry("wireguard-go", "WireGuard"),
          Map.entry("boringtun-cli", "WireGuard"),
          Map.entry("tailscaled", "Tailscale"));

  private RunningVpns() {}

  /** The kernel's names for them. */
  static Set<String> names() {
    return TITLES.keySet();
  }

  static List<RunningVpn> judge(List<ProcessFiles.Running> programs) {
    return programs.stream()
        .filter(program -> TITLES.containsKey(program.name()))
        .map(program -> new RunningVpn(TITLES.get(program.name()), configuration(program)))
        .distinct()
        .toList();
  }

  /** openvpn(8): the file stands behind {@code --config}, or alone as the only word. */
  private static Optional<Path> configuration(ProcessFiles.Running program) {
    List<String> words = program.words();
    if (!program.name().equals("openvpn")) {
      return Optional.empty();
    }
    Optional<String> file = behind(words, "--config");
    if (file.isEmpty() && words.size() == 2 && !words.get(1).startsWith("-")) {
      file = Optional.of(words.get(1));
    }
    Optional<String> folder = behind(words, "--cd");
    return file.map(name -> folder.map(f -> Path.of(f, name)).orElse(Path.of(name)))
        .map(Path::normalize);
  }

  private static Optional<String> behind(List<String> words, String option) {
    int at = words.indexOf(option);
    return at >= 0 && at + 1 < words.size() && words.get(at + 1).indexOf('\0') < 0
        ? Optional.of(words.get(at + 1))
        : Optional.empty();
  }
}
