package io.github.vpnfirewall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.Names;
import io.github.vpnfirewall.app.importer.ParallelResolver;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final String PROFILE = "dev tun1\nremote vpn.example.org 1194 udp\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Settings> stored = new ArrayList<>();
  private Names names = host -> List.of(Network.parse("203.0.113.1"), Network.parse("2001:db8::1"));
  private HelperResult answer =
      new HelperResult.Reported(Samples.report(Verb.CONFIGURE, State.DISARMED), 0);
  private Settings current = Samples.settings("tun0");
  private String input = "";

  @TempDir Path folder;

  @Test
  void fileIsStoredAndSaid() throws IOException {
    assertThat(run(file("Oslo.ovpn", PROFILE))).isZero();
    assertThat(stored).hasSize(1);
    assertThat(stored.get(0).servers())
        .extracting(Server::endpoint)
        .containsExactly(
            "198.51.100.7 port 1194 udp", "203.0.113.1 port 1194 udp", "2001:db8::1 port 1194 udp");
    assertThat(text(out))
        .contains("OpenVPN profile", "Tunnel interface added: tun1", "The settings are saved.");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void dryRunPrintsTheSettingsAloneAndAsksNobody() throws IOException {
    assertThat(run("--dry-run", file("Oslo.ovpn", PROFILE))).isZero();
    assertThat(stored).isEmpty();
    assertThat(Samples.parse(text(out)).servers()).hasSize(3);
    assertThat(text(err)).contains("Tunnel interface added: tun1");
  }

  @Test
  void replacingLetsTheOthersGo() throws IOException {
    assertThat(run("--replace", file("Oslo.ovpn", PROFILE))).isZero();
    assertThat(stored.get(0).servers()).hasSize(2);
    assertThat(stored.get(0).tunnel().interfaces())
        .extracting(Object::toString)
        .containsExactly("tun1");
  }

  @Test
  void severalFilesAndStandardInputAreOneImport() throws IOException {
    input = "[Peer]\nEndpoint=198.51.100.99:51820\nAllowedIPs=0.0.0.0/0\n";
    assertThat(run(file("Oslo.ovpn", PROFILE), "-")).isZero();
    assertThat(stored).hasSize(1);
    assertThat(stored.get(0).servers()).hasSize(4);
    assertThat(text(out)).contains("Careful: A WireGuard interface is named by its file");
  }

  @Test
  void oneWrongFileChangesNothingAndIsSaidWithItsLine() throws IOException {
    String wrong = file("wrong.ovpn", "client\nremote a.example 99999\n");
    assertThat(run(file("Oslo.ovpn", PROFILE), wrong)).isEqualTo(2);
    assertThat(stored).isEmpty();
    assertThat(text(err)).contains(wrong + ", line 2: “99999” is not a port.");
  }

  @Test
  void missingFilesFoldersAndDevicesAreRefused() {
    assertThat(run(folder + "/none.ovpn")).isEqualTo(2);
    assertThat(text(err)).contains("There is no such file.");
    assertThat(run(folder.toString())).isEqualTo(2);
    assertThat(text(err)).contains("This is a folder.");
    assertThat(run("/dev/zero")).isEqualTo(2);
    assertThat(text(err)).contains("This is a device or a pipe");
  }

  @Test
  void namesThatAreNotFoundAreSaid() throws IOException {
    names =
        host -> {
          if (host.startsWith("silent")) {
            throw new Names.UnansweredException(new Exception("silent"));
          }
          return host.startsWith("none") ? List.of() : List.of(Network.parse("203.0.113.1"));
        };
    String some = file("x.ovpn", PROFILE + "remote none.example\nremote silent.example\n");
    assertThat(run(some)).isZero();
    assertThat(text(err))
        .contains("do not exist, so they were left out: none.example")
        .contains("left out: silent.example")
        .contains("only be asked through the VPN");
    assertThat(run(file("y.ovpn", "dev tun1\nremote none.example"))).isEqualTo(1);
    assertThat(text(err)).contains("No server was found");
    assertThat(stored).hasSize(1);
  }

  @Test
  void whatIsThereAlreadyIsNotStoredAgain() throws IOException {
    assertThat(run(file("x.ovpn", "dev tun0\nremote 198.51.100.7 1194\n"))).isZero();
    // It gets a label the first time.
    current = stored.get(0);
    assertThat(run(file("x.ovpn", "dev tun0\nremote 198.51.100.7 1194\n"))).isZero();
    assertThat(stored).hasSize(1);
    assertThat(text(out)).contains("The settings have all of this already.");
  }

  @Test
  void refusedPasswordIsFailure() throws IOException {
    answer = new HelperResult.Dismissed();
    assertThat(run(file("Oslo.ovpn", PROFILE))).isEqualTo(1);
    assertThat(text(err)).contains("You closed the password dialog.");
  }

  @Test
  void oldScriptsServersCanBeNarrowed() throws IOException {
    String script = file("50_user.conf", "VPN_SERVERS=203.0.113.5\nVPN_INTERFACE=tun0\n");
    assertThat(run(script)).isZero();
    assertThat(text(out)).contains("Narrow it to the VPN’s port");
    assertThat(run("--narrow", "udp:1194", script)).isZero();
    assertThat(stored.get(1).servers())
        .extracting(Server::endpoint)
        .contains("203.0.113.5 port 1194 udp");
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    assertThat(run("--json", file("Oslo.ovpn", PROFILE + "remote-random-hostname\n"))).isZero();
    assertThat(text(out)).hasLineCount(1);
    JsonObject said = JsonParser.parseString(text(out)).getAsJsonObject();
    assertThat(said.get("ok").getAsBoolean()).isTrue();
    assertThat(said.get("stored").getAsBoolean()).isTrue();
    JsonObject first = said.getAsJsonArray("files").get(0).getAsJsonObject();
    assertThat(first.get("kind").getAsString()).isEqualTo("openvpn");
    assertThat(first.getAsJsonArray("remarks")).hasSize(1);
    assertThat(Samples.parse(said.get("settings").toString())).isEqualTo(stored.get(0));
    assertThat(run("--json", file("wrong.ovpn", "client\nremote a.example 0\n"))).isEqualTo(2);
    JsonObject wrong = JsonParser.parseString(text(out).lines().toList().get(1)).getAsJsonObject();
    assertThat(wrong.get("ok").getAsBoolean()).isFalse();
    JsonObject error =
        wrong.getAsJsonArray("files").get(0).getAsJsonObject().getAsJsonObject("error");
    assertThat(error.get("line").getAsInt()).isEqualTo(2);
  }

  @Test
  void commandLineIsStrict() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--frobnicate", "x")).isEqualTo(2);
    assertThat(run("--narrow", "any", "x")).isEqualTo(2);
    assertThat(run("--narrow", "udp", "x")).isEqualTo(2);
    assertThat(run("--narrow", "esp:4", "x")).isEqualTo(2);
    assertThat(run("--narrow")).isEqualTo(2);
    assertThat(text(out)).isEmpty();
    assertThat(run("--help")).isZero();
    assertThat(text(out)).startsWith("Usage: vpnfirewall import");
  }

  @Test
  void verbsAreFound() {
    assertThat(verbs()).isEqualTo(2);
    assertThat(verbs("frobnicate")).isEqualTo(2);
    assertThat(text(err)).contains("“frobnicate”").contains("Usage: vpnfirewall VERB");
    assertThat(verbs("--version")).isZero();
    assertThat(verbs("--help")).isZero();
    assertThat(text(out)).contains("VPN Firewall 1.2").contains("import FILE...");
    assertThat(verbs("import", "--help")).isZero();
  }

  private int verbs(String... words) {
    return new Verbs("1.2", List.of(command())).run(List.of(words), terminal()).code();
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of("import"));
    all.addAll(List.of(words));
    return verbs(all.toArray(String[]::new));
  }

  private ImportCommand command() {
    return new ImportCommand(
        () -> current,
        () -> new ParallelResolver(names, Duration.ofSeconds(50), 2),
        () -> helper(answer));
  }

  private HelperClient helper(HelperResult result) {
    return new StoringHelper(stored, result);
  }

  private Terminal terminal() {
    return new Terminal(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Texts.of(Locale.ENGLISH),
        false,
        false);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  @Test
  void storedSettingsAreReadFromTheirFile() throws Exception {
    Path file = folder.resolve("settings.json");
    assertThat(Stored.in(file).read()).isEqualTo(Settings.empty());
    Files.writeString(file, SettingsJson.write(current));
    assertThat(Stored.in(file).read()).isEqualTo(current);
  }
}
