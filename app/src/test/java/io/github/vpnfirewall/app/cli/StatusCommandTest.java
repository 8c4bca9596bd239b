package io.github.vpnfirewall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code vpnfirewall status} says, in every state, language and form. */
class StatusCommandTest extends CommandRig {
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
}
