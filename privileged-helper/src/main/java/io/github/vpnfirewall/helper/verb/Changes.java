package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.state.Origin;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What arming and disarming share: their tools, and what either puts in order at its end. */
final class Changes {
  private final Machine machine;
  private final GateKeeper gate;
  private final SetKeeper sets;
  private final RuleApplier applier;
  private final Set<String> complaints = new LinkedHashSet<>();

  Changes(Machine machine) {
    this.machine = machine;
    this.gate = new GateKeeper(machine.netfilter());
    this.sets = new SetKeeper(machine.netfilter());
    this.applier = new RuleApplier(machine.netfilter(), complaints);
  }

  Machine machine() {
    return machine;
  }

  GateKeeper gate() {
    return gate;
  }

  SetKeeper sets() {
    return sets;
  }

  RuleApplier applier() {
    return applier;
  }

  /** Something went wrong that is told if it matters in the end. */
  void complain(String what) {
    complaints.add(what);
  }

  /** What went wrong on the way, in words. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** A set that is left over does no harm, but for the name of it. */
  boolean removeSetsBut(Collection<Ruleset> rules) {
    Set<String> needed = new LinkedHashSet<>();
    for (Ruleset ruleset : rules) {
      needed.addAll(ruleset.sets().keySet());
    }
    try {
      sets.removeAllBut(needed);
      return true;
    } catch (ToolException e) {
      complaints.add(e.getMessage());
      return false;
    }
  }

  void switchIpv6Back() throws IOException {
    Optional<Origin> origin = machine.files().origin();
    if (origin.isPresent() && !origin.get().ipv6().isEmpty()) {
      machine.ipv6().restore(origin.get().ipv6());
      machine.files().storeOrigin(origin.get().withIpv6(Map.of()));
    }
  }

  /** Whether one of these rules makes this machine a gateway. */
  static boolean isGateway(Collection<Ruleset> rules) {
    boolean gateway = false;
    for (Ruleset ruleset : rules) {
      gateway |= ruleset.tables().containsKey(Table.NAT);
    }
    return gateway;
  }

  /**
   * Neither way is it a reason to fail: where nothing is passed on, nothing leaks.
   *
   * @return whether it is done
   */
  boolean switchForwarding(boolean wanted) {
    try {
      if (wanted) {
        new GatewaySwitch(machine).on();
      } else {
        new GatewaySwitch(machine).off();
      }
      return true;
    } catch (IOException e) {
      complaints.add("forwarding could not be switched: " + e.getMessage());
      return false;
    }
  }
}
