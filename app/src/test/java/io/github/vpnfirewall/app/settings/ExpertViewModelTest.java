package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpertViewModelTest {
  private final AtomicInteger changes = new AtomicInteger();
  private final ExpertViewModel model = model(Links.ACCOUNTS);

  @Test
  void usersStandBetweenCommasOrSpaces() {
    model.users().text().set(" openvpn, 998 _vpn ");

    assertThat(model.clientUsers())
        .isEqualTo(List.of(new UserName("openvpn"), new UserName("998"), new UserName("_vpn")));
  }

  @ParameterizedTest
  @CsvSource({
    "'open;vpn', is not a user",
    "4294967295, is not a user",
    "'vpn, vpn', vpn stands there twice"
  })
  void wrongUserIsSaidAtTheField(String users, String message) {
    model.users().text().set(users);

    assertThat(model.valid()).isFalse();
    assertThat(model.users().error().get()).contains(message);
  }

  @Test
  void dropIsTheOtherBlockMode() {
    assertThat(model.blockMode()).isEqualTo(BlockMode.REJECT);

    model.drop().set(true);

    assertThat(model.blockMode()).isEqualTo(BlockMode.DROP);
    assertThat(changes).hasValue(1);
  }

  @Test
  void helpersErrorStandsThere() {
    assertThat(model.reject("$.tunnel.clientUsers[0]", "no")).isTrue();
    assertThat(model.users().error().get()).isEqualTo("no");
    assertThat(model.reject("$.tunnel.ipsec", "no")).isFalse();
  }

  @Test
  void usersOfThisComputerAreOfferedTheLikeliestFirst(@TempDir Path folder) throws IOException {
    ExpertViewModel known = model(accounts(folder));

    assertThat(known.offered()).containsExactly("openvpn", "root", "alice");

    known.addUser("alice");
    known.addUser("openvpn");
    known.addUser("alice");
    assertThat(known.users().text().get()).isEqualTo("alice, openvpn");
  }

  @Test
  void userThatThisComputerDoesNotHaveIsSaid(@TempDir Path folder) throws IOException {
    ExpertViewModel known = model(accounts(folder));

    known.users().text().set("openvpn, 1000, opnvpn, 77");

    assertThat(known.unknown().get()).contains("no user opnvpn, 77.");
    assertThat(known.valid()).isTrue();
  }

  @Test
  void whatIsLoadedComesBack() {
    Settings settings = Settings.empty();
    model.drop().set(true);
    model.pinHosts().set(false);

    model.load(settings);

    assertThat(model.blockMode()).isEqualTo(settings.blockMode());
    assertThat(model.pinHosts().get()).isTrue();
  }

  private static Accounts accounts(Path folder) throws IOException {
    Path list = folder.resolve("passwd");
    Files.writeString(
        list,
        """
        root:x:0:0:root:/root:/bin/sh
        alice:x:1000:1000::/home/alice:/bin/sh
        openvpn:x:998:998::/:/usr/sbin/nologin
        odd name:x:5:5::/:/bin/false
        broken
        """);
    return Accounts.read(list);
  }

  private ExpertViewModel model(Accounts accounts) {
    ExpertViewModel made =
        new ExpertViewModel(Texts.of(Locale.ENGLISH), accounts, changes::incrementAndGet);
    made.load(Settings.empty());
    changes.set(0);
    return made;
  }
}
