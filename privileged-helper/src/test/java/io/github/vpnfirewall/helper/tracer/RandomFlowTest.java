package io.github.vpnfirewall.helper.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.reference.ReferenceDecision;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Trace;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Verdict;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every policy and every packet; the seed is fixed, so a failure comes again. */
class RandomFlowTest {
  private static final int POLICIES = 250;
  private static final int PACKETS = 60;

  @ParameterizedTest
  @EnumSource(AddressFamily.class)
  void rulesSayWhatTheDesignSaysInBothTables(AddressFamily family) {
    Random random = new Random(20_261_122);
    RandomPolicies policies = new RandomPolicies(random);
    RandomPackets packets = new RandomPackets(random);
    int permitted = 0;
    int bare = 0;
    for (int i = 0; i < POLICIES; i++) {
      Policy policy = policies.policy();
      Table backstop = random.nextBoolean() ? Table.SECURITY : Table.MANGLE;
      Ruleset ruleset =
          Flows.throughText(RulesetCompiler.compile(policy, family, Optional.of(backstop)));
      ReferenceDecision reference = ReferenceDecision.of(policy, family);
      PacketTracer first = new PacketTracer(ruleset.tables().get(Table.FILTER));
      PacketTracer second = new PacketTracer(ruleset.tables().get(backstop));
      for (int j = 0; j < PACKETS; j++) {
        Packet packet = packets.next(family);
        Trace filter = first.trace(packet);
        Trace behind = second.trace(packet);
        boolean permits = filter.verdict().permits();
        Supplier<String> what = () -> policy + "\n" + packet + "\n" + filter + "\n" + behind;

        assertThat(permits).as(what).isEqualTo(reference.permits(packet));
        assertThat(behind.verdict().permits()).as(what).isEqualTo(permits);
        assertThat(behind.verdict()).as(what).isNotEqualTo(Verdict.REJECT);
        if (policy.blockMode() == BlockMode.DROP) {
          assertThat(filter.verdict()).as(what).isNotEqualTo(Verdict.REJECT);
        }
        if (packet.direction() == Direction.OUT && permits) {
          bare += packet.out().equals("eth0") ? 1 : 0;
        }
        permitted += permits ? 1 : 0;
      }
    }
    // Else the loop above would prove nothing.
    assertThat(permitted).isBetween(POLICIES * PACKETS / 20, POLICIES * PACKETS * 2 / 3);
    assertThat(bare).isGreaterThan(20);
  }
}
