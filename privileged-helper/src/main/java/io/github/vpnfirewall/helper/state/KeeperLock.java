package io.github.vpnfirewall.helper.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** By which a trial's keeper shows that it lives; the kernel takes it when the keeper ends. */
public final class KeeperLock implements AutoCloseable {
  private final FileChannel channel;

  private KeeperLock(FileChannel channel) {
    this.channel = channel;
  }

  private static Path file(Places places, String id) {
    if (!Trial.isId(id)) {
      throw new IllegalArgumentException("no trial: " + id);
    }
    return places.trial().resolve("keeper-" + id);
  }

  /**
   * Takes it, for as long as this process lives.
   *
   * @return empty if this trial has a keeper already
   * @throws IOException if there is no such trial
   */
  public static Optional<KeeperLock> take(Places places, String id) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file(places, id),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new KeeperLock(channel));
  }

  /** Whether this trial's keeper lives. Not to be asked by the keeper itself, who would lose it. */
  public static boolean isTaken(Places places, String id) throws IOException {
    Path file = file(places, id);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
