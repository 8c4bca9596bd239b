package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import java.util.function.Supplier;

/** {@code vpnfirewall disarm} and {@code status}: asks the helper, and says what it answered. */
final class AskCommand implements Command {
  private final Verb verb;
  private final Supplier<HelperClient> helpers;
  private final Surroundings around;

  AskCommand(Verb verb, Supplier<HelperClient> helpers, Surroundings around) {
    this.verb = verb;
    this.helpers = helpers;
    this.around = around;
  }

  @Override
  public String verb() {
    return verb.key();
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) throws UsageException {
    boolean json = Words.options(words, Words.JSON).json();
    try (HelperClient helper = helpers.get()) {
      return new Telling(terminal, around).tell(verb(), helper.call(verb).join(), json);
    }
  }
}
