package io.github.vpnfirewall.helper.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A rule in a chain of ours. Two rules that say the same are equal, in whatever order their
 * conditions were given.
 *
 * @param chain where it stands
 * @param matches all of them must hold; in the order in which {@code iptables-save} prints them
 * @param target what becomes of the packet then
 */
public record Rule(OwnChain chain, List<Match> matches, Target target) {
  private static final Comparator<Match> ORDER =
      new Comparator<>() { // starts sooner than one that is put together
        @Override
        public int compare(Match one, Match other) {
          int difference = rank(one) - rank(other);
          return difference != 0 ? difference : one.text().compareTo(other.text());
        }
      };

  /** Puts the conditions in order. */
  public Rule {
    Objects.requireNonNull(chain);
    Objects.requireNonNull(target);
    List<Match> ordered = new ArrayList<>(matches);
    ordered.sort(ORDER);
    matches = List.copyOf(ordered);
  }

  /** The rule as {@code iptables-save} prints it. */
  public String text() {
    StringBuilder text = new StringBuilder("-A ").append(chain.key());
    for (Match match : matches) {
      text.append(' ').append(match.text());
    }
    return text.append(' ').append(target.text()).toString();
  }

  private static int rank(Match match) {
    if (match instanceof Match.Source) {
      return 0;
    }
    if (match instanceof Match.Destination) {
      return 1;
    }
    if (match instanceof Match.Interface via) {
      return via.way() == Match.Way.IN ? 2 : 3;
    }
    if (match instanceof Match.Protocol) {
      return 4;
    }
    // Ports and message types stand right behind the protocol that they belong to.
    return match instanceof Match.Ports
            || match instanceof Match.TcpFlags
            || match instanceof Match.Icmpv6Type
        ? 5
        : 6;
  }
}
