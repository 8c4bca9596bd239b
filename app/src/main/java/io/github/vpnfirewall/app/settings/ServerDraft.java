package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** A VPN server as it is being typed: texts that may still be wrong. */
final class ServerDraft {
  private final Map<ServerField, Entry> entries = new EnumMap<>(ServerField.class);
  private final ObjectProperty<ServerProtocol> protocol;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper caution = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper wrong = new ReadOnlyBooleanWrapper();
  private final Texts texts;
  private ServerCheck check;

  private ServerDraft(
      Texts texts,
      String address,
      ServerProtocol protocol,
      String port,
      String host,
      String label,
      Runnable changed) {
    this.texts = texts;
    entries.put(ServerField.ADDRESS, new Entry(address));
    entries.put(ServerField.PORT, new Entry(port));
    entries.put(ServerField.HOST, new Entry(host));
    entries.put(ServerField.LABEL, new Entry(label));
    this.protocol = new SimpleObjectProperty<>(protocol);
    judge();
    Runnable judged =
        () -> {
          judge();
          changed.run();
        };
    entries.values().forEach(entry -> entry.text().addListener(change -> judged.run()));
    this.protocol.addListener(change -> judged.run());
  }

  /** A server that nothing is known about yet. */
  static ServerDraft blank(Texts texts, Runnable changed) {
    return new ServerDraft(texts, "", ServerProtocol.UDP, "", "", "", changed);
  }

  /** A server that is there already. */
  static ServerDraft of(Texts texts, Server server, Runnable changed) {
    String port = server.port().map(Port::toString).orElse(ServerCheck.ANY_PORT);
    return new ServerDraft(
        texts,
        server.address().toString(),
        server.protocol(),
        server.protocol().hasPort() ? port : "",
        server.host().map(HostName::text).orElse(""),
        server.label().orElse(""),
        changed);
  }

  Entry entry(ServerField field) {
    return entries.get(field);
  }

  ObjectProperty<ServerProtocol> protocol() {
    return protocol;
  }

  /** The server, if every field is right. Two drafts may still mean the same one. */
  Optional<Server> server() {
    return check.server();
  }

  /** Whether every field is right, and no other draft means the same server. */
  boolean valid() {
    return entries.values().stream().allMatch(Entry::valid);
  }

  /** What a person calls this server: its label, else its name, else its address. */
  ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  /** What a person should think about although it is allowed; empty for nothing. */
  ReadOnlyStringProperty caution() {
    return caution.getReadOnlyProperty();
  }

  /** The opposite of {@link #valid()}, for binding. */
  ReadOnlyBooleanProperty wrong() {
    return wrong.getReadOnlyProperty();
  }

  /** Sets or clears the complaint that another draft means the same server. */
  void judgeDuplicate(String problem) {
    entry(ServerField.ADDRESS)
        .judge(
            problem.isEmpty() ? check.problems().getOrDefault(ServerField.ADDRESS, "") : problem);
    wrong.set(!valid());
  }

  private void judge() {
    check =
        ServerCheck.of(
            texts,
            entry(ServerField.ADDRESS).stripped(),
            protocol.get(),
            entry(ServerField.PORT).stripped(),
            entry(ServerField.HOST).stripped(),
            entry(ServerField.LABEL).stripped());
    entries.forEach((field, entry) -> entry.judge(check.problems().getOrDefault(field, "")));
    wrong.set(!valid());
    title.set(
        Stream.of(ServerField.LABEL, ServerField.HOST, ServerField.ADDRESS)
            .map(field -> entry(field).stripped())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(texts.text("settings.server.new")));
    boolean every = check.server().isPresent() && check.server().get().port().isEmpty();
    caution.set(
        every && (protocol.get().hasPort() || protocol.get() == ServerProtocol.ANY)
            ? texts.text("settings.server.bare")
            : "");
  }
}
