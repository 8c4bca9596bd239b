package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelViewModelTest {
  private final AtomicInteger changes = new AtomicInteger();
  private final TunnelViewModel model =
      new TunnelViewModel(
          Texts.of(Locale.ENGLISH),
          names("wg+", "tun9"),
          List.of(link("tun0", true), link("enp3s0", true), link("wlan0", true)),
          changes::incrementAndGet);

  @Test
  void whatTheSettingsNameComesFirstAndIsChosen() {
    assertThat(model.choices())
        .extracting(c -> c.name().text())
        .containsExactly("wg+", "tun9", "tun0");
    assertThat(model.choices())
        .extracting(c -> c.chosen().get())
        .containsExactly(true, true, false);
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9"));
  }

  @Test
  void everyChoiceSaysWhetherItIsThere() {
    assertThat(model.choices())
        .extracting(InterfaceChoice::note)
        .containsExactly(
            "every interface whose name begins with “wg”", "is not there now", "is up now");
  }

  @Test
  void networkCardsAreNotOffered() {
    assertThat(model.choices()).extracting(c -> c.name().text()).doesNotContain("enp3s0", "wlan0");
  }

  @Test
  void liveInterfaceCanBeChosen() {
    model.choices().get(2).chosen().set(true);

    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9", "tun0"));
    assertThat(changes).hasPositiveValue();
  }

  @Test
  void typedNameCountsAddedOrNot() {
    model.typed().text().set("ppp+");

    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9", "ppp+"));

    model.add();

    assertThat(model.typed().text().get()).isEmpty();
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9", "ppp+"));
    assertThat(model.choices()).extracting(c -> c.name().text()).contains("ppp+");
  }

  @Test
  void typedNameThatIsThereAlreadyIsChosenOnce() {
    model.typed().text().set("tun0");
    model.add();

    assertThat(model.choices()).hasSize(3);
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9", "tun0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lo", "+", "tun 0", "averyveryverylongname", "-j", "!tun0", "tun0;ls"})
  void wrongNameIsRefusedAtTheField(String name) {
    model.typed().text().set(name);
    model.add();

    assertThat(model.valid()).isFalse();
    assertThat(model.typed().error().get()).isNotEmpty();
    assertThat(model.typed().text().get()).isEqualTo(name);
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun9"));
  }

  @Test
  void networkCardAsTunnelIsWarnedAbout() {
    assertThat(model.caution().get()).isEmpty();

    model.typed().text().set("eth0");

    assertThat(model.caution().get()).contains("eth0 looks like a network card");
    assertThat(model.valid()).isTrue();
  }

  @Test
  void noInterfaceAtAllIsWarnedAbout() {
    model.choices().forEach(choice -> choice.chosen().set(false));

    assertThat(model.caution().get()).contains("nothing at all can leave");
  }

  @Test
  void interfacesThatAppearAreOfferedAndChoicesKept() {
    model.choices().get(1).chosen().set(false);
    model.choices().get(2).chosen().set(true);

    model.offer(List.of(link("tun0", false), link("tun1", true)));

    assertThat(model.choices())
        .extracting(c -> c.name().text())
        .containsExactly("wg+", "tun9", "tun0", "tun1");
    assertThat(model.interfaces()).isEqualTo(names("wg+", "tun0"));
    assertThat(model.choices().get(2).note()).isEqualTo("is there, but down");
  }

  @Test
  void sameInterfacesAgainDisturbNothing() {
    InterfaceChoice before = model.choices().get(0);

    model.offer(List.of(link("tun0", true), link("enp3s0", true), link("wlan0", true)));

    assertThat(model.choices().get(0)).isSameAs(before);
  }

  @Test
  void helpersErrorStandsThere() {
    assertThat(model.reject("$.tunnel.interfaces[1]", "no")).isTrue();
    assertThat(model.typed().error().get()).isEqualTo("no");
    assertThat(model.reject("$.tunnel.clientUsers[0]", "no")).isFalse();
  }

  private static List<InterfaceName> names(String... names) {
    return Stream.of(names).map(InterfaceName::new).toList();
  }

  private static Link link(String name, boolean up) {
    return new Link(name, up, false, Optional.empty(), 0, 0);
  }
}
