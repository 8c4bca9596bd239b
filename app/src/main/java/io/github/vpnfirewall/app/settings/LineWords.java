package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.importer.ProtocolWords;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one line, each put where it belongs by its look. */
final class LineWords {
  private static final Map<String, ServerProtocol> PROTOCOLS =
      ProtocolWords.clientAnd(
          Map.of(
              "gre", ServerProtocol.GRE,
              "esp", ServerProtocol.ESP,
              "ah", ServerProtocol.AH));

  private static final String ANY = "any";
  private static final Pattern PORT = Pattern.compile("[0-9]{1,7}");
  private static final Pattern SCHEME = Pattern.compile("([a-z0-9-]{2,12})://(.+)");

  /** {@code [2001:db8::1]:443/tcp} */
  private static final Pattern BRACKETS =
      Pattern.compile("\\[([^\\]]*)](?:/([0-9]{1,3}))?(?::([0-9]+|any))?(?:/([a-z0-9-]+))?");

  /** {@code 198.51.100.7:1194/udp}, {@code vpn.example.org:443} */
  private static final Pattern COLON =
      Pattern.compile("([^:\\[\\]]+):([0-9]+|any)(?:/([a-z0-9-]+))?");

  private static final Pattern NUMERIC = Pattern.compile("[0-9.]*\\.[0-9./]*");
  private static final Pattern HEX = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*:?[0-9a-f:./%a-z]*");

  private final Set<String> addresses = new LinkedHashSet<>();
  private final Set<ServerProtocol> protocols = new LinkedHashSet<>();
  private final Set<String> ports = new LinkedHashSet<>();
  private final StringJoiner label = new StringJoiner(" ");
  private String host = "";
  private boolean any;

  /** Puts a word where it belongs. */
  void take(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    Matcher scheme = SCHEME.matcher(lower);
    Matcher brackets = BRACKETS.matcher(lower);
    Matcher colon = COLON.matcher(lower);
    int slash = lower.lastIndexOf('/');
    if (PROTOCOLS.containsKey(lower)) {
      protocols.add(PROTOCOLS.get(lower));
    } else if (lower.equals(ANY)) {
      any = true;
    } else if (PORT.matcher(lower).matches()) {
      ports.add(lower);
    } else if (scheme.matches() && PROTOCOLS.containsKey(scheme.group(1))) {
      take(scheme.group(1));
      take(word.substring(scheme.start(2)));
    } else if (brackets.matches()) {
      addresses.add(brackets.group(1) + (brackets.group(2) == null ? "" : "/" + brackets.group(2)));
      behind(brackets.group(3), brackets.group(4));
    } else if (slash > 0 && PROTOCOLS.containsKey(lower.substring(slash + 1))) {
      take(word.substring(0, slash));
      take(word.substring(slash + 1));
    } else if (colon.matches()) {
      take(word.substring(0, colon.end(1)));
      behind(colon.group(2), colon.group(3));
    } else if (NUMERIC.matcher(lower).matches() || HEX.matcher(lower).matches()) {
      addresses.add(lower);
    } else if (host.isEmpty() && lower.indexOf('.') > 0 && Complaints.isName(word)) {
      host = word;
    } else {
      label.add(word);
    }
  }

  /** Takes a word as what a column says that it is. */
  void take(ServerField field, String word) {
    switch (field) {
      case HOST -> host = word;
      case LABEL -> label.add(word);
      case ADDRESS, PROTOCOL, PORT -> take(word);
    }
  }

  private void behind(String port, String protocol) {
    if (port != null) {
      take(port);
    }
    if (protocol != null) {
      take(protocol);
    }
  }

  Set<String> addresses() {
    return addresses;
  }

  Set<String> ports() {
    return ports;
  }

  Set<ServerProtocol> protocols() {
    return protocols;
  }

  /** Whether the word "any" stands there, for a port or for a protocol. */
  boolean any() {
    return any;
  }

  /** The host's name; empty if none is there. */
  String host() {
    return host;
  }

  /** A word that stands where a name must stand, as behind OpenVPN's {@code remote}. */
  void host(String name) {
    host = name;
  }

  /** All that is nothing else. */
  String label() {
    return label.toString();
  }

  /** The protocol, if one is named. */
  Optional<ServerProtocol> protocol() {
    return protocols.stream().findFirst();
  }
}
