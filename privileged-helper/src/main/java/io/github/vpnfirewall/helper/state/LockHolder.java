package io.github.vpnfirewall.helper.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds a lock, and the promise that the holder wrote into the locked file: its process, and
 * the moment by which it gives the lock back, in nanoseconds of {@code CLOCK_MONOTONIC}, which is
 * what nanoTime is on Linux, in every process alike. Only root can write there. Whoever promises
 * nothing may hold the lock for ever.
 */
final class LockHolder {
  private static final int LONGEST_PROMISE = 40;
  private static final String PROMISE = "([1-9][0-9]{0,9}) ([0-9]{1,18})\n";

  /** A holder that is late is seen for so long before it is ended: it may be about to end. */
  private static final Duration SEEN = Duration.ofSeconds(1);

  private static final long NOBODY = 0;
  private static final Path LOCKS = Path.of("/proc/locks");

  private final Path file;
  private final FileChannel channel;
  private long seen;
  private long seenSince;

  /**
   * @param channel the file, open for reading
   */
  LockHolder(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The holder promises to give the lock back within this time. */
  static void promise(FileChannel channel, Duration time) throws IOException {
    forget(channel);
    String promise =
        ProcessHandle.current().pid() + " " + (System.nanoTime() + time.toNanos()) + "\n";
    try {
      channel.write(ByteBuffer.wrap(promise.getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException e) {
      forget(channel); // a full disk: half a number would be another one
    }
  }

  /** The holder has no more to promise. */
  static void forget(FileChannel channel) throws IOException {
    channel.truncate(0);
  }

  /** Ends the holder, with all that it started, if it holds the lock longer than it promised. */
  void endIfOverdue() throws IOException {
    long late = late();
    if (late != seen) {
      seen = late;
      seenSince = System.nanoTime();
    } else if (late != NOBODY && System.nanoTime() - seenSince > SEEN.toNanos()) {
      ProcessHandle.of(late).ifPresent(LockHolder::end);
    }
  }

  /** The process that holds the lock and should not any more. */
  private long late() throws IOException {
    Matcher promise = Pattern.compile(PROMISE).matcher(text());
    if (!promise.matches() || System.nanoTime() - Long.parseLong(promise.group(2)) < 0) {
      return NOBODY;
    }
    long process = Long.parseLong(promise.group(1));
    // It may be of one that was killed, and the lock another one's now.
    return process == process() && process != ProcessHandle.current().pid() ? process : NOBODY;
  }

  private static void end(ProcessHandle holder) {
    holder.descendants().forEach(ProcessHandle::destroyForcibly);
    holder.destroyForcibly();
    System.err.println(
        "Process " + holder.pid() + " held the lock for longer than it may, and was ended");
  }

  private String text() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PROMISE);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
  }

  /** The process that holds a lock on the file, as the kernel knows it (proc_locks(5)). */
  private long process() throws IOException {
    long device = (Long) Files.getAttribute(file, "unix:dev");
    long inode = (Long) Files.getAttribute(file, "unix:ino");
    String wanted = String.format(" %02x:%02x:%d ", major(device), minor(device), inode);
    for (String line : Files.readAllLines(LOCKS)) {
      String[] words = line.strip().split("\\s+", -1);
      // 1: POSIX  ADVISORY  WRITE 4711 00:19:815 0 EOF; "->" in the second place: it waits for one
      if (line.contains(wanted) && words.length == 8 && words[1].equals("POSIX")) {
        return Long.parseLong(words[4]); // 0 or -1 if it is of another process namespace
      }
    }
    return NOBODY;
  }

  private static long major(long device) {
    return (device >> 8 & 0xfff) | (device >> 32 & ~0xfffL);
  }

  private static long minor(long device) {
    return (device & 0xff) | (device >> 12 & ~0xffL);
  }
}
