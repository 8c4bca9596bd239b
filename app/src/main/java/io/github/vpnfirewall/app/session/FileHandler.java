package io.github.vpnfirewall.app.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * To a file that only its owner can read, and to a second one when it is full: never more than
 * twice {@link #MOST_BYTES}. Opened for each line, so that two processes can share it.
 */
final class FileHandler extends Handler {
  static final long MOST_BYTES = 256 * 1024;

  private final Path file;
  private final Line line;

  /**
   * @param folder where the files are
   */
  FileHandler(Path folder, Line line) {
    this.file = folder.resolve("app.log");
    this.line = line;
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    try {
      Folders.make(file.getParent());
      if (Files.exists(file) && Files.size(file) >= MOST_BYTES) {
        Files.move(
            file,
            file.resolveSibling("app.log.1"),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.ATOMIC_MOVE);
      }
      try (FileChannel out =
          FileChannel.open(
              file,
              Set.of(
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.APPEND,
                  LinkOption.NOFOLLOW_LINKS),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        out.write(ByteBuffer.wrap(line.format(record).getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      reportError("cannot write " + file, e, ErrorManager.WRITE_FAILURE);
    }
  }

  @Override
  public void flush() {
    // Every line is written at once.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
