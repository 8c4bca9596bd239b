package io.github.vpnfirewall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Direction;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was blocked, and what goes on: lines of the kernel's log, and what the helper tells. */
class LogCommandTest {
  private static final Instant NOW = Instant.parse("2026-01-02T14:03:00Z");
  private static final String TEXT =
      "VPN firewall blocked output4: IN= OUT=eth0 SRC=192.0.2.5 DST=203.0.113.9 LEN=60 PROTO=UDP"
          + " SPT=4 DPT=53";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AnsweringHelper helper = new AnsweringHelper();
  private final Surroundings around =
      new Surroundings(
          () -> Samples.settings("tun0"), all -> List.of(), Clock.fixed(NOW, ZoneOffset.UTC));

  @TempDir Path nothing;

  @Test
  void journalsLinesAreRead() {
    BlockedPacket packet =
        KernelMessages.parse("1767362531.000123 laptop kernel: " + TEXT).orElseThrow();
    assertThat(packet.at()).isEqualTo("2026-01-02T14:02:11.000123Z");
    assertThat(packet.destination()).isEqualTo("203.0.113.9");
    assertThat(packet.port()).hasValue(53);
    assertThat(packet.link()).isEqualTo("eth0");
  }

  @Test
  void ringBuffersLinesAreRead() {
    String line = "2026-01-02T16:02:11,000123+02:00 " + TEXT;
    assertThat(KernelMessages.parse(line).orElseThrow().at())
        .isEqualTo("2026-01-02T14:02:11.000123Z");
    assertThat(KernelMessages.parse(line.replace("00 VPN", "00 [  T123] VPN"))).isPresent();
  }

  @Test
  void whateverElseStandsInALogIsNothing() {
    for (String line :
        List.of(
            "",
            TEXT,
            "1767362531.000123 laptop sudo[7]: " + TEXT,
            "1767362531.000123 laptop kernel: eth0: link becomes ready",
            "2026-99-02T16:02:11,000123+02:00 " + TEXT,
            "2026-01-02T16:02:11,000123+02:00 x" + TEXT,
            "1767362531.000123 laptop kernel: " + TEXT.replace("203.0.113.9", "evil\033[2J"))) {
      assertThat(KernelMessages.parse(line)).as(line).isEmpty();
    }
  }

  @Test
  void helperIsAskedByWhoeverMayNotReadTheLog() {
    helper.watched.add(
        Samples.report(Verb.WATCH, State.ARMED)
            .withLastBlocked(List.of(packet(Direction.FORWARD, 1), packet(Direction.OUT, 3))));
    helper.answer = new HelperResult.Failed(Cause.CLOSED, "");
    assertThat(run()).isZero();
    String both =
        """
        2026-01-02 14:02:00  OUT UDP to 203.0.113.9 port 53, by eth0, 3 times
        2026-01-02 14:02:00  THROUGH UDP from 192.0.2.5 to 203.0.113.9 port 53, by eth0
        """;
    assertThat(text(out)).isEqualTo(both);
    out.reset();
    assertThat(run("--lines", "1")).isZero();
    assertThat(text(out)).isEqualTo(both.substring(both.indexOf('\n') + 1));
    out.reset();
    // Going on, each is told once.
    helper.watched.add(
        Samples.report(Verb.WATCH, State.ARMED)
            .withLastBlocked(List.of(packet(Direction.IN, 1), packet(Direction.FORWARD, 1))));
    assertThat(run("--follow")).isZero();
    assertThat(text(out)).startsWith(both).hasLineCount(3).contains("IN UDP from 192.0.2.5");
  }

  @Test
  void refusalIsSaid() {
    helper.answer = new HelperResult.NoAgent();
    assertThat(run()).isEqualTo(1);
    assertThat(text(err)).contains("sudo vpnfirewall log");
    assertThat(run("--lines", "0")).isEqualTo(2);
    assertThat(run("--lines")).isEqualTo(2);
    assertThat(run("file")).isEqualTo(2);
  }

  @Test
  void watchSaysOnlyWhatIsNew() {
    helper.watched.add(Samples.report(Verb.WATCH, State.ARMED));
    helper.watched.add(Samples.report(Verb.WATCH, State.ARMED));
    helper.watched.add(Samples.report(Verb.WATCH, State.DISARMED));
    helper.answer = new HelperResult.Failed(Cause.KILLED, "");
    assertThat(run(new WatchCommand(() -> helper, around), "watch")).isEqualTo(1);
    assertThat(text(out))
        .isEqualTo(
            """
            2026-01-02 14:03:00  Armed. The VPN is down. Nothing leaves until it is back.
            2026-01-02 14:03:00  Blocked: 0 leaving, 0 entering, 0 passing through
            2026-01-02 14:03:00  Disarmed: your traffic leaves without the VPN.
            """);
    assertThat(text(err)).contains("The helper was stopped");
    out.reset();
    run(new WatchCommand(() -> helper, around), "watch", "--json");
    assertThat(text(out)).hasLineCount(3).doesNotContain("Armed");
  }

  private static BlockedPacket packet(Direction direction, int count) {
    return new BlockedPacket(
        NOW.minusSeconds(60),
        direction,
        AddressFamily.IPV4,
        "192.0.2.5",
        "203.0.113.9",
        "udp",
        OptionalInt.of(53),
        "eth0",
        count);
  }

  private int run(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "log";
    System.arraycopy(words, 0, all, 1, words.length);
    return run(new LogCommand(new KernelMessages(nothing), () -> helper, around), all);
  }

  private int run(Command command, String... words) {
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Texts.of(Locale.ENGLISH),
            false,
            false);
    return new Verbs("1.2", List.of(command)).run(List.of(words), terminal).code();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
