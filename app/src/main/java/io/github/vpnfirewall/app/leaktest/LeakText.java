package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.leaktest.LeakFace.Cell;
import io.github.vpnfirewall.app.leaktest.LeakFace.Row;
import io.github.vpnfirewall.app.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A test as plain text, to be kept or shown to somebody. */
final class LeakText {
  private static final int GAP = 2;

  private final Texts texts;
  private final String version;

  /**
   * @param version which version of this program tested
   */
  LeakText(Texts texts, String version) {
    this.texts = texts;
    this.version = version;
  }

  /**
   * The text, with a newline at its end.
   *
   * @param moment when it was tested
   */
  String of(LeakFace face, String moment) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.text("leaktest.text.head", version));
    lines.add(moment);
    lines.add("");
    lines.add(face.headline());
    lines.addAll(face.lines());
    lines.add("");
    lines.add(face.basis());
    face.full()
        .ifPresent(
            full -> {
              lines.add(texts.text("leaktest.text.firewall", full.firewall()));
              lines.add(texts.text("leaktest.text.settings", full.settings()));
            });
    results(face, texts, lines);
    lines.add("");
    lines.add(texts.text("leaktest.text.private"));
    return String.join("\n", lines) + "\n";
  }

  /** What is said below the headline where there is no window. */
  static List<String> body(LeakFace face, Texts texts) {
    List<String> lines = new ArrayList<>(face.lines());
    results(face, texts, lines);
    return lines;
  }

  private static void results(LeakFace face, Texts texts, List<String> lines) {
    if (!face.rows().isEmpty()) {
      lines.add("");
      lines.addAll(table(face, texts));
    }
    face.full()
        .filter(full -> !full.remarks().isEmpty())
        .ifPresent(
            full -> {
              lines.add("");
              lines.addAll(full.remarks());
            });
  }

  private static List<String> table(LeakFace face, Texts texts) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        Stream.concat(
                Stream.of(texts.text("leaktest.card"), texts.text("leaktest.family")),
                face.heads().stream().map(head -> head.replace('\n', ' ')))
            .toList());
    for (Row row : face.rows()) {
      rows.add(
          Stream.concat(Stream.of(row.card(), row.family()), row.cells().stream().map(Cell::text))
              .toList());
    }
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length() + GAP);
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(String.format(Locale.ROOT, "%-" + widths[i] + "s", row.get(i)));
    }
    return line.toString().stripTrailing();
  }
}
