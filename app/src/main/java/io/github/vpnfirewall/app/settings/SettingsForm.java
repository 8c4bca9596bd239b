package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be filled in, page by page. */
final class SettingsForm {
  private final Map<Page, List<Section>> pages = new EnumMap<>(Page.class);
  private final TunnelViewModel tunnel;
  private final ServersViewModel servers;
  private final LanViewModel lan;
  private final ExpertViewModel expert;
  private final GatewayViewModel gateway;
  private final Runnable changed;
  private List<Link> links = List.of();
  private boolean loading = true;

  /**
   * @param kinds what the interfaces of this computer are
   * @param accounts the users of this computer
   * @param changed told after each change
   */
  SettingsForm(Texts texts, LinkKinds kinds, Accounts accounts, Runnable changed) {
    this.changed = changed;
    LinkWords words = new LinkWords(texts, kinds);
    servers = new ServersViewModel(texts, List.of(), this::tell);
    tunnel = new TunnelViewModel(texts, words, this::tunnelChanged);
    lan = new LanViewModel(texts, this::tell);
    expert = new ExpertViewModel(texts, accounts, this::tell);
    gateway = new GatewayViewModel(texts, words, tunnel::interfaces, this::tell);
    pages.put(Page.SERVERS, List.of(servers));
    pages.put(Page.TUNNEL, List.of(tunnel));
    pages.put(Page.LAN, List.of(lan));
    pages.put(Page.EXPERT, List.of(expert, gateway));
    pages.put(Page.RULES, List.of());
  }

  TunnelViewModel tunnel() {
    return tunnel;
  }

  ServersViewModel servers() {
    return servers;
  }

  LanViewModel lan() {
    return lan;
  }

  ExpertViewModel expert() {
    return expert;
  }

  GatewayViewModel gateway() {
    return gateway;
  }

  /** Starts over with these settings. */
  void load(Settings settings) {
    loading = true;
    servers.load(settings.servers());
    tunnel.chooser().load(settings.tunnel().interfaces(), links);
    lan.load(settings.lan());
    expert.load(settings);
    gateway.chooser().load(settings.gateway(), links);
    loading = false;
    tell();
  }

  /** Offers the network interfaces that are there now. */
  void offer(List<Link> now) {
    links = List.copyOf(now);
    tunnel.chooser().offer(links);
    gateway.chooser().offer(links);
  }

  /** Whether nothing is wrong on a page. */
  boolean valid(Page page) {
    return pages.get(page).stream().allMatch(Section::valid);
  }

  /** Shows the helper's error at its field; empty if no page has it. */
  Optional<Page> reject(String path, String message) {
    return pages.entrySet().stream()
        .filter(page -> page.getValue().stream().anyMatch(s -> s.reject(path, message)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What is filled in; empty while something is wrong. */
  Optional<Settings> settings() {
    Optional<List<Server>> list = servers.servers();
    Optional<Settings.Lan> local = lan.lan();
    if (list.isEmpty() || local.isEmpty() || !pages.keySet().stream().allMatch(this::valid)) {
      return Optional.empty();
    }
    return Optional.of(
        new Settings(
            new Settings.Tunnel(
                tunnel.interfaces(),
                expert.ipsec().get(),
                expert.allowInbound().get(),
                expert.clientUsers()),
            list.get(),
            local.get(),
            gateway.interfaces(),
            expert.pinHosts().get(),
            expert.blockMode(),
            expert.logBlocked().get()));
  }

  private void tunnelChanged() {
    if (!loading) {
      gateway.tunnelsChanged();
    }
    tell();
  }

  private void tell() {
    if (!loading) {
      changed.run();
    }
  }
}
