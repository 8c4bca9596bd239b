package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.LoggedPacket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's messages since the machine was started, by whichever of two programs may read them:
 * the journal is for root and the groups adm and systemd-journal, the kernel's own buffer for root,
 * and where nobody forbids it for everyone.
 */
final class KernelMessages {
  private static final String JOURNALCTL = "/usr/bin/journalctl";
  private static final String DMESG = "/usr/bin/dmesg";

  /** {@code journalctl --output=short-unix}: seconds, the host's name, and who says it. */
  private static final Pattern JOURNAL =
      Pattern.compile("([0-9]{1,11})\\.([0-9]{6}) \\S+ kernel: (.*)");

  /** {@code dmesg --time-format=iso}. */
  private static final Pattern RING =
      Pattern.compile("([0-9T:-]{19}),([0-9]{6})([+-][0-9:]{5}) (?:\\[ *[TC][0-9]+\\] )?(.*)");

  private final Path root;

  /**
   * @param root where the machine's files are, {@code /}
   */
  KernelMessages(Path root) {
    this.root = root;
  }

  /** Whether this program may read them. */
  boolean readable() {
    return journal() || ring();
  }

  /**
   * Hands on every packet that the log tells of, oldest first.
   *
   * @throws IOException if it cannot be read
   */
  void read(Consumer<BlockedPacket> each) throws IOException {
    run(false, each);
  }

  /**
   * The same, and then each as it comes; does not return before the log ends.
   *
   * @throws IOException if it cannot be read
   */
  void follow(Consumer<BlockedPacket> each) throws IOException {
    run(true, each);
  }

  /** A packet that a line of either program tells of; empty if it tells of something else. */
  static Optional<BlockedPacket> parse(String line) {
    Matcher journal = JOURNAL.matcher(line);
    if (journal.matches()) {
      Instant at =
          Instant.ofEpochSecond(
              Long.parseLong(journal.group(1)), Long.parseLong(journal.group(2)) * 1000);
      return LoggedPacket.parse(journal.group(3), at);
    }
    Matcher ring = RING.matcher(line);
    if (ring.matches()) {
      try {
        Instant at =
            OffsetDateTime.parse(ring.group(1) + "." + ring.group(2) + ring.group(3)).toInstant();
        return LoggedPacket.parse(ring.group(4), at);
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void run(boolean follow, Consumer<BlockedPacket> each) throws IOException {
    Process process =
        new ProcessBuilder(command(follow))
            .redirectError(Redirect.INHERIT)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        parse(line).ifPresent(each);
      }
    } finally {
      process.destroy();
    }
  }

  private List<String> command(boolean follow) {
    boolean journal = journal();
    List<String> command = new ArrayList<>();
    command.addAll(
        journal
            ? List.of(JOURNALCTL, "--dmesg", "--quiet", "--no-pager", "--output=short-unix")
            : List.of(DMESG, "--kernel", "--time-format=iso"));
    if (follow) {
      command.add("--follow");
      if (journal) {
        command.add("--lines=all");
      }
    }
    return command;
  }

  private boolean journal() {
    return Files.isExecutable(root.resolve(JOURNALCTL.substring(1)))
        && (readableJournal("var/log/journal") || readableJournal("run/log/journal"));
  }

  private boolean readableJournal(String folder) {
    try (DirectoryStream<Path> machines = Files.newDirectoryStream(root.resolve(folder))) {
      for (Path machine : machines) {
        if (Files.isReadable(machine.resolve("system.journal"))) {
          return true;
        }
      }
    } catch (IOException e) {
      return false; // there is none, or not for us
    }
    return false;
  }

  private boolean ring() {
    if (!Files.isExecutable(root.resolve(DMESG.substring(1)))) {
      return false;
    }
    try (InputStream log = Files.newInputStream(root.resolve("dev/kmsg"))) {
      return log != null;
    } catch (IOException e) {
      return false;
    }
  }
}
