package io.github.vpnfirewall.helper.packet;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of interfaces. The empty name, where a packet has none, is never meant by a pattern.
 *
 * @param exact these very names
 * @param stems all names that begin so; none is empty
 * @param complement whether all others are meant instead
 */
public record Names(Set<String> exact, Set<String> stems, boolean complement) implements Values {
  /** Copies the sets. */
  public Names {
    exact = Set.copyOf(exact);
    stems = Set.copyOf(stems);
    if (stems.contains("")) {
      throw new IllegalArgumentException("a pattern for every name");
    }
  }

  /** Names, and patterns that end in {@code +} as in iptables(8). */
  public static Names of(Collection<String> names) {
    return new Names(
        names.stream().filter(name -> !name.endsWith("+")).collect(Collectors.toSet()),
        names.stream()
            .filter(name -> name.endsWith("+"))
            .map(name -> name.substring(0, name.length() - 1))
            .collect(Collectors.toSet()),
        false);
  }

  /** Whether the name is one of them. */
  public boolean contains(String name) {
    return complement != (exact.contains(name) || stems.stream().anyMatch(name::startsWith));
  }

  @Override
  public boolean holds(Field field, Packet packet) {
    return contains(field.name(packet));
  }

  @Override
  public Names negated() {
    return new Names(exact, stems, !complement);
  }
}
