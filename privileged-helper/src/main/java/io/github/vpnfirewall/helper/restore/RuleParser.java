package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.IpProtocol;
import io.github.vpnfirewall.helper.ruleset.Match;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one printed rule back into a value, so that two rules that say the same are equal although
 * variants and versions of iptables print them differently. Whatever is not a rule that we could
 * have made is no rule of ours.
 */
final class RuleParser {
  /** Modules that a printed rule names only because it has one of their options. */
  private static final Set<String> SILENT_MODULES =
      Set.of(
          "icmp6", "hl", "conntrack", "owner", "policy", "limit", "addrtype", "set", "tcp", "udp");

  private static final Pattern WORD = Pattern.compile("[!-~&&[^\"\\\\]]+");
  private static final Pattern VALUE = Pattern.compile("[ -~&&[^\"\\\\]]+");

  private final Deque<String> words;
  private final Map<String, AddressSet> sets;
  private final List<Match> matches = new ArrayList<>();
  private IpProtocol protocol;
  private OptionalInt sourcePort = OptionalInt.empty();
  private OptionalInt destinationPort = OptionalInt.empty();
  private Target target;
  private boolean negated;

  private RuleParser(List<String> words, Map<String, AddressSet> sets) {
    this.words = new ArrayDeque<>(words);
    this.sets = sets;
  }

  /** A rule that looks into no set, or nothing if it is none that we could have made. */
  static Optional<Rule> parse(SaveDump.Line line) {
    return parse(line, Map.of());
  }

