package io.github.vpnfirewall.app.discovery;

import java.util.Map;

/** Writes groups as a keyfile, nm-settings-keyfile(5). Pure. */
final class KeyfileText {
  private KeyfileText() {}

  static String of(Map<String, Map<String, String>> groups) {
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (group, values) -> {
          text.append('[').append(plain(group)).append("]\n");
          values.forEach(
              (name, value) ->
                  text.append(plain(name)).append('=').append(escaped(value)).append("\n"));
        });
    return text.toString();
  }

  /** Names have no escapes; what would end them cannot be in any that counts. */
  private static String plain(String name) {
    return name.replaceAll("[\\p{Cntrl}\\[\\]=]", "_");
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c < ' ' ? '?' : c);
      }
    }
    return text.toString();
  }
}
