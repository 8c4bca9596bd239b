package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.RemoteSession;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what will be so once these settings are armed. Pure but for the language. */
final class Forecast {
  private final Texts texts;
  private final Settings settings;
  private final List<Link> links;
  private final Optional<RemoteSession> remote;
  private final List<Point> points = new ArrayList<>();

  private Forecast(
      Texts texts, Settings settings, List<Link> links, Optional<RemoteSession> remote) {
    this.texts = texts;
    this.settings = settings;
    this.links = links;
    this.remote = remote;
  }

  /**
   * The points, what needs thinking about first.
   *
   * @param resolution what became of the servers' names
   * @param links the interfaces that there are now
   */
  static List<Point> of(
      Texts texts,
      Settings settings,
      Resolution resolution,
      List<Link> links,
      Optional<RemoteSession> remote) {
    Forecast forecast = new Forecast(texts, settings, links, remote);
    forecast.remote();
    forecast.tunnel();
    forecast.servers(resolution);
    forecast.blocked();
    forecast.works();
    return forecast.points;
  }

  private void remote() {
    if (remote.isEmpty()) {
      return;
    }
    String way = way(remote.get());
    String from = remote.get().from().orElse(texts.text("assistant.remote.somewhere"));
    switch (RemoteFate.of(remote.get(), settings)) {
      case CUT -> points.add(Point.careful("assistant.careful.remote", way, from));
      case CUT_NEARBY -> points.add(Point.careful("assistant.careful.nearby", way, from));
      case NEARBY -> points.add(Point.works("assistant.works.remoteNearby", way, from));
      case THROUGH_TUNNEL -> points.add(Point.works("assistant.works.remoteTunnel", way, from));
    }
  }

  private String way(RemoteSession session) {
    String title = session.way().title();
    return title.isEmpty() ? texts.text("assistant.remote.way") : title;
  }

  private void tunnel() {
    List<InterfaceName> names = settings.tunnel().interfaces();
    if (names.isEmpty() && !settings.tunnel().ipsec()) {
      points.add(Point.careful("assistant.careful.noTunnel"));
    } else if (!settings.tunnel().ipsec() && up(settings, links).isEmpty()) {
      points.add(Point.careful("assistant.careful.down"));
    }
  }

  /** The tunnels of these settings that are up. */
  static List<String> up(Settings settings, List<Link> links) {
    return links.stream()
        .filter(Link::up)
        .map(Link::name)
        .filter(name -> settings.tunnel().interfaces().stream().anyMatch(n -> n.matches(name)))
        .toList();
  }

  private void servers(Resolution resolution) {
    if (settings.servers().isEmpty()) {
      points.add(Point.careful("assistant.careful.noServer"));
    }
    List<String> wide =
        settings.servers().stream().filter(Forecast::wide).map(Forecast::name).distinct().toList();
    if (!wide.isEmpty()) {
      points.add(Point.careful("assistant.careful.wide", NameList.of(texts, wide)));
    }
    if (!resolution.rotating().isEmpty()) {
      String names = NameList.of(texts, resolution.rotating());
      points.add(Point.careful("assistant.careful.rotating", names));
    }
    List<String> lost = new ArrayList<>(resolution.notFound());
    lost.addAll(resolution.unanswered());
    if (!lost.isEmpty()) {
      points.add(Point.careful("assistant.careful.lost", NameList.of(texts, lost)));
    }
  }

  private static boolean wide(Server server) {
    return server.protocol() == ServerProtocol.ANY
        || (server.protocol().hasPort() && server.port().isEmpty());
  }

  private static String name(Server server) {
    return server
        .label()
        .or(() -> server.host().map(Object::toString))
        .orElse(server.address().toString());
  }

  private void blocked() {
    points.add(Point.blocked("assistant.blocked.rest"));
    points.add(Point.blocked("assistant.blocked.fail"));
    if (!settings.lan().allow()) {
      points.add(Point.blocked("assistant.blocked.lan"));
    } else if (!settings.lan().dns()) {
      points.add(Point.blocked("assistant.blocked.dns"));
    }
  }

  private void works() {
    String names =
        settings.tunnel().interfaces().stream()
            .map(InterfaceName::text)
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      points.add(Point.works("assistant.works.tunnel", names));
    }
    if (settings.tunnel().ipsec()) {
      points.add(Point.works("assistant.works.ipsec"));
    }
    List<String> servers =
        settings.servers().stream()
            .map(s -> s.host().map(Object::toString).orElse(s.address().toString()))
            .distinct()
            .toList();
    if (!servers.isEmpty()) {
      long addresses = settings.servers().stream().map(Server::address).distinct().count();
      points.add(
          Point.works(
              addresses == 1 ? "assistant.works.server" : "assistant.works.servers",
              NameList.of(texts, servers),
              Long.toString(addresses)));
    }
    if (settings.lan().allow()) {
      points.add(
          Point.works(
              "assistant.works.lan",
              settings
                  .lan()
                  .networks()
                  .map(list -> list.stream().map(Network::toString).toList())
                  .map(list -> NameList.of(texts, list))
                  .orElse(texts.text("assistant.lan.usual"))));
    }
    points.add(Point.works("assistant.works.undo"));
  }
}
