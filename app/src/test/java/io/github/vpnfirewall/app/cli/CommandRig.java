package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.FamilyReport.Blocked;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that ask the helper, on a terminal that keeps what they say. */
abstract class CommandRig {
  static final Instant NOW = Instant.parse("2026-01-02T14:03:00Z");
  static final FamilyReport CLOSED =
      new FamilyReport(true, true, 31, Optional.empty(), new Blocked(200, 4, 0));
  static final FamilyReport OPEN =
      new FamilyReport(false, false, 0, Optional.empty(), Blocked.NONE);

  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final AnsweringHelper helper = new AnsweringHelper();
  Settings settings =
      Samples.parse(
          "{\"version\":1,\"tunnel\":{\"interfaces\":[\"tun+\"]},\"servers\":[{\"address\":"
              + "\"198.51.100.7\",\"port\":1194,\"protocol\":\"udp\",\"label\":\"Seattle\"}]}");
  List<String> tunnels = List.of("tun0");
  Locale language = Locale.ENGLISH;
  boolean colour;
  String input = "";

  @TempDir Path folder;

  static Report report(Verb verb, State state, FamilyReport four, FamilyReport six) {
    return new Report(
        Optional.of(verb),
        true,
        state,
        Map.of(AddressFamily.IPV4, four, AddressFamily.IPV6, six),
        true,
        Optional.empty(),
        state == State.ARMED ? Optional.of(NOW.minusSeconds(60)) : Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of());
  }

  static Report failed(Verb verb, State state, Problem error, FamilyReport four, FamilyReport six) {
    return report(verb, state, four, six).withError(error);
  }

  static HelperResult reported(Report report, int code) {
    return new Reported(report, code);
  }

  String file(String content) throws IOException {
    return Files.writeString(folder.resolve("settings.json"), content).toString();
  }

  int run(String... words) {
    Surroundings around =
        new Surroundings(() -> settings, all -> tunnels, Clock.fixed(NOW, ZoneOffset.UTC));
    List<Command> commands =
        List.of(
            new ArmCommand(() -> helper, around),
            new AskCommand(Verb.DISARM, () -> helper, around),
            new AskCommand(Verb.STATUS, () -> helper, around),
            new WatchCommand(() -> helper, around),
            new ConfigureCommand(() -> helper, around),
            new RenderCommand(() -> helper, around),
            new SessionCommand("settings"));
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Texts.of(language),
            false,
            colour);
    return new Verbs("1.2", commands).run(List.of(words), terminal).code();
  }

  static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
