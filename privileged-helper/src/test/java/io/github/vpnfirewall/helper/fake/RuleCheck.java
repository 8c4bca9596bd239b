package io.github.vpnfirewall.helper.fake;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the tool takes a rule: options, their modules, values, families and targets. */
final class RuleCheck {
  private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

  /** Options by the module that brings them. */
  private static final Map<String, Set<String>> OPTIONS =
      Map.ofEntries(
          Map.entry("udp", Set.of("--sport", "--dport")),
          Map.entry("tcp", Set.of("--sport", "--dport", "--tcp-flags")),
          Map.entry("icmp6", Set.of("--icmpv6-type")),
          Map.entry("hl", Set.of("--hl-eq")),
          Map.entry("conntrack", Set.of("--ctstate")),
          Map.entry("ah", Set.of()),
          Map.entry("owner", Set.of("--uid-owner")),
          Map.entry("policy", Set.of("--dir", "--pol")),
          Map.entry("limit", Set.of("--limit", "--limit-burst")),
          Map.entry("addrtype", Set.of("--dst-type", "--src-type", "--limit-iface-in")),
          Map.entry("set", Set.of("--match-set")),
          Map.entry("comment", Set.of("--comment")));

  private static final Set<String> SIX_ALONE = Set.of("icmp6", "hl", "ah");
  private static final Set<String> PROTOCOLS = Set.of("udp", "tcp", "gre", "esp", "ah");
  private static final Set<String> STATES =
      Set.of("INVALID", "NEW", "RELATED", "ESTABLISHED", "UNTRACKED");

  private final FakeTable table;
  private final AddressFamily family;
  private final Set<String> modules = new HashSet<>();
  private final ArrayDeque<String> words = new ArrayDeque<>();
  private String protocol = "";

  RuleCheck(FakeTable table, AddressFamily family) {
    this.table = table;
    this.family = family;
  }

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words;
  }

  void check(String text) throws Refused {
    words.addAll(words(text));
    while (!words.isEmpty()) {
      String word = words.pop();
      if (word.equals("!")) {
        word = words.isEmpty() ? "!" : words.pop();
      }
      option(word);
    }
  }

  private void option(String option) throws Refused {
    switch (option) {
      case "-s", "-d" -> address(value(option));
      case "-i", "-o" -> {
        if (value(option).length() > 15) {
          throw new Refused("interface name must be shorter than 16");
        }
      }
      case "-p" -> protocol(value(option));
      case "-m" -> module(value(option));
      case "-j", "-g" -> target(option, value(option));
      default -> ofModule(option);
    }
  }

  private String value(String option) throws Refused {
    if (words.isEmpty()) {
      throw new Refused("option \"" + option + "\" requires an argument");
    }
    return words.pop();
  }

  private void address(String text) throws Refused {
    try {
      if (Network.parse(text).family() != family) {
        throw new Refused("host/network `" + text + "' not found");
      }
    } catch (InvalidValueException e) {
      throw new Refused("host/network `" + text + "' not found");
    }
  }

  private void protocol(String name) throws Refused {
    String icmp = family == AddressFamily.IPV4 ? "icmp" : "ipv6-icmp";
    if (!PROTOCOLS.contains(name) && !name.equals(icmp)) {
      throw new Refused("unknown protocol \"" + name + "\" specified");
    }
    if (name.equals("ah") && family == AddressFamily.IPV6) {
      throw new Refused("never matched protocol: ah. use extension match instead");
    }
    protocol = name;
  }

  private void module(String name) throws Refused {
    boolean transport = name.equals("udp") || name.equals("tcp");
    if (!OPTIONS.containsKey(name)
        || (SIX_ALONE.contains(name) && family == AddressFamily.IPV4)
        || (transport && !protocol.equals(name))
        || (name.equals("icmp6") && !protocol.equals("ipv6-icmp"))) {
      throw new Refused("Couldn't load match `" + name + "': No such file or directory");
    }
    modules.add(name);
  }

  private void ofModule(String option) throws Refused {
    if (modules.stream().noneMatch(module -> OPTIONS.get(module).contains(option))) {
      throw new Refused("unknown option \"" + option + "\"");
    }
    switch (option) {
      case "--limit-iface-in" -> {}
      case "--tcp-flags", "--match-set" -> {
        value(option);
        value(option);
      }
      case "--sport", "--dport" -> number(value(option), 65_535);
      case "--hl-eq", "--icmpv6-type" -> number(value(option), 255);
      case "--uid-owner" -> {
        for (String end : value(option).split("-", 2)) {
          number(end, 4_294_967_294L);
        }
      }
      case "--ctstate" -> {
        if (!STATES.containsAll(List.of(value(option).split(",", -1)))) {
          throw new Refused("Bad ctstate");
        }
      }
      default -> value(option);
    }
  }

  private static void number(String text, long max) throws Refused {
    if (!text.matches("\\d{1,10}") || Long.parseLong(text) > max) {
      throw new Refused("invalid value \"" + text + "\"");
    }
  }

  private void target(String option, String name) throws Refused {
    boolean own = table.chain(name) != null && !table.isBuiltIn(name);
    if (option.equals("-g")) {
      if (!own) {
        throw new Refused("goto '" + name + "' is not a chain");
      }
      return;
    }
    switch (name) {
      case "ACCEPT", "DROP", "RETURN" -> {}
      case "MASQUERADE" -> {
        if (!table.name.equals("nat")) {
          throw new Refused("RULE_APPEND failed (Invalid argument): masquerade is for nat");
        }
      }
      case "LOG" -> {
        if (!words.isEmpty() && words.pop().equals("--log-prefix")) {
          value("--log-prefix");
        }
      }
      case "REJECT" -> {
        String with =
            family == AddressFamily.IPV4 ? "icmp-admin-prohibited" : "icmp6-adm-prohibited";
        if (!table.name.equals("filter")) {
          throw new Refused("RULE_APPEND failed (Invalid argument)");
        }
        if (!words.isEmpty()) {
          boolean withOption = words.pop().equals("--reject-with");
          String type = words.pop();
          if (type.equals("tcp-reset") && !protocol.equals("tcp")) {
            throw new Refused("RULE_APPEND failed (Invalid argument): tcp-reset is for tcp");
          }
          if (!withOption || !List.of(with, "tcp-reset").contains(type)) {
            throw new Refused("unknown reject type");
          }
        }
      }
      default -> {
        if (!own) {
          throw new Refused("Couldn't load target `" + name + "': No such file or directory");
        }
      }
    }
  }
}
