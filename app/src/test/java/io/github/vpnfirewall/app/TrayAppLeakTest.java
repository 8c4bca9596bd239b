package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the tray does by itself where something leaks or all is blocked, and what it says of it. */
class TrayAppLeakTest extends TrayAppRig {
  @Test
  void clickOnALeakNeverOpens() {
    app.picture(Pictures.of(Protection.LEAKING));
    app.chosen(Command.TOGGLE);
    assertThat(helper.asked).containsOnly(Verb.ARM);
    app.chosen(Command.DISARM);
    assertThat(helper.asked).last().isEqualTo(Verb.DISARM);
  }

  @Test
  void leakIsClosedWithoutBeingAskedAndOnce() {
    app.picture(Pictures.of(Protection.PROTECTED));
    app.picture(Pictures.of(Protection.LEAKING));
    app.picture(Pictures.of(Protection.LEAKING));
    assertThat(helper.asked).containsExactly(Verb.ARM);
    assertThat(helper.again).as("nothing is confirmed that nobody confirmed").isEqualTo(1);
    assertThat(desktop.told)
        .containsExactly(
            "Leaking: Armed, but traffic gets out by eth0 (IPv4). VPN Firewall is closing it"
                + " again.");
  }

  @Test
  void whatIsBlockedAltogetherIsToldOnceAndRepairedIfThatAsksNobody() {
    helper.free.complete(true);
    Picture stuck = Pictures.of(Protection.BLOCKING, Reason.BOOT_BLOCKED, "It is damaged");
    app.picture(stuck);
    app.picture(stuck);
    assertThat(helper.asked).containsExactly(Verb.ARM);
    assertThat(helper.again).isEqualTo(1);
    assertThat(desktop.told)
        .singleElement()
        .asString()
        .startsWith("Blocking: Everything is blocked, the VPN too")
        .contains("It is damaged", "Arm again", "sudo vpnfirewall disarm");
  }

  @Test
  void whatIsBlockedAltogetherWaitsForAPersonWhereAPasswordIsNeeded() {
    helper.free.complete(false);
    app.picture(Pictures.of(Protection.BLOCKING, Reason.BLOCKED_ALTOGETHER, "It is damaged"));
    assertThat(helper.asked).isEmpty();
    assertThat(helper.looked).containsExactly(Verb.ARM);
    app.chosen(Command.TOGGLE);
    assertThat(helper.asked).as("a click repairs").containsExactly(Verb.ARM);
    app.chosen(Command.DISARM);
    assertThat(helper.asked).containsExactly(Verb.ARM, Verb.DISARM);
  }

  @Test
  void sameFailureToCloseALeakIsToldOnce() {
    HelperResult failure = new HelperResult.Failed(Cause.NO_AUTHORITY, "no bus");
    helper.ready = Optional.of(failure);
    TrayApp later = app(new SteppingClock());
    later.show(desktop, desktop);
    for (int i = 0; i < 5; i++) {
      later.picture(Pictures.of(Protection.LEAKING));
    }
    assertThat(helper.asked).hasSizeGreaterThan(2);
    assertThat(desktop.told).hasSize(2).last().asString().startsWith("Arming did not work");
  }

  @Test
  void repairThatNobodyAskedForOpensNoWindow() {
    helper.free.complete(true);
    app.picture(Pictures.of(Protection.BLOCKING, Reason.BOOT_BLOCKED, "It is damaged"));
    helper
        .answers
        .get(0)
        .complete(Samples.refusal(Verb.ARM, State.DEGRADED, "no-settings", "No settings yet"));
    assertThat(views).isEmpty();
    assertThat(desktop.told).last().asString().contains("No settings yet");
  }

  @Test
  void disarmingElsewhereWhileALeakIsClosedIsNoFailure() {
    app.picture(Pictures.of(Protection.PROTECTED));
    app.picture(Pictures.of(Protection.LEAKING));
    helper
        .answers
        .get(0)
        .complete(Samples.refusal(Verb.ARM, State.DISARMED, "not-armed", "Not armed"));
    app.picture(Pictures.of(Protection.EXPOSED));
    assertThat(desktop.told).hasSize(2).last().asString().startsWith("Exposed");
  }

  @Test
  void whoDismissesThePasswordDialogIsNotAskedAgain() {
    helper.ready = Optional.of(new HelperResult.Dismissed());
    TrayApp later = app(new SteppingClock());
    later.show(desktop, desktop);
    for (int i = 0; i < 5; i++) {
      later.picture(Pictures.of(Protection.LEAKING));
    }
    assertThat(helper.asked).hasSize(1);
  }

  /** A minute passes with every look at it. */
  private static final class SteppingClock extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public Instant instant() {
      now = now.plusSeconds(60);
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
