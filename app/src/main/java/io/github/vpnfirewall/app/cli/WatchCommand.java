package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.app.helper.HelperResult.Failed;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** {@code vpnfirewall watch}: says what is true, and again whenever it changes. */
final class WatchCommand implements Command {
  private final Supplier<HelperClient> helpers;
  private final Surroundings around;

  WatchCommand(Supplier<HelperClient> helpers, Surroundings around) {
    this.helpers = helpers;
    this.around = around;
  }

  @Override
  public String verb() {
    return Verb.WATCH.key();
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) throws UsageException {
    boolean json = Words.options(words, Words.JSON).json();
    CompletableFuture<HelperResult> ended = new CompletableFuture<>();
    Teller teller = new Teller(terminal, json);
    try (HelperClient helper = helpers.get()) {
      HelperClient.Watch watch =
          helper.watch(
              report -> {
                teller.tell(report);
                if (terminal.out().checkError()) { // nobody reads any more
                  ended.complete(new Failed(Cause.CLOSED, ""));
                }
              },
              ended::complete);
      HelperResult result = ended.join();
      watch.close();
      if (result instanceof Failed failed && failed.cause() == Cause.CLOSED) {
        return Exit.DONE;
      }
      return result instanceof HelperResult.Reported reported
          ? Exit.of(reported.exitCode())
          : new Telling(terminal, around).tell(verb(), result, json);
    }
  }

  /** Says what is new. */
  private final class Teller {
    private final Terminal terminal;
    private final boolean json;
    private final Times times = new Times(around.clock());
    private String sentence = "";
    private String blocked = "";

    Teller(Terminal terminal, boolean json) {
      this.terminal = terminal;
      this.json = json;
    }

    void tell(Report report) {
      if (json) {
        terminal.out().println(ReportJson.write(report));
        return;
      }
      String now = times.whole(around.clock().instant());
      String said = new StatusSentence(terminal, around).of(report);
      if (!said.equals(sentence)) {
        terminal.out().println(now + "  " + said);
        sentence = said;
      }
      String counted = new StatusText(terminal, around).blocked(report);
      if (!counted.equals(blocked) && !report.families().isEmpty()) {
        terminal
            .out()
            .println(now + "  " + terminal.text("command.blocked.title") + ": " + counted);
        blocked = counted;
      }
    }
  }
}
