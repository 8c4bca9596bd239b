package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.ProtectionMap;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstStartTest {
  private final List<View> views = new ArrayList<>();
  private final FirstStart first = new FirstStart(views::add);

  private static Picture picture(Optional<Report> report, Optional<Settings> settings, Task task) {
    return picture(true, report, settings, task);
  }

  private static Picture picture(
      boolean installed, Optional<Report> report, Optional<Settings> settings, Task task) {
    return ProtectionMap.picture(
        new Observation(
            Instant.parse("2026-01-02T03:04:05Z"),
            installed,
            report,
            Optional.empty(),
            settings,
            List.of(),
            List.of(),
            task));
  }

  private static Optional<Report> report(State state) {
    return Optional.of(Samples.report(Verb.STATUS, state));
  }

  @Test
  void nothingSetUpOpensTheAssistantOnce() {
    first.picture(picture(Optional.empty(), Optional.empty(), Task.NONE));
    first.picture(picture(report(State.DISARMED), Optional.empty(), Task.ARMING));
    assertThat(views).isEmpty(); // not known yet
    first.picture(picture(report(State.DISARMED), Optional.empty(), Task.NONE));
    first.picture(picture(report(State.DISARMED), Optional.empty(), Task.NONE));
    assertThat(views).containsExactly(View.ASSISTANT);
  }

  @Test
  void whatIsSetUpOpensNothing() {
    first.picture(
        picture(report(State.DISARMED), Optional.of(Samples.settings("tun0")), Task.NONE));
    assertThat(views).isEmpty();
  }

  @Test
  void settingsThatOnlyTheHelperCanReadAreSettings() {
    first.picture(picture(report(State.ARMED), Optional.empty(), Task.NONE));
    assertThat(views).isEmpty();
    Report stored =
        Samples.bare(Verb.STATUS, State.DISARMED, Optional.of("hash"), List.of(), Map.of());
    new FirstStart(views::add).picture(picture(Optional.of(stored), Optional.empty(), Task.NONE));
    assertThat(views).isEmpty();
  }

  @Test
  void withoutTheHelperThereIsNothingToSetUp() {
    first.picture(Pictures.withoutHelper());
    first.picture(picture(false, report(State.DISARMED), Optional.empty(), Task.NONE));
    assertThat(views).isEmpty();
  }
}
