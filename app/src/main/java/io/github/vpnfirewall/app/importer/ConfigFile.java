package io.github.vpnfirewall.app.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads files from outside; never more than {@link Importer} takes, and never a device or a pipe.
 */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads and understands a file.
   *
   * @throws ImportException if it is not there, may not be read, or makes no sense
   */
  public static Imported read(Path path) throws ImportException {
    Path name = path.getFileName();
    try {
      if (Files.isDirectory(path)) {
        throw ImportException.whole("import.file.folder");
      }
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw ImportException.whole("import.file.special");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return read(name == null ? "" : name.toString(), in);
      }
    } catch (NoSuchFileException e) {
      throw ImportException.whole("import.file.absent");
    } catch (AccessDeniedException e) {
      throw ImportException.whole("import.file.forbidden");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads and understands what a stream gives.
   *
   * @param name the file's name without its folder; may be empty
   * @throws ImportException if it makes no sense
   * @throws IOException if it cannot be read
   */
  public static Imported read(String name, InputStream in) throws ImportException, IOException {
    return Importer.read(name, in.readNBytes(Importer.MAX_BYTES + 1));
  }

  /** That a file cannot be read, for this reason. */
  public static ImportException unreadable(Exception why) {
    return ImportException.whole(
        "import.file.unreadable", Shown.of(String.valueOf(why.getMessage())));
  }
}
