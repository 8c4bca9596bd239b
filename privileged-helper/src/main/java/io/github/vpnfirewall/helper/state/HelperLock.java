package io.github.vpnfirewall.helper.state;

import io.github.vpnfirewall.helper.netfilter.Deadline;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One helper at a time; the kernel gives the lock back when its holder ends, however it ends. */
public final class HelperLock implements AutoCloseable {
  private static final long RETRY_MILLIS = 10;

  private final FileChannel channel;

  /** Somebody else has it. */
  public static final class BusyException extends IOException {
    private static final long serialVersionUID = 1;

    BusyException(Path file) {
      super("another call of the helper holds " + file);
    }
  }

  private HelperLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @throws BusyException if it can't be had before the deadline
   * @throws IOException if there is no getting it at all
   */
  public static HelperLock take(Places places, Deadline deadline) throws IOException {
    AtomicFile.makeFolder(places.run(), "rwxr-xr-x");
    Path file = places.run().resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      while (deadline.leftMillis() > 0) {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return new HelperLock(channel);
        }
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
    channel.close();
  }
}
