package io.github.vpnfirewall.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/traffic.md} ties each of its sentences to tests that are there. */
class TrafficDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/traffic.md");
  private static final Path LAB = Path.of("src/test/lab");
  private static final Pattern UNIT = Pattern.compile("`([A-Z]\\w*Test)\\.(\\w+)`");
  private static final Pattern SYSTEM = Pattern.compile("`([a-z]+): ([^`]+)`");

  /** A sentence with its place. */
  private record Item(String section, String text) {}

  private static List<Item> items() throws IOException {
    List<Item> items = new ArrayList<>();
    String section = "";
    StringBuilder item = new StringBuilder();
    for (String line : (Files.readString(DOCUMENT) + "\n#").split("\n", -1)) {
      boolean begins = line.matches("(- |\\d\\. ).*");
      if ((begins || line.isBlank() || line.startsWith("#")) && item.length() > 0) {
        items.add(new Item(section, item.toString()));
        item.setLength(0);
      }
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (begins || item.length() > 0) {
        item.append(line).append(' ');
      }
    }
    return items;
  }

  @Test
  void everySectionIsThere() throws IOException {
    List<Item> items = items();
    assertThat(items.stream().map(item -> item.section().split(" ", 2)[0]).distinct())
        .containsExactly("", "2.1", "2.2", "2.3", "2.4", "2.5");
    assertThat(items.stream().filter(item -> item.text().matches("\\d\\. .*")))
        .as("the numbered rules of 2.1")
        .hasSize(8);
  }

  @Test
  void everySentenceNamesATestThatIsThere() throws IOException {
    for (Item item : items()) {
      int found = 0;
      Matcher unit = UNIT.matcher(item.text());
      while (unit.find()) {
        assertThat(source(unit.group(1)))
            .as("%s in: %s", unit.group(), item.text())
            .containsPattern("void " + unit.group(2) + "\\(");
        found++;
      }
      Matcher system = SYSTEM.matcher(item.text());
      while (system.find()) {
        Path suite = LAB.resolve(system.group(1) + "_test.py");
        assertThat(suite).as(item.text()).exists();
        assertThat(Files.readString(suite))
            .as("%s in: %s", system.group(), item.text())
            .contains("\"" + system.group(2) + "\"");
        found++;
      }
      assertThat(found).as("tests named by: %s", item.text()).isPositive();
    }
  }

  private static String source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<Path> found = files.filter(file -> file.endsWith(test + ".java")).toList();
      assertThat(found).as(test).hasSize(1);
      return Files.readString(found.get(0));
    }
  }
}
