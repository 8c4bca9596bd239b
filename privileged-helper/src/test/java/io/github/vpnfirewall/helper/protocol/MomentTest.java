package io.github.vpnfirewall.helper.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:00Z",
        "2026-01-02T00:00:00Z",
        "2024-02-29T23:59:59.5Z",
        "2026-01-02T03:04:00.000000001Z",
        "1970-01-01T00:00:00Z",
        "2026-01-02T03:04:05.123456Z",
        "-0001-01-02T03:04:05Z",
        "+10000-01-02T03:04:05Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05.1234567Z",
        "2026-01-02t03:04:05z"
      })
  void readsAndWritesAsInstantDoes(String text) {
    assertEquals(Instant.parse(text), Moment.parse(text));
    assertEquals(Instant.parse(text).toString(), Moment.text(Instant.parse(text)));
  }

  @Test
  void readsAndWritesWhateverMomentAsInstantDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
      int nano =
          i % 4 == 0
              ? 0
              : i % 4 == 1 ? random.nextInt(1000) * 1_000_000 : random.nextInt(1_000_000_000);
      Instant moment = Instant.ofEpochSecond(i % 8 == 0 ? second / 60 * 60 : second, nano);
      assertEquals(moment.toString(), Moment.text(moment));
      assertEquals(moment, Moment.parse(Moment.text(moment)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-01-02T03:04:05",
        "2026-13-02T03:04:05Z",
        "2026-02-30T03:04:05Z",
        "2026-01-02T03:04:05.1234567890Z",
        "2026-01-02 03:04:05Z",
        "2026-01-02T03:04:05.12x4Z",
        "2026-01-02T03:04:0٥Z",
        "2026-01-02T03:04:61Z",
        "20-6-01-02T03:04:05Z"
      })
  void refusesWhatInstantRefuses(String text) {
    assertThrows(DateTimeException.class, () -> Instant.parse(text));
    assertThrows(DateTimeException.class, () -> Moment.parse(text));
  }
}
