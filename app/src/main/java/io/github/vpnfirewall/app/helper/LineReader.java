package io.github.vpnfirewall.app.helper;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines as they come, none longer than it may be. */
final class LineReader {
  private final InputStream input;
  private final int limit;

  /**
   * @param limit the longest line, in bytes
   */
  LineReader(InputStream input, int limit) {
    this.input = new BufferedInputStream(input);
    this.limit = limit;
  }

  /**
   * Waits for the next line, without its end; empty when there are no more. What is left without an
   * end counts as a line.
   *
   * @throws IOException if the line is too long, or there is no reading
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int read = input.read();
      if (read < 0 && line.size() == 0) {
        return Optional.empty();
      }
      if (read < 0 || read == '\n') {
        return Optional.of(line.toByteArray());
      }
      if (line.size() == limit) {
        throw new IOException("a line is longer than " + limit + " bytes");
      }
      line.write(read);
    }
  }
}
