package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts two people's changes of the same settings together. Where both changed the same thing, mine
 * counts. Pure.
 */
final class SettingsMerge {
  private final Settings base;
  private final Settings mine;
  private final Settings theirs;

  private SettingsMerge(Settings base, Settings mine, Settings theirs) {
    this.base = base;
    this.mine = mine;
    this.theirs = theirs;
  }

  /**
   * @param base what both began with
   */
  static Settings of(Settings base, Settings mine, Settings theirs) {
    return new SettingsMerge(base, mine, theirs).merged();
  }

  private Settings merged() {
    return new Settings(
        new Settings.Tunnel(
            list(s -> s.tunnel().interfaces()),
            one(s -> s.tunnel().ipsec()),
            one(s -> s.tunnel().allowInbound()),
            list(s -> s.tunnel().clientUsers())),
        servers(),
        new Settings.Lan(
            one(s -> s.lan().allow()), one(s -> s.lan().networks()), one(s -> s.lan().dns())),
        list(Settings::gateway),
        one(Settings::pinHosts),
        one(Settings::blockMode),
        one(Settings::logBlocked));
  }

  private <T> T one(Function<Settings, T> part) {
    return part.apply(mine).equals(part.apply(base)) ? part.apply(theirs) : part.apply(mine);
  }

  /** Theirs, without what I took away, and with what I added. */
  private <T> List<T> list(Function<Settings, List<T>> part) {
    Set<T> all = new LinkedHashSet<>(part.apply(theirs));
    List<T> had = part.apply(base);
    Set<T> has = new LinkedHashSet<>(part.apply(mine));
    had.stream().filter(value -> !has.contains(value)).forEach(all::remove);
    Set<T> before = Set.copyOf(had);
    has.stream().filter(value -> !before.contains(value)).forEach(all::add);
    return List.copyOf(all);
  }

  /** The same for servers, of which names may have changed alone. */
  private List<Server> servers() {
    Map<String, Server> all = byEndpoint(theirs);
    Map<String, Server> had = byEndpoint(base);
    Map<String, Server> has = byEndpoint(mine);
    had.keySet().stream().filter(key -> !has.containsKey(key)).forEach(all::remove);
    has.forEach(
        (key, server) -> {
          if (!Objects.equals(had.get(key), server)) {
            all.put(key, server);
          }
        });
    return new ArrayList<>(all.values());
  }

  private static Map<String, Server> byEndpoint(Settings settings) {
    Map<String, Server> servers = new LinkedHashMap<>();
    settings.servers().forEach(server -> servers.put(server.endpoint(), server));
    return servers;
  }
}
