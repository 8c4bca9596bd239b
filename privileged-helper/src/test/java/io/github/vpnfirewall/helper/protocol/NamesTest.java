package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Interfaces, hosts, users, ports and labels: what a value may be, and that nothing else gets in.
 */
class NamesTest {
  /** What would be read as more than a name by some tool or shell behind us. */
  static Stream<String> hostile() {
    return Stream.of(
        "",
        " ",
        "a b",
        "a\nb",
        "a\n",
        "\na",
        "a\rb",
        "a\tb",
        "a\0b",
        "-a",
        "!a",
        "a;b",
        "a|b",
        "a&b",
        "a$b",
        "a`b`",
        "$(a)",
        "a\"b",
        "a'b",
        "a\\b",
        "a/b",
        "../a",
        "a*",
        "a?",
        "a[b]",
        "a<b",
        "a>b",
        "a#b",
        "a=b",
        "a,b",
        "a:b",
        "ä",
        "ａ",
        "a\u200bb",
        "a\u202eb",
        "a\u2028b",
        "a\u0085b",
        "\ud800");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void noNameHoldsMoreThanAName(String text) {
    assertThatThrownBy(() -> new InterfaceName(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("such as tun0");
    assertThatThrownBy(() -> new UserName(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("such as openvpn");
    assertThatThrownBy(() -> new HostName(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("such as seattle.vpn.example.org");
    assertThatThrownBy(() -> Port.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("use 1 to 65535");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aComplaintIsOneLineThatAPersonCanRead(String text) {
    assertThatThrownBy(() -> new InterfaceName(text))
        .satisfies(
            e ->
                assertThat(e.getMessage().codePoints())
                    .noneMatch(
                        c ->
                            Character.isISOControl(c) || Character.getType(c) == Character.FORMAT));
  }

  @Test
  void aComplaintIsShort() {
    assertThatThrownBy(() -> new InterfaceName("x".repeat(100_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tun0",
        "wg+",
        "t",
        "0",
        "_x",
        "a.b-c_d",
        "enp0s31f6.100",
        "x12345678901234",
        "lo0",
        "tun+",
        "loopback",
        "lot+"
      })
  void isAnInterface(String text) {
    assertThat(new InterfaceName(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x123456789012345", "x12345678901234+", "+", ".", "..", ".a", "a+b", "a++"})
  void isNoInterface(String text) {
    assertThatThrownBy(() -> new InterfaceName(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("use 1 to 15 letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lo", "lo+", "l+"})
  void theLoopbackIsNoTunnel(String text) {
    assertThatThrownBy(() -> new InterfaceName(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("covers the loopback interface");
  }

  @ParameterizedTest
  @CsvSource({
    "tun+, tun0, true",
    "tun+, tun,  true",
    "tun+, tu,   false",
    "tun+, atun0, false",
    "tun0, tun0, true",
    "tun0, tun01, false",
    "tun0, TUN0, false",
  })
  void aPatternStandsForAllThatBeginAlike(String pattern, String name, boolean matches) {
    assertThat(new InterfaceName(pattern).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "eth0, true",
    "enp3s0, true",
    "wlan0, true",
    "wlp2s0, true",
    "e+, true",
    "w+, true",
    "ww+, true",
    "docker0, true",
    "br-lan, true",
    "usb0, true",
    "tun0, false",
    "wg0, false",
    "wg+, false",
    "ppp0, false",
    "tap0, false",
    "nordlynx, false",
    "ipsec0, false",
  })
  void aCardIsToldFromATunnel(String name, boolean physical) {
    assertThat(new InterfaceName(name).looksPhysical()).isEqualTo(physical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "vpn.example.org", "a-b.c", "0a.1", "3com.example", "xn--bcher-kva.de"})
  void isAHost(String text) {
    assertThat(new HostName(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3.4", "12", "a.", ".a", "a..b", "-a.b", "a-.b", "a_b.c"})
  void isNoHost(String text) {
    assertThatThrownBy(() -> new HostName(text)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void aHostIsNotTooLong() {
    String label = "a".repeat(63);
    assertThat(new HostName(label + "." + label + "." + label + "." + "a".repeat(61))).isNotNull();
    assertThatThrownBy(() -> new HostName(label + "." + label + "." + label + "." + "a".repeat(62)))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> new HostName("a".repeat(64)))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "openvpn, false",
    "_apt, false",
    "a.b-c, false",
    "0, true",
    "998, true",
    "4294967294, true"
  })
  void isAUser(String text, boolean number) {
    assertThat(new UserName(text).isNumber()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4294967295", "9999999999", "00", "1a", "-1", "99999999999", "root\n"})
  void isNoUser(String text) {
    assertThatThrownBy(() -> new UserName(text)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void aUserIsNotTooLong() {
    assertThat(new UserName("u".repeat(32))).isNotNull();
    assertThatThrownBy(() -> new UserName("u".repeat(33)))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "99999", "-1", "+1", "1.0", "1e3", "００１", "123456"})
  void isNoPort(String text) {
    assertThatThrownBy(() -> Port.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("use 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1194", "65535"})
  void isAPort(String text) {
    assertThat(Port.parse(text)).hasToString(text);
  }

  @Test
  void aLabelIsOneLineOfAHundredCharacters() {
    Server.checkLabel("Zürich, 🇨🇭 \"fast\" <b>");
    Server.checkLabel("x".repeat(100));
    for (String bad : new String[] {"x".repeat(101), "a\nb", "a\u0007", "a\u009b31m"}) {
      assertThatThrownBy(() -> Server.checkLabel(bad))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("up to 100 characters on one line");
    }
  }

  @Test
  void aProtocolWithoutPortsHasNone() {
    Network address = Network.parse("198.51.100.7");
    for (ServerProtocol protocol : ServerProtocol.values()) {
      if (!protocol.hasPort()) {
        assertThatThrownBy(
                () ->
                    new Server(
                        address,
                        Optional.of(new Port(1)),
                        protocol,
                        Optional.empty(),
                        Optional.empty()))
            .isInstanceOf(InvalidValueException.class)
            .hasMessageContaining("leave the port out");
      }
    }
  }
}
