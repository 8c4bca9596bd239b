package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The VPN servers: rows that can be searched, added, edited, removed and brought back. */
final class ServersViewModel implements Section {
  private static final Pattern PATH = Pattern.compile("\\$\\.servers\\[(\\d{1,6})](?:\\.(\\w+))?");

  private final ServerList list;
  private final FilteredList<ServerDraft> shown;
  private final ObjectProperty<ServerDraft> selected = new SimpleObjectProperty<>();
  private final StringProperty search = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper removed = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
  private final Deque<List<ServerDraft>> removals = new ArrayDeque<>();
  private final Texts texts;
  private final Runnable changed;

  ServersViewModel(Texts texts, List<Server> servers, Runnable changed) {
    this.texts = texts;
    this.changed = changed;
    list = new ServerList(texts, this::tell);
    shown = new FilteredList<>(list.rows());
    search.addListener(change -> find());
    list.load(servers);
    select(0);
  }

  /** The rows that the search leaves, in the user's order. */
  ObservableList<ServerDraft> rows() {
    return shown;
  }

  /** What a person looks for: every word of it must stand somewhere in a row. */
  StringProperty search() {
    return search;
  }

  /** How many rows there are, and how many of them are shown. */
  ReadOnlyStringProperty count() {
    return count.getReadOnlyProperty();
  }

  /** How many rows have something wrong; empty for none. */
  ReadOnlyStringProperty trouble() {
    return trouble.getReadOnlyProperty();
  }

  /** What was removed last and can be brought back; empty for nothing. */
  ReadOnlyStringProperty removed() {
    return removed.getReadOnlyProperty();
  }

  /** Whether there is something to bring back. */
  ReadOnlyBooleanProperty undoable() {
    return undoable.getReadOnlyProperty();
  }

  /** The row that is in front; null if none is. */
  ObjectProperty<ServerDraft> selected() {
    return selected;
  }

  /** Starts over with these servers. */
  void load(List<Server> servers) {
    removals.clear();
    search.set("");
    list.load(servers);
    select(0);
  }

  /** Adds an empty row below the others and selects it. */
  void add() {
    search.set("");
    ServerDraft draft = list.draft();
    list.insert(list.rows().size(), List.of(draft));
    selected.set(draft);
  }

  /** Adds servers below the others and selects the first of them. */
  void add(List<Server> servers) {
    if (!servers.isEmpty()) {
      search.set("");
      List<ServerDraft> drafts = servers.stream().map(list::draft).toList();
      list.insert(list.rows().size(), drafts);
      selected.set(drafts.get(0));
    }
  }

  /**
   * Puts the addresses that were found for the name in a row into it, and into copies below it;
   * those that are in the list already are left out.
   */
  void fill(ServerDraft row, String name, List<Network> addresses) {
    if (!row.name().equals(Optional.of(name)) || !list.rows().contains(row)) {
      return; // it was changed while the name was looked up
    }
    row.type(ServerField.HOST, name);
    List<ServerDraft> copies = new ArrayList<>();
    for (Network address : addresses) {
      ServerDraft filled = copies.isEmpty() && row.name().isPresent() ? row : row.copy();
      filled.type(ServerField.ADDRESS, address.toString());
      if (filled != row && filled.server().filter(list::has).isEmpty()) {
        copies.add(filled);
      }
    }
    list.insert(row.number(), copies);
    selected.set(row);
  }

  /** Puts a copy of the selected row below it and selects that. */
  void duplicate() {
    ServerDraft original = selected.get();
    if (original != null) {
      search.set("");
      ServerDraft copy = original.copy();
      list.insert(original.number(), List.of(copy));
      selected.set(copy);
    }
  }

  /** Removes rows and selects a neighbour. */
  void remove(Collection<ServerDraft> rows) {
    List<ServerDraft> gone = List.copyOf(rows);
    if (!gone.isEmpty()) {
      int index = shown.indexOf(gone.get(0));
      removals.push(gone);
      list.remove(gone);
      select(Math.max(0, Math.min(index, shown.size() - 1)));
    }
  }

  /** Brings back what was removed last. */
  void undo() {
    if (!removals.isEmpty()) {
      List<ServerDraft> back = removals.pop();
      search.set("");
      list.restore(back);
      selected.set(back.get(0));
    }
  }

  /** Selects the next row with something wrong. */
  void nextWrong() {
    int from = selected.get() == null ? 0 : selected.get().number();
    list.wrongAfter(from).ifPresent(this::bring);
  }

  /** How many rows there are, searched for or not. */
  int size() {
    return list.rows().size();
  }

  /** Whether a server that is reached the same way is in the list. */
  boolean has(Server server) {
    return list.has(server);
  }

  /** The servers, if every row is right. */
  Optional<List<Server>> servers() {
    return valid()
        ? Optional.of(list.rows().stream().map(row -> row.server().orElseThrow()).toList())
        : Optional.empty();
  }

  @Override
  public boolean valid() {
    return list.valid();
  }

  @Override
  public boolean reject(String path, String message) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= list.rows().size()) {
      return false;
    }
    ServerDraft row = list.rows().get(Integer.parseInt(matcher.group(1)));
    row.reject(
        Optional.ofNullable(matcher.group(2))
            .flatMap(ServerField::ofKey)
            .orElse(ServerField.ADDRESS),
        message);
    bring(row);
    return true;
  }

  /** Selects a row, and shows it although the search may not. */
  private void bring(ServerDraft row) {
    if (!shown.contains(row)) {
      search.set("");
    }
    row.visit();
    selected.set(row);
  }

  private void select(int index) {
    selected.set(index < shown.size() ? shown.get(index) : null);
  }

  private void find() {
    shown.setPredicate(ServerSearch.of(search.get()));
    countRows();
  }

  private void tell() {
    countRows();
    describe();
    changed.run();
  }

  private void countRows() {
    int all = list.rows().size();
    count.set(
        shown.size() < all
            ? texts.text("settings.servers.found", shown.size(), all)
            : all == 1 ? texts.text("settings.servers.one") : counted(all));
  }

  private void describe() {
    trouble.set(
        list.wrong() == 0
            ? ""
            : list.wrong() == 1
                ? texts.text("settings.servers.wrong.one")
                : texts.text("settings.servers.wrong", list.wrong()));
    List<ServerDraft> last = removals.isEmpty() ? List.of() : removals.peek();
    undoable.set(!last.isEmpty());
    removed.set(
        last.isEmpty()
            ? ""
            : last.size() == 1
                ? texts.text("settings.removed.one", last.get(0).title())
                : texts.text("settings.removed", last.size()));
  }

  private String counted(int all) {
    return all == 0 ? "" : texts.text("settings.servers.count", all);
  }
}
