package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Box;
import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.packet.PacketText;
import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.reference.Clause;
import io.github.vpnfirewall.helper.reference.ReferenceDecision;
import io.github.vpnfirewall.helper.reference.ReferenceDecision.Answer;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.tracer.PacketTracer;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Trace;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Goes through all classes of packets of one direction. Field after field is decided; after each,
 * only those rules and sentences of the reference are kept that the packet can still meet, and the
 * next field is cut only by what they ask for. Where both sides no longer ask for anything, one
 * packet of the class is made and shown to tracer and reference themselves; where the rules are
 * thousands that differ in more than the address, of some classes only. What is left of both sides
 * after some fields says all about the rest, so equal rests are gone through once.
 */
final class Comparison {
  private static final List<Field> FIELDS = List.of(Field.values());

  /** In the place of a sentence: one that permits whatever is still open. */
  private static final int ANY = -1;

  /** With more terms than this, not each class's packet is walked through all of them. */
  private static final int MANY = 500;

  private static final List<Integer> PERMITTED = List.of(ANY);

  private final ReferenceDecision reference;
  private final Table table;
  private final PacketTracer tracer;
  private final Verdict yes;
  private final Verdict no;
  private final Domain domain;
  private final Vocabulary vocabulary = new Vocabulary();
  private final Cells cells = new Cells(vocabulary);
  private final List<Term> rules = new ArrayList<>();
  private final List<Term> sentences = new ArrayList<>();
  private final Chosen chosen = new Chosen();
  private final Map<Rest, Long> seen = new HashMap<>();
  private final long eachOf;
  private long judged;
  private Difference difference;

  /** What is left to be decided, and by which rules and sentences. */
  private record Rest(int level, int context, List<Integer> rules, List<Integer> sentences) {}

  Comparison(
      ReferenceDecision reference,
      AddressFamily family,
      Direction direction,
      Table table,
      List<Rule> rules) {
    this.reference = reference;
    this.table = table;
    this.tracer = new PacketTracer(rules);
    this.domain = new Domain(family, direction);
    boolean nat = table == Table.NAT;
    this.yes = nat ? Verdict.MASQUERADE : Verdict.RETURN;
    Verdict refusal =
        reference.tells(direction, table.isBackstop()) ? Verdict.REJECT : Verdict.DROP;
    this.no = nat ? Verdict.RETURN : refusal;
    for (Step step : Step.of(rules, tracer.start(direction))) {
      add(this.rules, step.verdict(), step.region());
    }
    List<Clause> clauses = nat ? List.of(reference.masquerade()) : reference.permissions();
    for (Clause clause : clauses) {
      add(sentences, yes, clause.region());
    }
    eachOf = 1L + this.rules.size() / MANY;
  }

  private void add(List<Term> terms, Verdict verdict, Region region) {
    for (Box box : region.boxes()) {
      terms.add(new Term(verdict, box, vocabulary));
    }
  }

  /** The number of classes, and the first difference found; there may be more. */
  Result run() {
    long classes = compare(0, all(rules), all(sentences));
    return new Result(classes, Optional.ofNullable(difference));
  }

  private static List<Integer> all(List<Term> terms) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      all.add(i);
    }
    return all;
  }

  private long compare(int level, List<Integer> ruled, List<Integer> said) {
    if (difference != null) {
      return 0;
    }
    List<Integer> decisive = decisive(level, ruled);
    List<Integer> open = open(level, said);
    boolean permits = open.equals(PERMITTED);
    if (decisive.size() == 1 && (permits || open.isEmpty())) {
      judge(level, rules.get(decisive.get(0)).verdict(), permits);
      return 1;
    }
    Field field = FIELDS.get(level);
    Rest rest = new Rest(level, domain.context(field, chosen), decisive, open);
    Long known = seen.get(rest);
    if (known != null) {
      return known;
    }
    int possible = vocabulary.number(domain.of(field, chosen));
    long classes = 0;
    Asked byRule = new Asked(rules, level, decisive);
    Asked bySentence = new Asked(sentences, level, permits ? List.of() : open);
    for (Cell cell : cells.of(asked(level, byRule, bySentence, possible))) {
      if (cell.isIn(possible)) {
        chosen.choose(field, cell);
        List<Integer> next = permits ? PERMITTED : bySentence.metBy(cell);
        classes += compare(level + 1, byRule.metBy(cell), next);
      }
    }
    seen.put(rest, classes);
    return classes;
  }

  /** Up to the first rule that nothing can keep from deciding, without what decides the same. */
  private List<Integer> decisive(int level, List<Integer> ruled) {
    int end = 0;
    while (!rules.get(ruled.get(end)).isMetBefore(level)) {
      end++;
    }
    int last = ruled.get(end);
    while (end > 0 && rules.get(ruled.get(end - 1)).verdict() == rules.get(last).verdict()) {
      end--;
    }
    List<Integer> left = new ArrayList<>(ruled.subList(0, end));
    left.add(last);
    return left;
  }

  /** What may still permit; one sentence that asks for nothing more is enough. */
  private List<Integer> open(int level, List<Integer> said) {
    boolean permitted =
        said.stream().anyMatch(s -> s == ANY || sentences.get(s).isMetBefore(level));
    return permitted ? PERMITTED : said;
  }

  /** The sets that say something about the field, and those that say what it can hold. */
  private List<Integer> asked(int level, Asked byRule, Asked bySentence, int possible) {
    Set<Integer> asked = new TreeSet<>();
    asked.add(possible);
    domain.decisive(FIELDS.get(level)).forEach(set -> asked.add(vocabulary.number(set)));
    byRule.sets(asked::add);
    bySentence.sets(asked::add);
    return List.copyOf(asked);
  }

  /** Shows one packet of the class to tracer and reference themselves. */
  private void judge(int level, Verdict verdict, boolean permits) {
    boolean alike = verdict == (permits ? yes : no);
    judged++;
    if (alike && judged % eachOf != 0) {
      return;
    }
    for (Field field : FIELDS.subList(level, FIELDS.size())) {
      int possible = vocabulary.number(domain.of(field, chosen));
      cells.of(List.of(possible)).stream()
          .filter(cell -> cell.isIn(possible))
          .forEach(cell -> chosen.choose(field, cell));
    }
    Packet packet = chosen.packet();
    Trace trace = tracer.trace(packet);
    Answer answer = answer(packet);
    if (trace.verdict() != verdict || answer.permits() != permits) {
      throw new IllegalStateException(
          "the classes are wrong: " + PacketText.of(packet) + " " + trace + " " + answer);
    }
    if (!alike) {
      difference = new Difference(table, packet, trace, answer);
    }
  }

  private Answer answer(Packet packet) {
    if (table != Table.NAT) {
      return reference.decide(packet);
    }
    Clause clause = reference.masquerade();
    return new Answer(clause.region().contains(packet), clause.section(), clause.what());
  }
}
