package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.vpnfirewall.app.look.MadeUpNames;
import io.github.vpnfirewall.app.settings.ServerLine.Kind;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasteViewModelTest {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);

  private final PasteViewModel model = model(2);

  @Test
  void nothingCanBeAddedBeforeAnythingIsThere() {
    assertThat(model.ready().get()).isFalse();
    assertThat(model.summary().get()).isEmpty();
    assertThat(model.action().get()).isEqualTo("Add");
  }

  @Test
  void everyLineIsSaidToBeWhatItIs() {
    model
        .text()
        .set(
            """
            # my servers
            198.51.100.7:1194 udp
            203.0.113.1:443 tcp
            203.0.113.1:443/tcp

            nonsense
            vpn.example.org:1194
            203.0.113.2
            """);

    assertThat(model.lines())
        .extracting(ServerLine::number, ServerLine::kind)
        .containsExactly(
            tuple(2, Kind.THERE),
            tuple(3, Kind.NEW),
            tuple(4, Kind.TWICE),
            tuple(6, Kind.PROBLEM),
            tuple(7, Kind.NAME),
            tuple(8, Kind.PROBLEM));
    assertThat(model.summary().get())
        .isEqualTo("New: 1 · Already there: 2 · Names: 1 · ⚠ Not understood: 2");
    assertThat(model.action().get()).isEqualTo("Add 1 server");
    assertThat(model.servers())
        .extracting(Server::endpoint)
        .containsExactly("203.0.113.1 port 443 tcp");
  }

  @Test
  void portForBareAddressesMakesThemServers() {
    model.text().set("203.0.113.2\n203.0.113.3 tcp");
    assertThat(model.ready().get()).isFalse();

    model.port().text().set("1194");
    assertThat(model.servers()).hasSize(2);

    model.protocol().set(ServerProtocol.TCP);
    assertThat(model.servers())
        .extracting(Server::endpoint)
        .containsExactly("203.0.113.2 port 1194 tcp", "203.0.113.3 port 1194 tcp");

    model.port().text().set("x");
    assertThat(model.port().error().get()).isEqualTo("x is not a port: use 1 to 65535.");
    assertThat(model.ready().get()).isFalse();
  }

  @Test
  void namesBecomeAllTheirAddressesWhenTheyAreLookedUp() {
    model.text().set("vpn.example.org:1194 # Oslo\nnowhere.example.org:1\nvpn.example.org:443 tcp");
    assertThat(model.names().get()).isEqualTo("_Look up 3 names");

    model.lookUp();

    assertThat(model.servers())
        .extracting(Server::endpoint)
        .containsExactly(
            "203.0.113.77 port 1194 udp",
            "2001:db8::77 port 1194 udp",
            "203.0.113.77 port 443 tcp",
            "2001:db8::77 port 443 tcp");
    assertThat(model.servers().get(0).host().orElseThrow()).hasToString("vpn.example.org");
    assertThat(model.servers().get(0).label()).contains("Oslo");
    assertThat(model.names().get()).isEqualTo("_Look up 1 name");
    assertThat(model.lookup().said().get())
        .isEqualTo("There is no address for nowhere.example.org.");
  }

  @Test
  void everyPortIsTakenOnlyIfItIsAskedFor() {
    model.text().set("203.0.113.2");

    model.port().text().set("any");

    assertThat(model.servers().get(0).port()).isEmpty();
  }

  @Test
  void twentyThousandAreTakenAndOneMoreIsNot() {
    PasteViewModel empty = model(0);
    empty.text().set(lines(20_000));
    assertThat(empty.servers()).hasSize(20_000);
    assertThat(empty.ready().get()).isTrue();
    assertThat(empty.action().get()).isEqualTo("Add 20,000 servers");

    empty.text().set(lines(20_001));

    assertThat(empty.ready().get()).isFalse();
    assertThat(empty.problem().get())
        .isEqualTo(
            "These are 20,001, but there is room for 20,000 only:"
                + " settings hold up to 20,000 entries.");
  }

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "203." + i / 62_500 + "." + i / 250 % 250 + "." + (i % 250 + 1) + ":1194")
        .collect(Collectors.joining("\n"));
  }

  private static PasteViewModel model(int entries) {
    return new PasteViewModel(
        TEXTS,
        new NameLookup(
            TEXTS,
            names -> CompletableFuture.completedFuture(MadeUpNames.resolve(names)),
            Runnable::run),
        server -> server.endpoint().equals("198.51.100.7 port 1194 udp"),
        entries);
  }
}
