package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Finds out what network interfaces are, from what the kernel shows of them. */
final class LinkKinds {
  private static final String PPP_TYPE = "512"; // ARPHRD_PPP

  private final Path links;

  /**
   * @param links the kernel's folder, {@code /sys/class/net}
   */
  LinkKinds(Path links) {
    this.links = links;
  }

  /** What an interface is; by its name alone if the kernel shows nothing of it. */
  LinkKind of(String name) {
    Path link = links.resolve(name);
    return name.contains("/") || name.startsWith(".") || !Files.isDirectory(link)
        ? byName(name)
        : byFiles(link, name);
  }

  private static LinkKind byFiles(Path link, String name) {
    String event = read(link.resolve("uevent"));
    if (event.contains("DEVTYPE=wireguard")) {
      return LinkKind.WIREGUARD;
    }
    if (Files.exists(link.resolve("tun_flags"))) {
      return LinkKind.TUN;
    }
    if (read(link.resolve("type")).strip().equals(PPP_TYPE)) {
      return LinkKind.PPP;
    }
    if (event.contains("DEVTYPE=wlan") || Files.exists(link.resolve("phy80211"))) {
      return LinkKind.WIRELESS;
    }
    if (event.contains("DEVTYPE=wwan")) {
      return LinkKind.MOBILE;
    }
    if (Files.exists(link.resolve("bridge")) || Files.exists(link.resolve("bonding"))) {
      return LinkKind.BRIDGE;
    }
    if (Files.exists(link.resolve("device"))) {
      return LinkKind.CARD;
    }
    // A virtual one: its name says what it is for, but no more that it is a card.
    LinkKind named = byName(name);
    return named == LinkKind.CARD || named == LinkKind.WIRELESS ? LinkKind.OTHER : named;
  }

  private static LinkKind byName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("wg") || lower.startsWith("nordlynx")) {
      return LinkKind.WIREGUARD;
    }
    if (lower.startsWith("tun") || lower.startsWith("tap")) {
      return LinkKind.TUN;
    }
    if (lower.startsWith("ppp")) {
      return LinkKind.PPP;
    }
    if (lower.startsWith("ipsec") || lower.startsWith("xfrm") || lower.startsWith("vti")) {
      return LinkKind.IPSEC;
    }
    if (lower.startsWith("veth") || lower.startsWith("docker") || lower.startsWith("virbr")) {
      return LinkKind.CONTAINER;
    }
    if (lower.startsWith("wl")) {
      return LinkKind.WIRELESS;
    }
    try {
      return new InterfaceName(name).looksPhysical() ? LinkKind.CARD : LinkKind.OTHER;
    } catch (InvalidValueException e) {
      return LinkKind.OTHER; // a name that cannot be a tunnel's
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
