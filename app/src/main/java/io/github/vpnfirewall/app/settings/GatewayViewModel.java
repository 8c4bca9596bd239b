package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The interfaces whose networks use this computer as their way to the VPN. */
final class GatewayViewModel implements Section {
  private final InterfaceChooser chooser;
  private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper("");
  private final Texts texts;
  private final Supplier<List<InterfaceName>> tunnels;
  private final Runnable changed;

  /**
   * @param tunnels the tunnel interfaces, none of which can be meant here
   */
  GatewayViewModel(
      Texts texts, LinkWords words, Supplier<List<InterfaceName>> tunnels, Runnable changed) {
    this.texts = texts;
    this.tunnels = tunnels;
    this.changed = changed;
    chooser =
        new InterfaceChooser(
            new Complaints(texts), words, link -> !words.tunnel(link), this::judge);
  }

  /** What can be chosen, and what is being typed. */
  InterfaceChooser chooser() {
    return chooser;
  }

  /** What is wrong with what is chosen; empty for nothing. */
  ReadOnlyStringProperty complaint() {
    return complaint.getReadOnlyProperty();
  }

  /** The chosen interfaces. */
  List<InterfaceName> interfaces() {
    return chooser.interfaces();
  }

  /** The tunnel's interfaces are others now. */
  void tunnelsChanged() {
    look();
  }

  @Override
  public boolean valid() {
    return chooser.typed().valid() && complaint.get().isEmpty();
  }

  @Override
  public boolean reject(String path, String message) {
    if (path.startsWith("$.gateway")) {
      chooser.typed().reject(message);
      return true;
    }
    return false;
  }

  private void judge() {
    look();
    changed.run();
  }

  private void look() {
    Optional<InterfaceName> tunnel =
        interfaces().stream()
            .filter(name -> tunnels.get().stream().anyMatch(name::overlaps))
            .findFirst();
    complaint.set(
        tunnel.map(name -> texts.text("settings.gateway.tunnel", name.text())).orElse(""));
  }
}
