package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValueBase;

/**
 * A VPN server as it is being typed: texts that may still be wrong. It tells its listeners of every
 * change by itself; there may be thousands, so it has no properties.
 */
final class ServerDraft extends ObservableValueBase<ServerDraft> {
  private final Map<ServerField, String> typed = new EnumMap<>(ServerField.class);
  private final Texts texts;
  private final Consumer<ServerDraft> changed;

  /** Fields that were never filled and never left: those are not complained about yet. */
  private Set<ServerField> quiet = Set.of();

  private Map<ServerField, String> rejections = Map.of();
  private ServerCheck check;
  private String duplicate = "";
  private String searched = "";
  private int number;

  private ServerDraft(Texts texts, Consumer<ServerDraft> changed) {
    this.texts = texts;
    this.changed = changed;
  }

  /**
   * A server that nothing is known about yet.
   *
   * @param changed told of each change of what is typed
   */
  static ServerDraft blank(Texts texts, Consumer<ServerDraft> changed) {
    ServerDraft draft = new ServerDraft(texts, changed);
    for (ServerField field : ServerField.values()) {
      draft.typed.put(field, "");
    }
    draft.typed.put(ServerField.PROTOCOL, ServerProtocol.UDP.key());
    draft.quiet = EnumSet.allOf(ServerField.class);
    draft.judge();
    return draft;
  }

  /** A server that is there already. */
  static ServerDraft of(Texts texts, Server server, Consumer<ServerDraft> changed) {
    ServerDraft draft = new ServerDraft(texts, changed);
    String port = server.port().map(Port::toString).orElse(ServerCheck.ANY_PORT);
    draft.typed.put(ServerField.LABEL, server.label().orElse(""));
    draft.typed.put(ServerField.ADDRESS, server.address().toString());
    draft.typed.put(ServerField.PROTOCOL, server.protocol().key());
    draft.typed.put(ServerField.PORT, server.protocol().hasPort() ? port : "");
    draft.typed.put(ServerField.HOST, server.host().map(HostName::text).orElse(""));
    draft.check = ServerCheck.of(server);
    return draft;
  }

  /** The same texts once more, all complained about if wrong. */
  ServerDraft copy() {
    ServerDraft draft = new ServerDraft(texts, changed);
    draft.typed.putAll(typed);
    draft.judge();
    return draft;
  }

  @Override
  public ServerDraft getValue() {
    return this;
  }

  /** What is typed in a field. */
  String text(ServerField field) {
    return typed.get(field);
  }

  /** All that is typed, for searching: in small letters, one field on each line. */
  String searched() {
    if (searched.isEmpty()) {
      searched = String.join("\n", typed.values()).toLowerCase(Locale.ROOT);
    }
    return searched;
  }

  /** What is typed in a field, without spaces around it. */
  String stripped(ServerField field) {
    return text(field).strip();
  }

  /** Changes what is typed in a field; the protocol's are the names of {@link ServerProtocol}. */
  void type(ServerField field, String text) {
    if (!typed.put(field, text).equals(text)) {
      rejections = Map.of();
      searched = "";
      loud(field);
      judge();
      changed.accept(this);
      fireValueChangedEvent();
    }
  }

  ServerProtocol protocol() {
    return ServerProtocol.parse(text(ServerField.PROTOCOL));
  }

  /** Whether the field means anything for this server. */
  boolean takes(ServerField field) {
    return field != ServerField.PORT || protocol().hasPort();
  }

  /** Its place in the list, from 1. */
  int number() {
    return number;
  }

  void number(int place) {
    if (number != place) {
      number = place;
      fireValueChangedEvent();
    }
  }

  /** The server, if every field is right. Two drafts may still mean the same one. */
  Optional<Server> server() {
    return check.server();
  }

  /** Whether every field is right, and no other draft means the same server. */
  boolean valid() {
    return check.server().isPresent() && duplicate.isEmpty();
  }

  /** What a person is told at a field; empty if nothing is wrong, or if it is too early to say. */
  String error(ServerField field) {
    String own = check.problems().getOrDefault(field, "");
    String problem = own.isEmpty() && field == ServerField.ADDRESS ? duplicate : own;
    return !problem.isEmpty() && !quiet.contains(field)
        ? problem
        : rejections.getOrDefault(field, "");
  }

  /** The first thing that a person is told of this row; empty for nothing. */
  String error() {
    return Stream.of(ServerField.values())
        .map(this::error)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** What a person should think about although it is allowed; empty for nothing. */
  String caution() {
    return check.server().filter(ServerWords::open).isPresent()
        ? texts.text("settings.server.bare")
        : "";
  }

  /** The name that stands where the address should; empty if none does. */
  Optional<String> name() {
    String address = stripped(ServerField.ADDRESS);
    return Complaints.isName(address) ? Optional.of(address) : Optional.empty();
  }

  /** What a person calls this server: its label, else its name, else its address. */
  String title() {
    return Stream.of(ServerField.LABEL, ServerField.HOST, ServerField.ADDRESS)
        .map(this::stripped)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(texts.text("settings.server.new"));
  }

  /** Sets or clears the complaint that another draft means the same server. */
  void duplicate(String problem) {
    if (!duplicate.equals(problem)) {
      duplicate = problem;
      fireValueChangedEvent();
    }
  }

  /** Shows what the helper found wrong. It stands until something is typed. */
  void reject(ServerField field, String message) {
    rejections = Map.of(field, message);
    fireValueChangedEvent();
  }

  /** The field was left: from now on blank counts as wrong. */
  void visit(ServerField field) {
    if (quiet.contains(field)) {
      loud(field);
      fireValueChangedEvent();
    }
  }

  /** The row was left: from now on blank fields count as wrong. */
  void visit() {
    if (!quiet.isEmpty()) {
      quiet = Set.of();
      fireValueChangedEvent();
    }
  }

  private void loud(ServerField field) {
    if (quiet.contains(field)) {
      Set<ServerField> rest = EnumSet.copyOf(quiet);
      rest.remove(field);
      quiet = rest;
    }
  }

  private void judge() {
    check =
        ServerCheck.of(
            texts,
            stripped(ServerField.ADDRESS),
            protocol(),
            stripped(ServerField.PORT),
            stripped(ServerField.HOST),
            stripped(ServerField.LABEL));
  }
}
