package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code vpnfirewall arm}: for good, or on trial. */
final class ArmCommand implements Command {
  private static final String CONFIRM = "--confirm";
  private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,4})([sm]?)");
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Supplier<HelperClient> helpers;
  private final Surroundings around;

  ArmCommand(Supplier<HelperClient> helpers, Surroundings around) {
    this.helpers = helpers;
    this.around = around;
  }

  @Override
  public String verb() {
    return Verb.ARM.key();
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) throws UsageException {
    Words said = Words.of(words, Set.of(Words.JSON), Set.of(CONFIRM), 0);
    Optional<String> text = said.value(CONFIRM);
    Optional<Duration> trial =
        text.isPresent() ? Optional.of(length(text.get())) : Optional.empty();
    try (HelperClient helper = helpers.get()) {
      HelperResult result =
          trial.map(helper::armOnTrial).orElseGet(() -> helper.call(Verb.ARM)).join();
      return new Telling(terminal, around).tell(verb(), result, said.json());
    }
  }

  /** As the helper reads it. */
  private static Duration length(String text) throws UsageException {
    Matcher matcher = LENGTH.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration length =
          matcher.group(2).equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
      if (length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0) {
        return length;
      }
    }
    throw new UsageException("command.length", text);
  }
}
