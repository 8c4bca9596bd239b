package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Report;
import java.time.Clock;
import java.util.List;

/**
 * A test in the words of its window, for whoever has none.
 *
 * @param verdict what it comes to
 * @param headline the verdict in a sentence
 * @param lines why, what to do, and what became of each attempt
 */
public record LeakReport(Verdict verdict, String headline, List<String> lines) {
  /** What a test comes to. */
  public enum Verdict {
    /** All of it was stopped. */
    GOOD,
    /** Something got out, or could have. */
    BAD,
    /** It cannot be told. */
    UNDECIDED
  }

  /** Copies the list. */
  public LeakReport {
    lines = List.copyOf(lines);
  }

  /**
   * What a report of {@code verify} comes to.
   *
   * @param clock the time of day, and where
   */
  public static LeakReport of(Report report, Texts texts, Clock clock) {
    LeakFace face = new LeakPresenter(texts, clock.getZone()).face(report, clock.instant());
    return new LeakReport(
        switch (face.finding().tone()) {
          case GOOD -> Verdict.GOOD;
          case BAD -> Verdict.BAD;
          case CAREFUL, QUIET -> Verdict.UNDECIDED;
        },
        face.headline(),
        LeakText.body(face, texts));
  }
}
