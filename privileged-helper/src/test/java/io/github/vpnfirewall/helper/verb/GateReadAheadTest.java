package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.protocol.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Tables are listed while the gate opens, and may be listed a moment too early. */
class GateReadAheadTest {
  private String before = "";
  private int stale;

  @Test
  void gateThatWasStillThereIsLookedForAgain() throws Exception {
    try (Bench bench = new Bench(FakeKernel.Variant.NFT)) {
      bench.configure(Bench.SETTINGS);
      Machine there = bench.machine;
      Machine machine =
          new Machine(
              listingLate(there.netfilter()),
              there.ipv6(),
              there.forwarding(),
              there.files(),
              there.clock(),
              there.uptime(),
              there.keepers());
      Outcome outcome = new Verbs(machine).arm();
      assertThat(stale).isEqualTo(1);
      assertThat(outcome.report().state()).isEqualTo(State.ARMED);
      assertThat(outcome.report().error()).isEmpty();
    }
  }

  /** Lists the tables once as they were when the gate was told to open. */
  private Netfilter listingLate(Netfilter netfilter) {
    return (Netfilter)
        Proxy.newProxyInstance(
            Netfilter.class.getClassLoader(),
            new Class<?>[] {Netfilter.class},
            (proxy, method, words) -> {
              try {
                if (method.getName().equals("beginNft")) {
                  before = netfilter.nftList("tables");
                }
                if (method.getName().equals("nftList") && before.contains("vpnfw_gate")) {
                  stale++;
                  String late = before;
                  before = "";
                  return late;
                }
                return method.invoke(netfilter, words);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
