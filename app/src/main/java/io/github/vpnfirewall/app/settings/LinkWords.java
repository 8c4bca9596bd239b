package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person is told of network interfaces, and of names that stand for them. */
final class LinkWords {
  private final Texts texts;
  private final LinkKinds kinds;

  LinkWords(Texts texts, LinkKinds kinds) {
    this.texts = texts;
    this.kinds = kinds;
  }

  /** What an interface is and how it is, or what a pattern stands for now. */
  String note(InterfaceName name, List<Link> links) {
    return name.isPattern() ? pattern(name, links) : single(name, links);
  }

  /** The interfaces that are there now and that a name or pattern means. */
  static List<Link> meant(InterfaceName name, List<Link> links) {
    return links.stream().filter(link -> name.matches(link.name())).toList();
  }

  /** Whether an interface leads out of this computer without any VPN. */
  boolean physical(Link link) {
    return kinds.of(link.name()).physical();
  }

  /** Whether VPN programs make interfaces of this kind. */
  boolean tunnel(Link link) {
    return kinds.of(link.name()).tunnel();
  }

  private String pattern(InterfaceName name, List<Link> links) {
    String stem = name.text().substring(0, name.text().length() - 1);
    String now = meant(name, links).stream().map(Link::name).collect(Collectors.joining(", "));
    return now.isEmpty()
        ? texts.text("settings.interface.pattern.none", stem)
        : texts.text("settings.interface.pattern", stem, now);
  }

  private String single(InterfaceName name, List<Link> links) {
    Optional<Link> link = meant(name, links).stream().findAny();
    String state =
        texts.text(
            link.isEmpty()
                ? "settings.interface.absent"
                : link.get().up() ? "settings.interface.up" : "settings.interface.down");
    String kind = kind(kinds.of(name.text()));
    return kind.isEmpty() ? state : texts.text("settings.interface.note", kind, state);
  }

  private String kind(LinkKind kind) {
    return switch (kind) {
      case WIREGUARD -> texts.text("settings.link.wireguard");
      case TUN -> texts.text("settings.link.tun");
      case PPP -> texts.text("settings.link.ppp");
      case IPSEC -> texts.text("settings.link.ipsec");
      case CARD -> texts.text("settings.link.card");
      case WIRELESS -> texts.text("settings.link.wireless");
      case MOBILE -> texts.text("settings.link.mobile");
      case BRIDGE -> texts.text("settings.link.bridge");
      case CONTAINER -> texts.text("settings.link.container");
      case OTHER -> "";
    };
  }
}
