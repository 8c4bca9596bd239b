package io.github.vpnfirewall.app.leaktest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class QuickLookTest {
  private final QuickLook quick = new QuickLook(Texts.of(Locale.ENGLISH));

  @Test
  void refusalOfOnePacketIsNotCalledGood() {
    LeakFace face = quick.face(Pictures.isProtected().observation());

    assertThat(face.finding()).isEqualTo(Finding.QUICK_STOPPED);
    assertThat(face.finding().tone()).isEqualTo(Tone.QUIET);
    assertThat(face.rows()).hasSize(2);
    assertThat(face.arm()).isEmpty();
  }

  @Test
  void disarmedIsSaidAndArmingIsOffered() {
    LeakFace face = quick.face(Pictures.exposed().observation());

    assertThat(face.finding()).isEqualTo(Finding.DISARMED);
    assertThat(face.headline()).contains("enp3s0 (IPv4), enp3s0 (IPv6)");
    assertThat(face.arm()).contains("Arm");
  }

  @Test
  void packetThatGotOutOfAnArmedComputerIsALeak() {
    LeakFace face = quick.face(Pictures.leaking().observation());

    assertThat(face.finding()).isEqualTo(Finding.LEAK);
    assertThat(face.headline()).endsWith("over enp3s0 (IPv6).");
    assertThat(face.arm()).contains("Arm again");
  }

  @Test
  void withoutTestPacketsNothingIsClaimed() {
    Picture unknown = Pictures.unknown();

    LeakFace face = quick.face(unknown.observation());

    assertThat(face.finding()).isEqualTo(Finding.NOTHING_TRIED);
    assertThat(face.lines()).anyMatch(line -> line.contains("is not installed"));
    assertThat(face.arm()).isEmpty();
  }

  @Test
  void packetThatCouldNotBeSentSaysNothing() {
    Observation seen = with(new Probe("enp3s0", AddressFamily.IPV6, Verdict.IMPOSSIBLE, now()));

    assertThat(quick.face(seen).finding()).isEqualTo(Finding.NOTHING_TRIED);
    assertThat(quick.face(seen).rows().get(0).cells().get(0).text()).isEqualTo("not tried");
  }

  @Test
  void whatLeavesByTheTunnelIsNoLeak() {
    Observation seen =
        with(
            new Probe("tun0", AddressFamily.IPV4, Verdict.ESCAPED, now()),
            new Probe("enp3s0", AddressFamily.IPV4, Verdict.REFUSED, now()));

    assertThat(quick.face(seen).finding()).isEqualTo(Finding.QUICK_STOPPED);
    assertThat(quick.face(seen).rows()).hasSize(1);
  }

  private static Instant now() {
    return Pictures.NOW;
  }

  private static Observation with(Probe... probes) {
    Observation seen = Pictures.isProtected().observation();
    return new Observation(
        seen.at(),
        true,
        seen.report(),
        seen.reportProblem(),
        seen.settings(),
        seen.links(),
        List.of(probes),
        seen.task());
  }
}
