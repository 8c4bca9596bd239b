package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import java.time.Clock;
import java.util.Locale;

/** One blocked packet in a line. */
final class LogText {
  private final Terminal terminal;
  private final Times times;

  LogText(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.times = new Times(clock);
  }

  String line(BlockedPacket packet) {
    String what = packet.protocol().toUpperCase(Locale.ROOT);
    String to =
        packet.port().isPresent()
            ? terminal.text(
                "command.log.port",
                packet.destination(),
                Integer.toString(packet.port().getAsInt()))
            : packet.destination();
    String link = packet.link().isEmpty() ? "-" : packet.link();
    String line =
        switch (packet.direction()) {
          case OUT -> terminal.text("command.log.out", what, to, link);
          case IN -> terminal.text("command.log.in", what, packet.source(), to, link);
          case FORWARD -> terminal.text("command.log.forward", what, packet.source(), to, link);
        };
    return times.whole(packet.at())
        + "  "
        + (packet.count() == 1 ? line : terminal.text("command.log.times", line, packet.count()));
  }
}
