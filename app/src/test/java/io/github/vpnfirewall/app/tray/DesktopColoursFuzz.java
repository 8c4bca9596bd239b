package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;

/**
 * What the settings portal answers, of whatever type. A line of the input is the namespace, the
 * key, the type on the bus and the value, with spaces between.
 */
public final class DesktopColoursFuzz {
  private DesktopColoursFuzz() {}

  /** Tries some answers. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String answers) {
    DesktopColours colours =
        new DesktopColours(
            look -> {
              throw new AssertionError("told of its own accord");
            });
    for (String answer : answers.split("\n", -1)) {
      String[] words = answer.split(" ", 4);
      if (words.length == 4) {
        Fuzzing.outcome(colours.set(words[0], words[1], value(words[2], words[3])));
        assertThat(colours.look().textScale()).isBetween(0.5, 3.0);
      }
    }
  }

  private static Object value(String type, String text) {
    return switch (type) {
      case "i" -> new Variant<>(text.hashCode());
      case "u" -> new Variant<>(new UInt32(text.length()));
      case "t" -> new Variant<>(new UInt64(text.length()));
      case "y" -> new Variant<>((byte) text.length());
      case "d" -> new Variant<>(Double.longBitsToDouble(text.hashCode() * 0x1_0000_0001L));
      case "b" -> new Variant<>(text.isEmpty());
      case "v" -> new Variant<>(new Variant<>(new Variant<>(text.length())));
      case "as" -> new Variant<>(List.of(text), "as");
      case "a{ss}" -> new Variant<>(Map.of(text, text), "a{ss}");
      case "none" -> text;
      default -> new Variant<>(text);
    };
  }
}
