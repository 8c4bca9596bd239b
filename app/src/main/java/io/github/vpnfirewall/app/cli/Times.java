package io.github.vpnfirewall.app.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as a terminal shows them. */
final class Times {
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter OTHER =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Clock clock;

  /**
   * @param clock the time of day, and where
   */
  Times(Clock clock) {
    this.clock = clock;
  }

  /** Such as "14:02", with the day if it is not today's. */
  String clock(Instant at) {
    ZonedDateTime then = at.atZone(clock.getZone());
    boolean today =
        then.toLocalDate().equals(clock.instant().atZone(clock.getZone()).toLocalDate());
    return (today ? TODAY : OTHER).format(then);
  }

  /** To the second, and always with the day. */
  String whole(Instant at) {
    return WHOLE.format(at.atZone(clock.getZone()));
  }
}
