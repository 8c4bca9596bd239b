package io.github.vpnfirewall.helper.state;

import io.github.vpnfirewall.helper.protocol.Server;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Our lines in a hosts(5) file, between two marks. Pure: the file's text in, the file's text out,
 * one character a byte.
 */
final class HostsBlock {
  private static final String BEGIN = "# BEGIN vpnfirewall: the VPN servers' names while armed";
  private static final String BEGIN_AFTER_OPEN_LINE = BEGIN + " (after a line without an end)";
  private static final String END = "# END vpnfirewall";
  private static final String LAST = "\n" + END;

  private HostsBlock() {}

  /** Where our lines stand. */
  record Span(int from, int to) {}

  /** The lines for these servers; empty if none of them has a name and one address. */
  static List<String> lines(List<Server> servers) {
    Set<String> lines = new LinkedHashSet<>();
    for (Server server : servers) {
      if (server.host().isPresent() && server.address().isSingle()) {
        lines.add(server.address() + "\t" + server.host().get());
      }
    }
    return List.copyOf(lines);
  }

  /** What is to be appended to a file with this text. */
  static String toAppend(String text, List<String> lines) {
    boolean open = !text.isEmpty() && !text.endsWith("\n");
    return (open ? "\n" + BEGIN_AFTER_OPEN_LINE : BEGIN)
        + "\n"
        + (lines.isEmpty() ? "" : String.join("\n", lines) + "\n")
        + END
        + "\n";
  }

  /**
   * Where our lines stand, with the line end that we added before them; empty if there are none, or
   * if somebody took the closing mark away, so that it can't be told what is ours.
   */
  static Optional<Span> find(String text) {
    int from = 0;
    for (int end = text.indexOf(LAST); end >= 0; end = text.indexOf(LAST, end + 1)) {
      int to = end + LAST.length();
      if (to < text.length() && text.charAt(to) != '\n') {
        continue; // it only begins alike
      }
      // The mark right before this end: one without an end may stand before lines of others.
      int mark = text.substring(from, end + 1).lastIndexOf("\n" + BEGIN);
      if (mark >= 0 || (from == 0 && text.startsWith(BEGIN))) {
        int begin = mark < 0 ? 0 : from + mark + 1;
        return Optional.of(span(text, begin, Math.min(to + 1, text.length())));
      }
      from = end + 1;
    }
    return Optional.empty();
  }

  private static Span span(String text, int begin, int to) {
    // The line end that we added goes too, unless it now parts two lines of others.
    boolean added =
        begin > 0 && to == text.length() && text.startsWith(BEGIN_AFTER_OPEN_LINE, begin);
    return new Span(added ? begin - 1 : begin, to);
  }

  /** The text without our lines. */
  static String without(String text) {
    String rest = text;
    for (Optional<Span> span = find(rest); span.isPresent(); span = find(rest)) {
      rest = rest.substring(0, span.get().from()) + rest.substring(span.get().to());
    }
    return rest;
  }
}
