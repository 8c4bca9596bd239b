package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.settings.ServerLine.Kind;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Many servers at once from pasted text: what was understood, and which lines not and why. */
final class PasteViewModel {
  /** The protocols of which there is a port to fill in. */
  static final List<ServerProtocol> PROTOCOLS = List.of(ServerProtocol.UDP, ServerProtocol.TCP);

  private final StringProperty text = new SimpleStringProperty("");
  private final ObjectProperty<ServerProtocol> protocol =
      new SimpleObjectProperty<>(ServerProtocol.UDP);
  private final Entry port = new Entry("");
  private final ObservableList<ServerLine> lines = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper names = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper action = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private final Texts texts;
  private final NameLookup lookup;
  private final Map<String, List<Server>> found = new HashMap<>();
  private final Predicate<Server> there;
  private final int entries;

  /**
   * @param lookup looks names up
   * @param there whether a server is in the list already
   * @param entries how many entries the settings hold already
   */
  PasteViewModel(Texts texts, NameLookup lookup, Predicate<Server> there, int entries) {
    this.texts = texts;
    this.lookup = lookup;
    this.there = there;
    this.entries = entries;
    text.addListener(change -> read());
    protocol.addListener(change -> read());
    port.text().addListener(change -> read());
    read();
  }

  /** What was pasted or typed. */
  StringProperty text() {
    return text;
  }

  /** What lines without a protocol mean. */
  ObjectProperty<ServerProtocol> protocol() {
    return protocol;
  }

  /** What lines without a port mean; blank if they cannot be taken. */
  Entry port() {
    return port;
  }

  /** Every line that says something, in its order. */
  ObservableList<ServerLine> lines() {
    return lines;
  }

  /** How many lines were taken for what. */
  ReadOnlyStringProperty summary() {
    return summary.getReadOnlyProperty();
  }

  /** Why they cannot be added; empty if they can, or if there are none. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** What the button says. */
  ReadOnlyStringProperty action() {
    return action.getReadOnlyProperty();
  }

  /** Whether there is something to add. */
  ReadOnlyBooleanProperty ready() {
    return ready.getReadOnlyProperty();
  }

  /** Looks names up, and says what came of it. */
  NameLookup lookup() {
    return lookup;
  }

  /** What the button for names says; empty if there are none to be looked up. */
  ReadOnlyStringProperty names() {
    return names.getReadOnlyProperty();
  }

  /** Looks up the names that were not yet. */
  void lookUp() {
    lookup.look(
        of(Kind.NAME).map(line -> line.name().orElseThrow()).distinct().toList(),
        result -> {
          result
              .servers()
              .forEach(
                  server -> found.computeIfAbsent(key(server), k -> new ArrayList<>()).add(server));
          read();
        });
  }

  /** What is to be added. */
  List<Server> servers() {
    return of(Kind.NEW).map(line -> line.server().orElseThrow()).toList();
  }

  private Stream<ServerLine> of(Kind kind) {
    return lines.stream().filter(line -> line.kind() == kind);
  }

  private void read() {
    String typed = port.stripped();
    boolean every = typed.isEmpty() || typed.equals(ServerCheck.ANY_PORT);
    port.judge(every ? "" : new Complaints(texts).port(typed));
    LineReader reader = new LineReader(texts, protocol.get(), port.valid() ? typed : "");
    Set<String> seen = new HashSet<>();
    List<ServerLine> read = new ArrayList<>();
    int number = 0;
    for (String line : text.get().lines().toList()) {
      number++;
      reader
          .read(number, line)
          .ifPresent(one -> looked(one).forEach(s -> read.add(known(s, seen))));
    }
    lines.setAll(read);
    count();
  }

  /** A line with a name that was looked up is one for each address. */
  private List<ServerLine> looked(ServerLine line) {
    List<Server> servers =
        line.name().map(name -> found.getOrDefault(key(name), List.of())).orElse(List.of());
    return servers.isEmpty()
        ? List.of(line)
        : servers.stream()
            .map(server -> ServerLine.of(line.number(), line.text(), Kind.NEW, server))
            .toList();
  }

  private static String key(Endpoint name) {
    String port = name.port().isPresent() ? Integer.toString(name.port().getAsInt()) : "";
    return name.host() + " " + port + " " + name.protocol().key();
  }

  private static String key(Server server) {
    return server.host().map(HostName::text).orElse("")
        + " "
        + server.port().map(Port::toString).orElse("")
        + " "
        + server.protocol().key();
  }

  private ServerLine known(ServerLine line, Set<String> seen) {
    if (line.kind() != Kind.NEW) {
      return line;
    }
    Server server = line.server().orElseThrow();
    Kind kind =
        there.test(server) ? Kind.THERE : seen.add(server.endpoint()) ? Kind.NEW : Kind.TWICE;
    return ServerLine.of(line.number(), line.text(), kind, server);
  }

  private void count() {
    int fresh = (int) of(Kind.NEW).count();
    int known = (int) (of(Kind.THERE).count() + of(Kind.TWICE).count());
    int named = (int) of(Kind.NAME).count();
    int wrong = (int) of(Kind.PROBLEM).count();
    names.set(
        named == 0
            ? ""
            : named == 1
                ? texts.text("settings.paste.lookup.one")
                : texts.text("settings.paste.lookup", named));
    List<String> parts = new ArrayList<>();
    parts.add(texts.text("settings.paste.sum.fresh", fresh));
    if (known > 0) {
      parts.add(texts.text("settings.paste.sum.known", known));
    }
    if (named > 0) {
      parts.add(texts.text("settings.paste.sum.named", named));
    }
    if (wrong > 0) {
      parts.add(texts.text("settings.paste.sum.wrong", wrong));
    }
    summary.set(lines.isEmpty() ? "" : String.join(" · ", parts));
    int free = SettingsJson.MAX_ENTRIES - entries;
    problem.set(
        fresh > free
            ? texts.text("settings.paste.many", fresh, Math.max(0, free), SettingsJson.MAX_ENTRIES)
            : "");
    ready.set(fresh > 0 && fresh <= free);
    action.set(
        fresh == 0
            ? texts.text("settings.paste.add")
            : fresh == 1
                ? texts.text("settings.paste.add.one")
                : texts.text("settings.paste.add.many", fresh));
  }
}
