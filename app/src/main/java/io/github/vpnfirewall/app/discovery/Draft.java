package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.discovery.TunnelLink.Kind;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Merge;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;

/** Makes settings of what a person chose. Pure. */
public final class Draft {
  private Draft() {}

  /**
   * The settings. What the VPNs do not say stays as it is.
   *
   * @param current what is stored, or {@link Settings#empty()}
   * @param chosen the VPNs; their servers and interfaces take the place of the stored ones
   * @param resolution what became of their servers' names
   * @param tunnels interfaces that a VPN may have made, used where the VPNs name none
   */
  public static Settings of(
      Settings current, List<Vpn> chosen, Resolution resolution, List<TunnelLink> tunnels) {
    List<Imported> files = chosen.stream().map(Vpn::imported).toList();
    Settings merged = Merge.into(current, resolution, files, Merge.Mode.REPLACE).settings();
    boolean named =
        files.stream().anyMatch(file -> !file.interfaces().isEmpty() || file.more().ipsec());
    return named ? merged : withInterfaces(merged, live(tunnels));
  }

  /** PPP is left out: it may be the very line to the internet. */
  private static List<InterfaceName> live(List<TunnelLink> tunnels) {
    return tunnels.stream()
        .filter(link -> link.up() && link.kind() != Kind.PPP)
        .flatMap(link -> Judgement.name(link).stream())
        .toList();
  }

  private static Settings withInterfaces(Settings settings, List<InterfaceName> interfaces) {
    Settings.Tunnel tunnel = settings.tunnel();
    return new Settings(
        new Settings.Tunnel(
            interfaces, tunnel.ipsec(), tunnel.allowInbound(), tunnel.clientUsers()),
        settings.servers(),
        settings.lan(),
        settings.gateway(),
        settings.pinHosts(),
        settings.blockMode(),
        settings.logBlocked());
  }

  /** The same settings with another local network. */
  public static Settings withLan(Settings settings, Settings.Lan lan) {
    return new Settings(
        settings.tunnel(),
        settings.servers(),
        lan,
        settings.gateway(),
        settings.pinHosts(),
        settings.blockMode(),
        settings.logBlocked());
  }
}
