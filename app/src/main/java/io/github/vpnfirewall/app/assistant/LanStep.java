package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** The second page: whether machines nearby may be reached. */
final class LanStep {
  private final Texts texts;
  private final BooleanProperty allow = new SimpleBooleanProperty();
  private final BooleanProperty dns = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper networksText = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper advice = new ReadOnlyStringWrapper("");
  private Optional<List<Network>> networks = Optional.empty();

  LanStep(Texts texts) {
    this.texts = texts;
    networksText.set(texts.text("assistant.lan.usual"));
  }

  BooleanProperty allow() {
    return allow;
  }

  /** Whether name servers nearby may be asked. */
  BooleanProperty dns() {
    return dns;
  }

  /** What counts as nearby, in words. */
  ReadOnlyStringProperty networks() {
    return networksText.getReadOnlyProperty();
  }

  /** Why this person may need it; empty if nothing says so. */
  ReadOnlyStringProperty advice() {
    return advice.getReadOnlyProperty();
  }

  /**
   * Begins with what the settings say.
   *
   * @param nearby the machine nearby from which this one is used, if it is
   */
  void begin(Settings.Lan lan, Optional<String> nearby) {
    allow.set(lan.allow());
    dns.set(lan.dns());
    networks = lan.networks();
    networksText.set(
        networks
            .map(list -> list.stream().map(Network::toString).collect(Collectors.joining(", ")))
            .map(list -> texts.text("assistant.lan.own", list))
            .orElse(texts.text("assistant.lan.usual")));
    advice.set(nearby.map(from -> texts.text("assistant.lan.remote", from)).orElse(""));
  }

  Settings.Lan lan() {
    return new Settings.Lan(allow.get(), networks, allow.get() && dns.get());
  }
}
