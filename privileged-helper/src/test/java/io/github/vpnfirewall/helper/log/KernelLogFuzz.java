package io.github.vpnfirewall.helper.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Report;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kernel's log, which holds what anybody on the network makes it write. */
public final class KernelLogFuzz {
  private static final int LONGEST = 200;
  private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

  private KernelLogFuzz() {}

  /** Tries one log. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  private static void check(String log) {
    List<String> whole = lines(log, log.length());
    // However it comes in pieces.
    assertThat(lines(log, 1 + log.length() % 7)).isEqualTo(whole);
    assertThat(whole).allMatch(line -> line.length() <= LONGEST && line.indexOf('\n') < 0);
    RecentlyBlocked recent = new RecentlyBlocked(Report.MAX_LAST_BLOCKED);
    for (String line : whole) {
      Optional<BlockedPacket> packet = LogLine.parse(line, START::plus);
      Fuzzing.outcome(packet.isPresent());
      if (packet.isPresent()) {
        check(packet.get());
        recent.add(packet.get());
      }
    }
    assertThat(recent.newestFirst()).hasSizeLessThanOrEqualTo(Report.MAX_LAST_BLOCKED);
  }

  private static void check(BlockedPacket packet) {
    assertThat(packet.at()).isAfterOrEqualTo(START);
    assertThat(packet.link()).matches("[!-~]{0,15}");
    assertThat(packet.protocol()).matches("[a-z0-9]{1,12}");
    for (String address : List.of(packet.source(), packet.destination())) {
      assertThat(Network.parse(address).family()).isEqualTo(packet.family());
      assertThat(Network.parse(address)).hasToString(address);
    }
  }

  private static List<String> lines(String log, int piece) {
    Lines lines = new Lines(LONGEST);
    List<String> found = new ArrayList<>();
    for (int from = 0; from < log.length(); from += piece) {
      lines.add(log.substring(from, Math.min(log.length(), from + piece)), found::add);
    }
    return found;
  }
}
