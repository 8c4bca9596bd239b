package io.github.vpnfirewall.app.leaktest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.ProtectionMap;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakTestViewModelTest {
  private final PendingVerify helper = new PendingVerify();
  private final LeakTestViewModel model =
      new LeakTestViewModel(
          Texts.of(Locale.ENGLISH),
          "1.2.3",
          helper,
          Clock.fixed(Pictures.NOW, ZoneOffset.UTC),
          Runnable::run);

  @BeforeEach
  void look() {
    model.show(Pictures.isProtected());
  }

  @Test
  void beginsWithWhatCanBeKnownWithoutRoot() {
    assertThat(finding()).isEqualTo(Finding.QUICK_STOPPED);
    assertThat(helper.asked()).isEmpty();

    model.show(Pictures.leaking());

    assertThat(finding()).isEqualTo(Finding.LEAK);
  }

  @Test
  void fullTestStaysWhateverTheQuickLooksSee() {
    model.run();
    assertThat(model.running().get()).isTrue();
    helper.answer(LeakReports.stopped());
    model.show(Pictures.leaking());

    assertThat(model.running().get()).isFalse();
    assertThat(finding()).isEqualTo(Finding.STOPPED);
  }

  @Test
  void testIsCalledOutOfDateWhenTheFirewallHasChangedSince() {
    model.run();
    helper.answer(LeakReports.stopped());
    model.show(tested());
    assertThat(model.notice().get()).isEmpty();

    model.show(Pictures.exposed());

    assertThat(model.notice().get()).startsWith("The firewall was armed, disarmed or changed");
  }

  @Test
  void itIsTriedOnceAtATime() {
    model.run();
    model.run();
    model.arm();

    assertThat(helper.asked()).containsExactly("verify");
  }

  @Test
  void withoutTheHelperItIsNotTried() {
    model.show(Pictures.unknown());
    model.run();

    assertThat(helper.asked()).isEmpty();
    assertThat(model.installed().get()).isFalse();
  }

  @Test
  void cancellingGivesTheCallUp() {
    model.run();
    model.cancel();

    assertThat(helper.cancelled()).isTrue();
    assertThat(model.running().get()).isFalse();
    assertThat(model.notice().get()).startsWith("The test was cancelled.");
    assertThat(finding()).isEqualTo(Finding.QUICK_STOPPED);
  }

  @Test
  void refusedPasswordLeavesTheQuickLook() {
    model.run();
    helper.answer(new HelperResult.Dismissed());

    assertThat(model.notice().get())
        .startsWith("You closed the password dialog.")
        .endsWith("What is shown was found before.");
    assertThat(finding()).isEqualTo(Finding.QUICK_STOPPED);
  }

  @Test
  void brokenCallIsSaid() {
    model.run();
    helper.fail(new IllegalStateException("gone"));

    assertThat(model.running().get()).isFalse();
    assertThat(model.notice().get()).contains("gone");
  }

  @Test
  void armingAsksForAnotherTest() {
    model.run();
    helper.answer(LeakReports.disarmed());
    model.arm();
    assertThat(model.arming().get()).isTrue();
    helper.answer(new Reported(Samples.report(Verb.ARM, State.ARMED), 0));

    assertThat(model.arming().get()).isFalse();
    assertThat(model.notice().get()).startsWith("Armed. Test again");

    model.run();

    assertThat(helper.asked()).containsExactly("verify", "arm", "verify");
  }

  @Test
  void armingThatFailsIsSaid() {
    model.arm();
    helper.answer(new HelperResult.NoAgent());

    assertThat(model.notice().get()).startsWith("A password is needed");
  }

  @Test
  void textIsKeptInAFile(@TempDir Path folder) throws IOException {
    model.run();
    helper.answer(LeakReports.stopped());
    Path file = folder.resolve(model.fileName());
    model.save(file);

    assertThat(file.getFileName()).hasToString("vpnfirewall-leak-test-2026-03-04.txt");
    assertThat(Files.readString(file)).isEqualTo(model.text()).contains("Nothing gets past");
    assertThat(model.notice().get()).startsWith("Saved as ");
  }

  @Test
  void fileThatCannotBeWrittenIsSaid(@TempDir Path folder) {
    model.save(folder.resolve("missing").resolve("file.txt"));

    assertThat(model.notice().get()).startsWith("It could not be saved as ");
  }

  private Finding finding() {
    return model.face().get().orElseThrow().finding();
  }

  /** The machine as it was tested. */
  private static Picture tested() {
    Observation seen = Pictures.isProtected().observation();
    Report was = LeakReports.stopped();
    return ProtectionMap.picture(
        new Observation(
            seen.at(),
            true,
            Optional.of(was),
            Optional.empty(),
            seen.settings(),
            seen.links(),
            seen.probes(),
            seen.task()));
  }
}
