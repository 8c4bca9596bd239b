package io.github.vpnfirewall.helper.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real kernel keeps the contract that the fake keeps, through both variants of iptables: in a
 * child JVM, in network and mount namespaces of its own. Where those cannot be made this fails; it
 * is not skipped, for then nothing would prove the fake.
 */
class KernelContractTest {
  private static final int LIMIT_SECONDS = 120;

  /** Gives the child a lock of its own, and the variant of iptables that is asked for. */
  private static final String SETUP =
      """
      [ "$(readlink /proc/self/ns/net)" != "$PARENT" ] || { echo REFUSED; exit 2; }
      mount -t tmpfs none /run && mkdir /run/alternatives || exit 3
      cp -a /etc/alternatives/. /run/alternatives/
      for t in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
        [ -x /usr/sbin/${t/tables/tables-$VARIANT} ] || { echo "MISSING ${t/tables/tables-$VARIANT}"; exit 4; }
        ln -sf /usr/sbin/${t/tables/tables-$VARIANT} /run/alternatives/$t
      done
      mount --bind /run/alternatives /etc/alternatives || exit 5
      exec "$@"
      """;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> throughNft() throws Exception {
    return cases("nft");
  }

  @TestFactory
  Stream<DynamicTest> throughLegacy() throws Exception {
    return cases("legacy");
  }

  private Stream<DynamicTest> cases(String variant) throws Exception {
    List<String> lines = run(variant);
    String all = String.join("\n", lines);
    assertThat(lines)
        .as(
            "a child in namespaces of its own (needs root, user namespaces or sudo; iptables, nft):\n%s",
            all)
        .anyMatch(line -> line.startsWith("STARTED in net:["))
        .contains("ENDED");
    return ContractCases.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    variant + " " + name,
                    () ->
                        assertThat(about(name, lines))
                            .as(all)
                            .hasValueSatisfying(line -> assertThat(line).startsWith("PASSED "))));
  }

  private static Optional<String> about(String name, List<String> lines) {
    return lines.stream()
        .filter(line -> line.split(" ", 3)[1 % line.split(" ", 3).length].equals(name))
        .findFirst();
  }

  private List<String> run(String variant) throws Exception {
    String parent = KernelContractMain.namespace();
    List<String> command = new ArrayList<>(unshare());
    command.addAll(
        List.of("env", "PARENT=" + parent, "VARIANT=" + variant, "bash", "-c", SETUP, "-"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath(),
            KernelContractMain.class.getName(),
            parent));
    File output = folder.resolve(variant).toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    Process child = builder.start();
    child.getOutputStream().close();
    try {
      assertThat(child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("ends in time").isTrue();
    } finally {
      child.descendants().forEach(ProcessHandle::destroyForcibly);
      child.destroyForcibly();
    }
    return Files.readAllLines(output.toPath(), StandardCharsets.UTF_8);
  }

  /** What makes the namespaces; in a chroot the kernel gives a user none of his own. */
  private static List<String> unshare() throws Exception {
    List<String> plain = List.of("unshare", "--net", "--mount", "--propagation", "private");
    if (Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
      return plain;
    }
    List<String> mapped = List.of("unshare", "--user", "--map-root-user", "true");
    if (new ProcessBuilder(mapped).redirectErrorStream(true).start().waitFor() == 0) {
      return Stream.concat(plain.stream(), Stream.of("--user", "--map-root-user")).toList();
    }
    return Stream.concat(Stream.of("sudo", "-n"), plain.stream()).toList();
  }

  /** Surefire starts tests from a jar that only names the class path. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
