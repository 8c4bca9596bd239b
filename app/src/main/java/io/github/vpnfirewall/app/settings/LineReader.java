package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a server from a line in any of the forms that people have them in: {@code 198.51.100.7:1194
 * udp}, {@code [2001:db8::1]:443/tcp}, {@code remote vpn.example.org 1194 udp}, {@code Endpoint =
 * 198.51.100.7:51820}, comma-separated values, a bare address.
 */
final class LineReader {
  private static final int LONGEST = 1000;
  private static final Pattern ENDPOINT = Pattern.compile("(?i)endpoint\\s*=\\s*(.*)");
  private static final Pattern REMOTE = Pattern.compile("(?i)remote\\s+(\\S+)(.*)");
  private static final Pattern SEPARATED = Pattern.compile("[,;\\t]");

  /** What columns are called in the first line of a table. */
  private static final Map<String, ServerField> TITLES =
      Map.ofEntries(
          Map.entry("address", ServerField.ADDRESS),
          Map.entry("ip", ServerField.ADDRESS),
          Map.entry("ip address", ServerField.ADDRESS),
          Map.entry("server", ServerField.ADDRESS),
          Map.entry("port", ServerField.PORT),
          Map.entry("protocol", ServerField.PROTOCOL),
          Map.entry("proto", ServerField.PROTOCOL),
          Map.entry("host", ServerField.HOST),
          Map.entry("hostname", ServerField.HOST),
          Map.entry("label", ServerField.LABEL),
          Map.entry("name", ServerField.LABEL));

  private final Texts texts;
  private final ServerProtocol protocol;
  private final String port;
  private List<Optional<ServerField>> columns = List.of();

  /**
   * @param protocol what a line without a protocol means
   * @param port what a line without a port means; empty if such a line cannot be taken
   */
  LineReader(Texts texts, ServerProtocol protocol, String port) {
    this.texts = texts;
    this.protocol = protocol;
    this.port = port;
  }

  /** What a line says; empty if it says nothing about a server: blank, a comment, a title row. */
  Optional<ServerLine> read(int number, String raw) {
    String line = raw.replace("\ufeff", "").strip();
    if (line.isEmpty() || line.startsWith("#") || line.startsWith(";") || line.startsWith("//")) {
      return Optional.empty();
    }
    if (line.length() > LONGEST) {
      return Optional.of(
          ServerLine.problem(number, line, texts.text("settings.paste.long", LONGEST)));
    }
    if (titles(line)) {
      return Optional.empty();
    }
    return Optional.of(judge(number, line, words(line)));
  }

  private boolean titles(String line) {
    if (!SEPARATED.matcher(line).find()) {
      return false;
    }
    List<Optional<ServerField>> found =
        fields(line).stream()
            .map(title -> Optional.ofNullable(TITLES.get(title.toLowerCase(Locale.ROOT))))
            .toList();
    boolean title = found.stream().filter(Optional::isPresent).count() > 1;
    if (title) {
      columns = found;
    }
    return title;
  }

  private LineWords words(String line) {
    LineWords words = new LineWords();
    int comment = line.indexOf(" #");
    String said = comment < 0 ? line : line.substring(0, comment).strip();
    Matcher endpoint = ENDPOINT.matcher(said);
    Matcher remote = REMOTE.matcher(said);
    if (endpoint.matches()) {
      words.take(endpoint.group(1));
      words.protocols().add(ServerProtocol.UDP); // WireGuard has no other
    } else if (SEPARATED.matcher(said).find()) {
      List<String> fields = fields(said);
      for (int i = 0; i < fields.size(); i++) {
        take(words, i, fields.get(i));
      }
    } else if (remote.matches()) {
      if (Complaints.isName(remote.group(1))) {
        words.host(remote.group(1));
      } else {
        words.take(remote.group(1));
      }
      spaced(words, remote.group(2));
    } else {
      spaced(words, said);
    }
    if (comment >= 0) {
      words.take(ServerField.LABEL, line.substring(comment + 2).strip());
    }
    return words;
  }

  private void take(LineWords words, int column, String field) {
    if (field.isEmpty()) {
      return;
    }
    if (column < columns.size()) {
      columns.get(column).ifPresent(meant -> words.take(meant, field));
    } else if (columns.isEmpty()) {
      words.take(field);
    }
  }

  private static void spaced(LineWords words, String text) {
    for (String word : text.strip().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        words.take(word);
      }
    }
  }

  private ServerLine judge(int number, String line, LineWords words) {
    if (words.addresses().size() > 1 || words.ports().size() > 1 || words.protocols().size() > 1) {
      return ServerLine.problem(number, line, texts.text("settings.paste.several"));
    }
    if (words.addresses().isEmpty() && words.host().isEmpty()) {
      return ServerLine.problem(number, line, texts.text("settings.paste.none"));
    }
    boolean anything = words.any() && words.ports().isEmpty() && words.protocols().isEmpty();
    ServerProtocol meant = anything ? ServerProtocol.ANY : words.protocol().orElse(protocol);
    String number0 =
        words.ports().stream()
            .findFirst()
            .orElse(words.any() && !anything ? ServerCheck.ANY_PORT : port);
    if (!meant.hasPort() && !words.ports().isEmpty()) {
      return ServerLine.problem(number, line, texts.text("settings.paste.portless"));
    }
    if (meant.hasPort() && number0.isEmpty()) {
      return ServerLine.problem(number, line, texts.text("settings.paste.port"));
    }
    boolean named = words.addresses().isEmpty();
    ServerCheck check =
        ServerCheck.of(
            texts,
            named ? "192.0.2.1" : words.addresses().iterator().next(), // in a name's stead
            meant,
            number0,
            words.host(),
            words.label());
    if (check.server().isEmpty()) {
      return ServerLine.problem(number, line, check.problems().values().iterator().next());
    }
    Server server = check.server().get();
    return named
        ? ServerLine.named(number, line, name(server))
        : ServerLine.of(number, line, ServerLine.Kind.NEW, server);
  }

  private static Endpoint name(Server server) {
    return new Endpoint(
        server.host().orElseThrow().text(),
        server.port().map(Port::number).map(OptionalInt::of).orElse(OptionalInt.empty()),
        server.protocol(),
        server.label().orElse(""));
  }

  /** The fields of a line of separated values; quotes may stand around each. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == ';' || c == '\t')) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
