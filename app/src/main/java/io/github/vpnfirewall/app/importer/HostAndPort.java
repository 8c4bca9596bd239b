package io.github.vpnfirewall.app.importer;

import java.util.OptionalInt;

/**
 * A host with an optional port, as people write it for web servers.
 *
 * @param host a name or an address, not checked
 * @param port the port
 * @param line where it stands
 */
record HostAndPort(String host, OptionalInt port, int line) {
  /**
   * Reads {@code host}, {@code host:443}, {@code [2001:db8::7]:443}, or an address of such, {@code
   * https://host:443/path}.
   */
  static HostAndPort of(Keyfile.Value value, int otherwise) throws ImportException {
    String text = value.text().replaceFirst("(?i)^https?://", "").replaceFirst("/.*", "");
    int close = text.lastIndexOf(']');
    int colon = text.lastIndexOf(':');
    boolean literal = close < 0 && text.indexOf(':') != colon;
    if (colon <= close || literal) {
      return new HostAndPort(text, OptionalInt.of(otherwise), value.line());
    }
    return new HostAndPort(
        text.substring(0, colon),
        Places.port(text.substring(colon + 1), value.line()),
        value.line());
  }
}
