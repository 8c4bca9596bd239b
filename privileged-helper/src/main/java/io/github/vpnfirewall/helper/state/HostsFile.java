package io.github.vpnfirewall.helper.state;

import io.github.vpnfirewall.helper.protocol.Server;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The servers' names in {@code /etc/hosts} while armed, so that a VPN program can reconnect with
 * DNS closed (design §3). Adding appends and taking away cuts the end off, wherever that is
 * possible: the file stays the same one, with its owner, mode and labels, and what others write
 * meanwhile is kept.
 */
public final class HostsFile {
  private static final int ATTEMPTS = 5;

  private final Path file;

  /**
   * @param file the hosts(5) file
   */
  public HostsFile(Path file) {
    this.file = file;
  }

  /**
   * Makes our lines those of these servers.
   *
   * @return whether the file was changed
   * @throws IOException if it can't be changed; lines of ours may then be missing
   */
  public boolean pin(List<Server> servers) throws IOException {
    List<String> lines = HostsBlock.lines(servers);
    if (lines.isEmpty()) {
      return unpin();
    }
    String before = read();
    String rest = HostsBlock.without(before);
    String wanted = HostsBlock.toAppend(rest, lines);
    if (!rest.equals(before) && before.contains(wanted)) {
      return false;
    }
    unpin();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      append(HostsBlock.toAppend(read(), lines));
      // Another program may just then have put a new file in this one's place.
      if (HostsBlock.find(read()).isPresent()) {
        return true;
      }
    }
    throw new IOException(file + " keeps being replaced by another program");
  }

  /**
   * Takes our lines away; all else stays to the byte.
   *
   * @return whether the file was changed
   */
  public boolean unpin() throws IOException {
    boolean changed = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String text = read();
      Optional<HostsBlock.Span> span = HostsBlock.find(text);
      if (span.isEmpty()) {
        return changed;
      }
      if (span.get().to() == text.length()) {
        cut(span.get().from(), text.length());
      } else {
        replace(HostsBlock.without(text));
      }
      changed = true;
    }
    throw new IOException(file + " keeps being changed by another program");
  }

  private String read() throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
  }

  private void append(String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      write(channel, text);
    }
  }

  /** Cuts the end off, unless somebody has added to it meanwhile. */
  private void cut(int length, int expected) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.size() == expected) {
        channel.truncate(length);
        channel.force(true);
      }
    }
  }

  /** For lines in the middle: a new file in the old one's place, with its owner and mode. */
  private void replace(String text) throws IOException {
    Path real = file.toRealPath();
    Path fresh = real.resolveSibling("." + real.getFileName() + ".vpnfirewall"); // root's folder
    Files.deleteIfExists(fresh);
    Files.copy(real, fresh, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel =
        FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      write(channel, text);
    }
    try {
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException e) {
      overwrite(real, text, fresh); // in a container the file is a mount of its own
    }
  }

  private static void overwrite(Path real, String text, Path fresh) throws IOException {
    Files.deleteIfExists(fresh);
    try (FileChannel channel = FileChannel.open(real, StandardOpenOption.WRITE)) {
      write(channel, text);
      channel.truncate(text.length());
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }
}
