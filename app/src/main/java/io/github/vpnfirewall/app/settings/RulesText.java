package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.settings.RuleLine.Kind;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of one family as they are shown: what is there, what comes and what goes. Pure. */
final class RulesText {
  /** So many entries of a set that come or go are shown; of more, only their number. */
  private static final int SHOWN = 100;

  private RulesText() {}

  /**
   * Compares the documents that two settings make.
   *
   * @param before those of what is stored
   * @param after those of what is wanted
   */
  static List<RuleLine> of(
      Texts texts, AddressFamily family, Map<String, String> before, Map<String, String> after) {
    AddressSets had = AddressSets.read(before.getOrDefault(Report.setsKey(family), ""));
    AddressSets has = AddressSets.read(after.getOrDefault(Report.setsKey(family), ""));
    List<RuleLine> lines = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(had.names());
    names.addAll(has.names());
    for (String name : names) {
      set(texts, name, had, has, lines);
    }
    lines.addAll(
        LineDiff.of(
            had.shorten(before.getOrDefault(family.key(), "")),
            has.shorten(after.getOrDefault(family.key(), ""))));
    return lines;
  }

  private static void set(
      Texts texts, String name, AddressSets had, AddressSets has, List<RuleLine> lines) {
    boolean gone = !has.names().contains(name);
    Kind kind = gone ? Kind.REMOVED : had.names().contains(name) ? Kind.SAME : Kind.ADDED;
    int size = (gone ? had : has).entries(name).size();
    lines.add(new RuleLine(kind, texts.text("settings.rules.set", name, size)));
    if (kind == Kind.SAME) {
      entries(texts, Kind.REMOVED, had.entries(name), has.entries(name), lines);
      entries(texts, Kind.ADDED, has.entries(name), had.entries(name), lines);
    }
  }

  /** Those that the others do not have. */
  private static void entries(
      Texts texts, Kind kind, Set<String> entries, Set<String> others, List<RuleLine> lines) {
    List<String> own = entries.stream().filter(entry -> !others.contains(entry)).toList();
    own.stream().limit(SHOWN).forEach(entry -> lines.add(new RuleLine(kind, "    " + entry)));
    if (own.size() > SHOWN) {
      lines.add(new RuleLine(kind, "    " + texts.text("settings.rules.more", own.size() - SHOWN)));
    }
  }
}
