package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.app.helper.HelperResult.Failed;
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code vpnfirewall log}: what was blocked lately. Whoever may read the kernel's log reads it;
 * everybody else is told by the helper, which knows the last few.
 */
final class LogCommand implements Command {
  private static final String FOLLOW = "--follow";
  private static final String LINES = "--lines";
  private static final int USUAL = 100;

  /** The helper reads the log beside its first report, and tells when it has. */
  private static final long FIRST_WORDS_SECONDS = 3;

  private final KernelMessages messages;
  private final Supplier<HelperClient> helpers;
  private final Surroundings around;

  LogCommand(KernelMessages messages, Supplier<HelperClient> helpers, Surroundings around) {
    this.messages = messages;
    this.helpers = helpers;
    this.around = around;
  }

  @Override
  public String verb() {
    return "log";
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) throws UsageException {
    Words said = Words.of(words, Set.of(FOLLOW, "-f"), Set.of(LINES, "-n"), 0);
    boolean follow = said.has(FOLLOW) || said.has("-f");
    Optional<String> lines = said.value(LINES).or(() -> said.value("-n"));
    int most = lines.isPresent() ? number(lines.get()) : USUAL;
    LogText text = new LogText(terminal, around.clock());
    if (!messages.readable()) {
      return asked(follow, most, text, terminal);
    }
    try {
      if (follow) {
        messages.follow(packet -> terminal.out().println(text.line(packet)));
        return Exit.DONE;
      }
      Deque<BlockedPacket> last = new ArrayDeque<>();
      messages.read(packet -> keep(last, packet, most));
      print(last, text, terminal);
      return Exit.DONE;
    } catch (IOException e) {
      terminal.err().println(terminal.text("command.log.failed", e.getMessage()));
      return Exit.FAILED;
    }
  }

  private static int number(String text) throws UsageException {
    if (!text.matches("[1-9][0-9]{0,6}")) {
      throw new UsageException("command.number", text);
    }
    return Integer.parseInt(text);
  }

  /** Those alike in a row are one. */
  private static void keep(Deque<BlockedPacket> last, BlockedPacket packet, int most) {
    BlockedPacket before = last.peekLast();
    if (before != null && packet.isLike(before)) {
      last.removeLast();
      last.addLast(packet.after(before));
      return;
    }
    last.addLast(packet);
    if (last.size() > most) {
      last.removeFirst();
    }
  }

  private void print(Iterable<BlockedPacket> packets, LogText text, Terminal terminal) {
    boolean any = false;
    for (BlockedPacket packet : packets) {
      terminal.out().println(text.line(packet));
      any = true;
    }
    if (!any) {
      boolean logged = around.settings().map(Settings::logBlocked).orElse(true);
      terminal
          .err()
          .println(terminal.text(logged ? "command.log.nothing" : "status.last.unlogged"));
    }
  }

  private Exit asked(boolean follow, int most, LogText text, Terminal terminal) {
    CompletableFuture<HelperResult> ended = new CompletableFuture<>();
    CompletableFuture<List<BlockedPacket>> first = new CompletableFuture<>();
    List<BlockedPacket> shown = new ArrayList<>();
    try (HelperClient helper = helpers.get()) {
      HelperClient.Watch watch =
          helper.watch(
              report -> {
                if (follow) {
                  fresh(report, shown).forEach(each -> terminal.out().println(text.line(each)));
                } else if (!report.lastBlocked().isEmpty()) {
                  first.complete(report.lastBlocked());
                } else {
                  first.completeOnTimeout(List.of(), FIRST_WORDS_SECONDS, TimeUnit.SECONDS);
                }
              },
              result -> {
                ended.complete(result);
                first.complete(List.of());
              });
      if (!follow) {
        List<BlockedPacket> newestFirst = first.join();
        watch.close();
        if (!newestFirst.isEmpty() || !ended.isDone()) {
          List<BlockedPacket> oldestFirst = new ArrayList<>(newestFirst);
          Collections.reverse(oldestFirst);
          print(
              oldestFirst.subList(Math.max(0, oldestFirst.size() - most), oldestFirst.size()),
              text,
              terminal);
          return Exit.DONE;
        }
      }
      HelperResult result = ended.join();
      return result instanceof Failed failed && failed.cause() == Cause.CLOSED
          ? Exit.DONE
          : new Telling(terminal, around).tell(verb(), result, false);
    }
  }

  /** What a report tells that was not shown yet, oldest first. */
  private static List<BlockedPacket> fresh(Report report, List<BlockedPacket> shown) {
    List<BlockedPacket> fresh = new ArrayList<>();
    report.lastBlocked().stream()
        .filter(packet -> !shown.contains(packet))
        .forEach(packet -> fresh.add(0, packet));
    shown.clear();
    shown.addAll(report.lastBlocked());
    return fresh;
  }
}
