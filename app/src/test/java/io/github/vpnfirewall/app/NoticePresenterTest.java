package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.Notice;
import io.github.vpnfirewall.app.tray.Notice.Action;
import io.github.vpnfirewall.app.tray.Notice.Urgency;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoticePresenterTest {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);
  private static final Action SHOW = new Action(Command.SHOW_STATUS, "Show status");

  private final NoticePresenter presenter =
      new NoticePresenter(TEXTS, new TrayPresenter(TEXTS, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PROTECTED | Protected | LOW      | Everything leaves through tun0.             |",
        "BLOCKING  | Blocking  | NORMAL   | The VPN is down. Nothing leaves until it is back. |",
        "EXPOSED   | Exposed   | NORMAL   | Disarmed: your traffic leaves without the VPN. | Arm",
        "LEAKING   | Leaking   | CRITICAL | Armed, but traffic gets out by eth0 (IPv4). VPN Firewall"
            + " is closing it again. | Arm again",
        "UNKNOWN   | Unknown   | CRITICAL | The firewall could not be read. It timed out | Arm",
      })
  void everyStateIsToldAsTheTraySaysIt(
      Protection protection, String title, Urgency urgency, String body, String action) {
    Notice notice = presenter.notice(change(Pictures.of(protection)));
    assertThat(notice)
        .isEqualTo(
            new Notice(
                title,
                body,
                urgency,
                action == null ? List.of(SHOW) : List.of(new Action(Command.ARM, action), SHOW)));
  }

  @Test
  void helperThatIsMissingCannotBeAskedToArm() {
    Notice notice = presenter.notice(change(Pictures.withoutHelper()));
    assertThat(notice.body()).contains("not installed");
    assertThat(notice.actions()).containsExactly(SHOW);
  }

  @ParameterizedTest
  @CsvSource({"0, 1 s", "1, 1 s", "59, 59 s", "60, 1 min", "150, 2 min"})
  void leakThatWasClosed(long seconds, String said) {
    Picture picture = Pictures.of(Protection.BLOCKING);
    Notice notice =
        presenter.notice(
            new Change(
                Situation.BLOCKING, picture, Optional.of(Duration.ofSeconds(seconds)), false));
    assertThat(notice.body())
        .isEqualTo("Closed again after " + said + ". " + TEXTS.text(Reason.TUNNEL_DOWN.key()));
  }

  @Test
  void endOfALeakIsHeardAlsoWhereAllIsWell() {
    Picture picture = Pictures.of(Protection.PROTECTED);
    Optional<Duration> leaked = Optional.of(Duration.ofSeconds(5));
    Notice notice = presenter.notice(new Change(Situation.PROTECTED, picture, leaked, false));
    assertThat(notice.urgency()).isEqualTo(Urgency.NORMAL);
    assertThat(notice.body()).startsWith("Closed again after 5 s.");
  }

  @Test
  void trialAsksToBeConfirmed() {
    Instant end = Instant.parse("2026-01-02T14:03:00Z");
    Notice notice =
        presenter.notice(change(Pictures.onTrial(Protection.PROTECTED, end, end.minusSeconds(60))));
    assertThat(notice)
        .isEqualTo(
            new Notice(
                "Protected",
                "Everything leaves through tun0. Opens again at 14:03 unless confirmed.",
                Urgency.CRITICAL,
                List.of(new Action(Command.ARM, "Stay armed"), SHOW)));
  }

  @Test
  void trialThatIsOverSaysWhyItIsOpen() {
    Notice notice =
        presenter.notice(
            new Change(Situation.EXPOSED, Pictures.of(Protection.EXPOSED), Optional.empty(), true));
    assertThat(notice.body()).startsWith("Nobody confirmed in time").contains("without the VPN");
  }

  @Test
  void passwordThatWasRefusedSaysThatNothingChanged() {
    Notice disarm = presenter.failure(Verb.DISARM, new HelperResult.NotAuthorized());
    assertThat(disarm.title()).isEqualTo("Disarming did not work");
    assertThat(disarm.body()).endsWith("Nothing was changed.");
    assertThat(disarm.urgency()).isEqualTo(Urgency.NORMAL);
    assertThat(disarm.actions()).containsExactly(SHOW);
    Notice arm = presenter.failure(Verb.ARM, new HelperResult.NotAuthorized());
    assertThat(arm.urgency()).isEqualTo(Urgency.CRITICAL);
    assertThat(arm.actions()).containsExactly(new Action(Command.ARM, "Arm again"), SHOW);
  }

  @Test
  void whatIsBlockedAltogetherOffersToArmAgain() {
    Notice notice =
        presenter.notice(
            change(Pictures.of(Protection.BLOCKING, Reason.BOOT_BLOCKED, "It is damaged")));
    assertThat(notice.urgency()).isEqualTo(Urgency.CRITICAL);
    assertThat(notice.actions()).first().isEqualTo(new Action(Command.ARM, "Arm again"));
  }

  @Test
  void whereTheHelperCannotBeAskedATerminalMayHelp() {
    HelperResult noPolkit = new HelperResult.Failed(HelperResult.Cause.NO_AUTHORITY, "no bus");
    assertThat(presenter.failure(Verb.DISARM, noPolkit).body())
        .endsWith("(polkit) does not answer. In a terminal: sudo vpnfirewall disarm.");
    assertThat(presenter.failure(Verb.ARM, new HelperResult.NotInstalled("/usr/bin/pkexec")).body())
        .startsWith("A part is missing: /usr/bin/pkexec.")
        .endsWith("In a terminal: sudo vpnfirewall arm.");
    HelperResult refused = Samples.refusal(Verb.DISARM, State.DEGRADED, "failed", "No");
    assertThat(presenter.failure(Verb.DISARM, refused).body()).isEqualTo("No");
  }

  /** A button may be pressed long after: it must not do anything that opens. */
  @ParameterizedTest
  @EnumSource(Protection.class)
  void noButtonEverOpens(Protection protection) {
    assertThat(presenter.notice(change(Pictures.of(protection))).actions())
        .extracting(Action::command)
        .doesNotContain(Command.TOGGLE, Command.DISARM, Command.QUIT);
  }

  private static Change change(Picture picture) {
    return new Change(Situation.of(picture), picture, Optional.empty(), false);
  }
}
