package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.Locale;
import java.util.Optional;

/**
 * What one pasted line was taken for.
 *
 * @param number its number in the text, from 1
 * @param text the line, cut to what can be shown
 * @param kind what becomes of it
 * @param server the server, if it names one
 * @param name the line's host name with port and protocol, if it has a name instead of an address
 * @param problem why it was not understood; empty if it was
 */
record ServerLine(
    int number,
    String text,
    Kind kind,
    Optional<Server> server,
    Optional<Endpoint> name,
    String problem) {
  private static final int SHOWN = 120;

  /** What becomes of a line. */
  enum Kind {
    /** It is added. */
    NEW,
    /** The same server is in the list already. */
    THERE,
    /** The same server stands in a line before. */
    TWICE,
    /** It names a host, whose addresses are not known yet. */
    NAME,
    /** It was not understood. */
    PROBLEM
  }

  static ServerLine of(int number, String text, Kind kind, Server server) {
    return new ServerLine(number, cut(text), kind, Optional.of(server), Optional.empty(), "");
  }

  static ServerLine named(int number, String text, Endpoint name) {
    return new ServerLine(number, cut(text), Kind.NAME, Optional.empty(), Optional.of(name), "");
  }

  static ServerLine problem(int number, String text, String problem) {
    return new ServerLine(
        number, cut(text), Kind.PROBLEM, Optional.empty(), Optional.empty(), problem);
  }

  /** A row of the table as a line that is understood again. */
  static String write(ServerDraft draft) {
    String address = draft.stripped(ServerField.ADDRESS);
    String port = draft.takes(ServerField.PORT) ? draft.stripped(ServerField.PORT) : "";
    boolean v6 = address.contains(":") && !address.contains("/");
    StringBuilder line = new StringBuilder(v6 ? "[" + address + "]" : address);
    if (port.equals(ServerCheck.ANY_PORT) || address.contains("/")) {
      line.append(' ').append(port);
    } else if (!port.isEmpty()) {
      line.append(':').append(port);
    }
    line.append(' ').append(draft.text(ServerField.PROTOCOL).toLowerCase(Locale.ROOT));
    String host = draft.stripped(ServerField.HOST);
    String label = draft.stripped(ServerField.LABEL);
    line.append(host.isEmpty() ? "" : " " + host).append(label.isEmpty() ? "" : " # " + label);
    return line.toString().replaceAll(" +", " ");
  }

  private static String cut(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
