package io.github.vpnfirewall.helper.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Documents;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.reference.ReferenceDecision;
import io.github.vpnfirewall.helper.ruleset.Golden;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.tracer.PacketTracer;
import io.github.vpnfirewall.helper.tracer.RandomPackets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * That the check can fail: each rule of many policies is removed, widened, turned round or moved,
 * and the check must notice. It can't where the changed rules mean the same for every packet, as
 * when another rule lets the same packets through; so each change has to be noticed with at least
 * one policy.
 */
class MutationTest {
  /** Changes that nobody can notice by what passes, and why. */
  private static final Map<String, String> REDUNDANT =
      Map.of(
          "FIN,SYN,RST,PSH,ACK,URG FIN,SYN,RST,PSH,ACK,URG -j DROP",
          "the old script's; FIN,SYN FIN,SYN drops the same and more",
          "FIN,SYN,RST,PSH,ACK,URG FIN,SYN,RST,ACK -j DROP",
          "the old script's; FIN,SYN FIN,SYN drops the same and more",
          "-d 233.252.0.1/32 -p udp -m udp --dport 9",
          "the app's test packets, refused anyway: it keeps them out of log and counters",
          "-d ff0e::db8:0:1/128 -p udp -m udp --dport 9",
          "the app's test packets, refused anyway: it keeps them out of log and counters",
          "FIN,SYN,RST,ACK SYN -j REJECT --reject-with tcp-reset",
          "how it is refused, not whether: programs learn at once");

  private static final Map<String, Policy> POLICIES = new LinkedHashMap<>();
  private static final Map<String, Integer> TRIED = new ConcurrentSkipListMap<>();
  private static final Map<String, Integer> NOTICED = new ConcurrentSkipListMap<>();
  private static final List<String> WRONGLY_MISSED = new CopyOnWriteArrayList<>();

  private static void policy(String name, String document) {
    POLICIES.put(name, SettingsPolicies.policy(Documents.settings(document)));
  }

  @BeforeAll
  static void tryAll() {
    Golden.names().forEach(name -> POLICIES.put(name, Golden.policy(name)));
    String start = "{\"version\": 1, \"tunnel\": {\"interfaces\": [\"tun0\", \"wg+\"]";
    policy("gateway", start + "}, \"servers\": [], \"gateway\": {\"interfaces\": [\"eth1\"]}}");
    policy(
        "gateway, ipsec and users",
        start
            + ", \"ipsec\": true, \"clientUsers\": [\"998\"]}, \"servers\": [{\"address\":"
            + " \"198.51.100.7\", \"protocol\": \"gre\"}], \"gateway\": {\"interfaces\": [\"br+\"]}}");
    Settings many = Golden.settings("many-tunnels");
    POLICIES.put(
        "many tunnels and a local network",
        SettingsPolicies.policy(
            new Settings(
                many.tunnel(),
                many.servers(),
                new Settings.Lan(true, Optional.empty(), false),
                many.gateway(),
                many.pinHosts(),
                many.blockMode(),
                many.logBlocked())));
    POLICIES.entrySet().parallelStream()
        .forEach(
            entry -> {
              String name = entry.getKey();
              Policy policy = entry.getValue();
              for (AddressFamily family : AddressFamily.values()) {
                Map<Table, List<Rule>> tables =
                    RulesetCompiler.compile(policy, family, Optional.of(Table.SECURITY)).tables();
                tables.forEach((table, rules) -> mutate(name, policy, family, table, rules));
              }
            });
  }

  private static void mutate(
      String name, Policy policy, AddressFamily family, Table table, List<Rule> rules) {
    ReferenceDecision reference = ReferenceDecision.of(policy, family);
    for (Mutants.Mutant mutant : Mutants.of(rules)) {
      List<Direction> directions = directions(mutant.rule().chain());
      boolean noticed =
          directions.stream()
              .map(way -> new Comparison(reference, family, way, table, mutant.rules()).run())
              .anyMatch(result -> result.difference().isPresent());
      TRIED.merge(mutant.toString(), 1, Integer::sum);
      NOTICED.merge(mutant.toString(), noticed ? 1 : 0, Integer::sum);
      if (!noticed && differ(family, directions.get(0), rules, mutant.rules())) {
        WRONGLY_MISSED.add(name + ": " + mutant);
      }
    }
  }

  private static List<Direction> directions(OwnChain chain) {
    return switch (chain) {
      case OUT -> List.of(Direction.OUT);
      case IN -> List.of(Direction.IN);
      case FWD, FWD_LAN -> List.of(Direction.FORWARD);
      case NAT -> List.of(Direction.OUT, Direction.FORWARD);
    };
  }

  /** Whether some packets tell the rules apart, asked without the check's own classes. */
  private static boolean differ(
      AddressFamily family, Direction direction, List<Rule> rules, List<Rule> others) {
    PacketTracer one = new PacketTracer(rules);
    PacketTracer other = new PacketTracer(others);
    RandomPackets packets = new RandomPackets(new Random(rules.hashCode()));
    for (int i = 0; i < 30; i++) {
      Packet packet = packets.next(family, direction);
      if (one.trace(packet).verdict() != other.trace(packet).verdict()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyRuleMatters() {
    List<String> unnoticed = new ArrayList<>();
    NOTICED.forEach(
        (mutant, times) -> {
          // A swap with a rule about other packets changes nothing; see below for the others.
          if (times == 0
              && !mutant.endsWith(Mutants.SWAPPED)
              && REDUNDANT.keySet().stream().noneMatch(mutant::contains)) {
            unnoticed.add(mutant + " (tried " + TRIED.get(mutant) + " times)");
          }
        });

    assertThat(unnoticed).isEmpty();
    assertThat(TRIED.values().stream().mapToInt(times -> times).sum()).isGreaterThan(5_000);
  }

  @Test
  void orderMatters() {
    assertThat(
            NOTICED.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(Mutants.SWAPPED) && entry.getValue() > 0)
                .map(Map.Entry::getKey))
        .hasSizeGreaterThan(30)
        .as("DNS is refused before the local network is permitted")
        .anyMatch(mutant -> mutant.startsWith("-A VPNFW-OUT -p tcp -m tcp --dport 853 -j REJECT"))
        .as("INVALID is dropped before the tunnel is permitted")
        .anyMatch(mutant -> mutant.startsWith("-A VPNFW-IN -p tcp"));
  }

  @Test
  void whatIsNotNoticedMeansTheSame() {
    assertThat(WRONGLY_MISSED).isEmpty();
  }

  @Test
  void noRedundancyIsNamedInVain() {
    assertThat(REDUNDANT.keySet())
        .allSatisfy(
            named ->
                assertThat(
                        NOTICED.entrySet().stream()
                            .filter(entry -> entry.getKey().contains(named))
                            .filter(entry -> entry.getKey().endsWith(", removed")))
                    .isNotEmpty()
                    .allMatch(entry -> entry.getValue() == 0));
  }
}
