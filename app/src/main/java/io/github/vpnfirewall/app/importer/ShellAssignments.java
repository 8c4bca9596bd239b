package io.github.vpnfirewall.app.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds plain assignments in a shell script, reading quotes and remarks as a shell does. Nothing is
 * run: every other line is passed over, and a value that a shell would compute is refused.
 */
final class ShellAssignments {
  private static final Pattern BEGINNING =
      Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)(\\+?)=");

  /** What may follow an assignment that lasts. */
  private static final Pattern AFTER = Pattern.compile("#|;|&&|\\|\\|");

  private final List<Assignment> found = new ArrayList<>();
  private final TextFile file;
  private final List<String> wanted;
  private int line = 1;
  private int at;

  /**
   * One of them.
   *
   * @param name the variable
   * @param value its words, as they stand between spaces
   * @param adds whether it is added to what the variable held before
   * @param line where it begins
   */
  record Assignment(String name, String value, boolean adds, int line) {}

  private ShellAssignments(TextFile file, List<String> wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /**
   * @param wanted the variables that matter
   * @throws ImportException if the value of one of them would have to be computed, or its quotes
   *     are not closed
   */
  static List<Assignment> of(TextFile file, List<String> wanted) throws ImportException {
    ShellAssignments reading = new ShellAssignments(file, wanted);
    while (reading.line <= file.lines().size()) {
      reading.one();
      reading.line++;
    }
    return reading.found;
  }

  private void one() throws ImportException {
    at = 0;
    Matcher matcher = BEGINNING.matcher(text());
    while (matcher.region(at, text().length()).lookingAt()) {
      String name = matcher.group(1);
      if (!wanted.contains(name)) {
        return;
      }
      boolean adds = !matcher.group(2).isEmpty();
      int start = line;
      at = matcher.end();
      String value = value(name);
      String rest = text().substring(at).strip();
      if (!rest.isEmpty() && !AFTER.matcher(rest).lookingAt()) {
        return; // it holds for the command that follows, and no longer
      }
      found.add(new Assignment(name, value, adds, start));
      if (!rest.startsWith(";")) {
        return;
      }
      at = text().indexOf(';', at) + 1;
      matcher = BEGINNING.matcher(text());
    }
  }

  private String text() {
    return file.line(line);
  }

  private String value(String name) throws ImportException {
    StringBuilder value = new StringBuilder();
    while (at < text().length()) {
      char c = text().charAt(at);
      if (c == ' ' || c == '\t' || c == ';') {
        return value.toString();
      }
      at++;
      switch (c) {
        case '\'', '"' -> quoted(c, name, value);
        case '\\' -> escaped(value);
        case '$', '`', '(' -> throw computed(name);
        case '&', '|', '<', '>', ')' ->
            throw ImportException.at(line, "import.script.odd", name, Shown.of(text().strip()));
        default -> value.append(c);
      }
    }
    return value.toString();
  }

  private void escaped(StringBuilder value) {
    if (at < text().length()) {
      value.append(text().charAt(at++));
    } else if (line < file.lines().size()) { // the next line belongs to it
      line++;
      at = 0;
    }
  }

  private void quoted(char quote, String name, StringBuilder value) throws ImportException {
    int start = line;
    while (true) {
      if (at >= text().length()) {
        if (line >= file.lines().size()) {
          throw ImportException.at(start, "import.quote");
        }
        line++;
        at = 0;
        value.append(' ');
        continue;
      }
      char c = text().charAt(at++);
      if (c == quote) {
        return;
      }
      if (quote == '"' && (c == '$' || c == '`')) {
        throw computed(name);
      }
      if (quote == '"' && c == '\\') {
        escaped(value);
      } else {
        value.append(c);
      }
    }
  }

  private ImportException computed(String name) {
    return ImportException.at(line, "import.script.computed", name, Shown.of(text().strip()));
  }
}
