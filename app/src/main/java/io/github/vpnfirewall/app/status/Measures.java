package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.text.Texts;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times and amounts as people write them. */
final class Measures {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final long STEP = 1000;

  private final Texts texts;
  private final Locale locale;
  private final ZoneId zone;

  Measures(Texts texts, Locale locale, ZoneId zone) {
    this.texts = texts;
    this.locale = locale;
    this.zone = zone;
  }

  /** Such as "12.3 MB"; decimal units. */
  String bytes(long bytes) {
    int unit = 0;
    double amount = bytes;
    while (amount >= STEP && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(unit == 0 || amount >= 100 ? 0 : 1);
    return format.format(amount) + " " + UNITS[unit];
  }

  /** Such as "1,234". */
  String count(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /** Such as "12" or "0.4". */
  String rate(double number) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(number < 10 ? 1 : 0);
    return format.format(number);
  }

  /** Such as "14:02", with the day if it is not today's. */
  String clock(Instant at, Instant now) {
    ZonedDateTime then = at.atZone(zone);
    boolean today = then.toLocalDate().equals(now.atZone(zone).toLocalDate());
    DateTimeFormatter format =
        today
            ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
            : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
    return format.withLocale(locale).format(then);
  }

  /** Such as "12 s ago". A moment that lies ahead, because clocks were set, counts as now. */
  String ago(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.toSeconds() < 5) {
      return texts.text("status.ago.now");
    }
    if (age.toMinutes() < 1) {
      return texts.text("status.ago.seconds", Long.toString(age.toSeconds()));
    }
    return age.toHours() < 1
        ? texts.text("status.ago.minutes", Long.toString(age.toMinutes()))
        : texts.text("status.ago.hours", Long.toString(age.toHours()));
  }
}
