package io.github.vpnfirewall.helper.ruleset;

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
  /** Puts the conditions in order. */
  public Rule {
    Objects.requireNonNull(chain);
    Objects.requireNonNull(target);
    Match[] ordered = matches.toArray(new Match[0]);
    for (int i = 1; i < ordered.length; i++) { // there are no more than a handful
      for (int j = i; j > 0 && isBefore(ordered[j], ordered[j - 1]); j--) {
        Match later = ordered[j - 1];
        ordered[j - 1] = ordered[j];
        ordered[j] = later;
      }
    }
    matches = List.of(ordered);
  }

  private static boolean isBefore(Match one, Match other) {
    int difference = rank(one) - rank(other);
    return difference != 0 ? difference < 0 : one.text().compareTo(other.text()) < 0;
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
