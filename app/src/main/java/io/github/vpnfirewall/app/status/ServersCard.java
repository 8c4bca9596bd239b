package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.status.StatusFace.Line;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The servers that the settings name, in words. Pure. */
final class ServersCard {
  /** More would not be read; the settings have them all. */
  private static final int MOST = 4;

  private static final int MOST_ADDRESSES = 2;

  private final Texts texts;
  private final Measures measures;

  ServersCard(Texts texts, Measures measures) {
    this.texts = texts;
    this.measures = measures;
  }

  /** What people call them, each once. */
  static List<String> names(Settings settings) {
    return settings.servers().stream().map(ServersCard::name).distinct().toList();
  }

  private static String name(Server server) {
    return server
        .label()
        .or(() -> server.host().map(HostName::toString))
        .orElse(server.address().toString());
  }

  /** A line for each, and how many more there are. */
  List<Line> lines(Optional<Settings> settings) {
    if (settings.isEmpty()) {
      return List.of(
          new Line(texts.text("status.servers.unknown"), texts.text("status.lan.unknown.why")));
    }
    Map<String, List<Server>> byName = new LinkedHashMap<>();
    settings
        .get()
        .servers()
        .forEach(
            server -> byName.computeIfAbsent(name(server), key -> new ArrayList<>()).add(server));
    if (byName.isEmpty()) {
      return List.of(
          new Line(texts.text("status.servers.none"), texts.text("status.servers.none.why")));
    }
    List<Line> lines = new ArrayList<>();
    byName.entrySet().stream()
        .limit(MOST)
        .forEach(each -> lines.add(new Line(each.getKey(), ways(each.getValue()))));
    if (byName.size() > MOST) {
      lines.add(
          new Line("", texts.text("status.servers.more", measures.count(byName.size() - MOST))));
    }
    if (byName.size() > 1) {
      lines.add(new Line("", texts.text("status.servers.which")));
    }
    return lines;
  }

  private String ways(List<Server> servers) {
    String shown =
        servers.stream().limit(MOST_ADDRESSES).map(this::way).collect(Collectors.joining("\n"));
    return servers.size() <= MOST_ADDRESSES
        ? shown
        : shown
            + "\n"
            + texts.text(
                "status.servers.addresses", measures.count(servers.size() - MOST_ADDRESSES));
  }

  private String way(Server server) {
    if (server.protocol() == ServerProtocol.ANY) {
      return texts.text("status.servers.any", server.address());
    }
    String protocol = server.protocol().key().toUpperCase(Locale.ROOT);
    if (!server.protocol().hasPort()) {
      return texts.text("status.servers.portless", server.address(), protocol);
    }
    return server
        .port()
        .map(Port::toString)
        .map(port -> texts.text("status.servers.way", server.address(), protocol, port))
        .orElse(texts.text("status.servers.everyPort", server.address(), protocol));
  }
}
