package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.Vpn;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** A VPN that can be chosen. */
final class VpnRow {
  private final Vpn vpn;
  private final String title;
  private final String about;
  private final List<String> cautions;
  private final BooleanProperty chosen;

  /**
   * @param title what a person calls it
   * @param about where it was found and where it connects to
   * @param cautions what the person should think about before choosing it
   * @param changed told when it is chosen or no longer chosen
   */
  VpnRow(
      Vpn vpn,
      String title,
      String about,
      List<String> cautions,
      boolean chosen,
      Runnable changed) {
    this.vpn = vpn;
    this.title = title;
    this.about = about;
    this.cautions = List.copyOf(cautions);
    this.chosen = new SimpleBooleanProperty(chosen);
    this.chosen.addListener(change -> changed.run());
  }

  Vpn vpn() {
    return vpn;
  }

  String title() {
    return title;
  }

  String about() {
    return about;
  }

  List<String> cautions() {
    return cautions;
  }

  BooleanProperty chosen() {
    return chosen;
  }
}
