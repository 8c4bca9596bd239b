package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuresTest {
  private static final Instant NOW = Instant.parse("2026-03-04T14:12:00Z");

  private final Measures measures =
      new Measures(Texts.of(Locale.ENGLISH), Locale.UK, ZoneOffset.ofHours(1));

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1 kB",
    "1500, 1.5 kB",
    "123456789, 123 MB",
    "1234567890, 1.2 GB",
    "9223372036854775807, 9.2 EB"
  })
  void amountsAreShort(long bytes, String text) {
    assertThat(measures.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-30, just now",
    "0, just now",
    "4, just now",
    "5, 5 s ago",
    "59, 59 s ago",
    "60, 1 min ago",
    "3599, 59 min ago",
    "3600, 1 h ago",
    "180000, 50 h ago"
  })
  void agesAreShort(long seconds, String text) {
    assertThat(measures.ago(NOW.minusSeconds(seconds), NOW)).isEqualTo(text);
  }

  @Test
  void clockShowsTheZonesTime() {
    assertThat(measures.clock(Instant.parse("2026-03-04T13:02:03Z"), NOW)).isEqualTo("14:02");
  }

  @Test
  void otherDaysAreNamed() {
    assertThat(measures.clock(Instant.parse("2026-03-03T13:02:03Z"), NOW))
        .contains("3 Mar 2026", "14:02");
  }
}
