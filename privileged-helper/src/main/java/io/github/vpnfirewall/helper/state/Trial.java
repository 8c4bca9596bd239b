package io.github.vpnfirewall.helper.state;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That the machine opens again by itself unless somebody confirms it before.
 *
 * @param id which trial it is: its keeper opens no other one
 * @param ends when, counted from the machine's start with all its sleep: setting the clock changes
 *     nothing about it
 * @param endsAt the same by the clock on the wall when it began
 */
public record Trial(String id, Duration ends, Instant endsAt) {
  private static final Duration SAME = Duration.ofSeconds(2);

  /** What is left of it; negative when it is over. */
  public Duration left(Duration sinceStart) {
    return ends.minus(sinceStart);
  }

  /**
   * When it ends by the clock on the wall as it is set now: the same moment each time it is asked
   * for, as long as nobody sets the clock.
   */
  public Instant endsAt(Duration sinceStart, Instant now) {
    Instant found = now.plus(left(sinceStart));
    Duration off = Duration.between(endsAt, found).abs();
    return off.compareTo(SAME) < 0 ? endsAt : Instant.ofEpochSecond(found.getEpochSecond());
  }

  String text() {
    return id + "\n" + ends.toMillis() + "\n" + endsAt + "\n";
  }

  /** Empty for anything that is no trial: then nothing opens by itself. */
  static Optional<Trial> parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !isId(lines[0]) || !lines[1].matches("[0-9]{1,15}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Trial(
              lines[0], Duration.ofMillis(Long.parseLong(lines[1])), Instant.parse(lines[2])));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether the text could name a trial, and so be part of a file's name. */
  public static boolean isId(String text) {
    return text.matches("[0-9a-f]{16}");
  }
}
