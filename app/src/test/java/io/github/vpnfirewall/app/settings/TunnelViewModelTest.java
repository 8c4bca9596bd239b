package io.github.vpnfirewall.app.settings;

import static io.github.vpnfirewall.app.settings.Links.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelViewModelTest {
  private final AtomicInteger changes = new AtomicInteger();
  private final TunnelViewModel model =
      new TunnelViewModel(Texts.of(Locale.ENGLISH), Links.WORDS, changes::incrementAndGet);

  @BeforeEach
  void load() {
    model
        .chooser()
        .load(
            names("wg+", "tun9"),
            List.of(link("tun0", true), link("enp3s0", true), link("wlan0", true)));
    changes.set(0);
  }

  @Test
  void whatTheSettingsNameComesFirstAndIsChosen() {
    assertThat(model.chooser().choices())
        .extracting(c -> c.name().text())
        .containsExactly("wg+", "tun9", "tun0");
    assertThat(model.chooser().choices())
        .extracting(c -> c.chosen().get())
        .containsExactly(true, true, false);
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9"));
  }

  @Test
  void everyChoiceSaysWhetherItIsThere() {
    assertThat(model.chooser().choices())
        .extracting(InterfaceChoice::note)
        .containsExactly(
            "every interface whose name begins with “wg”; none is there now",
            "VPN tunnel (TUN/TAP), not there now",
            "VPN tunnel (TUN/TAP), up now");
  }

  @Test
  void networkCardsAreNotOffered() {
    assertThat(model.chooser().choices())
        .extracting(c -> c.name().text())
        .doesNotContain("enp3s0", "wlan0");
  }

  @Test
  void liveInterfaceCanBeChosen() {
    model.chooser().choices().get(2).chosen().set(true);

    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9", "tun0"));
    assertThat(changes).hasPositiveValue();
  }

  @Test
  void typedNameCountsAddedOrNot() {
    model.chooser().typed().text().set("ppp+");

    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9", "ppp+"));

    model.chooser().add();

    assertThat(model.chooser().typed().text().get()).isEmpty();
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9", "ppp+"));
    assertThat(model.chooser().choices()).extracting(c -> c.name().text()).contains("ppp+");
  }

  @Test
  void typedNameThatIsThereAlreadyIsChosenOnce() {
    model.chooser().typed().text().set("tun0");
    model.chooser().add();

    assertThat(model.chooser().choices()).hasSize(3);
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9", "tun0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lo", "+", "tun 0", "averyveryverylongname", "-j", "!tun0", "tun0;ls"})
  void wrongNameIsRefusedAtTheField(String name) {
    model.chooser().typed().text().set(name);
    model.chooser().add();

    assertThat(model.valid()).isFalse();
    assertThat(model.chooser().typed().error().get()).isNotEmpty();
    assertThat(model.chooser().typed().text().get()).isEqualTo(name);
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9"));
  }

  @Test
  void networkCardAsTunnelIsWarnedAbout() {
    assertThat(model.caution().get()).isEmpty();

    model.chooser().typed().text().set("eth0");

    assertThat(model.caution().get()).contains("eth0 looks like a network card");
    assertThat(model.valid()).isTrue();
  }

  @Test
  void noInterfaceAtAllIsWarnedAbout() {
    model.chooser().choices().forEach(choice -> choice.chosen().set(false));

    assertThat(model.caution().get()).contains("nothing at all can leave");
  }

  @Test
  void interfacesThatAppearAreOfferedAndChoicesKept() {
    model.chooser().choices().get(1).chosen().set(false);
    model.chooser().choices().get(2).chosen().set(true);

    model.chooser().offer(List.of(link("tun0", false), link("tun1", true)));

    assertThat(model.chooser().choices())
        .extracting(c -> c.name().text())
        .containsExactly("wg+", "tun9", "tun0", "tun1");
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun0"));
    assertThat(model.chooser().choices().get(2).note())
        .isEqualTo("VPN tunnel (TUN/TAP), there, but down");
  }

  @Test
  void sameInterfacesAgainDisturbNothing() {
    InterfaceChoice before = model.chooser().choices().get(0);

    model.chooser().offer(List.of(link("tun0", true), link("enp3s0", true), link("wlan0", true)));

    assertThat(model.chooser().choices().get(0)).isSameAs(before);
  }

  @Test
  void helpersErrorStandsThere() {
    assertThat(model.reject("$.tunnel.interfaces[1]", "no")).isTrue();
    assertThat(model.chooser().typed().error().get()).isEqualTo("no");
    assertThat(model.reject("$.tunnel.clientUsers[0]", "no")).isFalse();
  }

  private static List<InterfaceName> names(String... names) {
    return Stream.of(names).map(InterfaceName::new).toList();
  }

  @Test
  void patternSaysWhatItMeansNow() {
    model.chooser().load(names("tun+"), List.of(link("tun0", true), link("tun5", false)));

    assertThat(model.chooser().choices().get(0).note()).endsWith("now: tun0, tun5");
  }

  @ParameterizedTest
  @CsvSource({
    "enp3s0, enp3s0 is a network card of this computer",
    "wlan+, 'wlan+ also means wlan0, which is a network card'",
    "e+, 'e+ also means enp3s0'",
    "eth7, eth7 looks like a network card"
  })
  void whatWouldLetEverythingOutIsWarnedAbout(String name, String warning) {
    model.chooser().typed().text().set(name);

    assertThat(model.caution().get()).contains(warning);
    assertThat(model.dangerous().get()).isEqualTo(!name.equals("eth7"));
    assertThat(model.valid()).isTrue();
  }

  @Test
  void plusAloneIsRefusedInItsOwnWords() {
    model.chooser().typed().text().set("+");

    assertThat(model.chooser().typed().error().get()).contains("every interface");
  }

  @Test
  void interfaceThatWentAndWasNeverChosenIsNoLongerOffered() {
    model.chooser().offer(List.of(link("enp3s0", true)));

    assertThat(model.chooser().choices())
        .extracting(c -> c.name().text())
        .containsExactly("wg+", "tun9");
  }
}
