package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Tone;
import java.util.List;
import java.util.Optional;

/**
 * What a test comes to, in words.
 *
 * @param finding what it comes to
 * @param headline that in a sentence
 * @param lines why that matters and what to do, a sentence each
 * @param basis which kind of test it was, and when
 * @param heads the titles of the table's columns, the card's and the family's aside
 * @param rows a row for each card and family; none if nothing was tried
 * @param arm what stands on the button that arms; empty if that would not help
 * @param full what only a full test has
 */
record LeakFace(
    Finding finding,
    String headline,
    List<String> lines,
    String basis,
    List<String> heads,
    List<Row> rows,
    Optional<String> arm,
    Optional<Full> full) {
  LeakFace {
    lines = List.copyOf(lines);
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /**
   * What became of everything that was tried over one card.
   *
   * @param card the card's name
   * @param family such as "IPv4"
   * @param cells in the order of the titles
   */
  record Row(String card, String family, List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What became of one attempt.
   *
   * @param text such as "stopped"
   * @param detail the same in a sentence
   */
  record Cell(Mark mark, Tone tone, String text, String detail) {}

  /**
   * What a text about the test has to say besides.
   *
   * @param firewall whether it was armed, and since when
   * @param settings which settings were applied
   * @param remarks what there is to say about single attempts
   */
  record Full(String firewall, String settings, List<String> remarks) {
    Full {
      remarks = List.copyOf(remarks);
    }
  }
}
