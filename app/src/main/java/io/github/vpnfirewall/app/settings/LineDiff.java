package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.settings.RuleLine.Kind;
import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line: as few lines as possible. Pure. */
final class LineDiff {
  /** Beyond so many pairs, all of the middle counts as exchanged. */
  private static final long MOST_PAIRS = 9_000_000;

  private LineDiff() {}

  /**
   * Compares lines.
   *
   * @param before what was there
   * @param after what will be there
   */
  static List<RuleLine> of(List<String> before, List<String> after) {
    Middle middle = Middle.between(before, after);
    List<RuleLine> lines = new ArrayList<>();
    after.subList(0, middle.start()).forEach(line -> lines.add(new RuleLine(Kind.SAME, line)));
    middle(middle.of(before), middle.of(after), lines);
    after
        .subList(after.size() - middle.end(), after.size())
        .forEach(line -> lines.add(new RuleLine(Kind.SAME, line)));
    return lines;
  }

  private static void middle(List<String> before, List<String> after, List<RuleLine> lines) {
    int n = before.size();
    int m = after.size();
    int[][] common = (long) n * m > MOST_PAIRS ? null : common(before, after);
    int i = 0;
    int j = 0;
    while (common != null && i < n && j < m) {
      if (before.get(i).equals(after.get(j))) {
        lines.add(new RuleLine(Kind.SAME, after.get(j)));
        i++;
        j++;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        lines.add(new RuleLine(Kind.REMOVED, before.get(i++)));
      } else {
        lines.add(new RuleLine(Kind.ADDED, after.get(j++)));
      }
    }
    before.subList(i, n).forEach(line -> lines.add(new RuleLine(Kind.REMOVED, line)));
    after.subList(j, m).forEach(line -> lines.add(new RuleLine(Kind.ADDED, line)));
  }

  /** How many lines the two have in common from each pair of lines on. */
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
