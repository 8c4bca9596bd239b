package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCheckTest {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          198.51.100.7,    UDP, 1194,  vpn.example.org, Seattle
          2001:db8::7,     TCP, 443,   -,               -
          198.51.100.0/24, UDP, any,   -,               -
          198.51.100.7,    ESP, -,     -,               -
          198.51.100.7,    ANY, 1194,  -,               -
          """)
  void serversThatAreRightAreTaken(
      String address, ServerProtocol protocol, String port, String host, String label) {
    ServerCheck check = check(address, protocol, port, host, label);

    assertThat(check.problems()).isEmpty();
    assertThat(check.server().orElseThrow().address()).hasToString(address);
    assertThat(check.server().orElseThrow().protocol()).isEqualTo(protocol);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          -,               UDP, 1194,  -,       -, ADDRESS, Type the server’s address
          vpn.example.org, UDP, 1194,  -,       -, ADDRESS, is a name
          198.51.100.256,  UDP, 1194,  -,       -, ADDRESS, is not an address
          198.51.100.7:80, UDP, 1194,  -,       -, ADDRESS, The port has a field of its own
          198.51.100.7/8,  UDP, 1194,  -,       -, ADDRESS, Did you mean 198.0.0.0/8?
          2001:db8::7/32,  UDP, 1194,  -,       -, ADDRESS, Did you mean 2001:db8::/32?
          198.51.100.0/33, UDP, 1194,  -,       -, ADDRESS, a number from 0 to 32
          0.0.0.0/0,       UDP, 1194,  -,       -, ADDRESS, /8 is the widest
          ::/0,            UDP, 1194,  -,       -, ADDRESS, /16 is the widest
          127.0.0.1,       UDP, 1194,  -,       -, ADDRESS, cannot be used here
          ::ffff:1.2.3.4,  UDP, 1194,  -,       -, ADDRESS, is not an address
          198.51.100.7,    UDP, -,     -,       -, PORT,    Type the port
          198.51.100.7,    UDP, 0,     -,       -, PORT,    is not a port
          198.51.100.7,    TCP, 65536, -,       -, PORT,    is not a port
          198.51.100.7,    TCP, -1,    -,       -, PORT,    is not a port
          198.51.100.7,    TCP, ANY,   -,       -, PORT,    is not a port
          198.51.100.7,    UDP, 1194,  a b,     -, HOST,    is not a host name
          198.51.100.7,    UDP, 1194,  1.2.3.4, -, HOST,    is not a host name
          198.51.100.7,    UDP, 1194,  -, 'a\tb', LABEL,    is too long for a label
          """)
  void whatIsWrongIsSaidAtItsField(
      String address,
      ServerProtocol protocol,
      String port,
      String host,
      String label,
      ServerField field,
      String message) {
    ServerCheck check = check(address, protocol, port, host, label);

    assertThat(check.server()).isEmpty();
    assertThat(check.problems()).containsOnlyKeys(field);
    assertThat(check.problems().get(field)).contains(message);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(check("x", ServerProtocol.UDP, "y", "z!", "").problems())
        .containsOnlyKeys(ServerField.ADDRESS, ServerField.PORT, ServerField.HOST);
  }

  private static ServerCheck check(
      String address, ServerProtocol protocol, String port, String host, String label) {
    return ServerCheck.of(TEXTS, blank(address), protocol, blank(port), blank(host), blank(label));
  }

  private static String blank(String text) {
    return Optional.ofNullable(text).orElse("");
  }
}
