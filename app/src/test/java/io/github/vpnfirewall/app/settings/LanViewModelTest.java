package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanViewModelTest {
  private final LanViewModel model =
      model(new Settings.Lan(true, Optional.of(List.of(Network.parse("192.168.1.0/24"))), false));

  @Test
  void whatIsUntouchedComesBackAsItWas() {
    for (Settings.Lan lan :
        List.of(
            Settings.empty().lan(),
            new Settings.Lan(true, Optional.empty(), true),
            new Settings.Lan(false, Optional.of(List.of(Network.parse("fd00::/8"))), false))) {
      assertThat(model(lan).lan()).contains(lan);
    }
  }

  @Test
  void networksStandOneOnEachLine() {
    model.networks().text().set("10.1.0.0/16\n\n  fd12::/64 \n");

    assertThat(model.lan().orElseThrow().networks())
        .contains(List.of(Network.parse("10.1.0.0/16"), Network.parse("fd12::/64")));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          printer,      printer is not an address
          192.168.1.7/24, Did you mean 192.168.1.0/24?
          0.0.0.0/0,    is too wide
          224.0.0.0/4,  is too wide
          239.1.0.0/16, cannot be used here
          192.168.1.0/24, stands there twice
          """)
  void wrongNetworkIsSaidWithItsLine(String network, String message) {
    model.networks().text().set("192.168.1.0/24\n" + network);

    assertThat(model.networks().error().get()).startsWith("Line 2: ").contains(message);
    assertThat(model.valid()).isFalse();
    assertThat(model.lan()).isEmpty();
  }

  @Test
  void whatIsTypedDoesNotCountWhileTheUsualNetworksAreChosen() {
    model.networks().text().set("nonsense");
    model.custom().set(false);

    assertThat(model.lan()).contains(new Settings.Lan(true, Optional.empty(), false));
  }

  @Test
  void listOfNothingIsRefusedOnlyWhileAllowed() {
    model.networks().text().set(" ");

    assertThat(model.networks().error().get()).startsWith("Name at least one network");

    model.allow().set(false);

    assertThat(model.lan()).contains(new Settings.Lan(false, Optional.of(List.of()), false));
  }

  @Test
  void publicNetworkIsWarnedAbout() {
    assertThat(model.caution().get()).isEmpty();

    model.networks().text().set("192.168.1.0/24\n203.0.113.0/24");

    assertThat(model.caution().get()).startsWith("203.0.113.0/24 is not a private network");
    assertThat(model.valid()).isTrue();
  }

  @Test
  void helpersErrorStandsThereWithItsLine() {
    model.networks().text().set("192.168.1.0/24\n10.0.0.0/8");

    assertThat(model.reject("$.lan.networks[1]", "no")).isTrue();
    assertThat(model.networks().error().get()).isEqualTo("Line 2: no");
    assertThat(model.reject("$.lan.dns", "no")).isFalse();
  }

  private static LanViewModel model(Settings.Lan lan) {
    LanViewModel model = new LanViewModel(Texts.of(Locale.ENGLISH), () -> {});
    model.load(lan);
    return model;
  }
}
