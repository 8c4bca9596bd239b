package io.github.vpnfirewall.helper.log;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Direction;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code /dev/kmsg} ({@code Documentation/ABI/testing/dev-kmsg}) that a rule of ours
 * wrote. Strict: what is not exactly such a line is none. Only the kernel and root can write there,
 * and what programs write bears another facility than the kernel's; so a line can hardly be forged,
 * and a forged one would only be shown.
 */
final class LogLine {
  /** A prefix has no room for more than 29 characters, so some have lost their end. */
  private static final Pattern RECORD =
      Pattern.compile(
          "([0-9]{1,4}),[0-9]{1,20},([0-9]{1,15}),[^;]*;"
              + "VPN firewall blocked (output|input|forward)([46]):? ?(IN=.*)");

  private static final Map<String, Direction> DIRECTIONS =
      Map.of("output", Direction.OUT, "input", Direction.IN, "forward", Direction.FORWARD);

  /** What comes from the kernel itself; the lowest three bits are the level. */
  private static final int KERNEL = 0;

  private static final Pattern LINK = Pattern.compile("[!-.0-~]{0,15}");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z0-9]{1,12}");

  private LogLine() {}

  /**
   * Reads a line.
   *
   * @param moment when it was, that long after the machine started
   */
  static Optional<BlockedPacket> parse(String line, Function<Duration, Instant> moment) {
    Matcher record = RECORD.matcher(line);
    if (!record.matches() || Integer.parseInt(record.group(1)) >> 3 != KERNEL) {
      return Optional.empty();
    }
    Direction direction = DIRECTIONS.get(record.group(3));
    AddressFamily family = record.group(4).equals("4") ? AddressFamily.IPV4 : AddressFamily.IPV6;
    Map<String, String> fields = fields(record.group(5));
    String link = fields.getOrDefault(direction == Direction.IN ? "IN" : "OUT", "");
    String protocol = fields.getOrDefault("PROTO", "");
    if (!LINK.matcher(link).matches() || !PROTOCOL.matcher(protocol).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BlockedPacket(
              moment.apply(Duration.ofNanos(Long.parseLong(record.group(2)) * 1000)),
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
