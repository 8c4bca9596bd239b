package io.github.vpnfirewall.helper.state;

import io.github.vpnfirewall.helper.netfilter.Deadline;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One helper at a time; the kernel gives the lock back when its holder ends, however it ends. A
 * holder writes down until when it needs the lock, and is ended by whoever waits after that: its
 * caller may have stopped or frozen it, which must not keep the machine from being closed.
 */
public final class HelperLock implements AutoCloseable {
  /** The lock's file in the folder {@link Places#run}. */
  static final String FILE = "lock";

  private static final long RETRY_MILLIS = 10;

  /** So long after its deadline may a holder still be at work on a machine that has much to do. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final FileChannel channel;

  /** Somebody else has it. */
  public static final class BusyException extends IOException {
    private static final long serialVersionUID = 1;

    BusyException(Path file) {
      this("another call of the helper holds " + file);
    }

    /**
     * @param message what it is busy with
     */
    public BusyException(String message) {
      super(message);
    }
  }

  private HelperLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @param deadline when waiting ends, and so does what needs the lock
   * @throws BusyException if it can't be had before the deadline
   * @throws IOException if there is no getting it at all
   */
  public static HelperLock take(Places places, Deadline deadline) throws IOException {
    return take(places, deadline, GRACE);
  }

  static HelperLock take(Places places, Deadline deadline, Duration grace) throws IOException {
    AtomicFile.makeFolder(places.run(), "rwxr-xr-x");
    Path file = places.run().resolve(FILE);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      LockHolder holder = new LockHolder(file, channel);
      while (deadline.leftMillis() > 0) {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          LockHolder.promise(channel, Duration.ofMillis(deadline.leftMillis()).plus(grace));
          return new HelperLock(channel);
        }
        holder.endIfOverdue();
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
      throw new BusyException(file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new IOException("interrupted while waiting for " + file, e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      LockHolder.forget(channel);
    }
  }
}
