package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.text.Texts;
import java.util.List;
import java.util.stream.Collectors;

/** Names in a sentence: the first few, and how many more. */
final class NameList {
  private static final int MOST = 4;

  private NameList() {}

  static String of(Texts texts, List<String> names) {
    String first = names.stream().limit(MOST).collect(Collectors.joining(", "));
    return names.size() <= MOST
        ? first
        : texts.text("assistant.list.more", first, names.size() - MOST);
  }
}
