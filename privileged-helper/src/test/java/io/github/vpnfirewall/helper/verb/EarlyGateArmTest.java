package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.restore.Gate;
import io.github.vpnfirewall.helper.state.HelperLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gate that was shut for a call of {@code arm} before the helper ran. */
class EarlyGateArmTest {
  private final Bench bench = new Bench(FakeKernel.Variant.NFT);

  @AfterEach
  void close() {
    bench.close();
  }

  private Verbs early() {
    bench.foreignNft(Gate.close(List.of(AddressFamily.values())));
    return new Verbs(bench.machine, true);
  }

  private boolean isOpen() {
    return bench.open(AddressFamily.IPV4) && bench.open(AddressFamily.IPV6);
  }

  private boolean isClosed() {
    return bench.closed(AddressFamily.IPV4) && bench.closed(AddressFamily.IPV6);
  }

  @Test
  void whatTheLauncherShutsIsTheGate() throws IOException {
    String launchers = Files.readString(Path.of("../desktop/boot/gate.nft"));
    String both = Gate.close(List.of(AddressFamily.values()));
    assertThat(launchers)
        .isEqualTo(
            "create table ip vpnfw_gate\ncreate table ip6 vpnfw_gate\n"
                + both.substring(both.indexOf("table ip vpnfw_gate {")));
  }

  @Test
  void isNotShutOnceMoreAndIsOpenedLast() throws IOException {
    bench.configure(Bench.SETTINGS);
    String before = bench.everything();
    Verbs verbs = early();
    // The only call of nft that changes something is the one that opens.
    bench.netfilter.faults().failAlways(tool -> tool.equals("nft"), Faults.Kind.HANGS);
    Outcome cutShort = verbs.arm();
    bench.netfilter.faults().none();
    assertThat(cutShort.report().state()).isEqualTo(State.DEGRADED);
    assertThat(cutShort.report().warnings()).as("it was shut in one step").isEmpty();
    assertThat(cutShort.report().families().values()).allMatch(family -> family.enforced());
    assertThat(new Verbs(bench.machine).arm().report().state()).isEqualTo(State.ARMED);
    new Verbs(bench.machine).disarm();
    assertThat(bench.everything()).isEqualTo(before);
  }

  @Test
  void armsAndLeavesNothingBehind() throws IOException {
    bench.foreign(AddressFamily.IPV4, Bench.FOREIGN);
    bench.configure(Bench.MANY);
    String before = bench.everything();
    Outcome outcome = early().arm();
    assertThat(outcome.report().state()).isEqualTo(State.ARMED);
    assertThat(outcome.report().warnings()).isEmpty();
    assertThat(isClosed()).isTrue();
    assertThat(bench.kernel.snapshot()).doesNotContain(Gate.TABLE);
    bench.verbs().disarm();
    assertThat(bench.everything()).isEqualTo(before);
  }

  @Test
  void opensAgainIfThereAreNoSettings() throws IOException {
    Outcome outcome = early().arm();
    assertThat(outcome.report().error()).map(Problem::code).contains("no-settings");
    assertThat(outcome.report().state()).isEqualTo(State.DISARMED);
    assertThat(isOpen()).isTrue();
  }

  @Test
  void opensAgainIfTheSettingsAreRefused() throws IOException {
    Files.createDirectories(bench.places.etc());
    Files.writeString(bench.places.etc().resolve("settings.json"), "{\"version\": 1}");
    assertThat(early().arm().exit()).isEqualTo(Outcome.INVALID);
    assertThat(isOpen()).isTrue();
    Files.writeString(
        bench.places.etc().resolve("settings.json"),
        Bench.SETTINGS.replace("[\"tun0\"]", "[\"tun0\"], \"clientUsers\": [\"nobodyknows\"]"));
    assertThat(early().arm().exit()).isEqualTo(Outcome.INVALID);
    assertThat(isOpen()).isTrue();
  }

  @Test
  void opensAgainIfTheCallBreaksOff() throws IOException {
    Outcome outcome = early().cutOff(Verb.ARM, new Problem("failed", null, "it broke"));
    assertThat(outcome.report().state()).isEqualTo(State.DISARMED);
    assertThat(isOpen()).isTrue();
  }

  @Test
  void neverOpensWhatAnotherCallClosed() throws IOException {
    early();
    new Verbs(bench.machine, false).arm();
    assertThat(isClosed()).as("left by a call that was killed; there are no settings").isTrue();
    bench.verbs().disarm();

    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    Verbs verbs = early(); // the other one came first
    verbs.openEarly();
    assertThat(isClosed()).isTrue();
    assertThat(bench.kernel.snapshot()).contains(Gate.TABLE);
    assertThat(verbs.arm().report().state()).isEqualTo(State.ARMED);
    assertThat(bench.kernel.snapshot()).doesNotContain(Gate.TABLE);
  }

  @Test
  void whatWasKilledWithTheGateShutIsOpenedWithoutTakingOthersTables() throws IOException {
    bench.foreign(AddressFamily.IPV6, "*filter\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n");
    String before = bench.everything();
    early(); // kill -9
    assertThat(bench.verbs().status().report().state()).isEqualTo(State.DEGRADED);
    assertThat(bench.verbs().disarm().report().state()).isEqualTo(State.DISARMED);
    assertThat(bench.everything()).isEqualTo(before);
  }

  @Test
  void whoLooksMeanwhileWaitsForTheArmButNotForWhatWasLeftBehind() throws IOException {
    bench.configure(Bench.SETTINGS);
    assertThat(bench.verbs().statusUnlessArming()).isPresent();
    Verbs verbs = early();
    assertThat(bench.verbs().statusUnlessArming()).isEmpty();
    Looks looks = new Looks(() -> 0);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> looks.look(bench.machine))
          .isInstanceOf(HelperLock.BusyException.class);
    }
    assertThat(looks.look(bench.machine).state()).isEqualTo(State.DEGRADED);
    assertThat(bench.verbs().status().report().state()).isEqualTo(State.DEGRADED);
    verbs.arm();
    assertThat(bench.verbs().statusUnlessArming().orElseThrow().report().state())
        .isEqualTo(State.ARMED);
    assertThat(looks.look(bench.machine).state()).isEqualTo(State.ARMED);
  }

  @Test
  void gateBesideAnythingElseOfOursIsNoArmThatWaits() throws IOException {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    early();
    assertThat(bench.verbs().statusUnlessArming().orElseThrow().report().state())
        .isEqualTo(State.DEGRADED);
  }
}
