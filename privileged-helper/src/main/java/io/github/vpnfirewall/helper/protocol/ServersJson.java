package io.github.vpnfirewall.helper.protocol;

import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The servers of a settings document, of which there may be thousands: written and read without a
 * tree of fields. Read are only those that stand as they are written here, and without a fault;
 * {@link StrictJson} reads all that JSON can look like, and says where it is wrong.
 */
final class ServersJson {
  private static final String BEGIN = "\n  \"servers\": [";
  private static final String END = "\n  ]";
  private static final String ITEM = "\n    ";
  private static final String FIELD = "\n      ";
  private static final String FIRST = ITEM + "{" + FIELD + "\"address\": \"";
  private static final String PORT = "," + FIELD + "\"port\": ";
  private static final String PROTOCOL = "," + FIELD + "\"protocol\": \"";
  private static final String HOST = "," + FIELD + "\"host\": \"";
  private static final String LABEL = "," + FIELD + "\"label\": \"";
  private static final String LAST = ITEM + "}";
  private static final String ANY = "\"any\"";

  private final String text;
  private int at;

  private ServersJson(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * A document in two parts.
   *
   * @param servers its servers, at least one
   * @param rest the document with none
   */
  record Found(List<Server> servers, String rest) {}

  /** The servers of a document; empty if they have to be looked for in another way. */
  static Optional<Found> read(byte[] document) {
    if (document.length > StrictJson.MAX_BYTES) {
      return Optional.empty();
    }
    String text = new String(document, StandardCharsets.UTF_8);
    int begin = text.indexOf(BEGIN);
    // Escapes, and what may be left of broken UTF-8, are not looked into here.
    if (begin < 0 || text.indexOf('\\') >= 0 || text.indexOf('\ufffd') >= 0) {
      return Optional.empty();
    }
    ServersJson reader = new ServersJson(text, begin + BEGIN.length());
    try {
      List<Server> servers = reader.servers();
      String rest = text.substring(0, begin + BEGIN.length()) + text.substring(reader.at);
      return Optional.of(new Found(servers, rest));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private List<Server> servers() {
    List<Server> servers = new ArrayList<>();
    Map<Integer, Set<Network>> seen = new HashMap<>();
    do {
      Server server = server();
      int port = server.port().isPresent() ? server.port().get().number() : 0;
      int way = server.protocol().number() * (Port.MAX + 1) + port;
      if (!seen.computeIfAbsent(way, any -> new HashSet<>()).add(server.address())) {
        throw new InvalidValueException("the same server twice");
      }
      servers.add(server);
    } while (skip(","));
    if (!text.startsWith(END, at)) {
      throw new InvalidValueException("no end of the list");
    }
    return servers;
  }

  private Server server() {
    need(FIRST);
    Network address = NetworkRules.checkServer(Network.parse(quoted()));
    boolean hasPort = skip(PORT);
    Optional<Port> port = hasPort && !skip(ANY) ? Optional.of(port()) : Optional.empty();
    need(PROTOCOL);
    ServerProtocol protocol = ServerProtocol.parse(quoted());
    if (hasPort != protocol.hasPort()) {
      throw new InvalidValueException("a port too many or too few");
    }
    Optional<HostName> host = skip(HOST) ? Optional.of(new HostName(quoted())) : Optional.empty();
    Optional<String> label = skip(LABEL) ? Optional.of(quoted()) : Optional.empty();
    need(LAST);
    return new Server(address, port, protocol, host, label);
  }

  private Port port() {
    int first = at;
    int number = 0;
    while (at < first + 5 && at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
      number = number * 10 + Character.digit(text.charAt(at++), 10);
    }
    if (!text.startsWith(Integer.toString(number), first)) {
      throw new InvalidValueException("not a number as JSON has it");
    }
    return new Port(number);
  }

  private boolean skip(String words) {
    boolean there = text.startsWith(words, at);
    at += there ? words.length() : 0;
    return there;
  }

  private void need(String words) {
    if (!skip(words)) {
      throw new InvalidValueException("not what is written here");
    }
  }

  /** What stands there before the next quotation mark; both are read. */
  private String quoted() {
    int end = text.indexOf('"', at);
    if (end < 0) {
      throw new InvalidValueException("no end of a text");
    }
    String found = text.substring(at, end);
    at = end + 1;
    return found;
  }

  /** The list as gson writes it in a settings document, indented or without any blank. */
  static String write(List<Server> servers, boolean indented) {
    String first = laidOut(FIRST, indented);
    String port = laidOut(PORT, indented);
    String protocol = laidOut(PROTOCOL, indented);
    String host = laidOut(HOST, indented);
    String label = laidOut(LABEL, indented);
    String last = laidOut(LAST, indented);
    StringBuilder list = new StringBuilder("[");
    for (Server server : servers) {
      list.append(list.length() == 1 ? "" : ",").append(first).append(server.address()).append('"');
      if (server.protocol().hasPort()) {
        list.append(port);
        list.append(server.port().isPresent() ? server.port().get().toString() : ANY);
      }
      list.append(protocol).append(server.protocol().key()).append('"');
      if (server.host().isPresent()) {
        list.append(host).append(server.host().get()).append('"');
      }
      if (server.label().isPresent()) {
        String quoted = new JsonPrimitive(server.label().get()).toString();
        list.append(label).append(quoted, 1, quoted.length());
      }
      list.append(last);
    }
    return list.append(servers.isEmpty() ? "]" : laidOut(END, indented)).toString();
  }

  private static String laidOut(String piece, boolean indented) {
    return indented ? piece : piece.replaceAll("\\s", "");
  }
}
