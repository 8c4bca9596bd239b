package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel.Variant;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The verbs where everything works. */
class VerbsTest {
  private final Bench bench = new Bench(Variant.NFT);

  @AfterEach
  void tidy() {
    bench.close();
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  @Test
  void aFreshMachineIsDisarmed() throws IOException {
    Outcome status = bench.verbs().status();

    assertThat(status.exit()).isEqualTo(3);
    assertThat(status.report().state()).isEqualTo(State.DISARMED);
    assertThat(status.report().ok()).isTrue();
    assertThat(status.report().armedSince()).isEmpty();
    assertThat(bench.open(AddressFamily.IPV4)).isTrue();
    assertThat(bench.open(AddressFamily.IPV6)).isTrue();
  }

  @Test
  void withoutSettingsThereIsNothingToArm() throws IOException {
    Outcome armed = bench.verbs().arm();

    assertThat(armed.exit()).isEqualTo(1);
    assertThat(armed.report().error().orElseThrow().code()).isEqualTo("no-settings");
    assertThat(armed.report().state()).isEqualTo(State.DISARMED);
    assertThat(bench.holdsOurs()).isFalse();
  }

  @Test
  void armingClosesBothFamiliesButTheTunnel() throws IOException {
    bench.configure(Bench.SETTINGS);
    Outcome armed = bench.verbs().arm();

    Report report = armed.report();
    assertThat(armed.exit()).isZero();
    assertThat(report.verb()).contains(Verb.ARM);
    assertThat(report.state()).isEqualTo(State.ARMED);
    assertThat(report.ok()).isTrue();
    assertThat(report.changed()).isTrue();
    assertThat(report.armedSince()).contains(Bench.NOW);
    assertThat(report.settingsHash().orElseThrow()).matches("[0-9a-f]{64}");
    assertThat(report.families())
        .containsOnlyKeys(AddressFamily.IPV4, AddressFamily.IPV6)
        .allSatisfy(
            (family, found) -> {
              assertThat(found.enforced()).isTrue();
              assertThat(found.backstop()).isTrue();
              assertThat(found.rules()).isGreaterThan(15);
              assertThat(found.fallback()).isEmpty();
              assertThat(bench.closed(family)).isTrue();
            });
    assertThat(bench.passes("out tun0 to 8.8.8.8 tcp dport=443")).isTrue();
    assertThat(bench.passes("out eth0 to 198.51.100.7 udp dport=1194")).isTrue();
    assertThat(bench.passes("out eth0 to 198.51.100.7 udp dport=53")).isFalse();
    assertThat(bench.hosts()).contains("198.51.100.7\ta.example.org");
    assertThat(Bench.files(bench.places.lib()))
        .containsExactly("armed", "ipv4.restore", "ipv6.restore");
  }

  @Test
  void armingTwiceChangesNothing() throws IOException {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    String before = bench.everything();
    bench.netfilter.faults().none();
    Outcome again = bench.verbs().arm();

    assertThat(again.exit()).isZero();
    assertThat(again.report().changed()).isFalse();
    assertThat(again.report().state()).isEqualTo(State.ARMED);
    assertThat(bench.everything()).isEqualTo(before);
    assertThat(bench.netfilter.faults().log())
        .as("reads alone")
        .allMatch(tool -> tool.matches(".*save|nft list|conntrack list"));
  }

  @Test
  void disarmingTwiceChangesNothing() throws IOException {
    String initial = bench.everything();
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    Outcome disarmed = bench.verbs().disarm();

    assertThat(disarmed.exit()).isZero();
    assertThat(disarmed.report().state()).isEqualTo(State.DISARMED);
    assertThat(disarmed.report().changed()).isTrue();
    assertThat(bench.everything()).isEqualTo(initial);
    Outcome again = bench.verbs().disarm();
    assertThat(again.exit()).isZero();
    assertThat(again.report().changed()).isFalse();
    assertThat(bench.everything()).isEqualTo(initial);
  }

  @Test
  void foreignRulesStay() throws IOException {
    bench.foreign(AddressFamily.IPV4, Bench.FOREIGN);
    bench.foreign(AddressFamily.IPV6, "*raw\n-A OUTPUT -j ACCEPT\nCOMMIT\n");
    String initial = bench.everything();
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    assertThat(bench.kernel.snapshot()).contains("-A ufw-user -s 192.0.2.0/24 -j DROP");
    bench.verbs().disarm();

    assertThat(bench.everything()).isEqualTo(initial);
  }

  @Test
  void whatOthersBlockStaysBlocked() throws IOException {
    bench.foreign(AddressFamily.IPV4, "*filter\n-A OUTPUT -d 198.51.100.7/32 -j DROP\nCOMMIT\n");
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();

    assertThat(bench.passes("out eth0 to 198.51.100.7 udp dport=1194")).isFalse();
  }

  @Test
  void configuringWhileDisarmedOnlyStores() throws Exception {
    Outcome stored = bench.configure(Bench.SETTINGS);

    assertThat(stored.exit()).isZero();
    assertThat(stored.report().changed()).isTrue();
    assertThat(stored.report().state()).isEqualTo(State.DISARMED);
    assertThat(bench.holdsOurs()).isFalse();
    assertThat(bench.configure(Bench.SETTINGS).report().changed()).isFalse();
  }

  @Test
  void configuringWhileArmedAppliesAtOnce() throws IOException {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    String printer = "out eth0 to 192.168.1.9 tcp dport=631";
    assertThat(bench.passes(printer)).isFalse();
    Outcome wider = bench.configure(Bench.LAN);

    assertThat(wider.exit()).isZero();
    assertThat(wider.report().state()).isEqualTo(State.ARMED);
    assertThat(bench.passes(printer)).isTrue();
    assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
    bench.configure(Bench.SETTINGS);
    assertThat(bench.passes(printer)).isFalse();
  }

  @Test
  void badSettingsTouchNothing() throws IOException {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    String before = bench.everything() + Files.readString(settings());
    for (String bad :
        List.of(
            "",
            "{",
            Bench.SETTINGS.replace("tun0", "tun0\\n-A OUTPUT -j ACCEPT"),
            Bench.SETTINGS.replace("1194", "0"),
            Bench.SETTINGS.replace(
                "\"interfaces\"", "\"clientUsers\": [\"nobody-here\"], \"interfaces\""),
            Bench.SETTINGS + "x")) {
      bench.netfilter.faults().none();
      Outcome refused = bench.configure(bad);
      assertThat(refused.exit()).as(bad).isEqualTo(2);
      assertThat(refused.report().ok()).as(bad).isFalse();
      assertThat(refused.report().error().orElseThrow().path()).as(bad).startsWith("$");
      assertThat(refused.report().state()).as(bad).isEqualTo(State.ARMED);
      assertThat(bench.everything() + Files.readString(settings())).as(bad).isEqualTo(before);
    }
  }

  private Path settings() {
    return bench.places.etc().resolve("settings.json");
  }

  @Test
  void brokenStoredSettingsKeepItClosed() throws IOException {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    Files.writeString(settings(), "{");
    Outcome again = bench.verbs().arm();

    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.report().state()).isEqualTo(State.ARMED);
    assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
    assertThat(bench.verbs().disarm().exit()).isZero();
    assertThat(bench.holdsOurs()).isFalse();
  }

