package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel.Variant;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.tracer.RandomPolicies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Verbs, other programs' changes, failures and reboots in any order. Beside the machine stands its
 * twin, which only the others work on: disarmed, the two are alike.
 */
class RandomWalkTest {
  private static final int STEPS = 40;
  private static final List<String> OTHERS =
      List.of(
          "-I OUTPUT 1 -j ACCEPT",
          "-I FORWARD 1 -j ACCEPT",
          "-A INPUT -p udp -m udp --dport 9 -j DROP",
          "-P FORWARD ACCEPT",
          "-P OUTPUT ACCEPT");

  private final List<String> steps = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"NFT, 1", "NFT, 2", "NFT, 3", "LEGACY, 4", "LEGACY, 5"})
  void noOrderOfStepsLeavesResidueOrOpens(Variant variant, long seed) throws Exception {
    Random random = new Random(seed);
    RandomPolicies policies = new RandomPolicies(random);
    try (Bench bench = new Bench(variant);
        Bench twin = new Bench(variant)) {
      int disarmed = 0;
      int armed = 0;
      bench.configure(settings(policies));
      for (int i = 0; i < STEPS; i++) {
        step(bench, twin, random, policies);
        String what = seed + ": " + String.join(", ", steps);
        State state = bench.verbs().status().report().state();
        Truth.isNoLie(bench, bench.verbs().status(), what);
        if (state == State.DISARMED) {
          disarmed++;
          assertThat(bench.kernel.snapshotWithoutBareTables())
              .as(what)
              .isEqualTo(twin.kernel.snapshotWithoutBareTables());
          assertThat(bench.hosts()).as(what).isEqualTo(twin.hosts());
          assertThat(bench.forwarding()).as(what).isEqualTo(Bench.FORWARDING);
          assertThat(Bench.files(bench.places.lib())).as(what).isEmpty();
        } else {
          armed += state == State.ARMED ? 1 : 0;
        }
      }
      assertThat(disarmed).as("steps disarmed").isPositive();
      assertThat(armed).as("steps armed").isGreaterThan(8);
      assertThat(bench.verbs().disarm().report().state()).isEqualTo(State.DISARMED);
      assertThat(bench.kernel.snapshotWithoutBareTables())
          .isEqualTo(twin.kernel.snapshotWithoutBareTables());
    }
  }

  private void step(Bench bench, Bench twin, Random random, RandomPolicies policies)
      throws Exception {
    String what = seedless();
    AddressFamily family = random.nextBoolean() ? AddressFamily.IPV4 : AddressFamily.IPV6;
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> {
        steps.add("arm");
        assertThat(bench.verbs().arm().report().state()).as(what).isEqualTo(State.ARMED);
      }
      case 3 -> {
        steps.add("disarm");
        assertThat(bench.verbs().disarm().report().state()).as(what).isEqualTo(State.DISARMED);
      }
      case 4, 5 -> configure(bench, settings(policies), what);
      case 6 -> {
        steps.add("bad settings");
        String before = bench.everything();
        byte[] bad = "{\"version\": 1".getBytes(StandardCharsets.UTF_8);
        assertThat(bench.verbs().configure(bad).exit()).as(what).isEqualTo(2);
        assertThat(bench.everything()).as(what).isEqualTo(before);
      }
      case 7 -> flush(bench, twin, family);
      case 8 -> {
        String rule = OTHERS.get(random.nextInt(OTHERS.size()));
        steps.add(family + " " + rule);
        both(bench, twin, family, "*filter\n" + rule + "\nCOMMIT\n");
      }
      case 9 -> failure(bench, random, what);
      case 10 -> {
        steps.add("flush ruleset");
        bench.foreignNft("flush ruleset\n");
        twin.foreignNft("flush ruleset\n");
      }
      default -> reboot(bench, twin, random.nextBoolean(), what);
    }
  }

  /** With the tunnel that what is true is tried on. */
  private static String settings(RandomPolicies policies) {
    Settings settings = policies.settings();
    Settings.Tunnel tunnel = settings.tunnel();
    return SettingsJson.write(
        new Settings(
            new Settings.Tunnel(
                List.of(new InterfaceName("tun0"), new InterfaceName("wg+")),
                tunnel.ipsec(),
                tunnel.allowInbound(),
                tunnel.clientUsers()),
            settings.servers(),
            settings.lan(),
            settings.gateway(),
            settings.pinHosts(),
            settings.blockMode(),
            settings.logBlocked()));
  }

  private String seedless() {
    return String.join(", ", steps);
  }

  private void configure(Bench bench, String settings, String what) throws IOException {
    steps.add("configure");
    boolean armed = bench.verbs().status().report().state() != State.DISARMED;
    State after = bench.configure(settings).report().state();
    assertThat(after).as(what).isEqualTo(armed ? State.ARMED : State.DISARMED);
  }

  /** {@code iptables -F}: all chains of the table, whosever they are; what was closed stays so. */
  private void flush(Bench bench, Bench twin, AddressFamily family) throws IOException {
    steps.add(family + " -F");
    boolean armed = bench.verbs().status().report().state() == State.ARMED;
    for (Bench one : List.of(bench, twin)) {
      one.flush(family, "filter");
    }
    if (armed) {
      assertThat(bench.closed(family)).as("flushed after %s", seedless()).isTrue();
    }
  }

  private void failure(Bench bench, Random random, String what) throws IOException {
    boolean arm = random.nextInt(3) > 0;
    Faults.Kind kind = List.of(Faults.Kind.values()).get(random.nextInt(5));
    int call = random.nextInt(14);
    steps.add((arm ? "arm" : "disarm") + ", call " + call + " fails " + kind);
    bench.netfilter.faults().failAt(call, kind);
    Outcome outcome = arm ? bench.verbs().arm() : bench.verbs().disarm();
    bench.netfilter.faults().none();
    Truth.isNoLie(bench, outcome, what + ", " + seedless());
    if (arm && outcome.report().state() != State.UNKNOWN) {
      assertThat(bench.closed(AddressFamily.IPV4)).as("%s: IPv4 closed", seedless()).isTrue();
      assertThat(bench.closed(AddressFamily.IPV6)).as("%s: IPv6 closed", seedless()).isTrue();
    }
  }

  private void reboot(Bench bench, Bench twin, boolean unit, String what) throws IOException {
    steps.add("reboot" + (unit ? " with the boot unit" : ""));
    bench.reboot();
    twin.reboot();
    boolean armed = bench.machine.files().armed().flag().isPresent();
    if (unit) {
      bench.boot();
      if (armed) {
        assertThat(bench.closed(AddressFamily.IPV4)).as("%s, %s", what, seedless()).isTrue();
        assertThat(bench.closed(AddressFamily.IPV6)).as("%s, %s", what, seedless()).isTrue();
      }
    }
  }

  private static void both(Bench bench, Bench twin, AddressFamily family, String document) {
    bench.foreign(family, document);
    twin.foreign(family, document);
  }
}
