package io.github.vpnfirewall.app.monitor;

import io.github.vpnfirewall.app.protection.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that only its trusted owner can have written, parsed anew when it was changed.
 *
 * <p>Its folder must be the trusted owner's too, else what is checked here could be swapped before
 * it is read. Not thread-safe.
 */
final class TrustedFile<T> {
  private static final String ATTRIBUTES = "unix:uid,mode,ino,size,lastModifiedTime,ctime";
  private static final int WRITABLE_BY_OTHERS = 0b010_010;
  private static final int TYPE = 0xf000;
  private static final int REGULAR = 0x8000;

  private final Path path;
  private final int owner;
  private final int maxBytes;
  private final Parser<T> parser;
  private Map<String, Object> parsed = Map.of();
  private Reading<T> reading = Reading.absent();

  /** Makes a value of a file's content. */
  interface Parser<T> {
    /**
     * @throws Exception if the content makes no sense
     */
    T parse(byte[] content) throws Exception;
  }

  /**
   * What was found.
   *
   * @param value the content; empty if there is no file, or a problem with it
   * @param problem why the content is not taken; empty if it is, or if there is no file
   * @param at when it was written, if there is a value
   */
  record Reading<T>(Optional<T> value, Optional<Reason> problem, Optional<Instant> at) {
    static <T> Reading<T> absent() {
      return new Reading<>(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static <T> Reading<T> of(T value, Instant at) {
      return new Reading<>(Optional.of(value), Optional.empty(), Optional.of(at));
    }

    static <T> Reading<T> problem(Reason reason) {
      return new Reading<>(Optional.empty(), Optional.of(reason), Optional.empty());
    }
  }

  /**
   * @param owner who must own it, as a user number
   * @param maxBytes the longest content that is taken
   */
  TrustedFile(Path path, int owner, int maxBytes, Parser<T> parser) {
    this.path = path;
    this.owner = owner;
    this.maxBytes = maxBytes;
    this.parser = parser;
  }

  Reading<T> read() {
    try {
      Map<String, Object> now = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      if (!now.equals(parsed)) {
        reading = trusted(now) ? parse(written(now)) : Reading.problem(Reason.REPORT_FOREIGN);
        parsed = now;
      }
      return reading;
    } catch (NoSuchFileException e) {
      parsed = Map.of();
      return Reading.absent();
    } catch (IOException e) {
      parsed = Map.of();
      return Reading.problem(Reason.REPORT_FORBIDDEN);
    }
  }

  private boolean trusted(Map<String, Object> file) throws IOException {
    int mode = (int) file.get("mode");
    return (mode & TYPE) == REGULAR
        && owner((int) file.get("uid"))
        && (mode & WRITABLE_BY_OTHERS) == 0
        && owner((int) Files.getAttribute(path.toAbsolutePath().getParent(), "unix:uid"));
  }

  private boolean owner(int uid) {
    return List.of(0, owner).contains(uid);
  }

  private static Instant written(Map<String, Object> file) {
    return ((FileTime) file.get("lastModifiedTime")).toInstant();
  }

  private Reading<T> parse(Instant written) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      content = in.readNBytes(maxBytes + 1);
    }
    try {
      return Reading.of(parser.parse(content), written);
    } catch (Exception e) {
      return Reading.problem(Reason.REPORT_DAMAGED);
    }
  }
}
