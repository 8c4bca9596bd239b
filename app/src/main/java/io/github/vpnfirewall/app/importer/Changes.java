package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in words what differs between two settings. */
public final class Changes {
  private final List<Change> all = new ArrayList<>();
  private final Settings before;
  private final Settings after;

  private Changes(Settings before, Settings after) {
    this.before = before;
    this.after = after;
  }

  /** All that differs; empty if both are the same. */
  public static List<Change> between(Settings before, Settings after) {
    Changes changes = new Changes(before, after);
    changes.servers();
    changes.interfaces();
    changes.lan();
    changes.rest();
    return changes.all;
  }

  private void servers() {
    Map<String, Server> had = byEndpoint(before);
    Map<String, Server> has = byEndpoint(after);
    has.forEach(
        (endpoint, server) -> {
          if (!had.containsKey(endpoint)) {
            say("import.change.server.added", text(server));
          } else if (!had.get(endpoint).equals(server)) {
            say("import.change.server.named", text(server));
          }
        });
    had.forEach(
        (endpoint, server) -> {
          if (!has.containsKey(endpoint)) {
            say("import.change.server.removed", text(server));
          }
        });
  }

  private void interfaces() {
    for (InterfaceName name : after.tunnel().interfaces()) {
      if (!before.tunnel().interfaces().contains(name)) {
        say("import.change.interface.added", name.text());
      }
    }
    for (InterfaceName name : before.tunnel().interfaces()) {
      if (!after.tunnel().interfaces().contains(name)) {
        say("import.change.interface.removed", name.text());
      }
    }
  }

  private void lan() {
    if (differs(s -> s.lan().allow())) {
      say(after.lan().allow() ? "import.change.lan.on" : "import.change.lan.off", "");
    }
    if (differs(s -> s.lan().networks())) {
      say(
          after.lan().networks().isPresent()
              ? "import.change.lan.networks"
              : "import.change.lan.usual",
          after.lan().networks().map(Changes::list).orElse(""));
    }
    if (differs(s -> s.lan().dns())) {
      say(after.lan().dns() ? "import.change.dns.on" : "import.change.dns.off", "");
    }
  }

  private void rest() {
    if (differs(s -> s.tunnel().ipsec())) {
      say(after.tunnel().ipsec() ? "import.change.ipsec.on" : "import.change.ipsec.off", "");
    }
    if (differs(s -> s.tunnel().allowInbound())) {
      boolean on = after.tunnel().allowInbound();
      say(on ? "import.change.inbound.on" : "import.change.inbound.off", "");
    }
    if (differs(s -> s.tunnel().clientUsers())) {
      boolean any = after.tunnel().clientUsers().isEmpty();
      say(
          any ? "import.change.users.all" : "import.change.users.some",
          list(after.tunnel().clientUsers()));
    }
    if (differs(Settings::gateway)) {
      boolean none = after.gateway().isEmpty();
      say(none ? "import.change.gateway.off" : "import.change.gateway.on", list(after.gateway()));
    }
    if (differs(Settings::pinHosts)) {
      say(after.pinHosts() ? "import.change.hosts.on" : "import.change.hosts.off", "");
    }
    if (differs(Settings::blockMode)) {
      say("import.change.block." + after.blockMode().key(), "");
    }
    if (differs(Settings::logBlocked)) {
      say(after.logBlocked() ? "import.change.log.on" : "import.change.log.off", "");
    }
  }

  private boolean differs(Function<Settings, Object> part) {
    return !part.apply(before).equals(part.apply(after));
  }

  private void say(String key, String detail) {
    all.add(new Change(key, detail));
  }

  private static String list(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static Map<String, Server> byEndpoint(Settings settings) {
    Map<String, Server> servers = new LinkedHashMap<>();
    settings.servers().forEach(server -> servers.put(server.endpoint(), server));
    return servers;
  }

  /** {@code vpn.example.org, 198.51.100.7 port 1194 udp}. */
  static String text(Server server) {
    return server.host().map(host -> host + ", ").orElse("") + server.endpoint();
  }
}
