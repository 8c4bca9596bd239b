package io.github.vpnfirewall.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Documents;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.verb.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real program in a process of its own: one line out, whatever happens. Only what touches
 * nothing is called here; the rest is tried in machines that are thrown away.
 */
class MainTest {
  @TempDir Path folder;

  private record Result(int exit, String output, Duration took) {
    Report report() throws Exception {
      assertThat(output).as("one line").endsWith("}\n").startsWith("{\"protocol\":1,");
      assertThat(output.lines()).hasSize(1);
      return ReportJson.read(output.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Where also a user without rights can read them. */
  private String classPath() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> paths = new ArrayList<>();
    for (String path :
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(":", -1)) {
      Path from = Path.of(path);
      if (!path.contains("gson") && !Files.isDirectory(from)) {
        continue;
      }
      Path to = folder.resolve(paths.size() + ".jar");
      try (Stream<Path> all = Files.walk(from)) {
        for (Path file : all.toList()) {
          Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
      }
      paths.add(to.toString());
    }
    return String.join(":", paths);
  }

  private Process start(Map<String, String> environment, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Result run(byte[] input, List<String> prefix, String main, String... args)
      throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(), main));
    command.addAll(Arrays.asList(args));
    long start = System.nanoTime();
    Process process =
        start(Map.of("JAVA_TOOL_OPTIONS", "-Dnoisy=yes"), command.toArray(String[]::new));
    try {
      if (input != null) {
        try (var sink = process.getOutputStream()) {
          sink.write(input);
        } catch (IOException e) {
          // It ended before it had read all.
        }
      }
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ends").isTrue();
      return new Result(
          process.exitValue(),
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
          Duration.ofNanos(System.nanoTime() - start));
    } finally {
      process.destroyForcibly();
    }
  }

  private Result helper(byte[] input, String... args) throws Exception {
    return run(input, List.of(), Main.class.getName(), args);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ARM",
        "help",
        "--version",
        "arm disarm",
        "watching",
        "watch --check",
        "arm --check",
        "render --check --check",
        "--check render"
      })
  void whatIsNoVerbIsAnsweredWithUsage(String arguments) throws Exception {
    Result result =
        helper(new byte[0], arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    assertThat(result.exit).isEqualTo(2);
    assertThat(result.report().error().orElseThrow().code()).isEqualTo("usage");
    assertThat(result.report().verb()).isEmpty();
    assertThat(Files.readString(folder.resolve("stderr"))).contains("Usage: vpnfirewall-helper");
  }

  @Test
  void rendersForAnybody() throws Exception {
    String settings = Documents.with("$.tunnel.clientUsers", "[]");
    Result result =
        run(settings.getBytes(StandardCharsets.UTF_8), asNobody(), Main.class.getName(), "render");

    assertThat(result.exit).as(result.output).isZero();
    assertThat(result.report().documents()).containsOnlyKeys("ipv4", "ipv6");
  }

  @Test
  void provesWhatItRendersForAnybody() throws Exception {
    Result result =
        run(
            Documents.with("$.tunnel.clientUsers", "[]").getBytes(StandardCharsets.UTF_8),
            asNobody(),
            Main.class.getName(),
            "render",
            "--check");

    assertThat(result.exit).as(result.output).isZero();
    assertThat(result.report().checked()).containsOnlyKeys(AddressFamily.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "[]", "{\"version\": 2}"})
  void badSettingsAreAnsweredWithTheirPath(String settings) throws Exception {
    Result result = helper(settings.getBytes(StandardCharsets.UTF_8), "render");

    assertThat(result.exit).isEqualTo(2);
    assertThat(result.report().error().orElseThrow().path()).startsWith("$");
  }

  @Test
  void endlessSettingsAreRefusedAtOnce() throws Exception {
    Result result = helper(new byte[8 << 20], "render");

    assertThat(result.exit).isEqualTo(2);
    assertThat(result.report().error().orElseThrow().code()).isEqualTo("too-large");
    assertThat(result.took).isLessThan(Duration.ofSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"arm", "disarm", "configure", "status", "verify"})
  void needsRoot(String verb) throws Exception {
    Result result = run(new byte[0], asNobody(), Main.class.getName(), verb);

    assertThat(result.exit).isEqualTo(1);
    assertThat(result.report().error().orElseThrow().code()).isEqualTo("not-root");
    assertThat(result.report().verb().orElseThrow().key()).isEqualTo(verb);
  }

  /** Where others may not even enter the root folder, root is made nobody by a namespace. */
  private static List<String> asNobody() throws IOException {
    if (!Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
      return List.of();
    }
    return Files.getPosixFilePermissions(Path.of("/")).contains(PosixFilePermission.OTHERS_EXECUTE)
        ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        : List.of("unshare", "--user");
  }

  /** Nobody writes, nobody closes: after 10 s it answers all the same. */
  @Test
  void settingsThatNeverComeAreNotWaitedFor() throws Exception {
    Result result = helper(null, "render");

    assertThat(result.exit).isEqualTo(1);
    assertThat(result.report().error().orElseThrow().code()).isEqualTo("timeout");
    assertThat(result.took).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
  }

  /** Prints wherever it can before it answers, as a library or the JVM could. */
  static final class Noisy {
    private Noisy() {}

    public static void main(String[] args) {
      Answer answer = Answer.claimStandardOutput();
      System.out.println("noise on standard output");
      System.err.println("noise on standard error");
      Report report = Report.failure(Optional.empty(), new Problem("x", null, "line\nbreak"));
      answer.give(new Outcome(report, Outcome.FAILED));
      answer.give(new Outcome(report, Outcome.DONE));
    }
  }

  @Test
  void nothingElseIsOnStandardOutput() throws Exception {
    Result result = run(new byte[0], List.of(), Noisy.class.getName());

    assertThat(result.exit).isEqualTo(1);
    assertThat(result.report().error().orElseThrow().message()).isEqualTo("line\nbreak");
    assertThat(Files.readString(folder.resolve("stderr")))
        .contains("noise on standard output", "noise on standard error");
  }

  /** Hangs, while its caller has filled the pipe and does not read. */
  static final class Mute {
    private Mute() {}

    public static void main(String[] args) throws InterruptedException {
      Answer answer = Answer.claimStandardOutput();
      answer.expectWithin(Duration.ofSeconds(1), Optional.of(Verb.STATUS));
      new CountDownLatch(1).await();
    }
  }

  @Test
  void fullPipeDoesNotHoldIt() throws Exception {
    Result result =
        run(
            new byte[0],
            List.of("sh", "-c", "head -c 65536 /dev/zero; exec \"$@\"", "helper"),
            Mute.class.getName());

    assertThat(result.exit).isEqualTo(1);
    assertThat(result.output).hasSize(65536);
  }
}
