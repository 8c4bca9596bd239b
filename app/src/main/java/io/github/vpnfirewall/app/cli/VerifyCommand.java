package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.cli.Terminal.Tone;
import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.leaktest.LeakReport;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code vpnfirewall verify}: the leak test, in the words of its window. */
final class VerifyCommand implements Command {
  private final Supplier<HelperClient> helpers;
  private final Surroundings around;

  VerifyCommand(Supplier<HelperClient> helpers, Surroundings around) {
    this.helpers = helpers;
    this.around = around;
  }

  @Override
  public String verb() {
    return Verb.VERIFY.key();
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) throws UsageException {
    boolean json = Words.options(words, Words.JSON).json();
    try (HelperClient helper = helpers.get()) {
      return new Telling(terminal, around)
          .tell(verb(), helper.call(Verb.VERIFY).join(), json, report -> lines(report, terminal));
    }
  }

  private List<String> lines(Report report, Terminal terminal) {
    LeakReport said = LeakReport.of(report, terminal.texts(), around.clock());
    Tone tone =
        switch (said.verdict()) {
          case GOOD -> Tone.GOOD;
          case BAD -> Tone.BAD;
          case UNDECIDED -> Tone.CAREFUL;
        };
    List<String> lines = new ArrayList<>();
    lines.add(terminal.painted(tone, said.headline()));
    lines.addAll(said.lines());
    return lines;
  }
}
