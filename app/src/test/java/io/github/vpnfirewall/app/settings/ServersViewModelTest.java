package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServersViewModelTest {
  private static final List<Server> TWO = Pictures.settings().servers();

  private final AtomicInteger changes = new AtomicInteger();
  private final ServersViewModel model = model(TWO);

  @Test
  void whatIsUntouchedComesBackAsItWas() {
    assertThat(model.servers()).contains(TWO);
    assertThat(changes).hasValue(0);
  }

  @Test
  void newRowIsSelectedAndNotYetComplainedAbout() {
    model.add();

    ServerDraft row = model.selected().get();
    assertThat(row).isSameAs(model.rows().get(2));
    assertThat(row.entry(ServerField.ADDRESS).error().get()).isEmpty();
    assertThat(model.valid()).isFalse();
    assertThat(model.servers()).isEmpty();
    assertThat(changes).hasPositiveValue();
  }

  @Test
  void blankFieldIsComplainedAboutAfterItWasLeft() {
    model.add();
    Entry address = model.selected().get().entry(ServerField.ADDRESS);

    address.visit();

    assertThat(address.error().get()).startsWith("Type the server’s address");
  }

  @Test
  void filledRowBecomesTheServerThatWasTyped() {
    model.add();
    type(ServerField.ADDRESS, " 203.0.113.9 ");
    type(ServerField.PORT, "51820");
    type(ServerField.LABEL, "Oslo");

    assertThat(model.servers().orElseThrow())
        .hasSize(3)
        .last()
        .isEqualTo(
            new Server(
                Network.parse("203.0.113.9"),
                Optional.of(new Port(51820)),
                ServerProtocol.UDP,
                Optional.empty(),
                Optional.of("Oslo")));
  }

  @Test
  void sameServerTwiceIsSaidAtTheSecond() {
    model.add();
    type(ServerField.ADDRESS, "198.51.100.7");
    type(ServerField.PORT, "1194");

    assertThat(model.selected().get().entry(ServerField.ADDRESS).error().get())
        .isEqualTo("The same server stands in row 1 already");
    assertThat(model.rows().get(0).valid()).isTrue();
    assertThat(model.servers()).isEmpty();

    type(ServerField.PORT, "1195");

    assertThat(model.valid()).isTrue();
  }

  @Test
  void removedRowIsGoneAndItsNeighbourSelected() {
    model.selected().set(model.rows().get(0));

    model.remove();

    assertThat(model.servers()).contains(List.of(TWO.get(1)));
    assertThat(model.selected().get()).isSameAs(model.rows().get(0));

    model.remove();
    model.remove();

    assertThat(model.servers()).contains(List.of());
    assertThat(model.selected().get()).isNull();
  }

  @Test
  void protocolWithoutPortsForgetsThePort() {
    model.selected().get().protocol().set(ServerProtocol.GRE);

    assertThat(model.servers().orElseThrow().get(0).port()).isEmpty();

    model.selected().get().protocol().set(ServerProtocol.UDP);

    assertThat(model.servers()).contains(TWO);
  }

  @ParameterizedTest
  @CsvSource({"UDP, any, true", "ANY, 1194, true", "UDP, 1194, false", "ESP, 1194, false"})
  void bareAddressIsWarnedAbout(ServerProtocol protocol, String port, boolean warned) {
    model.selected().get().protocol().set(protocol);
    type(ServerField.PORT, port);

    assertThat(!model.selected().get().caution().get().isEmpty()).isEqualTo(warned);
    assertThat(model.valid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "$.servers[1].port, PORT",
    "$.servers[1].address, ADDRESS",
    "$.servers[1].host, HOST",
    "$.servers[1].label, LABEL",
    "$.servers[1].protocol, ADDRESS",
    "$.servers[1], ADDRESS"
  })
  void helpersErrorStandsAtTheFieldThatItNames(String path, ServerField field) {
    assertThat(model.reject(path, "Refused.")).isTrue();

    assertThat(model.selected().get()).isSameAs(model.rows().get(1));
    assertThat(model.rows().get(1).entry(field).error().get()).isEqualTo("Refused.");

    type(field, field == ServerField.ADDRESS ? "203.0.113.9" : "7");

    assertThat(model.rows().get(1).entry(field).error().get()).doesNotContain("Refused.");
  }

  @ParameterizedTest
  @CsvSource({"$.servers[2].port", "$.servers", "$.lan", "$.servers[9999999].port"})
  void errorsOfOthersAreNotTaken(String path) {
    assertThat(model.reject(path, "no")).isFalse();
  }

  @Test
  void twentyThousandServersAreEditedInNoTime() {
    ServersViewModel many =
        model(
            IntStream.range(0, 20_000)
                .mapToObj(i -> "203.0." + i / 250 + "." + (i % 250 + 1))
                .map(
                    address ->
                        new Server(
                            Network.parse(address),
                            Optional.of(new Port(1194)),
                            ServerProtocol.UDP,
                            Optional.empty(),
                            Optional.empty()))
                .toList());
    long start = System.nanoTime();

    many.selected().get().entry(ServerField.PORT).text().set("1195");

    assertThat(many.servers().orElseThrow()).hasSize(20_000);
    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
  }

  private void type(ServerField field, String text) {
    model.selected().get().entry(field).text().set(text);
  }

  private ServersViewModel model(List<Server> servers) {
    return new ServersViewModel(Texts.of(Locale.ENGLISH), servers, changes::incrementAndGet);
  }
}
