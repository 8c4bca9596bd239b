package io.github.vpnfirewall.helper.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.packet.Condition;
import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.packet.PacketText;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.Golden;
import io.github.vpnfirewall.helper.tracer.RandomPackets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That the reference decision looks at nothing but what its sentences declare: packets that are in
 * the same of all declared sets, field by field, are answered alike, whatever else differs.
 */
class DeclaredTest {
  @ParameterizedTest
  @EnumSource(AddressFamily.class)
  void whatIsNotDeclaredDoesNotMatter(AddressFamily family) {
    Random random = new Random(20_261_122);
    RandomPackets packets = new RandomPackets(random);
    int different = 0;
    int permitted = 0;
    for (String name : Golden.names()) {
      Policy policy = Golden.policy(name);
      ReferenceDecision reference = ReferenceDecision.of(policy, family);
      List<Condition> declared =
          reference.permissions().stream()
              .flatMap(clause -> clause.region().boxes().stream())
              .flatMap(box -> box.conditions().stream())
              .distinct()
              .toList();
      for (int i = 0; i < 3_000; i++) {
        Direction direction = random.nextBoolean() ? Direction.IN : Direction.FORWARD;
        Packet packet = packets.next(family, i % 3 == 0 ? Direction.OUT : direction);
        Packet other = packet;
        Packet donor = packets.next(family, packet.direction());
        for (Field field : Field.values()) {
          Packet mixed = with(other, donor, field);
          if (declared.stream()
              .filter(condition -> condition.field() == field)
              .allMatch(condition -> condition.holds(mixed) == condition.holds(packet))) {
            different += mixed.equals(other) ? 0 : 1;
            other = mixed;
          }
        }
        permitted += reference.permits(packet) ? 1 : 0;

        assertThat(reference.permits(other))
            .as("%s: %s as %s", name, PacketText.of(other), PacketText.of(packet))
            .isEqualTo(reference.permits(packet));
      }
    }
    // Else the loop above would prove nothing.
    assertThat(different).isGreaterThan(50_000);
    assertThat(permitted).isGreaterThan(1_000);
  }

  /** The packet with one field of the other's. */
  private static Packet with(Packet p, Packet o, Field field) {
    return new Packet(
        p.direction(),
        one(field, Field.IN, o.in(), p.in()),
        one(field, Field.OUT, o.out(), p.out()),
        one(field, Field.SOURCE, o.source(), p.source()),
        one(field, Field.DESTINATION, o.destination(), p.destination()),
        one(field, Field.PROTOCOL, o.protocol(), p.protocol()),
        one(field, Field.SOURCE_PORT, o.sourcePort(), p.sourcePort()),
        one(field, Field.DESTINATION_PORT, o.destinationPort(), p.destinationPort()),
        one(field, Field.FLAGS, o.flags(), p.flags()),
        one(field, Field.ICMP_TYPE, o.icmpType(), p.icmpType()),
        one(field, Field.HOP_LIMIT, o.hopLimit(), p.hopLimit()),
        one(field, Field.STATE, o.state(), p.state()),
        one(field, Field.OWNER, o.owner(), p.owner()),
        one(field, Field.DECRYPTED, o.decrypted(), p.decrypted()),
        one(field, Field.ENCRYPTED, o.encrypted(), p.encrypted()),
        one(field, Field.KIND, o.kind(), p.kind()));
  }

  private static <T> T one(Field wanted, Field field, T yes, T no) {
    return wanted == field ? yes : no;
  }
}
