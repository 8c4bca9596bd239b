package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.FakeProber;
import io.github.vpnfirewall.helper.netfilter.Card;
import io.github.vpnfirewall.helper.netfilter.Sighting;
import io.github.vpnfirewall.helper.netfilter.Sighting.Answer;
import io.github.vpnfirewall.helper.netfilter.Trial;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Attempt;
import io.github.vpnfirewall.helper.protocol.Attempt.Kind;
import io.github.vpnfirewall.helper.protocol.Attempt.Verdict;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code verify} on a machine that is not there: what is tried, and what is made of it. */
class LeakTestTest {
  private static final Sighting OUT = new Sighting(Answer.SENT, "", true);
  private static final Sighting UNSEEN = new Sighting(Answer.SENT, "", false);
  private static final Sighting REFUSED = new Sighting(Answer.REFUSED, "EPERM", false);
  private static final Sighting NO_WAY = new Sighting(Answer.NO_WAY, "ENETUNREACH", false);

  /** As an armed machine is. */
  private static Sighting closed(Trial trial) {
    return List.of("lo", "tun0").contains(trial.interfaceName()) ? OUT : REFUSED;
  }

  private final Bench bench = new Bench(FakeKernel.Variant.NFT);
  private final FakeProber prober = new FakeProber(LeakTestTest::closed);

  @BeforeEach
  void cardsAndSettings() throws IOException {
    prober.cards.add(new Card("lo", true, true, true, false));
    prober.cards.add(card("eth0"));
    bench.configure(Bench.SETTINGS);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Card card(String name) {
    return new Card(name, true, false, true, false);
  }

  private Outcome verify() throws IOException {
    return new LeakTest(bench.machine, prober).run(() -> bench.verbs().status().report());
  }

  private Outcome armed() throws IOException {
    assertThat(bench.verbs().arm().exit()).isZero();
    return verify();
  }

  private static Problem error(Outcome outcome) {
    assertThat(outcome.exit()).isEqualTo(Outcome.FAILED);
    assertThat(outcome.report().ok()).isFalse();
    return outcome.report().error().orElseThrow();
  }

  private static List<Verdict> verdicts(Outcome outcome) {
    return outcome.report().attempts().stream().map(Attempt::verdict).distinct().toList();
  }

  /** The same world, but for what passes the filter over a card. */
  private void hole(Predicate<Trial> through, Sighting instead) {
    prober.world = trial -> through.test(trial) ? instead : closed(trial);
  }

  @Test
  void armedAndAllStoppedIsDone() throws Exception {
    Outcome outcome = armed();

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.report().ok()).isTrue();
    assertThat(outcome.report().verb()).contains(Verb.VERIFY);
    assertThat(outcome.report().state()).isEqualTo(State.ARMED);
    assertThat(outcome.report().attempts()).hasSize(8);
    assertThat(verdicts(outcome)).containsExactly(Verdict.STOPPED);
  }

  @Test
  void leakIsNamedWithItsReason() throws Exception {
    hole(t -> t.interfaceName().equals("eth0") && t.family() == AddressFamily.IPV6, OUT);
    Problem error = error(armed());

    assertThat(error.code()).isEqualTo("leak");
    assertThat(error.message())
        .contains("Got out past the tunnel: TCP, UDP, ICMP, DNS over eth0 (IPv6).")
        .contains("your real address")
        .contains("which sites you visit")
        .doesNotContain("IPv4");
  }

  @Test
  void whatNobodyTookIsNotCalledStopped() throws Exception {
    hole(t -> t.interfaceName().equals("eth0") && t.kind() == Kind.DNS, UNSEEN);
    Outcome outcome = armed();

    assertThat(error(outcome).message())
        .startsWith("Not stopped by the firewall, though nobody took it this time: DNS over eth0")
        .doesNotContain("Got out", "real address");
    assertThat(verdicts(outcome)).containsExactly(Verdict.STOPPED, Verdict.NOT_STOPPED);
  }

  @Test
  void whatIsSeenGotOutWhateverTheSenderWasTold() throws Exception {
    hole(t -> t.interfaceName().equals("eth0"), new Sighting(Answer.REFUSED, "EPERM", true));

    assertThat(error(armed()).code()).isEqualTo("leak");
  }

  @Test
  void withoutItsControlNothingIsClaimed() throws Exception {
    hole(t -> t.interfaceName().equals("lo") && t.kind() == Kind.ICMP, REFUSED);
    Outcome outcome = armed();

    assertThat(error(outcome).code()).isEqualTo("not-proven");
    assertThat(error(outcome).message()).contains("ICMP over eth0 (IPv4); ICMP over eth0 (IPv6)");
    assertThat(outcome.report().attempts())
        .filteredOn(attempt -> attempt.kind() == Kind.ICMP)
        .allMatch(attempt -> attempt.verdict() == Verdict.NOT_TRIED);
  }

