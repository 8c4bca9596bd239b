package io.github.vpnfirewall.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The windows' words and the windows belong together: none is missing, none is left over. */
class WindowTextsTest {
  private static final Path MAIN = Path.of("src", "main");
  private static final Pattern IN_FXML = Pattern.compile("\"%([a-zA-Z.]+)\"");
  private static final Pattern IN_CODE =
      Pattern.compile("\"((?:settings|status|leaktest|assistant)\\.[a-zA-Z.]+)\"");
  private static final Pattern PLAIN_WORDS = Pattern.compile("(?:text|title)=\"[^%\"$]");

  private final Texts texts = Texts.of(Locale.ENGLISH);

  @Test
  void windowsUseExactlyTheTextsThatThereAre() {
    Set<String> used = new TreeSet<>(keys(".fxml", IN_FXML));
    used.removeIf(key -> key.startsWith("import.")); // TextsTest has them, with those of files
    used.addAll(keys(".java", IN_CODE));
    Set<String> there =
        texts.bundle().keySet().stream()
            .filter(key -> key.matches("(?:settings|status|leaktest|assistant)\\..*"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(used).isEqualTo(there).hasSizeGreaterThan(100);
  }

  @Test
  void windowsHoldNoWordsOfTheirOwn() {
    assertThat(files(".fxml"))
        .hasSizeGreaterThan(4)
        .allSatisfy(file -> assertThat(read(file)).doesNotContainPattern(PLAIN_WORDS));
  }

  @Test
  void textsForFxmlHaveNoGapsAndNoQuotes() {
    assertThat(keys(".fxml", IN_FXML))
        .allSatisfy(key -> assertThat(texts.bundle().getString(key)).doesNotContain("{", "'"));
  }

  private static Set<String> keys(String ending, Pattern pattern) {
    return files(ending).stream()
        .flatMap(file -> pattern.matcher(read(file)).results())
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static List<Path> files(String ending) {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
