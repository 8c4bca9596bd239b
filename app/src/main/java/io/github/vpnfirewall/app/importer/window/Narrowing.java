package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** One protocol and port for the servers of which a file does not say them. */
final class Narrowing {
  private final ObjectProperty<ServerProtocol> protocol =
      new SimpleObjectProperty<>(ServerProtocol.ANY);
  private final StringProperty port = new SimpleStringProperty("1194");
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final Texts texts;
  private final Runnable changed;

  /**
   * @param changed told when it means something else
   */
  Narrowing(Texts texts, Runnable changed) {
    this.texts = texts;
    this.changed = changed;
    protocol.addListener(change -> judge());
    port.addListener(change -> judge());
  }

  /** The protocol; {@link ServerProtocol#ANY} leaves it open. */
  ObjectProperty<ServerProtocol> protocol() {
    return protocol;
  }

  /** The port as it is typed; means nothing for a protocol that has none. */
  StringProperty port() {
    return port;
  }

  /** What is wrong with the port; empty if nothing is. */
  ReadOnlyStringProperty error() {
    return error.getReadOnlyProperty();
  }

  /** The servers as they are meant; empty if the port is wrong. */
  Optional<Resolution> apply(Resolution resolution) {
    if (protocol.get() == ServerProtocol.ANY) {
      return Optional.of(resolution);
    }
    if (!protocol.get().hasPort()) {
      return Optional.of(resolution.narrowed(protocol.get(), Optional.empty()));
    }
    return parsed().map(number -> resolution.narrowed(protocol.get(), Optional.of(number)));
  }

  private Optional<Port> parsed() {
    try {
      return Optional.of(Port.parse(port.get().strip()));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private void judge() {
    boolean wrong = protocol.get().hasPort() && parsed().isEmpty();
    error.set(wrong ? texts.text("import.port", port.get().strip()) : "");
    changed.run();
  }
}
