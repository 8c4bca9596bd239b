package io.github.vpnfirewall.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tries every input that is kept: one of each kind there is, and all that a fuzzer once found. */
class FuzzReplayTest {
  private static final Path SEEDS = Path.of("src/test/resources/fuzz");
  private static final String METHOD = "fuzzerTestOneInput";

  /** Long enough to tell of work that grows with the square, short enough for each build. */
  private static final int LONG = 64 * 1024;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TestFactory
  Stream<DynamicTest> everyTargetBearsWhatIsKept() throws Exception {
    return targets().entrySet().stream()
        .map(target -> DynamicTest.dynamicTest(target.getKey(), () -> replay(target.getValue())));
  }

  private static void replay(Class<?> target) throws Exception {
    List<Path> seeds = files(SEEDS.resolve(name(target)));
    assertThat(seeds).as("what is kept for %s", name(target)).hasSizeGreaterThan(2);
    Method method = target.getMethod(METHOD, byte[].class);
    Fuzzing.forgetOutcomes();
    for (Path seed : seeds) {
      byte[] input = Files.readAllBytes(seed);
      assertTimeoutPreemptively(LIMIT, () -> run(method, input, seed), seed::toString);
      byte[] more = Fuzzing.swollen(input, LONG);
      assertTimeoutPreemptively(LIMIT, () -> run(method, more, seed), seed + " at length");
    }
    assertThat(Fuzzing.sawBoth())
        .as("of what is kept for %s, something is taken and something is not", name(target))
        .isTrue();
  }

  private static void run(Method method, byte[] input, Path seed) throws IllegalAccessException {
    try {
      method.invoke(null, (Object) input);
    } catch (InvocationTargetException e) {
      throw new AssertionError(seed.toString(), e.getCause());
    }
  }

  @Test
  void whatIsKeptIsOfATarget() throws Exception {
    assertThat(targets()).isNotEmpty();
    assertThat(files(SEEDS).stream().map(folder -> folder.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(targets().keySet());
  }

  /** Two modules cannot share a package of tests, nor may one open its own to the other. */
  @Test
  void helperIsFuzzedInTheSameWay() throws IOException {
    Path here = Path.of("src/test/java/io/github/vpnfirewall/app/fuzz");
    Path there = Path.of("../privileged-helper/src/test/java/io/github/vpnfirewall/helper/fuzz");
    String ours = Files.readString(here.resolve("Fuzzing.java"));
    assertThat(ours.replace("vpnfirewall.app.", "vpnfirewall.helper."))
        .isEqualTo(Files.readString(there.resolve("Fuzzing.java")));
    String replay = Files.readString(here.resolve("FuzzReplayTest.java"));
    String theirs = Files.readString(there.resolve("FuzzReplayTest.java"));
    assertThat(theirs.lines().skip(1)).allMatch(replay::contains).hasSizeGreaterThan(50);
  }

  private static String name(Class<?> target) {
    return target.getSimpleName().replaceFirst("Fuzz$", "");
  }

  private static List<Path> files(Path folder) throws IOException {
    assertThat(folder).isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Map<String, Class<?>> targets()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path classes =
        Path.of(FuzzReplayTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Map<String, Class<?>> targets = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Fuzz.class")).toList()) {
        String path = classes.relativize(file).toString();
        Class<?> target = Class.forName(path.replace(".class", "").replace('/', '.'));
        targets.put(name(target), target);
      }
    }
    return targets;
  }
}
