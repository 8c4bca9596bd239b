package io.github.vpnfirewall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.FamilyReport.Blocked;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that ask the helper: what they ask, what they say, and how they end. */
class CommandTest {
  private static final Instant NOW = Instant.parse("2026-01-02T14:03:00Z");
  private static final FamilyReport CLOSED =
      new FamilyReport(true, true, 31, Optional.empty(), new Blocked(200, 4, 0));
  private static final FamilyReport OPEN =
      new FamilyReport(false, false, 0, Optional.empty(), Blocked.NONE);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AnsweringHelper helper = new AnsweringHelper();
  private Settings settings =
      Samples.parse(
          "{\"version\":1,\"tunnel\":{\"interfaces\":[\"tun+\"]},\"servers\":[{\"address\":"
              + "\"198.51.100.7\",\"port\":1194,\"protocol\":\"udp\",\"label\":\"Seattle\"}]}");
  private List<String> tunnels = List.of("tun0");
  private Locale language = Locale.ENGLISH;
  private boolean colour;
  private String input = "";

  @TempDir Path folder;

  @Test
  void statusOfAnArmedMachine() {
    helper.answer = reported(report(Verb.STATUS, State.ARMED, CLOSED, CLOSED), 0);
    assertThat(run("status")).isZero();
    assertThat(text(out))
        .isEqualTo(
            """
            Armed since 14:02. Everything leaves through tun0, to Seattle.
              IPv4     closed, with a second line
              IPv6     closed, with a second line
              Blocked  400 leaving, 8 entering, 0 passing through
            """);
    assertThat(text(err)).isEmpty();
    assertThat(helper.asked).containsExactly("status");
  }

  @Test
  void statusInGerman() {
    language = Locale.GERMAN;
    helper.answer = reported(report(Verb.STATUS, State.ARMED, CLOSED, CLOSED), 0);
    assertThat(run("status")).isZero();
    assertThat(text(out))
        .isEqualTo(
            """
            Scharf seit 14:02. Alles geht durch tun0 hinaus, zu Seattle.
              IPv4         zu, mit zweiter Sperre
              IPv6         zu, mit zweiter Sperre
              Aufgehalten  400 hinaus, 8 herein, 0 hindurch
            """);
  }

  @Test
  void statusTellsTrialAndWarnings() {
    Report report =
        new Report(
                Optional.of(Verb.STATUS),
                true,
                State.ARMED,
                Map.of(AddressFamily.IPV4, CLOSED),
                false,
                Optional.empty(),
                Optional.of(Instant.parse("2026-01-01T14:02:00Z")),
                List.of(new Problem("x", "$.lan", "This is unwise")),
                Optional.empty(),
                Map.of())
            .withConfirmBefore(Optional.of(NOW.plusSeconds(45)));
    tunnels = List.of();
    helper.answer = reported(report, 0);
    assertThat(run("status")).isZero();
    assertThat(text(out))
        .isEqualTo(
            """
            Armed since 2026-01-01 14:02. The VPN is down. Nothing leaves until it is back.
              IPv4      closed, with a second line
              IPv6      not on this computer
              Blocked   200 leaving, 4 entering, 0 passing through
              On trial  opens again at 14:03, in 45 s, unless you confirm: vpnfirewall arm
              Careful: This is unwise ($.lan)
            """);
  }

  @Test
  void statusThatIsNotAsItShouldBe() {
    Problem error = new Problem("degraded", null, "IPv6 is open");
    helper.answer = reported(failed(Verb.STATUS, State.DEGRADED, error, CLOSED, OPEN), 1);
    assertThat(run("status")).isEqualTo(1);
    assertThat(text(out))
        .startsWith("Leaking: IPv6 is not blocked. IPv6 is open\n")
        .contains("  IPv6     open\n");
    helper.answer =
        reported(
            failed(
                Verb.STATUS,
                State.DEGRADED,
                new Problem("boot-blocked", null, "No document: sudo vpnfirewall disarm"),
                CLOSED,
                CLOSED),
            1);
    assertThat(run("status")).isEqualTo(1);
    assertThat(text(out)).contains("Blocking: No document: sudo vpnfirewall disarm\n");
    helper.answer = reported(failed(Verb.STATUS, State.UNKNOWN, error, OPEN, OPEN), 1);
    assertThat(run("status")).isEqualTo(1);
    assertThat(text(err)).isEqualTo("IPv6 is open\n");
  }

