package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Card;
import io.github.vpnfirewall.helper.netfilter.Trial;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Attempt;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code verify} sends.
 *
 * @param attempts what must not leave, over every interface past the tunnel
 * @param controls the same by ways that are always open: what is not seen to leave there proves
 *     nothing elsewhere
 */
record LeakPlan(List<Trial> attempts, List<Trial> controls) {
  /** Nobody has any of these (RFC 5737, RFC 3849, RFC 9637). */
  private static final List<Network> NOBODY =
      Stream.of(
              "198.51.100.1",
              "203.0.113.1",
              "192.0.2.1",
              "2001:db8::1",
              "2001:db8:ffff::1",
              "3fff::1")
          .map(Network::parse)
          .toList();

  /** Nobody's, too; a card without a router knows a way there, unless its IPv6 is off. */
  private static final Network NEIGHBOUR = Network.parse("fe80::5eaf:7e57:0:1");

  /** IPv6 has no route to anybody by {@code lo}, but to itself. */
  private static final Network SELF = Network.parse("::1");

  /**
   * Plans the attempts.
   *
   * @param cards the machine's interfaces
   * @param families the families that it speaks
   * @param settings which interfaces are tunnels, and where traffic may go
   * @param own the machine's addresses
   */
  static LeakPlan of(
      List<Card> cards, Set<AddressFamily> families, Settings settings, Collection<Network> own) {
    List<Trial> attempts = new ArrayList<>();
    List<Trial> controls = new ArrayList<>();
    List<Network> permitted = permitted(settings);
    for (AddressFamily family : families) {
      List<Network> targets =
          Stream.concat(NOBODY.stream(), Stream.of(NEIGHBOUR))
              .filter(target -> target.family() == family && !own.contains(target))
              .filter(target -> permitted.stream().noneMatch(open -> open.contains(target)))
              .toList();
      for (Card card : cards) {
        boolean tunnel = isTunnel(card, settings);
        if (card.loopback() && card.up()) {
          add(controls, card, family, family == AddressFamily.IPV6 ? List.of(SELF) : NOBODY);
        } else if (tunnel && card.up()) {
          add(controls, card, family, NOBODY);
        } else if (!tunnel && card.up() && card.carrier() && !card.part()) {
          add(attempts, card, family, targets);
        }
      }
    }
    return new LeakPlan(attempts, controls);
  }

  private static void add(
      List<Trial> trials, Card card, AddressFamily family, List<Network> targets) {
    List<Network> fitting = targets.stream().filter(target -> target.family() == family).toList();
    for (Attempt.Kind kind : Attempt.Kind.values()) {
      if (!fitting.isEmpty()) {
        trials.add(new Trial(card.name(), family, kind, fitting));
      }
    }
  }

  private static boolean isTunnel(Card card, Settings settings) {
    return settings.tunnel().interfaces().stream().anyMatch(name -> name.matches(card.name()));
  }

  private static List<Network> permitted(Settings settings) {
    List<Network> permitted =
        new ArrayList<>(settings.servers().stream().map(Server::address).toList());
    if (settings.lan().allow()) {
      permitted.addAll(settings.lan().networks().orElse(NetworkRules.PRIVATE));
    }
    return permitted;
  }

  /** Both in one list: they are sent and watched together. */
  List<Trial> all() {
    return Stream.concat(attempts.stream(), controls.stream()).toList();
  }
}
