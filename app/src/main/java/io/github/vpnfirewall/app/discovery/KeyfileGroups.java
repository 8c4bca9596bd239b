package io.github.vpnfirewall.app.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.freedesktop.dbus.types.Variant;

/**
 * Turns what NetworkManager says on the bus into what it writes into its files (nm-settings-dbus(5)
 * and nm-settings-keyfile(5)), as far as VPNs go. Pure.
 */
final class KeyfileGroups {
  private KeyfileGroups() {}

  /** Whether a connection with these settings is a VPN. */
  static boolean vpn(Map<String, Map<String, Variant<?>>> settings) {
    String type = text(settings.getOrDefault("connection", Map.of()).get("type"));
    return type.equals("vpn") || type.equals("wireguard");
  }

  static Map<String, Map<String, String>> of(Map<String, Map<String, Variant<?>>> settings) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    for (String group : List.of("connection", "vpn", "wireguard")) {
      Map<String, String> values = new LinkedHashMap<>();
      settings.getOrDefault(group, Map.of()).forEach((name, value) -> add(values, name, value));
      groups.put(group, values);
    }
    Object peers = value(settings.getOrDefault("wireguard", Map.of()).get("peers"));
    for (Object peer : peers instanceof List<?> list ? list : List.of()) {
      Map<String, String> values = new LinkedHashMap<>();
      if (peer instanceof Map<?, ?> entries) {
        entries.forEach((name, value) -> add(values, String.valueOf(name), value));
      }
      groups.put("wireguard-peer." + values.remove("public-key"), values);
    }
    return groups;
  }

  private static void add(Map<String, String> values, String name, Object value) {
    Object plain = value(value);
    if (plain instanceof Map<?, ?> inner) { // what a VPN's own plugin keeps
      inner.forEach((key, item) -> values.put(String.valueOf(key), text(item)));
    } else if (plain instanceof CharSequence || plain instanceof Number) {
      values.put(name, plain.toString());
    } else if (plain instanceof Boolean flag) {
      values.put(name, flag.toString());
    } else if (plain instanceof List<?> list
        && list.stream().allMatch(CharSequence.class::isInstance)) {
      values.put(name, list.stream().map(Object::toString).collect(Collectors.joining(";")));
    }
  }

  private static String text(Object value) {
    Object plain = value(value);
    return plain == null ? "" : plain.toString();
  }

  private static Object value(Object value) {
    Object plain = value;
    while (plain instanceof Variant<?> variant) {
      plain = variant.getValue();
    }
    return plain;
  }
}
