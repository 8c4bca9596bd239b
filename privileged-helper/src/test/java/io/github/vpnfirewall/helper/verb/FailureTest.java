package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any tool failing at its n-th call, in any way, leaves each family as before or closed, the status
 * true, and the next arm or disarm clean (issue point 7).
 */
class FailureTest {
  private static final Set<Faults.Kind> THE_WORST =
      EnumSet.of(Faults.Kind.BEFORE, Faults.Kind.HANGS, Faults.Kind.HANGS_AFTER);
  private static final Map<String, String[]> FRESH = new HashMap<>();

  /** A verb, and what it finds. */
  private enum Scene {
    ARM,
    ARM_AGAIN_AFTER_FLUSH,
    CONFIGURE_WHILE_ARMED,
    ARM_MANY,
    CONFIGURE_MANY_WHILE_ARMED,
    DISARM_MANY,
    DISARM;

    void prepare(Bench bench) throws Exception {
      bench.configure(this == ARM_MANY || this == DISARM_MANY ? Bench.MANY : Bench.SETTINGS);
      if (this != ARM && this != ARM_MANY) {
        bench.verbs().arm();
      }
      if (this == ARM_AGAIN_AFTER_FLUSH) {
        bench.foreign(AddressFamily.IPV4, "*filter\n-F OUTPUT\n-F FORWARD\nCOMMIT\n");
        bench.foreign(AddressFamily.IPV4, "*security\n-F OUTPUT\n-F FORWARD\nCOMMIT\n");
        bench.foreign(AddressFamily.IPV6, "*filter\n-F VPNFW-OUT\nCOMMIT\n");
      }
    }

    Outcome act(Bench bench) throws Exception {
      return switch (this) {
        case ARM, ARM_MANY, ARM_AGAIN_AFTER_FLUSH -> bench.verbs().arm();
        case CONFIGURE_WHILE_ARMED -> bench.configure(Bench.LAN);
        case CONFIGURE_MANY_WHILE_ARMED -> bench.configure(Bench.MANY);
        case DISARM, DISARM_MANY -> bench.verbs().disarm();
      };
    }
  }

  private static Bench bench(FakeKernel.Variant variant, boolean nft) {
    Bench bench = new Bench(variant);
    bench.foreign(AddressFamily.IPV4, Bench.FOREIGN);
    bench.foreignNft("table ip somebody { chain x { } }\n");
    bench.netfilter.nft(nft);
    return bench;
  }

  /** What iptables' variants differ in is the contract's; two scenes show that nothing else is. */
  static Stream<Arguments> scenes() {
    return Stream.concat(
        Arrays.stream(Scene.values())
            .flatMap(
                scene ->
                    Stream.of(true, false)
                        .filter(nft -> nft || !scene.name().contains("MANY"))
                        .map(nft -> Arguments.of(scene, FakeKernel.Variant.NFT, nft))),
        Stream.of(Scene.ARM, Scene.DISARM)
            .map(scene -> Arguments.of(scene, FakeKernel.Variant.LEGACY, true)));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void leavesTheMachineAsBeforeOrClosed(Scene scene, FakeKernel.Variant variant, boolean nft)
      throws Exception {
    int failures = 0;
    boolean all = nft && (scene == Scene.ARM || scene == Scene.DISARM);
    for (Faults.Kind kind : all ? EnumSet.allOf(Faults.Kind.class) : THE_WORST) {
      int call = 0;
      // What comes next is in turn to arm or to disarm first.
      while (fails(scene, variant, nft, kind, call, call % 2 == kind.name().length() % 2)) {
        call++;
      }
      failures += call;
    }
    assertThat(failures).as("calls that failed").isGreaterThan(20);
  }

  /**
   * @return whether there was such a call
   */
  private static boolean fails(
      Scene scene,
      FakeKernel.Variant variant,
      boolean nft,
      Faults.Kind kind,
      int call,
      boolean disarmNext)
      throws Exception {
    String what =
        scene + " " + variant + (nft ? "" : " without nft") + ", call " + call + " " + kind;
    try (Bench bench = bench(variant, nft)) {
      String initial = bench.everything();
      scene.prepare(bench);
      Map<AddressFamily, String> before = new EnumMap<>(AddressFamily.class);
      for (AddressFamily family : AddressFamily.values()) {
        before.put(family, bench.kernel.snapshot(family));
      }
      bench.netfilter.faults().failAt(call, kind);
      Outcome outcome = scene.act(bench);
      boolean happened = bench.netfilter.faults().happened();
      List<String> log = bench.netfilter.faults().log();
      if (happened && kind == Faults.Kind.HALF && !log.get(call).endsWith("restore")) {
        return true; // the others do all or nothing
      }
      what += " of " + log;
      bench.netfilter.faults().none();
      for (AddressFamily family : AddressFamily.values()) {
        // That only the last look failed, and nobody knows, is no way back.
        boolean done = scene.name().startsWith("DISARM") && !bench.holdsOurs();
        boolean asBefore = bench.kernel.snapshot(family).equals(before.get(family));
        assertThat(done || asBefore || bench.closed(family))
            .as("%s: %s as before or closed\n%s", what, family, bench.kernel.snapshot())
            .isTrue();
      }
      Truth.isNoLie(bench, outcome, what);
      Truth.status(bench, what);
      if (disarmNext) {
        disarmsCleanly(bench, initial, what);
        armsCleanly(bench, variant, nft, what + ", disarmed");
      } else {
        armsCleanly(bench, variant, nft, what);
        disarmsCleanly(bench, initial, what + ", armed again");
      }
      return happened;
    }
  }

  private static void armsCleanly(Bench bench, FakeKernel.Variant variant, boolean nft, String what)
      throws Exception {
    String settings = SettingsJson.write(bench.machine.files().settings().orElseThrow());
    Outcome armed = bench.verbs().arm();
    assertThat(armed.report().state()).as("%s, then arm %s", what, armed).isEqualTo(State.ARMED);
    assertThat(armed.exit()).as(what).isZero();
    Truth.status(bench, what + ", then arm");
    String[] fresh = freshlyArmed(variant, nft, settings);
    assertThat(bench.kernel.snapshot()).as(what).isEqualTo(fresh[0]);
    assertThat(bench.hosts()).as(what).isEqualTo(fresh[1]);
  }

  /** Kernel and hosts file of a machine on which nothing ever failed. */
  private static String[] freshlyArmed(FakeKernel.Variant variant, boolean nft, String settings) {
    return FRESH.computeIfAbsent(
        variant + " " + nft + " " + settings,
        key -> {
          try (Bench bench = bench(variant, nft)) {
            bench.configure(settings);
            bench.verbs().arm();
            return new String[] {bench.kernel.snapshot(), bench.hosts()};
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void disarmsCleanly(Bench bench, String initial, String what) throws Exception {
    Outcome disarmed = bench.verbs().disarm();
    assertThat(disarmed.report().state())
        .as("%s, then disarm %s", what, disarmed)
        .isEqualTo(State.DISARMED);
    assertThat(bench.everything()).as("%s, then disarm", what).isEqualTo(initial);
  }
}
