package io.github.vpnfirewall.app.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The lines of a helper that watches: none is lost, none is longer than it may be. */
public final class LineReaderFuzz {
  private static final int LIMIT = 100;

  private LineReaderFuzz() {}

  /** Tries one stream. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, LineReaderFuzz::check);
  }

  private static void check(byte[] input) {
    LineReader reader = new LineReader(new ByteArrayInputStream(input), LIMIT);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      for (Optional<byte[]> line = reader.next(); line.isPresent(); line = reader.next()) {
        assertThat(line.get()).hasSizeLessThanOrEqualTo(LIMIT).doesNotContain('\n');
        read.writeBytes(line.get());
        read.write('\n');
      }
      Fuzzing.outcome(true);
    } catch (IOException e) {
      Fuzzing.outcome(false);
      assertThat(Arrays.copyOf(input, read.size())).isEqualTo(read.toByteArray());
      return;
    }
    byte[] all = read.toByteArray();
    // An end that is missing at the very end is made up for.
    boolean whole = Arrays.equals(all, input);
    assertThat(whole || Arrays.equals(Arrays.copyOf(all, all.length - 1), input)).isTrue();
  }
}
