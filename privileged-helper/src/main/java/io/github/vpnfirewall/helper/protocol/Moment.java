package io.github.vpnfirewall.helper.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Moments as RFC 3339 writes them, such as {@code 2026-01-02T03:04:05.5Z}, without all that the
 * formatters of {@code java.time} get ready for: that took longer than arming's rules.
 */
public final class Moment {
  private static final String SHAPE = "0000-00-00T00:00:00.000000000";

  private static final int WHOLE_SECONDS = SHAPE.indexOf('.');

  /** Digits of a second's fraction. */
  private static final int NANOS = 9;

  private Moment() {}

  /** What {@link Instant#toString} gives, too. */
  public static String text(Instant moment) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
    boolean shortened = time.getSecond() == 0 && time.getNano() == 0;
    return time + (shortened ? ":00Z" : "Z");
  }

  /**
   * Reads what {@link #text} has written, and whatever else {@link Instant#parse} takes.
   *
   * @throws DateTimeException if it is no moment
   */
  public static Instant parse(String text) {
    int end = text.length() - 1;
    int digits = end - WHOLE_SECONDS - 1; // those of the second's fraction, behind a dot
    boolean plain = digits == -1 || (digits > 0 && digits <= NANOS);
    for (int i = 0; plain && i <= end; i++) {
      char shape = i == end ? 'Z' : SHAPE.charAt(i);
      char c = text.charAt(i);
      plain = shape == '0' ? c >= '0' && c <= '9' : c == shape;
    }
    if (plain) {
      try {
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, WHOLE_SECONDS),
                digits < 0 ? 0 : number(text.substring(0, end) + "00000000", 20, 20 + NANOS))
            .toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        // The end of a day may be written in two ways, of which that knows one.
      }
    }
    return Instant.parse(text);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text.substring(from, to));
  }
}
