package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpertViewModelTest {
  private final AtomicInteger changes = new AtomicInteger();
  private final ExpertViewModel model =
      new ExpertViewModel(Texts.of(Locale.ENGLISH), Settings.empty(), changes::incrementAndGet);

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
}