  @Test
  void statusSaysThatSettingsAreNotApplied() throws IOException {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    assertThat(bench.verbs().status().report().warnings()).isEmpty();
    Files.writeString(settings(), Bench.LAN);
    Outcome status = bench.verbs().status();

    assertThat(status.exit()).isZero();
    assertThat(codes(status.report().warnings())).containsExactly("settings-not-applied");
  }

  @Test
  void statusSaysThatItWillNotLast() throws IOException {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    Files.delete(bench.places.lib().resolve("armed"));
    Outcome status = bench.verbs().status();

    assertThat(status.report().state()).isEqualTo(State.ARMED);
    assertThat(codes(status.report().warnings())).contains("not-lasting");
    bench.verbs().arm();
    assertThat(bench.verbs().status().report().warnings()).isEmpty();
  }

  @Test
  void statusChangesNothing() throws IOException {
    bench.configure(Bench.SETTINGS);
    for (int round = 0; round < 2; round++) {
      String before = bench.everything();
      bench.verbs().status();
      assertThat(bench.everything()).isEqualTo(before);
      bench.verbs().arm();
    }
  }

  @Test
  void flushedRulesAreMissedAndPutBack() throws IOException {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    String armed = bench.everything();
    bench.foreign(AddressFamily.IPV4, "*filter\n-F OUTPUT\n-F INPUT\n-F FORWARD\nCOMMIT\n");
    Outcome status = bench.verbs().status();

    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.report().state()).isEqualTo(State.DEGRADED);
    assertThat(status.report().families().get(AddressFamily.IPV4).enforced()).isFalse();
    assertThat(status.report().families().get(AddressFamily.IPV4).backstop()).isTrue();
    assertThat(status.report().error().orElseThrow().message()).contains("the backstop blocks");
    assertThat(bench.closed(AddressFamily.IPV4)).as("by the backstop").isTrue();
    assertThat(bench.verbs().arm().report().changed()).isTrue();
    assertThat(bench.everything()).isEqualTo(armed);
  }

  @Test
  void afterARebootTheDocumentsCloseItAgain() throws IOException {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    String armed = bench.kernel.snapshot();
    bench.reboot();
    assertThat(bench.verbs().status().report().state()).isEqualTo(State.DEGRADED);
    bench.boot();

    assertThat(bench.verbs().status().report().state()).isEqualTo(State.ARMED);
    assertThat(bench.kernel.snapshot()).isEqualTo(armed);
    assertThat(bench.verbs().arm().report().changed()).isFalse();
    bench.verbs().disarm();
    assertThat(bench.kernel.snapshot()).isEqualTo("\n--\n\n");
  }

  @Test
  void renderingTouchesNothing() throws IOException {
    String before = bench.everything();
    bench.netfilter.faults().none();
    Outcome rendered = bench.verbs().render(Bench.SETTINGS.getBytes(StandardCharsets.UTF_8), false);

    assertThat(rendered.exit()).isZero();
    assertThat(rendered.report().documents())
        .containsOnlyKeys("ipv4", "ipv6")
        .allSatisfy(
            (family, text) -> assertThat(text).startsWith("*security\n").contains("*filter"));
    assertThat(bench.netfilter.faults().log()).isEmpty();
    assertThat(bench.everything()).isEqualTo(before);
    assertThat(bench.verbs().render(new byte[0], false).exit()).isEqualTo(2);
  }

  @Test
  void renderingCanProveWhatItRenders() throws IOException {
    Outcome checked = bench.verbs().render(Bench.SETTINGS.getBytes(StandardCharsets.UTF_8), true);

    assertThat(checked.exit()).isZero();
    assertThat(checked.report().error()).isEmpty();
    assertThat(checked.report().checked())
        .containsOnlyKeys(AddressFamily.values())
        .allSatisfy((family, classes) -> assertThat(classes).isGreaterThan(100));
    assertThat(bench.verbs().render(new byte[0], true).exit()).isEqualTo(2);
  }

  @Test
  void warningsNameTheField() throws IOException {
    Outcome stored =
        bench.configure(
            Bench.SETTINGS
                .replace("\"tun0\"", "\"tun0\", \"eth0\"")
                .replace("1194", "\"any\"")
                .strip()
                .replaceAll(
                    "}$", ", \"lan\": {\"allow\": true, \"networks\": [\"203.0.113.0/24\"]}}"));

    assertThat(stored.exit()).isZero();
    assertThat(stored.report().warnings().stream().map(w -> w.code() + " " + w.path()).toList())
        .containsExactly(
            "tunnel-looks-physical $.tunnel.interfaces[1]",
            "server-any $.servers[0]",
            "lan-network-public $.lan.networks[0]");
  }
}
