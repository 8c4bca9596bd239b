package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.settings.ServerLine.Kind;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);

  private final LineReader reader = new LineReader(TEXTS, ServerProtocol.UDP, "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          198.51.100.7:1194 udp              | 198.51.100.7    | udp | 1194 | -   | -
          198.51.100.7:1194/TCP              | 198.51.100.7    | tcp | 1194 | -   | -
          [2001:db8::1]:443/tcp              | 2001:db8::1     | tcp | 443  | -   | -
          [2001:DB8::1]:443                  | 2001:db8::1     | udp | 443  | -   | -
          2001:db8::1 443 tcp                | 2001:db8::1     | tcp | 443  | -   | -
          198.51.100.7 1194                  | 198.51.100.7    | udp | 1194 | -   | -
          udp 198.51.100.7 1194              | 198.51.100.7    | udp | 1194 | -   | -
          tcp://198.51.100.7:443             | 198.51.100.7    | tcp | 443  | -   | -
          tcp-client://[2001:db8::1]:443     | 2001:db8::1     | tcp | 443  | -   | -
          198.51.100.0/24 1194 udp           | 198.51.100.0/24 | udp | 1194 | -   | -
          [2001:db8::]/32 any udp            | 2001:db8::/32   | udp | -    | -   | -
          198.51.100.7:any/udp               | 198.51.100.7    | udp | -    | -   | -
          198.51.100.7 any                   | 198.51.100.7    | any | -    | -   | -
          198.51.100.7/gre                   | 198.51.100.7    | gre | -    | -   | -
          198.51.100.7 esp                   | 198.51.100.7    | esp | -    | -   | -
          remote 198.51.100.7 1194 udp       | 198.51.100.7    | udp | 1194 | -   | -
          remote 198.51.100.7 443 tcp-client | 198.51.100.7    | tcp | 443  | -   | -
          remote 2001:db8::1 1194 udp6       | 2001:db8::1     | udp | 1194 | -   | -
          Endpoint = 198.51.100.7:51820      | 198.51.100.7    | udp | 51820 | -  | -
          endpoint=[2001:db8::1]:51820       | 2001:db8::1     | udp | 51820 | -  | -
          198.51.100.7,1194,udp,a.example.org,Seattle | 198.51.100.7 | udp | 1194 | a.example.org | Seattle
          "Oslo, first";198.51.100.7;udp;1194 | 198.51.100.7   | udp | 1194 | -   | Oslo, first
          198.51.100.7:1194 udp # Down town  | 198.51.100.7    | udp | 1194 | -   | Down town
          a.example.org 198.51.100.7 443 tcp Seattle 2nd | 198.51.100.7 | tcp | 443 | a.example.org | Seattle 2nd
          """)
  void everyUsualFormIsUnderstood(
      String line, String address, String protocol, String port, String host, String label) {
    ServerLine read = reader.read(7, line).orElseThrow();

    assertThat(read.problem()).isEmpty();
    Server server = read.server().orElseThrow();
    assertThat(read.number()).isEqualTo(7);
    assertThat(read.kind()).isEqualTo(Kind.NEW);
    assertThat(server.address()).hasToString(address);
    assertThat(server.protocol().key()).isEqualTo(protocol);
    assertThat(server.port().map(Object::toString)).isEqualTo(Optional.ofNullable(port));
    assertThat(server.host().map(Object::toString)).isEqualTo(Optional.ofNullable(host));
    assertThat(server.label()).isEqualTo(Optional.ofNullable(label));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          198.51.100.7                    | There is no port on this line
          remote 198.51.100.7             | There is no port on this line
          300.51.100.7:1194 udp           | 300.51.100.7 is not an address
          198.51.100.7:99999 udp          | 99999 is not a port
          198.51.100.7:0 udp              | 0 is not a port
          198.51.100.7/25 1194            | Did you mean 198.51.100.0/25?
          127.0.0.1:1194 udp              | cannot be used here
          0.0.0.0/0 1194                  | is too wide
          2001:db8::1::2 443              | is not an address
          198.51.100.7 203.0.113.7 1194   | more than one address
          198.51.100.7 1194 443           | more than one address, port
          198.51.100.7 1194 udp tcp       | more than one address, port or protocol
          198.51.100.7:1194 gre           | This protocol has no ports
          hello there                     | There is no address on this line
          1194                            | There is no address on this line
          """)
  void whatIsNotUnderstoodIsSaid(String line, String message) {
    ServerLine read = reader.read(1, line).orElseThrow();

    assertThat(read.kind()).isEqualTo(Kind.PROBLEM);
    assertThat(read.server()).isEmpty();
    assertThat(read.problem()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "# 198.51.100.7:1194", "; comment", "// comment", "\ufeff", "\t"})
  void linesThatSayNothingArePassedOver(String line) {
    assertThat(reader.read(1, line)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "remote vpn.example.org 1194 udp",
        "vpn.example.org:1194",
        "udp://vpn.example.org:1194",
        "Endpoint = vpn.example.org:1194",
        "vpn.example.org,1194,udp"
      })
  void nameIsKeptWithItsPort(String line) {
    ServerLine read = reader.read(1, line).orElseThrow();

    assertThat(read.problem()).isEmpty();
    assertThat(read.kind()).isEqualTo(Kind.NAME);
    assertThat(read.name().orElseThrow().host()).isEqualTo("vpn.example.org");
    assertThat(read.name().orElseThrow().port()).hasValue(1194);
  }

  @Test
  void whatIsMissingComesFromTheFieldsAbove() {
    LineReader filled = new LineReader(TEXTS, ServerProtocol.TCP, "443");

    assertThat(filled.read(1, "198.51.100.7").orElseThrow().server().orElseThrow().endpoint())
        .isEqualTo("198.51.100.7 port 443 tcp");
    assertThat(filled.read(1, "198.51.100.7 8443").orElseThrow().server().orElseThrow().endpoint())
        .isEqualTo("198.51.100.7 port 8443 tcp");
    assertThat(filled.read(1, "198.51.100.7 esp").orElseThrow().server().orElseThrow().endpoint())
        .isEqualTo("198.51.100.7 esp");
    assertThat(filled.read(1, "198.51.100.7 any").orElseThrow().server().orElseThrow().endpoint())
        .isEqualTo("198.51.100.7 any");
  }

  @Test
  void titlesOfATableSayWhatItsColumnsAre() {
    assertThat(reader.read(1, "Name;Country;IP;Port;Hostname")).isEmpty();

    Server server =
        reader.read(2, "Oslo.1;NO;198.51.100.7;1194;oslo").orElseThrow().server().orElseThrow();

    assertThat(server.label()).contains("Oslo.1");
    assertThat(server.host().orElseThrow()).hasToString("oslo");
    assertThat(server.port().orElseThrow().number()).isEqualTo(1194);
  }

  @Test
  void bareAddressNeverOpensEveryPortByItself() {
    for (String line : List.of("198.51.100.7", "198.51.100.7 udp", "198.51.100.7,,")) {
      assertThat(reader.read(1, line).orElseThrow().server()).as(line).isEmpty();
    }
  }

  @Test
  void whatIsCopiedIsUnderstoodAgain() {
    for (String line :
        List.of(
            "198.51.100.7:1194 udp a.example.org # Down town",
            "[2001:db8::1]:443 tcp",
            "2001:db8::/32 any udp",
            "198.51.100.7 gre",
            "198.51.100.7 any udp")) {
      Server server = reader.read(1, line).orElseThrow().server().orElseThrow();
      String written = ServerLine.write(ServerDraft.of(TEXTS, server, draft -> {}));

      assertThat(reader.read(1, written).orElseThrow().server()).as(written).contains(server);
    }
  }

  @Test
  void noLineWhateverMakesItFail() {
    Random random = new Random(20_261_122);
    List<String> pieces =
        List.of(
            "198.51.100.7",
            "2001:db8::1",
            "[",
            "]",
            ":",
            "/",
            "1194",
            "udp",
            "tcp",
            "any",
            "#",
            ",",
            ";",
            "\t",
            " ",
            "\"",
            "remote ",
            "Endpoint = ",
            "://",
            "vpn.example.org",
            "::",
            "%eth0",
            "0",
            "99999999999",
            ".",
            "-",
            "é",
            "\u0000",
            "\u202e",
            "=",
            "x",
            "ffff");
    for (int i = 0; i < 30_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int n = random.nextInt(9); n >= 0; n--) {
        line.append(
            random.nextInt(8) == 0
                ? String.valueOf((char) random.nextInt(0x3000))
                : pieces.get(random.nextInt(pieces.size())));
      }
      Optional<ServerLine> read = reader.read(1, line.toString());
      read.ifPresent(found -> assertThat(says(found)).as(line.toString()).isTrue());
    }
  }

  @Test
  void longLineIsRefusedWithoutBeingRead() {
    ServerLine read = reader.read(1, "a".repeat(100_000)).orElseThrow();

    assertThat(read.problem()).contains("longer than 1,000 characters");
    assertThat(read.text()).hasSizeLessThan(200);
  }

  /** Whether exactly one thing came of the line. */
  private static boolean says(ServerLine line) {
    return Stream.of(line.server().isPresent(), line.name().isPresent(), !line.problem().isEmpty())
            .filter(is -> is)
            .count()
        == 1;
  }
}
