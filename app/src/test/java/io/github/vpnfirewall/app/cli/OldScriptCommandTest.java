package io.github.vpnfirewall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Names;
import io.github.vpnfirewall.app.importer.ParallelResolver;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of the old script, and what it would have loaded. */
class OldScriptCommandTest {
  private static final String BEGINNING =
      """
      OK: Loading VPN firewall...
      OK: The firewall should not show any messages,
      OK: besides output beginning with prefix OK:...
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AnsweringHelper helper = new AnsweringHelper();
  private Names names = host -> List.of(Network.parse("203.0.113.1"));
  private boolean root = true;

  @TempDir Path etc;

  @Test
  void loadsWithItsWords() throws IOException {
    Files.writeString(etc.resolve("settings.json"), "{}");
    conf("vpn_firewall.d/50_user.conf", "VPN_SERVERS=198.51.100.7\n");
    assertThat(run()).isZero();
    assertThat(text(out)).isEqualTo(BEGINNING + "OK: VPN firewall loaded.\n");
    assertThat(text(err)).isEmpty();
    assertThat(helper.asked).containsExactly("arm");
  }

  @Test
  void needsRoot() {
    root = false;
    assertThat(run()).isEqualTo(1);
    assertThat(text(err)).isEqualTo("FATAL ERROR: This script must be run as root (sudo)!\n");
    assertThat(text(out)).isEmpty();
    assertThat(helper.asked).isEmpty();
  }

  @Test
  void failureIsFatal() {
    Problem error = new Problem("no-settings", null, "There are no settings yet");
    helper.answer = new Reported(Samples.failure(Verb.ARM, State.DISARMED, error), 1);
    assertThat(run()).isEqualTo(1);
    assertThat(text(out)).isEqualTo(BEGINNING);
    assertThat(text(err)).isEqualTo("FATAL ERROR: There are no settings yet\n");
  }

  @Test
  void oldSettingsAreStoredFirst() throws IOException {
    conf("vpn_firewall.d/50_user.conf", "VPN_SERVERS=\"198.51.100.7 vpn.example.org\"\n");
    assertThat(run()).isZero();
    assertThat(helper.asked).containsExactly("configure [tun+]", "arm");
    assertThat(text(err)).startsWith("WARNING: The old script let every program reach");
  }

  @Test
  void halfOfTheServersIsNoFirewall() throws IOException {
    names = host -> List.of();
    conf("vpn_firewall.d/50_user.conf", "VPN_SERVERS=\"198.51.100.7 vpn.example.org\"\n");
    assertThat(run()).isEqualTo(1);
    assertThat(text(err)).startsWith("FATAL ERROR: ").contains("vpn.example.org");
    assertThat(helper.asked).isEmpty();
  }

  @Test
  void laterFileOverridesAnEarlierOneAndBothTheDefaults() throws IOException {
    conf("vpn-firewall.d/10_last.conf", "VPN_INTERFACE=tun5\n");
    conf("vpn_firewall.d/50_b.conf", "VPN_SERVERS=198.51.100.8\nLOCAL_NET=\"10.0.0.0/8\"\n");
    conf("vpn_firewall.d/30_a.conf", "VPN_SERVERS=198.51.100.7\nVPN_INTERFACE=tun1\n");
    conf("vpn_firewall.d/40_remarks.conf", "# nothing here\n");
    conf("vpn_firewall.d/ignored.txt", "VPN_SERVERS=198.51.100.9\n");
    Imported found = old().read(terminal()).orElseThrow();
    assertThat(found.endpoints()).extracting(each -> each.host()).containsExactly("198.51.100.8");
    assertThat(found.interfaces()).extracting(Object::toString).containsExactly("tun5");
    assertThat(found.more().lan().orElseThrow())
        .extracting(Object::toString)
        .containsExactly("10.0.0.0/8");
  }

  @Test
  void wrongFileIsNamedWithItsLine() throws IOException {
    conf("vpn_firewall.d/50_user.conf", "# mine\nVPN_SERVERS=$(cat /etc/shadow)\n");
    assertThat(run()).isEqualTo(1);
    assertThat(text(err))
        .startsWith("FATAL ERROR: " + etc.resolve("vpn_firewall.d/50_user.conf") + ", line 2: ");
    assertThat(helper.asked).isEmpty();
  }

  @Test
  void foldersWithoutSettingsAreNone() throws IOException {
    assertThat(old().read(terminal())).isEmpty();
    conf("vpn_firewall.d/40_remarks.conf", "# nothing here\n");
    assertThat(old().read(terminal())).isEmpty();
  }

  private void conf(String name, String text) throws IOException {
    Path file = etc.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private OldSettings old() {
    return new OldSettings(List.of(etc.resolve("vpn_firewall.d"), etc.resolve("vpn-firewall.d")));
  }

  private int run() {
    if (helper.answer instanceof HelperResult.Dismissed) {
      helper.answer = new Reported(Samples.report(Verb.ARM, State.ARMED), 0);
    }
    Command command =
        new OldScriptCommand(
            root,
            etc.resolve("settings.json"),
            old(),
            () -> new ParallelResolver(names, Duration.ofSeconds(50), 2),
            () -> helper);
    return new Verbs("1.2", List.of(command)).run(List.of(), terminal()).code();
  }

  private Terminal terminal() {
    return new Terminal(
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Texts.of(Locale.ENGLISH),
        false,
        false);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
