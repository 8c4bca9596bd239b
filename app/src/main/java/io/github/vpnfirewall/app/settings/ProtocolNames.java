package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.Locale;
import javafx.util.StringConverter;

/** Protocols as people write them. */
final class ProtocolNames extends StringConverter<ServerProtocol> {
  private final String any;

  ProtocolNames(Texts texts) {
    any = texts.text("settings.protocol.any");
  }

  @Override
  public String toString(ServerProtocol protocol) {
    if (protocol == null) {
      return "";
    }
    return protocol == ServerProtocol.ANY ? any : protocol.key().toUpperCase(Locale.ROOT);
  }

  @Override
  public ServerProtocol fromString(String text) {
    return text.equals(any)
        ? ServerProtocol.ANY
        : ServerProtocol.parse(text.toLowerCase(Locale.ROOT));
  }
}
