package io.github.vpnfirewall.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Notices that the program's files were replaced, as by an upgrade. What runs keeps the old ones,
 * but what it starts would be new: so it is better to begin anew. To be asked every few seconds;
 * not thread-safe.
 */
final class Replacement {
  /** An upgrade that is under way is waited for. */
  static final Duration SETTLED = Duration.ofSeconds(5);

  private final Path file;
  private Optional<Object> mine;
  private Optional<Object> last;
  private Instant since = Instant.MIN;

  /**
   * @param file one that stands for all of them
   */
  Replacement(Path file) {
    this.file = file;
    mine = identity();
    last = mine;
  }

  /** Whether it is time to begin anew; says so once of each replacement. */
  boolean due(Instant now) {
    Optional<Object> found = identity();
    if (!found.equals(last) || now.isBefore(since)) {
      last = found;
      since = now;
    }
    // Files that are gone were removed: there is nothing to begin anew with.
    boolean due = found.isPresent() && !found.equals(mine) && !now.isBefore(since.plus(SETTLED));
    if (due) {
      mine = found;
    }
    return due;
  }

  private Optional<Object> identity() {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(List.of(found.fileKey(), found.lastModifiedTime(), found.size()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
