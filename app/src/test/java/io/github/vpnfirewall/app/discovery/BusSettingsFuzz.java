package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Importer;
import io.github.vpnfirewall.app.importer.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/**
 * What NetworkManager says on the bus, of whatever type. A line of the input is one value: its
 * group, its name, its type on the bus and what it is, with {@code |} between.
 */
public final class BusSettingsFuzz {
  private static final String GAP = "\\|";

  private BusSettingsFuzz() {}

  /** Tries one connection. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(settings(Fuzzing.text(bytes))));
  }

  private static void check(Map<String, Map<String, Variant<?>>> settings) {
    boolean vpn = KeyfileGroups.vpn(settings);
    Fuzzing.outcome(vpn);
    if (!vpn) {
      return;
    }
    Map<String, Map<String, String>> groups = KeyfileGroups.of(settings);
    String text = KeyfileText.of(groups);
    // No value begins a group or an entry of its own.
    assertThat(text.lines().filter(line -> line.startsWith("["))).hasSizeGreaterThan(2);
    long entries = groups.values().stream().mapToLong(Map::size).sum();
    assertThat(text.chars().filter(c -> c == '\n').count()).isEqualTo(groups.size() + entries);
    assertThat(text.chars()).noneMatch(c -> c < ' ' && c != '\n');
    try {
      assertThat(Importer.read("", text.getBytes(StandardCharsets.UTF_8)).kind())
          .isNotEqualTo(Kind.SETTINGS);
    } catch (ImportException e) {
      assertThat(e.key()).startsWith("import.");
    }
  }

  private static Map<String, Map<String, Variant<?>>> settings(String text) {
    Map<String, Map<String, Variant<?>>> settings = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] parts = line.split(GAP, 4);
      if (parts.length == 4) {
        settings
            .computeIfAbsent(parts[0], group -> new LinkedHashMap<>())
            .put(parts[1], value(parts[2], parts[3].replace("\\n", "\n")));
      }
    }
    return settings;
  }

  private static Variant<?> value(String type, String text) {
    return switch (type) {
      case "i" -> new Variant<>(text.length());
      case "u" -> new Variant<>(new UInt32(text.length()));
      case "d" -> new Variant<>(text.length() / 2.0);
      case "b" -> new Variant<>(text.equals("yes"));
      case "v" -> new Variant<>(new Variant<>(text));
      case "as" -> new Variant<>(List.of(text.split(",", -1)), "as");
      case "ay" -> new Variant<>(text.getBytes(StandardCharsets.UTF_8));
      case "a{ss}" -> new Variant<>(strings(text), "a{ss}");
      case "aa{sv}" -> new Variant<>(maps(text), "aa{sv}");
      default -> new Variant<>(text);
    };
  }

  private static Map<String, String> strings(String text) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String entry : text.split(",", -1)) {
      String[] parts = entry.split("=", 2);
      found.put(parts[0], parts[parts.length - 1]);
    }
    return found;
  }

  private static List<Map<String, Variant<?>>> maps(String text) {
    List<Map<String, Variant<?>>> found = new ArrayList<>();
    for (String each : text.split(";", -1)) {
      Map<String, Variant<?>> values = new HashMap<>();
      strings(each).forEach((name, value) -> values.put(name, new Variant<>(value)));
      found.add(values);
    }
    return found;
  }
}
