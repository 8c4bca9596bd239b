package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The servers that are being edited, and which of them are the same. A change of one costs no look
 * at the others: there may be thousands.
 */
final class ServerList {
  private final ObservableList<ServerDraft> rows = FXCollections.observableArrayList();
  private final Map<String, List<ServerDraft>> same = new HashMap<>();
  private final Map<ServerDraft, String> known = new HashMap<>();
  private final Set<ServerDraft> wrong = new HashSet<>();
  private final Texts texts;
  private final Runnable changed;

  /**
   * @param changed told after each change
   */
  ServerList(Texts texts, Runnable changed) {
    this.texts = texts;
    this.changed = changed;
  }

  /** All of them, in the user's order; only to be looked at. */
  ObservableList<ServerDraft> rows() {
    return rows;
  }

  /** Makes a row for a server; it is in the list after {@link #insert}. */
  ServerDraft draft(Server server) {
    return ServerDraft.of(texts, server, this::edited);
  }

  /** Makes an empty row; it is in the list after {@link #insert}. */
  ServerDraft draft() {
    return ServerDraft.blank(texts, this::edited);
  }

  /** Starts over with these servers. */
  void load(List<Server> servers) {
    same.clear();
    known.clear();
    wrong.clear();
    List<ServerDraft> drafts = servers.stream().map(this::draft).toList();
    drafts.forEach(this::note);
    number(drafts);
    rows.setAll(drafts);
    judgeAll();
    changed.run();
  }

  /** Puts rows in at an index. */
  void insert(int index, Collection<ServerDraft> drafts) {
    List<ServerDraft> all = new ArrayList<>(rows);
    all.addAll(index, drafts);
    number(all);
    drafts.forEach(this::note);
    rows.addAll(index, drafts);
    judgeAll();
    changed.run();
  }

  /** Puts rows back where their numbers say that they were. */
  void restore(Collection<ServerDraft> drafts) {
    List<ServerDraft> all = new ArrayList<>(rows);
    for (ServerDraft draft :
        drafts.stream().sorted(Comparator.comparingInt(ServerDraft::number)).toList()) {
      all.add(Math.min(draft.number() - 1, all.size()), draft);
    }
    drafts.forEach(this::note);
    number(all);
    rows.setAll(all);
    judgeAll();
    changed.run();
  }

  /** Takes rows out; they keep their numbers. */
  void remove(Collection<ServerDraft> drafts) {
    Set<ServerDraft> gone = new HashSet<>(drafts);
    gone.forEach(this::forget);
    if (gone.size() == 1) {
      rows.remove(gone.iterator().next());
    } else {
      rows.setAll(rows.stream().filter(row -> !gone.contains(row)).toList());
    }
    number(rows);
    judgeAll();
    changed.run();
  }

  /** Whether nothing is wrong with any of them. */
  boolean valid() {
    return wrong.isEmpty();
  }

  /** How many rows have something wrong. */
  int wrong() {
    return wrong.size();
  }

  /** The first wrong row behind a place, or the first at all. */
  Optional<ServerDraft> wrongAfter(int number) {
    Comparator<ServerDraft> order = Comparator.comparingInt(ServerDraft::number);
    return wrong.stream()
        .filter(row -> row.number() > number)
        .min(order)
        .or(() -> wrong.stream().min(order));
  }

  /** Whether a server that is reached the same way is in the list. */
  boolean has(Server server) {
    return same.containsKey(server.endpoint());
  }

  private void edited(ServerDraft draft) {
    if (known.containsKey(draft)) {
      forget(draft);
      note(draft);
      judge(same.getOrDefault(known.get(draft), List.of(draft)));
    }
    changed.run();
  }

  private void note(ServerDraft draft) {
    String endpoint = draft.server().map(Server::endpoint).orElse("");
    known.put(draft, endpoint);
    if (!endpoint.isEmpty()) {
      List<ServerDraft> group = same.get(endpoint);
      if (group == null) {
        same.put(endpoint, List.of(draft));
      } else {
        List<ServerDraft> larger = new ArrayList<>(group);
        larger.add(draft);
        same.put(endpoint, larger);
      }
    }
  }

  private void forget(ServerDraft draft) {
    String endpoint = known.remove(draft);
    wrong.remove(draft);
    List<ServerDraft> rest = new ArrayList<>(same.getOrDefault(endpoint, List.of()));
    rest.removeIf(row -> row == draft);
    if (rest.isEmpty()) {
      same.remove(endpoint);
    } else {
      same.put(endpoint, rest);
      judge(rest);
    }
  }

  private void judgeAll() {
    for (ServerDraft row : rows) {
      if (same.getOrDefault(known.get(row), List.of()).size() < 2) {
        mark(row, "");
      }
    }
    same.values().stream().filter(group -> group.size() > 1).forEach(this::judge);
  }

  /** The first of those that mean the same is right; of the others it is said where that is. */
  private void judge(List<ServerDraft> group) {
    ServerDraft first = Collections.min(group, Comparator.comparingInt(ServerDraft::number));
    for (ServerDraft row : group) {
      mark(row, row == first ? "" : texts.text("settings.server.duplicate", first.number()));
    }
  }

  private void mark(ServerDraft row, String problem) {
    row.duplicate(problem);
    if (row.valid()) {
      wrong.remove(row);
    } else {
      wrong.add(row);
    }
  }

  private static void number(List<ServerDraft> drafts) {
    int place = 0;
    for (ServerDraft draft : drafts) {
      draft.number(++place);
    }
  }
}
