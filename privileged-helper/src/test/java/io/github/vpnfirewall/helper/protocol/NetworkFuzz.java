package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Addresses and networks: what is taken is what Java's own parser makes of it. */
public final class NetworkFuzz {
  private NetworkFuzz() {}

  /** Tries one address or network. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String text) throws UnknownHostException {
    Network network;
    try {
      network = Network.parse(text);
    } catch (InvalidValueException e) {
      Fuzzing.outcome(false);
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1000);
      return;
    }
    Fuzzing.outcome(true);
    assertThat(Network.parse(network.toString())).isEqualTo(network);
    // Never looked up: it has a colon, or nothing but digits and dots.
    assertThat(text).matches("[0-9.]+(/[0-9]+)?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(/[0-9]+)?");
    byte[] address = InetAddress.getByName(text.replaceFirst("/.*", "")).getAddress();
    ByteBuffer bytes = ByteBuffer.wrap(address);
    if (address.length == 4) {
      assertThat(network.family()).isEqualTo(AddressFamily.IPV4);
      assertThat(network.low()).isEqualTo(Integer.toUnsignedLong(bytes.getInt()));
    } else {
      assertThat(network.family()).isEqualTo(AddressFamily.IPV6);
      assertThat(network.high()).isEqualTo(bytes.getLong());
      assertThat(network.low()).isEqualTo(bytes.getLong());
    }
  }
}