  @Test
  void disarmedIsItsOwnExitCodeForStatusAlone() {
    helper.answer = reported(report(Verb.STATUS, State.DISARMED, OPEN, OPEN), 3);
    assertThat(run("status")).isEqualTo(3);
    assertThat(text(out))
        .isEqualTo("Disarmed: tun0 is up, but if it fails, your traffic leaves without it.\n");
    tunnels = List.of();
    helper.answer = reported(report(Verb.DISARM, State.DISARMED, OPEN, OPEN), 0);
    assertThat(run("disarm")).isZero();
    assertThat(text(out)).endsWith("Disarmed: your traffic leaves without the VPN.\n");
    assertThat(helper.asked).containsExactly("status", "disarm");
  }

  @Test
  void jsonIsTheReportAndNothingElse() {
    Report report = report(Verb.STATUS, State.ARMED, CLOSED, CLOSED);
    helper.answer = reported(report, 0);
    assertThat(run("status", "--json")).isZero();
    assertThat(text(out)).isEqualTo(ReportJson.write(report) + "\n");
    helper.answer = new HelperResult.Dismissed();
    assertThat(run("disarm", "--json")).isEqualTo(1);
    assertThat(text(out)).hasLineCount(1);
    assertThat(text(err)).isNotEmpty();
  }

