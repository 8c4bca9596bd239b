package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The VPN servers: rows that can be added, edited and removed. */
final class ServersViewModel implements Section {
  private static final Pattern PATH = Pattern.compile("\\$\\.servers\\[(\\d{1,6})](?:\\.(\\w+))?");

  private final ObservableList<ServerDraft> rows = FXCollections.observableArrayList();
  private final ObjectProperty<ServerDraft> selected = new SimpleObjectProperty<>();
  private final Texts texts;
  private final Runnable changed;

  ServersViewModel(Texts texts, List<Server> servers, Runnable changed) {
    this.texts = texts;
    this.changed = changed;
    rows.setAll(
        servers.stream().map(server -> ServerDraft.of(texts, server, this::judge)).toList());
    selected.set(rows.isEmpty() ? null : rows.get(0));
  }

  ObservableList<ServerDraft> rows() {
    return rows;
  }

  /** The row that is edited; null if none is. */
  ObjectProperty<ServerDraft> selected() {
    return selected;
  }

  /** Adds an empty row below the others and selects it. */
  void add() {
    ServerDraft draft = ServerDraft.blank(texts, this::judge);
    rows.add(draft);
    selected.set(draft);
    judge();
  }

  /** Removes the selected row, if there is one, and selects a neighbour. */
  void remove() {
    int index = rows.indexOf(selected.get());
    if (index >= 0) {
      rows.remove(index);
      selected.set(rows.isEmpty() ? null : rows.get(Math.min(index, rows.size() - 1)));
      judge();
    }
  }

  /** The servers, if every row is right. */
  Optional<List<Server>> servers() {
    return valid()
        ? Optional.of(rows.stream().map(row -> row.server().orElseThrow()).toList())
        : Optional.empty();
  }

  @Override
  public boolean valid() {
    return rows.stream().allMatch(ServerDraft::valid);
  }

  @Override
  public boolean reject(String path, String message) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= rows.size()) {
      return false;
    }
    ServerDraft row = rows.get(Integer.parseInt(matcher.group(1)));
    ServerField field =
        Optional.ofNullable(matcher.group(2))
            .flatMap(ServerField::ofKey)
            .orElse(ServerField.ADDRESS);
    row.entry(field).reject(message);
    selected.set(row);
    return true;
  }

  private void judge() {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Optional<Server> server = rows.get(i).server();
      Integer first = server.isPresent() ? seen.putIfAbsent(server.get().endpoint(), i + 1) : null;
      rows.get(i)
          .judgeDuplicate(
              first == null ? "" : texts.text("settings.server.duplicate", first.toString()));
    }
    changed.run();
  }
}
