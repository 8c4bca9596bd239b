package io.github.vpnfirewall.helper.fake;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.restore.StoredDocument;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.Match;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.tracer.PacketMatcher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A packet's way through everything in the fake kernel, others' rules included: what is true,
 * whatever a report says.
 */
public final class KernelWalk {
  private enum Verdict {
    ACCEPT,
    DROP,
    RETURN
  }

  private static final List<String> TABLES = List.of("mangle", "filter", "security");

  private final FakeKernel kernel;

  /** What has been read once; thousands of walks go over the same few rules. */
  private static final Map<String, Step> STEPS = new ConcurrentHashMap<>();

  /** A rule: its conditions, and where it leads. */
  private record Step(List<Match> matches, String target, boolean goes) {}

  /** Walks that kernel. */
  public KernelWalk(FakeKernel kernel) {
    this.kernel = kernel;
  }

  /** Whether the packet gets through. */
  public boolean passes(Packet packet) {
    AddressFamily family = packet.family();
    String gate = (family == AddressFamily.IPV4 ? "ip " : "ip6 ") + "vpnfw_gate";
    String body = kernel.nftTables.get(gate);
    boolean entering = packet.direction() == Packet.Direction.IN;
    if (body != null && body.contains("policy drop") && !packet.out().equals("lo") && !entering) {
      return false;
    }
    String hook =
        switch (packet.direction()) {
          case OUT -> "OUTPUT";
          case IN -> "INPUT";
          case FORWARD -> "FORWARD";
        };
    for (String name : TABLES) {
      FakeTable table = kernel.tables(family).get(name);
      if (table != null && table.chains().containsKey(hook)) {
        Verdict verdict = walk(table, hook, packet);
        boolean dropped =
            verdict == Verdict.RETURN
                ? table.chain(hook).policy.equals("DROP")
                : verdict == Verdict.DROP;
        if (dropped) {
          return false;
        }
      }
    }
    return true;
  }

  private Verdict walk(FakeTable table, String chain, Packet packet) {
    for (String rule : table.chain(chain).rules) {
      // What a set holds may change while the rule stays.
      Step step =
          rule.contains("--match-set")
              ? step(packet.family(), rule)
              : STEPS.computeIfAbsent(packet.family() + rule, r -> step(packet.family(), rule));
      if (!PacketMatcher.matchesAll(step.matches, packet)) {
        continue;
      }
      switch (step.target) {
        case "ACCEPT" -> {
          return Verdict.ACCEPT;
        }
        case "DROP", "REJECT" -> {
          return Verdict.DROP;
        }
        case "RETURN" -> {
          return Verdict.RETURN;
        }
        case "LOG" -> {}
        default -> {
          Verdict verdict = walk(table, step.target, packet);
          if (verdict != Verdict.RETURN || step.goes) {
            return verdict;
          }
        }
      }
    }
    return Verdict.RETURN;
  }

  /** Reads conditions as those of a rule of ours: there is no other reader. */
  private Step step(AddressFamily family, String rule) {
    List<String> words = RuleCheck.words(rule);
    int at = Math.max(words.lastIndexOf("-j"), words.lastIndexOf("-g"));
    String padded = " " + rule;
    String conditions =
        padded
            .substring(0, Math.max(padded.indexOf(" -j "), padded.indexOf(" -g ")))
            .replace(" -m limit --limit 10/min", "");
    String document =
        "*filter\n:VPNFW-OUT - [0:0]\n-A VPNFW-OUT" + conditions + " -j RETURN\nCOMMIT\n";
    try {
      return new Step(
          StoredDocument.parse(family, document, sets(rule))
              .tables()
              .get(Table.FILTER)
              .get(0)
              .matches(),
          words.get(at + 1),
          words.get(at).equals("-g"));
    } catch (MalformedDumpException e) {
      throw new IllegalStateException("what does this rule mean? " + rule, e);
    }
  }

  private Map<String, AddressSet> sets(String rule) throws MalformedDumpException {
    List<String> words = RuleCheck.words(rule);
    int at = words.indexOf("--match-set");
    try {
      return at < 0 ? Map.of() : SetDocument.parse(kernel.sets.save(words.get(at + 1)));
    } catch (Refused e) {
      throw new IllegalStateException(rule, e);
    }
  }
}
