package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "198.51.100.7,                          198.51.100.7",
    "198.51.100.7/32,                       198.51.100.7",
    "192.168.1.0/24,                        192.168.1.0/24",
    "255.255.255.255,                       255.255.255.255",
    "10.0.0.0/8,                            10.0.0.0/8",
    "128.0.0.0/1,                           128.0.0.0/1",
    "2001:db8::7/128,                       2001:db8::7",
    "2001:db8::/32,                         2001:db8::/32",
    "fe80::/10,                             fe80::/10",
    "8000::/1,                              8000::/1",
    "2001:db8:0:0:8000::/65,                2001:db8:0:0:8000::/65",
    // RFC 5952 §4.1 to §4.3: leading zeros, the longest run, the first of equals, no lone zero
    "2001:0db8::0001,                       2001:db8::1",
    "2001:DB8::ABCD,                        2001:db8::abcd",
    "2001:db8:0:0:0:0:2:1,                  2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1,                  2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1,                    2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1,                  2001:db8::1:0:0:1",
    "2001:db8::1:0:0:1,                     2001:db8::1:0:0:1",
    "0:0:0:0:0:0:0:0,                       '::'",
    "::1,                                   '::1'",
    "1::,                                   '1::'",
    "1:2:3:4:5:6:7::,                       1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8,                       0:2:3:4:5:6:7:8",
    "64:ff9b::192.0.2.33,                   64:ff9b::c000:221",
    "1:2:3:4:5:6:192.0.2.33,                1:2:3:4:5:6:c000:221",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  })
  void isReadAndPrinted(String text, String printed) {
    Network network = Network.parse(text);

    assertThat(network).hasToString(printed);
    assertThat(Network.parse(printed)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "vpn.example.org",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4 ",
        " 1.2.3.4",
        "1.2.3.4\n",
        "0x7f.0.0.1",
        "127.1",
        "3232235521",
        "１.2.3.4",
        "1.2.3.-4",
        "+1.2.3.4",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "[::1]",
        "::1.2.3",
        "1.2.3.4::",
        "2001:db8::1:0:0:1:0:0:0:1",
        "::ffff:",
      })
  void isNoAddress(String text) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("is not an address: use one such as 198.51.100.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/08",
        "10.0.0.0/a",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/ 8",
        "10.0.0.0/8\n",
        "10.0.0.0/999",
        "10.0.0.0/4294967304",
      })
  void hasNoPrefixLength(String text) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("use 0 to 32 after the slash");
  }

  @Test
  void hasAPrefixLengthOfItsFamily() {
    assertThatThrownBy(() -> Network.parse("2001:db8::/129"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("use 0 to 128 after the slash");
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.7/24, 192.168.1.0/24",
    "10.0.0.1/8, 10.0.0.0/8",
    "1.2.3.4/0, 0.0.0.0/0",
    "2001:db8::1/64, 2001:db8::/64",
    "2001:db8::1/127, 2001:db8::/127",
    "2001:db8:0:1::/63, 2001:db8::/63",
  })
  void saysWhichNetworkWasMeant(String text, String meant) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::ffff:192.0.2.1", "::ffff:c000:201", "0:0:0:0:0:FFFF:192.0.2.1"})
  void isNoMappedAddress(String text) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("write 192.0.2.1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,  10.1.2.3,      true",
    "10.0.0.0/8,  10.0.0.0/8,    true",
    "10.0.0.0/8,  11.0.0.0,      false",
    "10.0.0.0/9,  10.0.0.0/8,    false",
    "0.0.0.0/0,   1.2.3.4,       true",
    "0.0.0.0/0,   ::1,           false",
    "fe80::/10,   febf::1,       true",
    "fe80::/10,   fec0::1,       false",
    "fe80::/64,   fe80::1:0:0:1, true",
    "fe80::/64,   fe80:0:0:1::1, false",
    "::/0,        ff02::1,       true",
    "ff02::1:ff00:0/104, ff02::1:ff12:3456, true",
    "ff02::1:ff00:0/104, ff02::1:fe12:3456, false",
  })
  void containsWhatLiesInIt(String outer, String inner, boolean contained) {
    Network a = Network.parse(outer);
    Network b = Network.parse(inner);

    assertThat(a.contains(b)).isEqualTo(contained);
    assertThat(a.overlaps(b)).isEqualTo(contained || b.contains(a));
    assertThat(b.overlaps(a)).isEqualTo(a.overlaps(b));
  }
}
