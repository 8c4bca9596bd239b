package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.PacketText;
import io.github.vpnfirewall.helper.reference.ReferenceDecision.Answer;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.ruleset.Target;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Trace;
import java.util.Locale;

/**
 * A packet with which the rules of a table do not do what the design says.
 *
 * @param table whose rules
 * @param packet one that stands for all of its class
 * @param trace what the rules do
 * @param answer what the design says
 */
public record Difference(Table table, Packet packet, Trace trace, Answer answer) {
  /** In words, for a person: the packet, the rule that decided, and the design's sentence. */
  public String text() {
    String rule =
        trace.matched().isEmpty()
            ? "no rule"
            : decides() ? last().text() : "no rule after " + last().text();
    return PacketText.of(packet)
        + ": "
        + trace.verdict().name().toLowerCase(Locale.ROOT)
        + " in table "
        + table.key()
        + " by "
        + rule
        + ", but by the design it "
        + (table == Table.NAT ? masquerade() : answer);
  }

  private String masquerade() {
    String is = answer.permits() ? "is" : "is not";
    return is + " masqueraded (" + answer.section() + ": " + answer.what() + ")";
  }

  private boolean decides() {
    return !(last().target() instanceof Target.Goto || last().target() instanceof Target.Log);
  }

  private Rule last() {
    return trace.matched().get(trace.matched().size() - 1);
  }
}
