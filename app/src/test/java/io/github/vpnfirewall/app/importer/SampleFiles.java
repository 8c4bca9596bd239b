package io.github.vpnfirewall.app.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads samples for tests. */
public final class SampleFiles {
  private SampleFiles() {}

  /** A sample that is kept as a file. */
  public static Imported sample(String name) {
    return parse(name, bytes(name));
  }

  /** What stands in a sample. */
  public static byte[] bytes(String name) {
    try (InputStream in =
        Objects.requireNonNull(SampleFiles.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of these lines. */
  public static Imported text(String name, String... lines) {
    return parse(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with a file of these lines. */
  public static ImportException wrong(String name, String... lines) {
    byte[] content = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    try {
      Importer.read(name, content);
    } catch (ImportException e) {
      return e;
    }
    throw new AssertionError("was taken: " + String.join("\n", lines));
  }

  private static Imported parse(String name, byte[] content) {
    try {
      return Importer.read(name, content);
    } catch (ImportException e) {
      throw new AssertionError(e.getMessage() + " " + e.details(), e);
    }
  }
}