  /**
   * The rule, or nothing if it is none that we could have made.
   *
   * @param sets those that it may look into, by name
   */
  static Optional<Rule> parse(SaveDump.Line line, Map<String, AddressSet> sets) {
    Optional<OwnChain> chain = chain(line.chain());
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    try {
      return new RuleParser(line.words(), sets).rule(chain.get());
    } catch (InvalidValueException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<OwnChain> chain(String name) {
    for (OwnChain own : OwnChain.values()) {
      if (own.key().equals(name)) {
        return Optional.of(own);
      }
    }
    return Optional.empty();
  }

  private Optional<Rule> rule(OwnChain chain) {
    while (!words.isEmpty()) {
      if (!option(words.pop())) {
        return Optional.empty();
      }
    }
    if (target == null || negated) {
      return Optional.empty();
    }
    if (sourcePort.isPresent() || destinationPort.isPresent()) {
      if (protocol != IpProtocol.UDP && protocol != IpProtocol.TCP) {
        return Optional.empty();
      }
      matches.add(new Match.Ports(protocol, sourcePort, destinationPort));
    }
    return Optional.of(new Rule(chain, matches, target));
  }

  /** Takes one option with its values; false if it is none that ours have. */
  private boolean option(String option) {
    if (option.equals("!")) {
      negated = true;
      return true;
    }
    if (negated
        && !option.equals("--dst-type")
        && !option.equals("--src-type")
        && !option.equals("--uid-owner")) {
      return false;
    }
    switch (option) {
      case "-s" -> matches.add(new Match.Source(Network.parse(next())));
      case "-d" -> matches.add(new Match.Destination(Network.parse(next())));
      case "-i" -> matches.add(new Match.Interface(Match.Way.IN, word()));
      case "-o" -> matches.add(new Match.Interface(Match.Way.OUT, word()));
      case "-p" -> {
        Optional<IpProtocol> named = IpProtocol.parse(next());
        if (named.isEmpty() || protocol != null) {
          return false;
        }
        protocol = named.get();
        matches.add(new Match.Protocol(protocol));
      }
      case "-m" -> {
        String module = next();
        if (module.equals("ah")) {
          matches.add(new Match.AuthenticationHeader());
          return true;
        }
        return SILENT_MODULES.contains(module);
      }
      case "--sport" -> sourcePort = OptionalInt.of(Integer.parseInt(next()));
      case "--dport" -> destinationPort = OptionalInt.of(Integer.parseInt(next()));
      case "--tcp-flags" -> matches.add(new Match.TcpFlags(flags(next()), flags(next())));
      case "--icmpv6-type" -> matches.add(new Match.Icmpv6Type(Integer.parseInt(next())));
      case "--hl-eq" -> matches.add(new Match.HopLimit(Integer.parseInt(next())));
      case "--ctstate" -> matches.add(new Match.ConnectionState(states(next())));
      case "--dst-type" -> destinationType();
      case "--src-type" -> {
        if (!negated || !next().equals("LOCAL")) {
          return false;
        }
        negated = false;
        matches.add(new Match.ForeignSource());
      }
      case "--uid-owner" -> {
        if (!negated) {
          matches.add(new Match.OwnerUid(Long.parseLong(next())));
        } else if (next().equals(Match.NoOwner.ANYBODY)) {
          negated = false;
          matches.add(new Match.NoOwner());
        } else {
          return false;
        }
      }
      case "--dir" -> {
        Match.Way way = next().equals("in") ? Match.Way.IN : Match.Way.OUT;
        if (!next().equals("--pol") || !next().equals("ipsec")) {
          return false;
        }
        matches.add(new Match.Ipsec(way));
      }
      case "--match-set" -> {
        return set(next(), next());
      }
      case "--limit" -> {
        String[] rate = next().split("/", 2);
        if (rate.length != 2 || !rate[1].startsWith("min")) {
          return false;
        }
        matches.add(new Match.LimitPerMinute(Integer.parseInt(rate[0])));
      }
      case "--limit-burst" -> {
        return next().equals("5"); // the default, which some versions print
      }
      case "-j" -> {
        return target(next());
      }
      case "-g" -> {
        Optional<OwnChain> chain = chain(next());
        chain.ifPresent(to -> target = new Target.Goto(to));
        return chain.isPresent();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean set(String name, String what) {
    AddressSet set = sets.get(name);
    if (set == null) {
      return false;
    }
    Match match = new Match.InSet(set, what.startsWith("src") ? Match.Way.IN : Match.Way.OUT);
    matches.add(match);
    return match.text().endsWith(" " + what);
  }

  private boolean target(String name) {
    switch (name) {
      case "RETURN" -> target = new Target.Return();
      case "DROP" -> target = new Target.Drop();
      case "MASQUERADE" -> target = new Target.Masquerade();
      case "REJECT" -> target = new Target.Reject(valueOf("--reject-with"));
      case "LOG" -> target = new Target.Log(valueOf("--log-prefix"));
      default -> {
        return false;
      }
    }
    return true;
  }

  private String valueOf(String option) {
    if (!next().equals(option)) {
      throw new InvalidValueException("another option than " + option);
    }
    String value = next();
    if (!VALUE.matcher(value).matches()) {
      throw new InvalidValueException("no value that ours have");
    }
    return value;
  }

  private void destinationType() {
    List<String> types = List.of(word().split(",", -1));
    boolean limited = "--limit-iface-in".equals(words.peek());
    if (limited) {
      words.pop();
    }
    matches.add(new Match.DestinationType(negated, types, limited));
    negated = false;
  }

  /** A value that needs no quotes. */
  private String word() {
    String value = next();
    if (!WORD.matcher(value).matches()) {
      throw new InvalidValueException("no word");
    }
    return value;
  }

  private String next() {
    if (words.isEmpty()) {
      throw new InvalidValueException("an option without its value");
    }
    return words.pop();
  }

  private static Set<Match.TcpFlag> flags(String text) {
    Set<Match.TcpFlag> flags = EnumSet.noneOf(Match.TcpFlag.class);
    if (text.equals("NONE")) {
      return flags;
    }
    for (String flag : text.split(",", -1)) {
      flags.add(named(Match.TcpFlag.class, flag));
    }
    return flags;
  }

  private static Set<Match.ConnState> states(String text) {
    Set<Match.ConnState> states = EnumSet.noneOf(Match.ConnState.class);
    for (String state : text.split(",", -1)) {
      states.add(named(Match.ConnState.class, state));
    }
    return states;
  }

  private static <E extends Enum<E>> E named(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidValueException("no such word: " + name));
  }
}
