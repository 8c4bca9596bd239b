package io.github.vpnfirewall.app.protection;

import static io.github.vpnfirewall.app.protection.Observations.NOW;
import static io.github.vpnfirewall.app.protection.Observations.probe;
import static io.github.vpnfirewall.app.protection.Observations.report;
import static io.github.vpnfirewall.app.protection.Observations.seen;
import static io.github.vpnfirewall.app.protection.Observations.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Observations.Probes;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What test packets prove, by which link, and for how long. */
class EvidenceTest {
  @Test
  void escapeIsToldByLinkAndFamily() {
    Picture picture =
        ProtectionMap.picture(seen(true, report(State.ARMED), Probes.MIXED, true, true));
    assertThat(picture.details()).containsExactly("eth0 (IPv6)");
  }

  @Test
  void escapeByALinkThatIsJustGoneCounts() {
    Observation seen =
        with(
            seen(true, report(State.ARMED), Probes.REFUSED, true, true),
            List.of(probe("eth0", Verdict.REFUSED), probe("usb0", Verdict.ESCAPED)));
    assertThat(ProtectionMap.picture(seen).details()).containsExactly("usb0 (IPv4)");
  }

  @Test
  void escapeByTheTunnelIsAsItShouldBe() {
    Observation seen =
        with(
            seen(true, report(State.ARMED), Probes.REFUSED, true, true),
            List.of(probe("eth0", Verdict.REFUSED), probe("tun0", Verdict.ESCAPED)));
    assertThat(ProtectionMap.picture(seen).protection()).isEqualTo(Protection.PROTECTED);
  }

  @Test
  void refusalByTheTunnelOrALinkThatIsDownProvesNothing() {
    Observation seen =
        with(
            seen(true, report(State.ARMED), Probes.NONE, true, true),
            List.of(probe("tun0", Verdict.REFUSED), probe("eth1", Verdict.REFUSED)));
    assertThat(ProtectionMap.picture(seen).reason()).isEqualTo(Reason.UNPROVEN.key());
  }

  @Test
  void probeFromBeforeTheLinkCameUpOrFromTheFutureProvesNothing() {
    Observation base = seen(true, report(State.ARMED), Probes.NONE, true, true);
    for (Instant at :
        List.of(NOW.minusSeconds(11), NOW.plusSeconds(1), NOW.minus(Duration.ofDays(1)))) {
      Observation seen =
          with(base, List.of(new Probe("eth0", AddressFamily.IPV4, Verdict.REFUSED, at)));
      assertThat(ProtectionMap.picture(seen).reason()).isEqualTo(Reason.UNPROVEN.key());
    }
  }

  @Test
  void testPacketProvesSomethingForHalfAMinute() {
    assertThat(shownBy(Duration.ofSeconds(30))).isEqualTo(Protection.PROTECTED);
    assertThat(shownBy(Duration.ofMillis(30_001))).isEqualTo(Protection.UNKNOWN);
  }

  /** A refusal that old, by a link that was up all the time. */
  private static Protection shownBy(Duration age) {
    Observation base = seen(true, report(State.ARMED), Probes.NONE, true, true);
    List<Link> links =
        List.of(
            new Link("tun0", true, true, Optional.empty(), 0, 0),
            new Link("eth0", true, false, Optional.empty(), 0, 0));
    Probe refused = new Probe("eth0", AddressFamily.IPV4, Verdict.REFUSED, NOW.minus(age));
    return ProtectionMap.picture(
            new Observation(
                NOW,
                true,
                base.report(),
                Optional.empty(),
                base.settings(),
                links,
                List.of(refused),
                Task.NONE))
        .protection();
  }
}
