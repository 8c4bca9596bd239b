package io.github.vpnfirewall.helper.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.tracer.RandomPackets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {
  private static final Region UDP = Region.of(Field.PROTOCOL, Ranges.of(17));
  private static final Region LOW = Region.of(Field.DESTINATION_PORT, Ranges.span(0, 1023));
  private static final Region ETH = Region.of(Field.OUT, Names.of(List.of("eth+", "lo")));

  @Test
  void setsOfPacketsAreSets() {
    RandomPackets packets = new RandomPackets(new Random(7));
    Region both = UDP.and(LOW);
    Region odd = both.or(ETH);
    for (int i = 0; i < 3_000; i++) {
      Packet packet =
          packets.next(AddressFamily.IPV4, i % 2 == 0 ? Direction.OUT : Direction.FORWARD);
      boolean udp = UDP.contains(packet);
      boolean low = LOW.contains(packet);
      boolean eth = ETH.contains(packet);

      assertThat(both.contains(packet)).isEqualTo(udp && low);
      assertThat(odd.contains(packet)).isEqualTo((udp && low) || eth);
      assertThat(odd.except(both).contains(packet)).isEqualTo(eth && !(udp && low));
      assertThat(both.except(odd).contains(packet)).isFalse();
      assertThat(Region.ALL.except(odd).contains(packet)).isNotEqualTo(odd.contains(packet));
      assertThat(Region.NONE.contains(packet)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.0, 192.0.2.255",
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
    "192.0.2.7, 192.0.2.7, 192.0.2.7",
    "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::/63, 2001:db8::, 2001:db8:0:1:ffff:ffff:ffff:ffff",
    "2001:db8::/65, 2001:db8::, 2001:db8::7fff:ffff:ffff:ffff",
    "fe80::/10, fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  })
  void networksGoFromTheirFirstToTheirLastAddress(String text, String first, String last) {
    Network network = Network.parse(text);
    assertThat(Position.first(network)).isEqualTo(Position.first(Network.parse(first)));
    assertThat(Position.last(network)).isEqualTo(Position.first(Network.parse(last)));
    assertThat(Position.last(network).address(network.family())).hasToString(last);
  }

  @Test
  void whatTouchesIsJoined() {
    Ranges joined = Ranges.of(5, 3, 4, 9).or(Ranges.span(7, 8)).or(Ranges.span(3, 4));

    assertThat(joined).isEqualTo(Ranges.span(3, 5).or(Ranges.span(7, 9)));
    assertThat(joined.negated().negated()).isEqualTo(joined);
    assertThat(Ranges.ALL.negated().ranges()).isEmpty();
    assertThat(Ranges.ALL.negated().negated()).isEqualTo(Ranges.ALL);
    assertThat(joined.contains(Position.of(6))).isFalse();
    assertThat(joined.negated().contains(Position.of(6))).isTrue();
    assertThat(joined.negated().contains(Position.ABSENT)).isTrue();
  }
}
