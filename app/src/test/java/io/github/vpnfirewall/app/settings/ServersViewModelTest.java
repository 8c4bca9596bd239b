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
    assertThat(model.count().get()).isEqualTo("2 servers");
  }

  @Test
  void newRowIsSelectedAndNotYetComplainedAbout() {
    changes.set(0);
    model.add();

    ServerDraft row = model.selected().get();
    assertThat(row).isSameAs(model.rows().get(2));
    assertThat(row.error()).isEmpty();
    assertThat(row.number()).isEqualTo(3);
    assertThat(model.valid()).isFalse();
    assertThat(model.servers()).isEmpty();
    assertThat(changes).hasPositiveValue();
  }

  @Test
  void blankFieldIsComplainedAboutAfterItWasLeft() {
    model.add();
    ServerDraft row = model.selected().get();

    row.visit(ServerField.ADDRESS);

    assertThat(row.error(ServerField.ADDRESS)).startsWith("Type the server’s address");
    assertThat(row.error(ServerField.PORT)).isEmpty();

    row.visit();

    assertThat(row.error(ServerField.PORT)).startsWith("Type the port");
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

    assertThat(model.selected().get().error(ServerField.ADDRESS))
        .isEqualTo("The same server stands in row 1 already.");
    assertThat(model.rows().get(0).valid()).isTrue();
    assertThat(model.servers()).isEmpty();
    assertThat(model.trouble().get()).contains("1 row");

    type(ServerField.PORT, "1195");

    assertThat(model.valid()).isTrue();
    assertThat(model.trouble().get()).isEmpty();
  }

  @Test
  void whenTheFirstOfTheSameIsChangedTheSecondIsRight() {
    model.duplicate();
    ServerDraft copy = model.selected().get();
    assertThat(model.rows().get(1)).isSameAs(copy);
    assertThat(copy.error()).contains("row 1");

    model.rows().get(0).type(ServerField.PORT, "1195");

    assertThat(copy.error()).isEmpty();
    assertThat(model.servers().orElseThrow()).hasSize(3);
  }

  @Test
  void removedRowIsGoneAndItsNeighbourSelected() {
    model.remove(List.of(model.rows().get(0)));

    assertThat(model.servers()).contains(List.of(TWO.get(1)));
    assertThat(model.selected().get()).isSameAs(model.rows().get(0));
    assertThat(model.rows().get(0).number()).isOne();

    model.remove(List.of(model.rows().get(0)));
    model.remove(List.of());

    assertThat(model.servers()).contains(List.of());
    assertThat(model.selected().get()).isNull();
  }

  @Test
  void removedRowsComeBackToTheirPlaces() {
    model.add(servers(8));
    List<Server> before = model.servers().orElseThrow();
    List<ServerDraft> gone = List.of(model.rows().get(0), model.rows().get(4), model.rows().get(9));

    model.remove(gone);
    assertThat(model.removed().get()).isEqualTo("Removed: 3 servers.");
    model.remove(List.of(model.rows().get(1)));
    assertThat(model.removed().get()).isEqualTo("Removed: 203.0.0.1.");
    model.undo();
    model.undo();
    model.undo();

    assertThat(model.servers()).contains(before);
    assertThat(model.removed().get()).isEmpty();
    assertThat(model.undoable().get()).isFalse();
    assertThat(model.selected().get()).isSameAs(gone.get(0));
  }

  @Test
  void removedRowThatIsWrongNoLongerStandsInTheWay() {
    model.add();
    ServerDraft blank = model.selected().get();

    model.remove(List.of(blank));
    assertThat(model.valid()).isTrue();

    model.undo();
    assertThat(model.valid()).isFalse();
  }

  @Test
  void protocolWithoutPortsForgetsThePort() {
    type(ServerField.PROTOCOL, "gre");

    assertThat(model.servers().orElseThrow().get(0).port()).isEmpty();
    assertThat(model.selected().get().takes(ServerField.PORT)).isFalse();

    type(ServerField.PROTOCOL, "udp");

    assertThat(model.servers()).contains(TWO);
  }

  @ParameterizedTest
  @CsvSource({"udp, any, true", "any, 1194, true", "udp, 1194, false", "esp, 1194, false"})
  void bareAddressIsWarnedAbout(String protocol, String port, boolean warned) {
    type(ServerField.PROTOCOL, protocol);
    type(ServerField.PORT, port);

    assertThat(!model.selected().get().caution().isEmpty()).isEqualTo(warned);
    assertThat(model.valid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "$.servers[1].port, PORT",
    "$.servers[1].address, ADDRESS",
    "$.servers[1].host, HOST",
    "$.servers[1].label, LABEL",
    "$.servers[1].protocol, PROTOCOL",
    "$.servers[1], ADDRESS"
  })
  void helpersErrorStandsAtTheFieldThatItNames(String path, ServerField field) {
    model.search().set("seattle");

    assertThat(model.reject(path, "Refused.")).isTrue();

    assertThat(model.selected().get()).isSameAs(model.rows().get(1));
    assertThat(model.rows().get(1).error(field)).isEqualTo("Refused.");
    assertThat(model.search().get()).isEmpty();

    type(ServerField.LABEL, "changed");

    assertThat(model.rows().get(1).error()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"$.servers[2].port", "$.servers", "$.lan", "$.servers[9999999].port"})
  void errorsOfOthersAreNotTaken(String path) {
    assertThat(model.reject(path, "no")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SEATTLE, 1",
    "'seattle 1194', 1",
    "'seattle 443', 0",
    "2001:db8, 1",
    "tcp, 1",
    "'  ', 2",
    "example.org udp, 1"
  })
  void everyWordThatIsLookedForMustStandInTheRow(String search, int found) {
    model.search().set(search);

    assertThat(model.rows()).hasSize(found);
    assertThat(model.count().get()).isEqualTo(found == 2 ? "2 servers" : found + " of 2 servers");
    assertThat(model.servers()).contains(TWO);
  }

  @Test
  void newRowIsSeenWhateverIsLookedFor() {
    model.search().set("seattle");

    model.add();

    assertThat(model.rows()).hasSize(3);
  }

  @Test
  void wrongRowsAreShownOneAfterTheOther() {
    model.add();
    model.add(servers(3));
    model.add();
    model.selected().set(model.rows().get(0));

    model.nextWrong();
    assertThat(model.selected().get().number()).isEqualTo(3);
    assertThat(model.selected().get().error()).isNotEmpty();
    model.nextWrong();
    assertThat(model.selected().get().number()).isEqualTo(7);
    model.nextWrong();
    assertThat(model.selected().get().number()).isEqualTo(3);
  }

  @Test
  void addressesOfANameFillItsRowAndCopiesBelow() {
    model.add();
    type(ServerField.ADDRESS, "vpn.example.org");
    type(ServerField.PORT, "443");
    type(ServerField.PROTOCOL, "tcp");
    ServerDraft row = model.selected().get();
    assertThat(row.name()).contains("vpn.example.org");

    model.fill(
        row,
        "vpn.example.org",
        List.of(
            Network.parse("203.0.113.7"),
            Network.parse("2001:db8::7"), // stands there with this port already
            Network.parse("2001:db8::8")));

    assertThat(model.servers().orElseThrow())
        .extracting(Server::endpoint)
        .endsWith("203.0.113.7 port 443 tcp", "2001:db8::8 port 443 tcp")
        .hasSize(4);
    assertThat(model.servers().orElseThrow().get(3).host().orElseThrow())
        .hasToString("vpn.example.org");
  }

  @Test
  void answerForANameThatWasChangedMeanwhileIsNotTaken() {
    model.add();
    type(ServerField.ADDRESS, "other.example.org");

    model.fill(model.selected().get(), "vpn.example.org", List.of(Network.parse("203.0.113.7")));

    assertThat(model.selected().get().text(ServerField.ADDRESS)).isEqualTo("other.example.org");
  }

  @Test
  void tenThousandServersCostNoLookAtTheOthersForEachLetter() {
    ServersViewModel many = model(servers(10_000));
    ServerDraft row = many.rows().get(5000);
    AtomicInteger touched = new AtomicInteger();
    many.rows().forEach(other -> other.addListener(change -> touched.incrementAndGet()));

    for (String typed : List.of("1", "11", "119", "1195")) {
      row.type(ServerField.PORT, typed);
    }

    assertThat(touched).hasValue(4);
    assertThat(many.servers().orElseThrow()).hasSize(10_000);
  }

  /** So many servers that differ in their addresses. */
  static List<Server> servers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "203.0." + i / 250 + "." + (i % 250 + 1))
        .map(
            address ->
                new Server(
                    Network.parse(address),
                    Optional.of(new Port(1194)),
                    ServerProtocol.UDP,
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  private void type(ServerField field, String text) {
    model.selected().get().type(field, text);
  }

  private ServersViewModel model(List<Server> servers) {
    return new ServersViewModel(Texts.of(Locale.ENGLISH), servers, changes::incrementAndGet);
  }
}
