package io.github.vpnfirewall.helper.tracer;

import static io.github.vpnfirewall.helper.tracer.PacketTracer.Verdict.DROP;
import static io.github.vpnfirewall.helper.tracer.PacketTracer.Verdict.REJECT;
import static io.github.vpnfirewall.helper.tracer.PacketTracer.Verdict.RETURN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.PacketText;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.Match;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.ruleset.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The measure is measured first. */
class PacketTracerTest {
  private static final Packet PACKET = PacketText.parse("out eth0 to 192.0.2.9 udp dport=53");
  private static final Target RETURNED = new Target.Return();
  private static final Target DROPPED = new Target.Drop();
  private static final Target LOGGED = new Target.Log("x");
  private static final Match TO_TUNNEL = new Match.Interface(Match.Way.OUT, "tun0");

  private static Rule out(Target target, Match... matches) {
    return new Rule(OwnChain.OUT, List.of(matches), target);
  }

  private static PacketTracer.Verdict verdict(Rule... rules) {
    return new PacketTracer(List.of(rules)).trace(PACKET).verdict();
  }

  @Test
  void theFirstRuleThatMatchesDecides() {
    assertThat(verdict(out(DROPPED), out(RETURNED))).isEqualTo(DROP);
    assertThat(verdict(out(RETURNED), out(DROPPED))).isEqualTo(RETURN);
    assertThat(verdict(out(RETURNED, TO_TUNNEL), out(DROPPED))).isEqualTo(DROP);
    assertThat(verdict(out(new Target.Reject("x")), out(DROPPED))).isEqualTo(REJECT);
  }

  @Test
  void allConditionsMustHold() {
    Match udp = MatchRegionTest.UDP;
    assertThat(verdict(out(DROPPED, udp, TO_TUNNEL))).isEqualTo(RETURN);
    assertThat(verdict(out(DROPPED, udp))).isEqualTo(DROP);
  }

  @Test
  void aChainThatEndsLetsPass() {
    assertThat(verdict()).isEqualTo(RETURN);
    assertThat(verdict(out(DROPPED, TO_TUNNEL))).isEqualTo(RETURN);
  }

  @Test
  void loggingDecidesNothing() {
    assertThat(verdict(out(LOGGED), out(DROPPED))).isEqualTo(DROP);
    assertThat(verdict(out(LOGGED))).isEqualTo(RETURN);
    assertThat(verdict(out(LOGGED, new Match.LimitPerMinute(1)), out(DROPPED))).isEqualTo(DROP);
  }

  @Test
  void onlyTheChainOfItsDirectionIsWalked() {
    Rule in = new Rule(OwnChain.IN, List.of(), DROPPED);
    Rule forward = new Rule(OwnChain.FWD, List.of(), DROPPED);
    assertThat(verdict(in, forward)).isEqualTo(RETURN);
    assertThat(
            new PacketTracer(List.of(in, forward))
                .trace(PacketText.parse("in eth0 to 192.0.2.9"))
                .matched())
        .containsExactly(in);
    assertThat(
            new PacketTracer(List.of(in, forward))
                .trace(PacketText.parse("fwd eth0 eth1 to 192.0.2.9"))
                .matched())
        .containsExactly(forward);
  }

  @Test
  void whoGoesDoesNotComeBack() {
    Rule go = out(new Target.Goto(OwnChain.FWD_LAN));
    Rule there = new Rule(OwnChain.FWD_LAN, List.of(TO_TUNNEL), DROPPED);
    // The goto's chain ends: the packet returns to the hook, past the DROP behind the goto.
    assertThat(verdict(go, out(DROPPED), there)).isEqualTo(RETURN);
    assertThat(verdict(go, out(DROPPED), new Rule(OwnChain.FWD_LAN, List.of(), RETURNED)))
        .isEqualTo(RETURN);
    assertThat(verdict(go, out(RETURNED), new Rule(OwnChain.FWD_LAN, List.of(), DROPPED)))
        .isEqualTo(DROP);
    assertThat(verdict(out(new Target.Goto(OwnChain.FWD_LAN), TO_TUNNEL), out(DROPPED), there))
        .isEqualTo(DROP);
  }

  @Test
  void circlesAreNoticed() {
    assertThatThrownBy(() -> verdict(out(new Target.Goto(OwnChain.OUT))))
        .hasMessageContaining("circle");
  }

  @Test
  void aRateMustNotDecide() {
    assertThatThrownBy(() -> verdict(out(RETURNED, new Match.LimitPerMinute(1))))
        .hasMessageContaining("rate");
  }

  @Test
  void theWayIsTold() {
    PacketTracer.Trace trace =
        new PacketTracer(
                List.of(out(RETURNED, TO_TUNNEL), out(LOGGED), out(DROPPED), out(RETURNED)))
            .trace(PACKET);

    assertThat(trace.matched()).containsExactly(out(LOGGED), out(DROPPED));
    assertThat(trace.toString()).contains("DROP", "-A VPNFW-OUT -j LOG", "-A VPNFW-OUT -j DROP");
  }

  @Test
  void familiesAreNotMixed() {
    Ruleset six = new Ruleset(AddressFamily.IPV6, Map.of(Table.FILTER, List.of()));
    assertThatThrownBy(() -> PacketTracer.trace(six, Table.FILTER, PACKET))
        .hasMessageContaining("another family");
  }
}