  @Test
  void tunnelIsTheControlAndNotOnTrial() throws Exception {
    prober.cards.add(card("tun0"));
    hole(t -> t.interfaceName().equals("lo"), REFUSED);
    Outcome outcome = armed();

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.report().attempts()).noneMatch(a -> a.interfaceName().equals("tun0"));
  }

  @Test
  void otherErrorsProveNothing() throws Exception {
    hole(t -> t.interfaceName().equals("eth0"), new Sighting(Answer.REFUSED, "ENOBUFS", false));

    assertThat(error(armed()).message()).contains("ENOBUFS");
  }

  @Test
  void cardWithoutIpv6IsFineAndSaid() throws Exception {
    hole(t -> t.interfaceName().equals("eth0") && t.family() == AddressFamily.IPV6, NO_WAY);
    Outcome outcome = armed();

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.report().warnings())
        .anySatisfy(
            warning -> {
              assertThat(warning.code()).isEqualTo("not-tried");
              assertThat(warning.message()).endsWith("TCP, UDP, ICMP, DNS over eth0 (IPv6)");
            });
  }

  @Test
  void hostWithoutIpv6IsTriedInIpv4() throws Exception {
    bench.netfilter.withoutIpv6();

    assertThat(armed().report().attempts())
        .hasSize(4)
        .allMatch(attempt -> attempt.family() == AddressFamily.IPV4);
  }

  @Test
  void onlyWhatCanSendIsOnTrial() throws Exception {
    prober.cards.add(card("wg7")); // no tunnel of the settings
    prober.cards.add(card("br0"));
    prober.cards.add(new Card("off", false, false, false, false));
    prober.cards.add(new Card("unplugged", true, false, false, false));
    prober.cards.add(new Card("port", true, false, true, true));

    assertThat(armed().report().attempts())
        .extracting(Attempt::interfaceName)
        .containsOnly("eth0", "wg7", "br0");
  }

  @Test
  void nothingToTryIsNoProof() throws Exception {
    prober.cards.removeIf(card -> card.name().equals("eth0"));
    assertThat(error(armed()).code()).isEqualTo("nothing-tried");

    prober.cards.add(card("eth0"));
    hole(t -> t.interfaceName().equals("eth0"), NO_WAY);
    assertThat(error(verify()).code()).isEqualTo("nothing-tried");
  }

  @Test
  void ipsecIsNotAccused() throws Exception {
    bench.configure(Bench.SETTINGS.replace("[\"tun0\"]", "[\"tun0\"], \"ipsec\": true"));
    hole(t -> t.interfaceName().equals("eth0"), UNSEEN);

    assertThat(error(armed()).code()).isEqualTo("nothing-tried");
  }

  @Test
  void disarmedItSaysWhatLeaves() throws Exception {
    prober.world = trial -> OUT;
    Outcome outcome = verify();

    assertThat(outcome.exit()).isEqualTo(Outcome.DISARMED);
    assertThat(outcome.report().ok()).isTrue();
    assertThat(outcome.report().warnings())
        .anySatisfy(warning -> assertThat(warning.message()).contains("as it should"));
    assertThat(verdicts(outcome)).containsExactly(Verdict.GOT_OUT);
  }

  @Test
  void degradedIsNeverDone() throws Exception {
    bench.verbs().arm();
    bench.flush(AddressFamily.IPV4, "filter");

    assertThat(error(verify()).code()).isEqualTo("degraded");
  }

  @Test
  void withoutPerlNothingIsClaimed() throws Exception {
    prober.missing = Optional.of("perl-base");

    assertThat(error(armed()).code()).isEqualTo("no-perl");
    assertThat(error(verify()).message()).contains("perl-base");
    bench.verbs().disarm();
    assertThat(error(verify()).code()).isEqualTo("no-perl");
  }

  @Test
  void changeMeanwhileIsNoProof() throws Exception {
    prober.meanwhile =
        () -> {
          try {
            bench.verbs().disarm();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };

    assertThat(error(armed()).code()).isEqualTo("changed-meanwhile");
  }

  @Test
  void probeThatFailsIsAnError() throws Exception {
    prober.cards.add(card("no name"));

    assertThat(error(armed()).code()).isEqualTo("probe-failed");
  }

  @Test
  void goesOnlyWhereNothingIsPermitted() throws Exception {
    String settings = Bench.LAN.replace("198.51.100.7\"", "198.51.100.0/24\"");
    LeakPlan plan =
        LeakPlan.of(
            prober.cards(),
            Set.of(AddressFamily.values()),
            SettingsJson.read(settings.getBytes(StandardCharsets.UTF_8)),
            List.of(Network.parse("203.0.113.1")));

    assertThat(plan.attempts())
        .flatExtracting(Trial::targets)
        .extracting(Network::toString)
        .containsOnly("192.0.2.1", "2001:db8::1", "2001:db8:ffff::1", "3fff::1");
  }

  @Test
  void withoutARouterItTriesANeighbour() throws Exception {
    armed();

    assertThat(prober.tried)
        .filteredOn(t -> t.interfaceName().equals("eth0") && t.family() == AddressFamily.IPV6)
        .allSatisfy(t -> assertThat(t.targets().get(3).toString()).startsWith("fe80:"));
  }
}
