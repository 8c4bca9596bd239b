package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.ProtectionMap;
import io.github.vpnfirewall.app.status.StatusFace.Counts;
import io.github.vpnfirewall.app.status.StatusFace.Door;
import io.github.vpnfirewall.app.status.StatusFace.DoorLine;
import io.github.vpnfirewall.app.status.StatusFace.Line;
import io.github.vpnfirewall.app.status.StatusFace.Press;
import io.github.vpnfirewall.app.status.StatusFace.Wish;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusPresenterTest {
  private static final Picture PROTECTED = Pictures.isProtected();

  private final StatusPresenter presenter =
      new StatusPresenter(Texts.of(Locale.ENGLISH), Locale.UK, ZoneOffset.UTC);

  @Test
  void protectedReadsAsOneSentence() {
    StatusFace face = face(PROTECTED);

    assertThat(face.emblem()).isEqualTo(Emblem.PROTECTED);
    assertThat(face.word()).isEqualTo("Protected");
    assertThat(face.sentence()).contains("tun0").endsWith(" 231 packets were stopped since 14:02.");
    assertThat(face.main()).isEqualTo(new Press("Disarm…", Wish.DISARM));
    assertThat(face.second()).isEqualTo(Press.NONE);
  }

  @Test
  void blockingCanBeDisarmed() {
    StatusFace face = face(Pictures.blocking());

    assertThat(face.word()).isEqualTo("Blocking");
    assertThat(face.main().wish()).isEqualTo(Wish.DISARM);
    assertThat(face.tunnel()).containsExactly(new Line("tun0", "down"));
  }

  @Test
  void exposedCanBeArmed() {
    StatusFace face = face(Pictures.exposed());

    assertThat(face.word()).isEqualTo("Exposed");
    assertThat(face.sentence()).doesNotContain("stopped");
    assertThat(face.main()).isEqualTo(new Press("Arm", Wish.ARM));
    assertThat(face.blocked().note()).isEqualTo("Nothing is blocked while disarmed.");
    assertThat(face.blocked().families()).isEmpty();
  }

  @Test
  void leakingCanBeArmedAgainAndDisarmed() {
    StatusFace face = face(Pictures.leaking());

    assertThat(face.word()).isEqualTo("Leaking");
    assertThat(face.main()).isEqualTo(new Press("Arm again", Wish.ARM));
    assertThat(face.second().wish()).isEqualTo(Wish.DISARM);
    assertThat(face.doors().get(0).doors())
        .containsExactly(new Door("IPv4 closed", Tone.GOOD), new Door("IPv6 open", Tone.BAD));
  }

  @Test
  void withoutTheHelperNothingCanBePressed() {
    StatusFace face = face(Pictures.unknown());

    assertThat(face.word()).isEqualTo("Unknown");
    assertThat(face.main().wish()).isEqualTo(Wish.NOTHING);
    assertThat(face.second()).isEqualTo(Press.NONE);
    assertThat(face.tunnel().get(0).name()).isEqualTo("Not set up");
    assertThat(face.lan().name()).isEqualTo("Not known");
  }

  @ParameterizedTest
  @CsvSource({"ARMING, Arming…", "DISARMING, Disarming…", "CONFIGURING, Saving settings…"})
  void whileTheHelperWorksItIsSaidAndNothingCanBePressed(Task task, String word) {
    for (Picture picture : List.of(PROTECTED, Pictures.exposed(), Pictures.leaking())) {
      StatusFace face = face(Pictures.busy(picture, task));

      assertThat(face.emblem()).isEqualTo(Emblem.BUSY);
      assertThat(face.word()).isEqualTo(word);
      assertThat(face.main()).isEqualTo(new Press(word, Wish.NOTHING));
      assertThat(face.second()).isEqualTo(Press.NONE);
    }
  }

  @Test
  void tunnelCardSaysSinceWhenAndHowMuch() {
    assertThat(face(PROTECTED).tunnel())
        .containsExactly(new Line("tun0", "up since 14:02\n1.2 GB received, 45.7 MB sent"));
  }

  @Test
  void tunnelThatIsNotThereIsWaitedForByName() {
    Observation seen = PROTECTED.observation();

    assertThat(
            face(seen, Optional.of(Samples.settings("tun0", "wg+")), List.of(), List.of()).tunnel())
        .containsExactly(new Line("tun0, wg+", "not there: waiting for the VPN"));
  }

  @Test
  void interfacesThatAreUpComeFirstAndSayWhenTheyWereTested() {
    assertThat(face(PROTECTED).doors())
        .containsExactly(
            new DoorLine(
                "enp3s0",
                List.of(new Door("IPv4 closed", Tone.GOOD), new Door("IPv6 closed", Tone.GOOD)),
                "tested just now"),
            new DoorLine("wlp2s0", List.of(), "not connected"));
  }

  @Test
  void familyThatCouldNotBeTestedIsNeitherGoodNorBad() {
    Observation seen = PROTECTED.observation();
    List<Probe> probes =
        List.of(
            new Probe(
                "enp3s0", AddressFamily.IPV6, Verdict.IMPOSSIBLE, Pictures.NOW.minusSeconds(90)));

    assertThat(face(seen, seen.settings(), seen.links(), probes).doors().get(0))
        .isEqualTo(
            new DoorLine(
                "enp3s0", List.of(new Door("IPv6 not in use", Tone.QUIET)), "tested 1 min ago"));
  }

  @Test
  void interfaceThatWasNotTestedIsNotCalledClosed() {
    Observation seen = PROTECTED.observation();

    assertThat(face(seen, seen.settings(), seen.links(), List.of()).doors().get(0))
        .isEqualTo(new DoorLine("enp3s0", List.of(), "not tested yet"));
  }

  @Test
  void computerWithoutANetworkSaysSo() {
    Observation seen = PROTECTED.observation();

    assertThat(face(seen, seen.settings(), List.of(), List.of()).doors())
        .containsExactly(
            new DoorLine("None", List.of(), "This computer has no network to leave by."));
  }

  @Test
  void blockedPacketsAreCountedByFamilyAndDirection() {
    assertThat(face(PROTECTED).blocked().note()).isEqualTo("since 14:02");
    assertThat(face(PROTECTED).blocked().families())
        .containsExactly(new Counts("IPv4", "212", "18", "0"), new Counts("IPv6", "1", "0", "0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"allow":false}            | Closed  | While armed
          {"allow":true}             | Allowed | The usual private networks.\\nIts name servers may not
          {"allow":true,"dns":true}  | Allowed | The usual private networks.\\nIts name servers may be
          {"allow":true,"networks":["192.168.1.0/24","fd00::/8"]} | Allowed | 192.168.1.0/24, fd00::/8
          """)
  void localNetworkIsSaidInWords(String lan, String name, String note) {
    Observation seen = PROTECTED.observation();
    Settings settings =
        Samples.parse(
            "{\"version\":1,\"tunnel\":{\"interfaces\":[]},\"servers\":[],\"lan\":" + lan + "}");

    Line line = face(seen, Optional.of(settings), seen.links(), seen.probes()).lan();

    assertThat(line.name()).isEqualTo(name);
    assertThat(line.note()).startsWith(note.replace("\\n", "\n"));
  }

  private StatusFace face(Picture picture) {
    return presenter.face(picture, Pictures.NOW);
  }

  private StatusFace face(
      Observation seen,
      Optional<Settings> settings,
      List<Observation.Link> links,
      List<Probe> probes) {
    return face(
        ProtectionMap.picture(
            new Observation(
                seen.at(),
                seen.helperInstalled(),
                seen.report(),
                seen.reportProblem(),
                settings,
                links,
                probes,
                seen.task())));
  }
}
