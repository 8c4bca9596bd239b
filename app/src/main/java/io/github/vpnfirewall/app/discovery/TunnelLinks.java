package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.discovery.TunnelLink.Kind;
import io.github.vpnfirewall.app.protection.Observation.Link;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells from the kernel's notes which interfaces can be a VPN's. */
final class TunnelLinks {
  private static final int TAP_FLAG = 0x2;

  /** Numbers of include/uapi/linux/if_arp.h. */
  private static final int ARPHRD_PPP = 512;

  private static final int ARPHRD_NONE = 65_534;
  private static final List<Integer> ARPHRD_TUNNELS = List.of(768, 769, 776, 778, 823);

  private final Path folder;

  /**
   * @param folder the kernel's folder with one folder for each interface, {@code /sys/class/net}
   */
  TunnelLinks(Path folder) {
    this.folder = folder;
  }

  /** Those of the links that a VPN may have made, in the same order. */
  List<TunnelLink> among(List<Link> links) {
    return links.stream()
        .flatMap(
            link -> kind(link.name()).map(k -> new TunnelLink(link.name(), k, link.up())).stream())
        .toList();
  }

  private Optional<Kind> kind(String name) {
    Path link = folder.resolve(name);
    if (Files.exists(link.resolve("brport"))) {
      return Optional.empty(); // a virtual machine's end, on a bridge
    }
    Optional<Integer> flags = number(link.resolve("tun_flags"));
    if (flags.isPresent()) {
      return Optional.of((flags.get() & TAP_FLAG) == 0 ? Kind.TUN : Kind.TAP);
    }
    List<String> about = lines(link.resolve("uevent"));
    if (about.contains("DEVTYPE=wireguard")) {
      return Optional.of(Kind.WIREGUARD);
    }
    int type = number(link.resolve("type")).orElse(0);
    if (type == ARPHRD_PPP || about.contains("DEVTYPE=ppp")) {
      return Optional.of(Kind.PPP);
    }
    boolean typed = about.stream().anyMatch(line -> line.startsWith("DEVTYPE="));
    boolean tunnel = ARPHRD_TUNNELS.contains(type) || (type == ARPHRD_NONE && !typed);
    return tunnel ? Optional.of(Kind.KERNEL) : Optional.empty();
  }

  private static Optional<Integer> number(Path file) {
    try {
      return lines(file).stream().findFirst().map(Integer::decode);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of(); // gone between two looks, or not there for this kind
    }
  }
}
