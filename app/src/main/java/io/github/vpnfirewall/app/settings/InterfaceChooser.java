package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Interfaces to choose from: those of the settings, those that are there now, and typed ones. */
final class InterfaceChooser {
  private final ObservableList<InterfaceChoice> choices = FXCollections.observableArrayList();
  private final Entry typed = new Entry("");
  private final Complaints complaints;
  private final LinkWords words;
  private final Predicate<Link> offers;
  private final Runnable changed;
  private List<Link> links = List.of();

  /**
   * @param offers which of the interfaces that are there are offered although nobody named them
   * @param changed told after each change of what is chosen or typed
   */
  InterfaceChooser(
      Complaints complaints, LinkWords words, Predicate<Link> offers, Runnable changed) {
    this.complaints = complaints;
    this.words = words;
    this.offers = offers;
    this.changed = changed;
    typed.text().addListener(change -> judge());
  }

  /** What can be chosen: what the settings name first, in their order. */
  ObservableList<InterfaceChoice> choices() {
    return choices;
  }

  /** A name or pattern that is being typed. If it is right it counts, added or not. */
  Entry typed() {
    return typed;
  }

  /** The interfaces that are there now. */
  List<Link> links() {
    return links;
  }

  /** Starts over with these chosen. */
  void load(List<InterfaceName> interfaces, List<Link> now) {
    typed.text().set("");
    rebuild(interfaces, Set.copyOf(interfaces), now);
    judge();
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
  void offer(List<Link> now) {
    if (!shown(now).equals(shown(links))) {
      List<InterfaceName> named =
          choices.stream()
              .filter(choice -> choice.chosen().get() || choice.typed())
              .map(InterfaceChoice::name)
              .toList();
      rebuild(named, Set.copyOf(chosen()), now);
      judge();
    }
  }

  /** What is chosen or typed. */
  List<InterfaceName> interfaces() {
    return Stream.concat(chosen().stream(), typedName().stream()).distinct().toList();
  }

  private List<InterfaceName> chosen() {
    return choices.stream().filter(c -> c.chosen().get()).map(InterfaceChoice::name).toList();
  }

  private Optional<InterfaceName> typedName() {
    return name(typed.stripped());
  }

  private void rebuild(List<InterfaceName> known, Set<InterfaceName> chosen, List<Link> now) {
    links = List.copyOf(now);
    Set<InterfaceName> names = new LinkedHashSet<>(known);
    links.stream()
        .filter(offers)
        .flatMap(link -> name(link.name()).stream())
        .sorted()
        .forEach(names::add);
    choices.setAll(
        names.stream()
            .map(
                name ->
                    new InterfaceChoice(
                        name,
                        words.note(name, links),
                        known.contains(name),
                        chosen.contains(name),
                        this::judge))
            .toList());
  }

  private void judge() {
    typed.judge(typed.stripped().isEmpty() ? "" : complaints.link(typed.stripped()));
    changed.run();
  }

  private static Optional<InterfaceName> name(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(new InterfaceName(text));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static List<String> shown(List<Link> links) {
    return links.stream().map(link -> link.name() + link.up()).toList();
  }
}
