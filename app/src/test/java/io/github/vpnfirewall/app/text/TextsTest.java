package io.github.vpnfirewall.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text that the code asks for is there, in every language, and none is left over. */
class TextsTest {
  private static final Path FOLDER = Path.of("src/main/resources/io/github/vpnfirewall/app/text");
  private static final Pattern GAP = Pattern.compile("\\{(\\d)\\}");
  private static final Pattern WORD = Pattern.compile("[\"%]([a-z][A-Za-z.]*)\"");

  private static Properties english;
  private static String code;

  @BeforeAll
  static void read() throws IOException {
    english = load("");
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      StringBuilder all = new StringBuilder();
      for (Path file :
          files
              .filter(
                  path -> path.toString().endsWith(".java") || path.toString().endsWith(".fxml"))
              .toList()) {
        all.append(Files.readString(file)).append('\n');
      }
      code = all.toString();
    }
  }

  @Test
  void whateverTheCodeNamesHasAText() {
    Set<String> families = new TreeSet<>();
    english.stringPropertyNames().forEach(key -> families.add(key.substring(0, key.indexOf('.'))));
    Set<String> missing = new TreeSet<>();
    for (String word : words()) {
      boolean text = word.contains(".") && families.contains(word.substring(0, word.indexOf('.')));
      if (text && !word.endsWith(".") && !english.containsKey(word)) {
        missing.add(word);
      }
    }
    missing.removeIf(word -> word.endsWith(".fxml") || word.endsWith(".css"));
    assertThat(missing).isEmpty();
    for (Reason reason : Reason.values()) {
      assertThat(english).containsKey(reason.key());
    }
    for (Protection protection : Protection.values()) {
      assertThat(english).containsKey("state." + protection.name().toLowerCase(Locale.ROOT));
    }
    for (Task task : Task.values()) {
      assertThat(english.containsKey("task." + task.name().toLowerCase(Locale.ROOT)))
          .isEqualTo(task != Task.NONE);
    }
    for (Verb verb : Verb.values()) {
      assertThat(english).containsKey("helper.done." + verb.key());
    }
    for (HelperResult.Cause cause : HelperResult.Cause.values()) {
      assertThat(english).containsKey(new HelperResult.Failed(cause, "-").reason());
    }
  }

  @Test
  void noTextIsLeftOver() {
    Set<String> words = words();
    List<String> left =
        english.stringPropertyNames().stream()
            .filter(key -> !words.contains(key))
            // Some keys are put together: a beginning that stands in the code, and a name.
            .filter(key -> !words.contains(key.substring(0, key.lastIndexOf('.') + 1)))
            .sorted()
            .toList();
    assertThat(left).isEmpty();
  }

  @Test
  void everyLanguageHasTheSameTextsWithTheSameGaps() throws IOException {
    for (String language : List.of("_de")) {
      Properties texts = load(language);
      assertThat(texts.keySet()).as(language).isEqualTo(english.keySet());
      for (String key : english.stringPropertyNames()) {
        assertThat(gaps(texts.getProperty(key)))
            .as(language + ": " + key)
            .isEqualTo(gaps(english.getProperty(key)));
      }
    }
  }

  @Test
  void everyFileIsRead() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Texts.PARTS.stream()
                  .flatMap(part -> Stream.of(part + ".properties", part + "_de.properties"))
                  .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void everyTextCanBeSaid(String language) {
    Texts texts = Texts.of(Locale.forLanguageTag(language));
    for (String key : english.stringPropertyNames()) {
      String said = texts.text(key, "one's {0}", "two", "three");
      assertThat(said).as(key).isNotBlank();
      assertThat(texts.bundle().getString(key)).as(key).doesNotContain("'");
      assertThat(said.contains("one's {0}"))
          .as(key)
          .isEqualTo(texts.bundle().getString(key).contains("{0}"));
    }
  }

  @Test
  void languageThatIsNotThereIsEnglish() {
    assertThat(Texts.of(Locale.JAPANESE).text("state.protected")).isEqualTo("Protected");
    assertThat(Texts.of(Locale.ENGLISH).text("state.protected")).isEqualTo("Protected");
  }

  private static Set<String> words() {
    Set<String> words = new TreeSet<>();
    WORD.matcher(code).results().map(found -> found.group(1)).forEach(words::add);
    return words;
  }

  private static Set<String> gaps(String text) {
    Set<String> gaps = new TreeSet<>();
    GAP.matcher(text).results().map(MatchResult::group).forEach(gaps::add);
    new MessageFormat(text, Locale.ROOT).getFormats();
    return gaps;
  }

  /** All parts in one language, which have no key in common. */
  private static Properties load(String language) throws IOException {
    Properties texts = new Properties();
    for (String part : Texts.PARTS) {
      Properties read = new Properties();
      try (var reader = Files.newBufferedReader(FOLDER.resolve(part + language + ".properties"))) {
        read.load(reader);
      }
      assertThat(read.keySet()).as(part + language).noneMatch(texts::containsKey);
      texts.putAll(read);
    }
    return texts;
  }
}
