package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The tunnel interfaces. */
final class TunnelViewModel implements Section {
  private final InterfaceChooser chooser;
  private final ReadOnlyStringWrapper caution = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper dangerous = new ReadOnlyBooleanWrapper();
  private final Texts texts;
  private final LinkWords words;
  private final Runnable changed;

  TunnelViewModel(Texts texts, LinkWords words, Runnable changed) {
    this.texts = texts;
    this.words = words;
    this.changed = changed;
    chooser =
        new InterfaceChooser(
            new Complaints(texts), words, link -> !words.physical(link), this::judge);
  }

  /** What can be chosen, and what is being typed. */
  InterfaceChooser chooser() {
    return chooser;
  }

  /** What a person should think about although it is allowed; empty for nothing. */
  ReadOnlyStringProperty caution() {
    return caution.getReadOnlyProperty();
  }

  /** Whether {@link #caution()} is about something that lets everything out. */
  ReadOnlyBooleanProperty dangerous() {
    return dangerous.getReadOnlyProperty();
  }

  /** The chosen interfaces. */
  List<InterfaceName> interfaces() {
    return chooser.interfaces();
  }

  @Override
  public boolean valid() {
    return chooser.typed().valid();
  }

  @Override
  public boolean reject(String path, String message) {
    if (path.startsWith("$.tunnel.interfaces")) {
      chooser.typed().reject(message);
      return true;
    }
    return false;
  }

  private void judge() {
    Optional<String> danger =
        interfaces().stream().flatMap(name -> danger(name).stream()).findFirst();
    dangerous.set(danger.isPresent());
    caution.set(danger.orElseGet(this::doubt));
    changed.run();
  }

  private Optional<String> danger(InterfaceName name) {
    Optional<Link> card =
        LinkWords.meant(name, chooser.links()).stream().filter(words::physical).findFirst();
    return card.map(
        link ->
            name.isPattern()
                ? texts.text("settings.interface.card.pattern", name.text(), link.name())
                : texts.text("settings.interface.card", name.text()));
  }

  private String doubt() {
    List<InterfaceName> names = interfaces();
    if (names.isEmpty()) {
      return texts.text("settings.interface.none");
    }
    return names.stream()
        .filter(InterfaceName::looksPhysical)
        .findFirst()
        .map(name -> texts.text("settings.interface.physical", name.text()))
        .orElse("");
  }
}
