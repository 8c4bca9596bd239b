package io.github.vpnfirewall.helper;

import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line asks for.
 *
 * @param verb which verb
 * @param check {@code render --check}
 * @param again {@code arm --again}
 * @param trial {@code arm --confirm}: how long the trial is
 */
record Command(Verb verb, boolean check, boolean again, Optional<Duration> trial) {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** It asks for nothing that there is. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    /** The verb that it was about, if there is one. */
    final transient Optional<Verb> verb;

    UsageException(Optional<Verb> verb, String message) {
      super(message);
      this.verb = verb;
    }
  }

  /** A verb without options. */
  static Command of(Verb verb) {
    return new Command(verb, false, false, Optional.empty());
  }

  /**
   * Reads the command line.
   *
   * @throws UsageException unless it is one verb, and of its options one at most
   */
  static Command parse(String... args) throws UsageException {
    List<String> options = List.of(args).subList(Math.min(1, args.length), args.length);
    Optional<Verb> named = args.length > 0 ? Verb.parse(args[0]) : Optional.empty();
    if (named.isPresent()) {
      Verb verb = named.get();
      if (options.isEmpty()) {
        return of(verb);
      }
      if (verb == Verb.RENDER && options.equals(List.of("--check"))) {
        return new Command(verb, true, false, Optional.empty());
      }
      if (verb == Verb.ARM && options.equals(List.of("--again"))) {
        return new Command(verb, false, true, Optional.empty());
      }
      if (verb == Verb.ARM && options.get(0).equals("--confirm") && options.size() <= 2) {
        return new Command(verb, false, false, Optional.of(length(options)));
      }
    }
    throw new UsageException(
        Optional.empty(), "Name one verb: arm, disarm, configure, status, watch, verify or render");
  }

  private static Duration length(List<String> options) throws UsageException {
    Matcher text =
        Pattern.compile("([1-9][0-9]{0,4})([sm]?)")
            .matcher(options.size() == 2 ? options.get(1) : "");
    if (text.matches()) {
      long number = Long.parseLong(text.group(1));
      Duration length =
          text.group(2).equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
      if (length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0) {
        return length;
      }
    }
    throw new UsageException(
        Optional.of(Verb.ARM),
        "--confirm needs a time from 10 seconds to an hour, such as 60, 60s or 2m");
  }
}
