package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The tunnel interfaces: those of the settings, those that are there now, and typed ones. */
final class TunnelViewModel implements Section {
  private final ObservableList<InterfaceChoice> choices = FXCollections.observableArrayList();
  private final Entry typed = new Entry("");
  private final ReadOnlyStringWrapper caution = new ReadOnlyStringWrapper("");
  private final Texts texts;
  private final Runnable changed;
  private List<Link> links = List.of();

  TunnelViewModel(Texts texts, List<InterfaceName> interfaces, List<Link> links, Runnable changed) {
    this.texts = texts;
    this.changed = changed;
    typed.text().addListener(change -> judge());
    rebuild(interfaces, Set.copyOf(interfaces), links);
    cautionAgain();
  }

  /** What can be chosen: what the settings name first, in their order. */
  ObservableList<InterfaceChoice> choices() {
    return choices;
  }

  /** A name or pattern that is being typed. If it is right it counts, added or not. */
  Entry typed() {
    return typed;
  }

  /** What a person should think about although it is allowed; empty for nothing. */
  ReadOnlyStringProperty caution() {
    return caution.getReadOnlyProperty();
  }

  /** Adds what is typed to the choices, chosen, unless it is wrong. */
  void add() {
    Optional<InterfaceName> name = typedName();
    if (name.isPresent()) {
      Set<InterfaceName> chosen = new LinkedHashSet<>(chosen());
      chosen.add(name.get());
      List<InterfaceName> order =
          new ArrayList<>(choices.stream().map(InterfaceChoice::name).toList());
      order.add(name.get());
      typed.text().set("");
      rebuild(order, chosen, links);
      judge();
    }
  }

  /** Offers the interfaces that are there now; what is chosen stays so. */
  void offer(List<Link> links) {
    if (!links.stream()
        .map(TunnelViewModel::shown)
        .toList()
        .equals(this.links.stream().map(TunnelViewModel::shown).toList())) {
      rebuild(choices.stream().map(InterfaceChoice::name).toList(), Set.copyOf(chosen()), links);
    }
  }

  /** The chosen interfaces. */
  List<InterfaceName> interfaces() {
    return Stream.concat(chosen().stream(), typedName().stream()).distinct().toList();
  }

  @Override
  public boolean valid() {
    return typed.valid();
  }

  @Override
  public boolean reject(String path, String message) {
    if (path.startsWith("$.tunnel.interfaces")) {
      typed.reject(message);
      return true;
    }
    return false;
  }

  private List<InterfaceName> chosen() {
    return choices.stream().filter(c -> c.chosen().get()).map(InterfaceChoice::name).toList();
  }

  private Optional<InterfaceName> typedName() {
    try {
      return typed.stripped().isEmpty()
          ? Optional.empty()
          : Optional.of(new InterfaceName(typed.stripped()));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private void rebuild(List<InterfaceName> known, Set<InterfaceName> chosen, List<Link> links) {
    this.links = List.copyOf(links);
    Set<InterfaceName> names = new LinkedHashSet<>(known);
    links.stream().flatMap(link -> offered(link).stream()).sorted().forEach(names::add);
    choices.setAll(
        names.stream()
            .map(name -> new InterfaceChoice(name, note(name), chosen.contains(name), this::judge))
            .toList());
  }

  private String note(InterfaceName name) {
    if (name.isPattern()) {
      String stem = name.text().substring(0, name.text().length() - 1);
      return texts.text("settings.interface.pattern", stem);
    }
    Optional<Link> link = links.stream().filter(l -> l.name().equals(name.text())).findAny();
    return texts.text(
        link.isEmpty()
            ? "settings.interface.absent"
            : link.get().up() ? "settings.interface.up" : "settings.interface.down");
  }

  private void judge() {
    typed.judge(typed.stripped().isEmpty() ? "" : new Complaints(texts).link(typed.stripped()));
    cautionAgain();
    changed.run();
  }

  private void cautionAgain() {
    List<InterfaceName> names = interfaces();
    Optional<InterfaceName> physical =
        names.stream().filter(InterfaceName::looksPhysical).findFirst();
    caution.set(
        names.isEmpty()
            ? texts.text("settings.interface.none")
            : physical
                .map(name -> texts.text("settings.interface.physical", name.text()))
                .orElse(""));
  }

  /** Only what can be a tunnel is offered: naming a network card would let everything out. */
  private static Optional<InterfaceName> offered(Link link) {
    try {
      return Optional.of(new InterfaceName(link.name())).filter(name -> !name.looksPhysical());
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static String shown(Link link) {
    return link.name() + link.up();
  }
}
