package io.github.vpnfirewall.app.importer.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.Merge;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportViewModelTest {
  private static final String PROFILE = "dev tun1\nremote vpn.example.org 1194 udp\n";

  private final PendingStore helper = new PendingStore();
  private final Settings stored = Samples.settings("tun0");
  private PendingResolver names = new PendingResolver(true);

  @TempDir Path folder;

  @Test
  void whatWouldChangeIsSaidBeforeAnythingDoes() throws IOException {
    ImportViewModel model = model();
    model.add(List.of(file("Oslo.ovpn", PROFILE)));
    FileRow row = model.files().get(0);
    assertThat(row.name()).isEqualTo("Oslo.ovpn");
    assertThat(row.kind()).isEqualTo("OpenVPN profile");
    assertThat(row.summary()).isEqualTo("Server: vpn.example.org, UDP 1194. Interface: tun1.");
    assertThat(model.headline().get()).isEqualTo("These settings change:");
    assertThat(model.changes())
        .containsExactly(
            "• Server added: vpn.example.org, 203.0.113.1 port 1194 udp",
            "• Tunnel interface added: tun1");
    assertThat(model.hint().get()).isEqualTo("2 changes, listed above");
    assertThat(model.ready().get()).isTrue();
    assertThat(helper.asked()).isNull();
  }

  @Test
  void applyStoresExactlyThatAndCloses() throws IOException {
    ImportViewModel model = model();
    model.add(List.of(file("Oslo.ovpn", PROFILE)));
    model.apply();
    assertThat(model.busy().get()).isTrue();
    model.apply();
    assertThat(helper.asked().servers())
        .extracting(Server::endpoint)
        .containsExactly("198.51.100.7 port 1194 udp", "203.0.113.1 port 1194 udp");
    helper.answer(new HelperResult.Reported(Samples.report(Verb.CONFIGURE, State.ARMED), 0));
    assertThat(model.busy().get()).isFalse();
    assertThat(model.closed().get()).isTrue();
  }

  @Test
  void refusalIsSaidAndNothingIsLost() throws IOException {
    ImportViewModel model = model();
    model.add(List.of(file("Oslo.ovpn", PROFILE)));
    model.apply();
    helper.answer(new HelperResult.Dismissed());
    assertThat(model.outcome().get().failed()).isTrue();
    assertThat(model.outcome().get().text()).startsWith("You closed the password dialog.");
    assertThat(model.ready().get()).isTrue();
    model.apply();
    assertThat(model.outcome().get()).isEqualTo(Outcome.NONE);
    helper.fail(new IllegalStateException("broken"));
    assertThat(model.outcome().get().text()).contains("broken");
    assertThat(model.busy().get()).isFalse();
  }

  @Test
  void helpersWarningsAreShownBeforeItCloses() throws IOException {
    ImportViewModel model = model();
    model.add(List.of(file("Oslo.ovpn", PROFILE)));
    model.apply();
    helper.answer(Answers.warning(new Problem("server-any", "$.servers[1]", "That is wide.")));
    assertThat(model.closed().get()).isFalse();
    assertThat(model.outcome().get())
        .isEqualTo(new Outcome(false, "Saved. Please note:", List.of("That is wide.")));
    assertThat(model.ready().get()).isFalse();
    assertThat(model.headline().get()).isEqualTo("The settings have all of this already.");
  }

  @Test
  void wrongFileIsSaidWithItsLineAndTheOthersStillCount() throws IOException {
    ImportViewModel model = model();
    model.add(List.of(file("wrong.ovpn", "client\nremote a b\n"), file("Oslo.ovpn", PROFILE)));
    assertThat(model.files()).hasSize(2);
    assertThat(model.files().get(0).error()).startsWith("Line 2: “b” is not a port.");
    assertThat(model.ready().get()).isTrue();
    model.remove(model.files().get(1));
    assertThat(model.ready().get()).isFalse();
    assertThat(model.headline().get()).isEmpty();
    model.add(List.of(folder.resolve("none.ovpn"), folder));
    assertThat(model.files())
        .extracting(FileRow::error)
        .contains("There is no such file.", "This is a folder. Choose the files in it.");
  }

  @Test
  void fileThatIsThereIsReadAgain() throws IOException {
    ImportViewModel model = model();
    model.add(List.of(file("Oslo.ovpn", "client\nremote a b\n")));
    model.add(List.of(file("Oslo.ovpn", PROFILE)));
    assertThat(model.files()).hasSize(1);
    assertThat(model.files().get(0).error()).isEmpty();
  }

  @Test
  void namesAreLookedUpWithProgressAndWhatIsMissingIsSaid() throws IOException {
    names = new PendingResolver(false);
    ImportViewModel model = model();
    model.add(List.of(file("x.ovpn", PROFILE + "remote nobody.example\nremote pool.example\n")));
    assertThat(model.ready().get()).isFalse();
    names.progress(1, 4);
    assertThat(model.progress().get()).isEqualTo("Looking up names: 1 of 4");
    assertThat(model.share().get()).isEqualTo(0.25);
    names.answer();
    assertThat(model.progress().get()).isEmpty();
    assertThat(model.names()).hasSize(2);
    assertThat(model.names().get(0)).contains("left out: nobody.example").contains("armed");
    assertThat(model.names().get(1)).contains("pool.example");
    assertThat(model.ready().get()).isTrue();
  }

  @Test
  void anotherFileOrTheEndGivesUpWhatIsAsked() throws IOException {
    names = new PendingResolver(false);
    ImportViewModel model = model();
    model.add(List.of(file("x.ovpn", PROFILE)));
    model.cancel();
    assertThat(names.cancelled()).isTrue();
    assertThat(model.ready().get()).isFalse();
  }

  @Test
  void replacingSaysWhatGoes() throws IOException {
    ImportViewModel model = model();
    model.add(List.of(file("Oslo.ovpn", PROFILE)));
    model.mode().set(Merge.Mode.REPLACE);
    assertThat(model.changes())
        .contains(
            "• Server removed: 198.51.100.7 port 1194 udp", "• Tunnel interface removed: tun0");
    model.mode().set(Merge.Mode.ADD);
    assertThat(model.changes()).hasSize(2);
  }

  @Test
  void oldScriptsServersCanBeNarrowed() throws IOException {
    ImportViewModel model = model();
    model.add(List.of(file("50_user.conf", "VPN_SERVERS=203.0.113.5\n")));
    assertThat(model.wide().get()).isTrue();
    assertThat(model.changes()).containsExactly("• Server added: 203.0.113.5 any");
    model.narrowing().protocol().set(ServerProtocol.TCP);
    model.narrowing().port().set("443");
    assertThat(model.changes()).containsExactly("• Server added: 203.0.113.5 port 443 tcp");
    model.narrowing().port().set("x");
    assertThat(model.narrowing().error().get()).contains("“x” is not a port");
    assertThat(model.ready().get()).isFalse();
    model.narrowing().protocol().set(ServerProtocol.ANY);
    assertThat(model.ready().get()).isTrue();
  }

  @Test
  void settingsThatChangeMeanwhileCount() throws IOException {
    ImportViewModel model = model();
    model.add(List.of(file("x.ovpn", "dev tun1\nremote 198.51.100.7 1194\n")));
    assertThat(model.changes()).hasSize(2);
    model.current(Settings.empty());
    assertThat(model.changes()).first().asString().startsWith("• Server added");
  }

  @Test
  void thousandsOfChangesAreCountedNotListed() throws IOException {
    StringBuilder many = new StringBuilder("dev tun0\n");
    for (int i = 0; i < 1000; i++) {
      many.append("remote 203.0.113.").append(i % 250).append(' ').append(1000 + i).append('\n');
    }
    ImportViewModel model = model();
    model.add(List.of(file("x.ovpn", many.toString())));
    assertThat(model.changes()).hasSize(41);
    assertThat(model.changes().get(40)).isEqualTo("… and 960 more");
  }

  private ImportViewModel model() {
    return new ImportViewModel(
        Texts.of(Locale.ENGLISH), stored, helper, names, Runnable::run, Runnable::run);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
