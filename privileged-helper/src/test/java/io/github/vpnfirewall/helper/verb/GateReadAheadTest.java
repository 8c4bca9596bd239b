package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables are listed while the gate changes, and may be listed a moment too early. */
class GateReadAheadTest {
  /** How tables were when the gate began to change; empty once it is known to have changed. */
  private Optional<String> before = Optional.empty();

  /** What was listed ahead while it changed. */
  private Optional<String> early = Optional.empty();

  private int stale;

  private Verbs verbs(Bench bench) {
    Machine there = bench.machine;
    return new Verbs(
        new Machine(
            listingEarly(there.netfilter()),
            there.ipv6(),
            there.forwarding(),
            there.files(),
            there.clock(),
            there.uptime(),
            there.keepers()));
  }

  @Test
  void gateThatWasStillThereIsLookedForAgain() throws Exception {
    try (Bench bench = new Bench(FakeKernel.Variant.NFT)) {
      bench.configure(Bench.SETTINGS);
      Outcome outcome = verbs(bench).arm();
      assertThat(stale).isEqualTo(1);
      assertThat(outcome.report().state()).isEqualTo(State.ARMED);
      assertThat(outcome.report().error()).isEmpty();
    }
  }

  @Test
  void gateThatShutsIsNotLookedForTooEarly() throws Exception {
    try (Bench bench = new Bench(FakeKernel.Variant.NFT)) {
      bench.configure(Bench.SETTINGS);
      bench.verbs().arm();
      bench.netfilter.faults().failAlways("ip6tables-restore"::equals, Faults.Kind.BEFORE);
      Outcome outcome = verbs(bench).configure(Bench.LAN.getBytes(StandardCharsets.UTF_8));
      assertThat(stale).isZero();
      assertThat(outcome.report().state()).isEqualTo(State.DEGRADED);
      assertThat(outcome.report().families().get(AddressFamily.IPV6).fallback()).contains("gate");
    }
  }

  /** Lists what is to be read ahead while the gate changes as it was before. */
  private Netfilter listingEarly(Netfilter netfilter) {
    return (Netfilter)
        Proxy.newProxyInstance(
            Netfilter.class.getClassLoader(),
            new Class<?>[] {Netfilter.class},
            (proxy, method, words) -> {
              try {
                switch (method.getName()) {
                  case "beginNft" -> {
                    before = Optional.of(netfilter.nftList("tables"));
                    var begun = netfilter.beginNft((String) words[0]);
                    return (Netfilter.Begun)
                        () -> {
                          before = Optional.empty();
                          begun.await();
                        };
                  }
                  case "readAhead" ->
                      early = words[1].equals(true) && early.isEmpty() ? before : early;
                  case "nftList" -> {
                    if (early.isPresent()) {
                      stale++;
                      String listed = early.get();
                      early = Optional.empty();
                      return listed;
                    }
                  }
                  default -> {}
                }
                return method.invoke(netfilter, words);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
