package io.github.vpnfirewall.app.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * How fast a total grew in each of the last seconds. What was not observed is not known, and not
 * made up. Not thread-safe.
 */
final class Trace {
  /** Longer without a look, and how the growth was spread over that time is not known. */
  private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

  private final double[] rates;
  private Instant last = Instant.MIN;
  private long total;

  /**
   * @param seconds how many seconds it remembers
   */
  Trace(int seconds) {
    rates = new double[seconds];
    clear();
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(rates, Double.NaN);
    last = Instant.MIN;
  }

  /**
   * Takes in what the total is now. Looks within the same second as the last one change nothing. A
   * total that shrank was reset, and begins anew.
   */
  void add(Instant now, long totalNow) {
    if (last.equals(Instant.MIN) || now.isBefore(last)) {
      clear();
      begin(now, totalNow);
      return;
    }
    Duration passed = Duration.between(last, now);
    long seconds = Math.round(passed.toMillis() / 1000.0);
    if (seconds == 0) {
      return;
    }
    boolean known = totalNow >= total && passed.compareTo(LONGEST_GAP) <= 0;
    double rate = known ? (totalNow - total) * 1000.0 / passed.toMillis() : Double.NaN;
    int shift = (int) Math.min(seconds, rates.length);
    System.arraycopy(rates, shift, rates, 0, rates.length - shift);
    Arrays.fill(rates, rates.length - shift, rates.length, rate);
    begin(now, totalNow);
  }

  private void begin(Instant now, long totalNow) {
    last = now;
    total = totalNow;
  }

  /** Growth a second, oldest first; not a number where it is not known. */
  double[] rates() {
    return rates.clone();
  }

  /** Growth a second just now; not a number if it is not known. */
  double now() {
    return rates[rates.length - 1];
  }
}
