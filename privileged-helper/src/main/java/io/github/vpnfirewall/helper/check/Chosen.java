package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Position;
import io.github.vpnfirewall.helper.packet.Ranges;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** One value for each field that is decided so far. */
final class Chosen {
  private final Map<Field, Cell> cells = new EnumMap<>(Field.class);

  void choose(Field field, Cell cell) {
    cells.put(field, cell);
  }

  boolean in(Field field, Ranges values) {
    return values.contains(cells.get(field).position());
  }

  /** The packet, once all fields are decided. */
  Packet packet() {
    AddressFamily family = constant(Field.FAMILY, AddressFamily.values());
    return new Packet(
        constant(Field.DIRECTION, Packet.Direction.values()),
        cells.get(Field.IN).name(),
        cells.get(Field.OUT).name(),
        cells.get(Field.SOURCE).position().address(family),
        cells.get(Field.DESTINATION).position().address(family),
        number(Field.PROTOCOL),
        optional(Field.SOURCE_PORT),
        optional(Field.DESTINATION_PORT),
        flags(number(Field.FLAGS)),
        optional(Field.ICMP_TYPE),
        number(Field.HOP_LIMIT),
        constant(Field.STATE, Packet.State.values()),
        isAbsent(Field.OWNER)
            ? OptionalLong.empty()
            : OptionalLong.of(cells.get(Field.OWNER).position().low()),
        number(Field.DECRYPTED) == 1,
        number(Field.ENCRYPTED) == 1,
        constant(Field.KIND, Packet.Kind.values()));
  }

  private int number(Field field) {
    return (int) cells.get(field).position().low();
  }

  private <E extends Enum<E>> E constant(Field field, E[] constants) {
    return Stream.of(constants)
        .filter(constant -> Position.of(constant).equals(cells.get(field).position()))
        .findFirst()
        .orElseThrow();
  }

  private boolean isAbsent(Field field) {
    return cells.get(field).position().equals(Position.ABSENT);
  }

  private OptionalInt optional(Field field) {
    return isAbsent(field) ? OptionalInt.empty() : OptionalInt.of(number(field));
  }

  private static Set<Packet.Flag> flags(int bits) {
    Set<Packet.Flag> flags = EnumSet.noneOf(Packet.Flag.class);
    for (Packet.Flag flag : Packet.Flag.values()) {
      if ((bits & Field.bits(Set.of(flag))) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
