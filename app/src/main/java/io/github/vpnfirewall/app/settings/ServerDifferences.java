package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.settings.Difference.Effect;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words what differs between two lists of servers. Pure. */
final class ServerDifferences {
  /** So many are named; of more, only the number is said. */
  private static final int NAMED = 3;

  private ServerDifferences() {}

  static List<Difference> between(Texts texts, List<Server> before, List<Server> after) {
    if (before.equals(after)) {
      return List.of();
    }
    // Of thousands, mostly one was changed: what stays at both ends need not be looked at.
    Middle middle = Middle.between(before, after);
    return differing(texts, middle.of(before), middle.of(after));
  }

  private static List<Difference> differing(Texts texts, List<Server> before, List<Server> after) {
    List<Difference> all = new ArrayList<>();
    Map<String, Server> had = byEndpoint(before);
    Map<String, Server> has = byEndpoint(after);
    List<Server> added = after.stream().filter(s -> !had.containsKey(s.endpoint())).toList();
    List<Server> removed = before.stream().filter(s -> !has.containsKey(s.endpoint())).toList();
    List<Server> renamed =
        after.stream()
            .filter(s -> had.containsKey(s.endpoint()) && !had.get(s.endpoint()).equals(s))
            .toList();
    if (!added.isEmpty()) {
      String names = names(texts, added);
      all.add(
          new Difference(
              Effect.WIDER,
              added.size() == 1
                  ? texts.text("settings.change.server.added", names)
                  : texts.text("settings.change.servers.added", added.size(), names)));
    }
    int open = (int) added.stream().filter(ServerWords::open).count();
    if (open > 0) {
      all.add(new Difference(Effect.WIDER, texts.text("settings.change.servers.open", open)));
    }
    if (!removed.isEmpty()) {
      String names = names(texts, removed);
      all.add(
          new Difference(
              Effect.NARROWER,
              removed.size() == 1
                  ? texts.text("settings.change.server.removed", names)
                  : texts.text("settings.change.servers.removed", removed.size(), names)));
    }
    if (!renamed.isEmpty()) {
      String names = names(texts, renamed);
      all.add(
          new Difference(
              Effect.NEUTRAL,
              renamed.size() == 1
                  ? texts.text("settings.change.server.renamed", names)
                  : texts.text("settings.change.servers.renamed", renamed.size(), names)));
    }
    if (all.isEmpty()) {
      all.add(new Difference(Effect.NEUTRAL, texts.text("settings.change.servers.order")));
    }
    return all;
  }

  private static String names(Texts texts, List<Server> servers) {
    return servers.stream()
            .limit(NAMED)
            .map(server -> ServerWords.of(texts, server))
            .collect(Collectors.joining(", "))
        + (servers.size() > NAMED ? ", …" : "");
  }

  private static Map<String, Server> byEndpoint(List<Server> servers) {
    Map<String, Server> found = new LinkedHashMap<>();
    servers.forEach(server -> found.put(server.endpoint(), server));
    return found;
  }
}
