package io.github.vpnfirewall.helper.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of a set's entries, which its name hangs on, and which of them are the same. */
class EntryTest {
  private static AddressSet.Entry entry(String network, IpProtocol transport, int port) {
    return new AddressSet.Entry(Network.parse(network), Optional.ofNullable(transport), port);
  }

  /** Each differs from the one before it in one thing that counts for more than what follows. */
  private static List<AddressSet.Entry> inOrder() {
    return List.of(
        entry("192.0.2.0/24", null, 0),
        entry("192.0.2.0/25", null, 0),
        entry("192.0.2.0/25", IpProtocol.TCP, 443),
        entry("192.0.2.0/25", IpProtocol.TCP, 1194),
        entry("192.0.2.0/25", IpProtocol.UDP, 53),
        entry("192.0.2.128/25", null, 0),
        entry("198.51.100.0/24", null, 0),
        entry("2001:db8::/64", null, 0),
        entry("2001:db8::7", IpProtocol.TCP, 1),
        entry("2001:db8::7", IpProtocol.UDP, 1),
        entry("2001:db8:1::", IpProtocol.TCP, 1),
        entry("fd00::/8", null, 0)); // as a signed number it would be the least
  }

  @Test
  void areSortedByAddressThenPrefixTransportAndPort() {
    List<AddressSet.Entry> mixed = new ArrayList<>(inOrder());
    Collections.reverse(mixed);
    Collections.sort(mixed);
    assertThat(mixed).isEqualTo(inOrder());
    for (int i = 0; i < mixed.size(); i++) {
      for (int j = 0; j < mixed.size(); j++) {
        assertThat(Integer.signum(mixed.get(i).compareTo(mixed.get(j))))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void areTheSameOnlyIfAllIsTheSame() {
    List<AddressSet.Entry> entries = inOrder();
    List<AddressSet.Entry> again = inOrder();
    for (int i = 0; i < entries.size(); i++) {
      assertThat(again.get(i)).isEqualTo(entries.get(i)).hasSameHashCodeAs(entries.get(i));
      for (int j = 0; j < i; j++) {
        assertThat(entries.get(i)).isNotEqualTo(entries.get(j));
      }
    }
    assertThat(entries.get(0)).isNotEqualTo("192.0.2.0/24");
    // Two differ in their transport alone, which the hash leaves out.
    assertThat(entries.stream().map(AddressSet.Entry::hashCode).distinct())
        .hasSize(entries.size() - 1);
  }
}
