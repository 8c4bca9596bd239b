package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.cli.Terminal.Tone;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The state in a word, and why, with the names that a person knows; as the app says it. */
final class StatusSentence {
  /** Why everything is blocked: the stored rules could not be restored. */
  private static final String BOOT_BLOCKED = "boot-blocked";

  private final Terminal terminal;
  private final Surroundings around;

  StatusSentence(Terminal terminal, Surroundings around) {
    this.terminal = terminal;
    this.around = around;
  }

  String of(Report report) {
    return switch (report.state()) {
      case ARMED -> armed(report);
      case DEGRADED -> degraded(report);
      case DISARMED -> disarmed();
      case UNKNOWN ->
          painted(Tone.BAD, terminal.text("state.unknown") + ":")
              + " "
              + terminal.text(Reason.KERNEL_UNREAD.key(), error(report));
    };
  }

  private String armed(Report report) {
    Times times = new Times(around.clock());
    String word =
        report
            .armedSince()
            .map(since -> terminal.text("command.armed.since", times.clock(since)))
            .orElse(terminal.text("helper.done.arm"));
    return painted(Tone.GOOD, word) + " " + why();
  }

  private String why() {
    Optional<Settings> settings = around.settings();
    if (settings.isEmpty()) {
      return terminal.text(Reason.NO_SETTINGS.key());
    }
    Settings.Tunnel tunnel = settings.get().tunnel();
    List<String> up = around.tunnels().apply(settings.get());
    if (!up.isEmpty()) {
      String why = through(String.join(", ", up), settings.get());
      return settings.get().lan().allow() ? why + " " + terminal.text("status.through.lan") : why;
    }
    return terminal.text(
        (!tunnel.interfaces().isEmpty()
                ? Reason.TUNNEL_DOWN
                : tunnel.ipsec() ? Reason.THROUGH_IPSEC : Reason.NO_TUNNEL_NAMED)
            .key());
  }

  private String through(String tunnel, Settings settings) {
    List<String> names = settings.servers().stream().map(StatusSentence::name).distinct().toList();
    return switch (names.size()) {
      case 0 -> terminal.text(Reason.THROUGH_TUNNEL.key(), tunnel);
      case 1 -> terminal.text("status.through.one", tunnel, names.get(0));
      case 2 -> terminal.text("status.through.two", tunnel, names.get(0), names.get(1));
      default -> terminal.text("status.through.many", tunnel, names.size());
    };
  }

  /** What people call it. */
  private static String name(Server server) {
    return server
        .label()
        .or(() -> server.host().map(HostName::toString))
        .orElse(server.address().toString());
  }

  private String degraded(Report report) {
    if (report.error().map(Problem::code).orElse("").equals(BOOT_BLOCKED)) {
      return painted(Tone.BAD, terminal.text("state.blocking") + ":") + " " + error(report);
    }
    List<String> open =
        Stream.of(AddressFamily.values())
            .filter(
                family ->
                    report.families().containsKey(family)
                        && !report.families().get(family).blocking())
            .map(StatusSentence::name)
            .toList();
    return painted(Tone.BAD, terminal.text("state.leaking") + ":")
        + " "
        + (open.isEmpty()
            ? terminal.text(Reason.WEAKENED.key(), error(report))
            : terminal.text(Reason.FAMILY_OPEN.key(), String.join(", ", open), error(report)));
  }

  private String disarmed() {
    List<String> up = around.settings().map(around.tunnels()).orElse(List.of());
    String why =
        up.isEmpty()
            ? terminal.text(Reason.OPEN.key())
            : terminal.text(Reason.OPEN_BESIDE_TUNNEL.key(), String.join(", ", up));
    int colon = why.indexOf(':') + 1; // the first word is the state
    return painted(Tone.BAD, why.substring(0, colon)) + why.substring(colon);
  }

  private String painted(Tone tone, String text) {
    return terminal.painted(tone, text);
  }

  private static String error(Report report) {
    return report.error().map(Problem::message).orElse("-");
  }

  static String name(AddressFamily family) {
    return family == AddressFamily.IPV4 ? "IPv4" : "IPv6";
  }
}
