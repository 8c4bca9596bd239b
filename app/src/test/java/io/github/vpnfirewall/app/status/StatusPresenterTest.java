package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.status.StatusFace.Door;
import io.github.vpnfirewall.app.status.StatusFace.Line;
import io.github.vpnfirewall.app.status.StatusFace.Press;
import io.github.vpnfirewall.app.status.StatusFace.Wish;
import io.github.vpnfirewall.helper.protocol.Report;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shield, its word and its sentence, and what can be pressed. */
class StatusPresenterTest extends Faces {
  @Test
  void protectedReadsAsOneSentence() {
    StatusFace face = face(PROTECTED);

    assertThat(face.emblem()).isEqualTo(Emblem.PROTECTED);
    assertThat(face.word()).isEqualTo("Protected");
    assertThat(face.sentence())
        .startsWith("Everything leaves through tun0, to Seattle or 2001:db8::7.")
        .endsWith(" 231 packets were stopped since 14:02.");
    assertThat(face.main()).isEqualTo(new Press("Disarm…", Wish.DISARM));
    assertThat(face.second()).isEqualTo(Press.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'Seattle'            | Everything leaves through tun0, to Seattle.
          'Seattle,Seattle'    | Everything leaves through tun0, to Seattle.
          'Seattle,Oslo'       | Everything leaves through tun0, to Seattle or Oslo.
          'Seattle,Oslo,Paris' | Everything leaves through tun0, to one of 3 servers.
          """)
  void serversAreNamedAsPeopleCallThem(String labels, String sentence) {
    assertThat(withServers(labels.split(",", -1)).sentence())
        .isEqualTo(sentence + " 231 packets were stopped since 14:02.");
  }

  @Test
  void localNetworkThatIsAllowedIsNoSecret() {
    assertThat(face(PROTECTED).sentence()).contains(" Your local network can be reached as well.");
  }

  @Test
  void trialCountsDownAndEndsAtNothing() {
    Report report =
        PROTECTED
            .observation()
            .report()
            .orElseThrow()
            .withConfirmBefore(Optional.of(Pictures.NOW.plusSeconds(42)));

    assertThat(live(PROTECTED, report).trial())
        .contains("Armed on trial: it opens again in 42 s unless you confirm.");
    assertThat(
            presenter
                .face(new Latest(PROTECTED, Optional.of(report)), Pictures.NOW.plusSeconds(50))
                .trial())
        .hasValueSatisfying(text -> assertThat(text).contains(" 0 s "));
    assertThat(face(PROTECTED).trial()).isEmpty();
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
    assertThat(face.blocked().directions()).isEmpty();
  }

  @Test
  void leakingCanBeArmedAgainAndDisarmed() {
    StatusFace face = face(Pictures.leaking());

    assertThat(face.word()).isEqualTo("Leaking");
    assertThat(face.main()).isEqualTo(new Press("Arm again", Wish.ARM));
    assertThat(face.second().wish()).isEqualTo(Wish.DISARM);
    assertThat(face.doors().get(0).doors())
        .containsExactly(
            new Door("IPv4 closed", Tone.GOOD, Mark.TICK),
            new Door("IPv6 open", Tone.BAD, Mark.CROSS));
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
}
