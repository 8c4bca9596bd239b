package io.github.vpnfirewall.helper.protocol;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule of ours writes to the kernel's log, as text. Strict: what is not exactly such a text
 * is none. Whoever reads a log must see to it that the kernel itself wrote it.
 */
public final class LoggedPacket {
  /** A prefix has no room for more than 29 characters, so some have lost their end. */
  private static final Pattern TEXT =
      Pattern.compile("VPN firewall blocked (output|input|forward)([46]):? ?(IN=.*)");

  private static final Map<String, Direction> DIRECTIONS =
      Map.of("output", Direction.OUT, "input", Direction.IN, "forward", Direction.FORWARD);

  private static final Pattern LINK = Pattern.compile("[!-.0-~]{0,15}");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z0-9]{1,12}");

  private LoggedPacket() {}

  /**
   * Reads what the kernel wrote.
   *
   * @param text one message without its time
   * @param at when it was written
   * @return the packet; empty if the text is of something else
   */
  public static Optional<BlockedPacket> parse(String text, Instant at) {
    Matcher message = TEXT.matcher(text);
    if (!message.matches()) {
      return Optional.empty();
    }
    Direction direction = DIRECTIONS.get(message.group(1));
    AddressFamily family = message.group(2).equals("4") ? AddressFamily.IPV4 : AddressFamily.IPV6;
    Map<String, String> fields = fields(message.group(3));
    String link = fields.getOrDefault(direction == Direction.IN ? "IN" : "OUT", "");
    String protocol = fields.getOrDefault("PROTO", "");
    if (!LINK.matcher(link).matches() || !PROTOCOL.matcher(protocol).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BlockedPacket(
              at,
              direction,
              family,
              address(fields.get("SRC"), family),
              address(fields.get("DST"), family),
              protocol.toLowerCase(Locale.ROOT),
              port(fields.get("DPT")),
              link,
              1));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  /** The packet's own fields: what stands in brackets is of the packet that an error quotes. */
  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String word : text.split(" ", -1)) {
      if (word.startsWith("[")) {
        break;
      }
      int equals = word.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return fields;
  }

  private static String address(String text, AddressFamily family) {
    Network network = Network.parse(text == null ? "" : text);
    if (network.family() != family || text.indexOf('/') >= 0) {
      throw new InvalidValueException("an address of the other family, or a network");
    }
    return network.toString();
  }

  private static OptionalInt port(String text) {
    if (text == null) {
      return OptionalInt.empty();
    }
    if (!PORT.matcher(text).matches()) {
      throw new InvalidValueException("no port");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }
}
