package io.github.vpnfirewall.helper.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Files that are there whole, with their old or their new content, whenever the power goes. */
final class AtomicFile {
  private static final int MAX_BYTES = 16 << 20;

  private AtomicFile() {}

  /** Makes the folder, with exactly these permissions, unless it is there. */
  static void makeFolder(Path folder, String permissions) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder.getParent());
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
  }

  /** Writes a file; both it and its new name are on the disk when this returns. */
  static void write(Path file, String text, String permissions) throws IOException {
    writeBefore(file, text, permissions);
    syncFolder(file.getParent());
  }

  /** The same, but its new name is on the disk only once the next file in the folder is written. */
  static void writeBefore(Path file, String text, String permissions) throws IOException {
    // Only root can write in these folders, so nobody else can have put something in the way; what
    // is there was left by a helper that was killed, and the lock keeps all others out.
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString(permissions);
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        Files.setPosixFilePermissions(fresh, mode);
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      syncFolder(file.getParent());
    }
  }

  /** Removes a folder with the files in it, if it is there. */
  static void deleteFolder(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
      delete(folder);
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Gone already, or somebody comes too late with a file: then it stays, empty of meaning.
    }
  }

  /** The file's text; empty if there is none. */
  static Optional<String> read(Path file) throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
      }
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * What tells whether any file in the folder has changed.
   *
   * @param but the name of a file that does not count
   */
  static String stamps(Path folder, String but) throws IOException {
    Map<String, String> stamps = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (file.endsWith(but)) {
          continue;
        }
        BasicFileAttributes found =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        stamps.put(
            file.getFileName().toString(),
            found.fileKey() + " " + found.size() + " " + found.lastModifiedTime());
      }
    } catch (NoSuchFileException e) {
      return "none"; // the folder, or a file that was just then replaced: the next look tells
    }
    return stamps.toString();
  }

  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