  @Test
  void coloursAddNothingButColour() {
    helper.answer = reported(report(Verb.STATUS, State.ARMED, CLOSED, CLOSED), 0);
    run("status");
    String plain = text(out);
    out.reset();
    colour = true;
    run("status");
    assertThat(text(out)).startsWith("\033[1;32mArmed since 14:02.\033[0m Everything");
    assertThat(text(out).replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void whoCannotBeAskedForThePasswordLearnsWhatToType() {
    helper.answer = new HelperResult.NoAgent();
    assertThat(run("disarm")).isEqualTo(1);
    assertThat(text(err)).contains("needs a password", "sudo vpnfirewall disarm");
    helper.answer = new HelperResult.NotInstalled("/usr/bin/pkexec");
    assertThat(run("arm")).isEqualTo(1);
    assertThat(text(err)).contains("/usr/bin/pkexec", "sudo vpnfirewall arm");
    helper.answer = new HelperResult.NotAuthorized();
    assertThat(run("arm")).isEqualTo(1);
    assertThat(text(err)).endsWith("or you may not do this. Nothing was changed.\n");
  }

  @Test
  void trialsHaveALength() {
    helper.answer = reported(report(Verb.ARM, State.ARMED, CLOSED, CLOSED), 0);
    assertThat(run("arm", "--confirm", "60s")).isZero();
    assertThat(run("arm", "--confirm=2m")).isZero();
    assertThat(run("arm", "--confirm", "90", "--json")).isZero();
    assertThat(run("arm")).isZero();
    assertThat(helper.asked).containsExactly("arm PT1M", "arm PT2M", "arm PT1M30S", "arm");
    for (String wrong : List.of("9s", "61m", "0", "x", "-60", "60 s", "")) {
      assertThat(run("arm", "--confirm", wrong)).as(wrong).isEqualTo(2);
    }
    assertThat(run("arm", "--confirm")).isEqualTo(2);
    assertThat(helper.asked).hasSize(4);
    assertThat(text(err)).contains("“61m” is no time for a trial", "Usage: vpnfirewall arm");
  }

  @Test
  void armingWithoutSettingsSaysWhatComesFirst() {
    Problem error = new Problem("no-settings", null, "There are no settings yet");
    helper.answer = reported(failed(Verb.ARM, State.DISARMED, error, OPEN, OPEN), 1);
    assertThat(run("arm")).isEqualTo(1);
    assertThat(text(out)).isEmpty();
    assertThat(text(err))
        .startsWith("There are no settings yet\n")
        .contains("vpnfirewall import FILE")
        .contains("Disarmed:");
  }

  @Test
  void checkingAsksForTheRulesAlone() throws IOException {
    helper.answer = reported(report(Verb.RENDER, State.DISARMED, OPEN, OPEN), 0);
    assertThat(run("configure", "--check", file(SETTINGS))).isZero();
    assertThat(text(out)).startsWith("These settings are right: servers 0, tunnel wg0.");
    assertThat(helper.asked).containsExactly("render [wg0]");
    assertThat(run("configure", file(SETTINGS))).isZero();
    assertThat(helper.asked).containsExactly("render [wg0]", "configure [wg0]");
    input = SETTINGS;
    assertThat(run("configure", "-")).isZero();
    assertThat(helper.asked).hasSize(3);
  }

  private static final String SETTINGS =
      "{\"version\":1,\"tunnel\":{\"interfaces\":[\"wg0\"]},\"servers\":[]}";

  @Test
  void wrongSettingsAreSaidWithTheirFieldAndAskNobody() throws IOException {
    String name = file(SETTINGS.replace("\"wg0\"", "\"wg0\",\"../x\""));
    assertThat(run("configure", "--check", name)).isEqualTo(2);
    assertThat(text(err))
        .startsWith(name + ": $.tunnel.interfaces[1]: ")
        .contains("use 1 to 15 letters");
    assertThat(run("configure", "--json", name)).isEqualTo(2);
    assertThat(text(out)).hasLineCount(1).contains("\"path\":\"$.tunnel.interfaces[1]\"");
    assertThat(run("configure", folder + "/none")).isEqualTo(2);
    assertThat(run("configure", folder.toString())).isEqualTo(2);
    assertThat(run("configure")).isEqualTo(2);
    assertThat(run("configure", name, name)).isEqualTo(2);
    assertThat(helper.asked).isEmpty();
  }

  @Test
  void whatOnlyTheMachineCanTellIsSaidTheSameWay() throws IOException {
    Problem error = new Problem("unknown-user", "$.tunnel.clientUsers[0]", "There is no such user");
    helper.answer = reported(Report.failure(Optional.of(Verb.RENDER), error), 2);
    String name = file(SETTINGS);
    assertThat(run("configure", "--check", name)).isEqualTo(2);
    assertThat(text(err)).isEqualTo(name + ": $.tunnel.clientUsers[0]: There is no such user\n");
  }

  @Test
  void rulesArePrintedForWhoeverReadsThem() throws IOException {
    Report report =
        new Report(
            Optional.of(Verb.RENDER),
            true,
            State.UNKNOWN,
            Map.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of("ipv4", "*filter\nCOMMIT\n", "ipv6", "*filter\nCOMMIT\n", "ipv6-sets", "a\n"));
    helper.answer = reported(report, 0);
    assertThat(run("render", file(SETTINGS))).isZero();
    assertThat(text(out))
        .isEqualTo(
            """
            # IPv4: rules, for iptables-restore
            *filter
            COMMIT
            # IPv6: sets, for ipset restore
            a
            # IPv6: rules, for ip6tables-restore
            *filter
            COMMIT
            """);
  }

  @Test
  void everyVerbHasHelp() {
    for (String verb :
        List.of("arm", "disarm", "status", "watch", "configure", "render", "settings")) {
      assertThat(run(verb, "--help")).as(verb).isZero();
      assertThat(run("help", verb)).as(verb).isZero();
      assertThat(text(out)).contains("Usage: vpnfirewall " + verb);
      if (!verb.equals("configure") && !verb.equals("render")) {
        assertThat(run(verb, "word")).as(verb).isEqualTo(2);
      }
      assertThat(run(verb, "--frobnicate")).as(verb).isEqualTo(2);
    }
    assertThat(run("help", "frobnicate")).isEqualTo(2);
    assertThat(run("")).isEqualTo(2);
    assertThat(helper.asked).isEmpty();
  }

  @Test
  void withoutADesktopTheSettingsFileIsNamed() {
    assertThat(run("settings")).isEqualTo(1);
    assertThat(text(err)).contains("/etc/vpnfirewall/settings.json", "vpnfirewall configure");
  }

  private static Report report(Verb verb, State state, FamilyReport four, FamilyReport six) {
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

  private static Report failed(
      Verb verb, State state, Problem error, FamilyReport four, FamilyReport six) {
    return report(verb, state, four, six).withError(error);
  }

  private static HelperResult reported(Report report, int code) {
    return new Reported(report, code);
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("settings.json"), content).toString();
  }

  private int run(String... words) {
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

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
