package io.github.vpnfirewall.helper.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.tracer.RandomPackets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacketTextTest {
  @ParameterizedTest
  @EnumSource(AddressFamily.class)
  void whatIsWrittenIsReadBack(AddressFamily family) {
    RandomPackets packets = new RandomPackets(new Random(7));
    for (int i = 0; i < 3_000; i++) {
      for (Direction direction : Direction.values()) {
        Packet packet = packets.next(family, direction);

        assertThat(PacketText.parse(PacketText.of(packet))).isEqualTo(packet);
      }
    }
  }
}
