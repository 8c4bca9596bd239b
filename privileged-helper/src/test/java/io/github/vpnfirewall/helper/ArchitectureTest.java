package io.github.vpnfirewall.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The drawing of design §7, held by jdeps: who may use whom, and who may touch the world. */
class ArchitectureTest {
  private static final String ROOT = "io.github.vpnfirewall.helper";
  private static final Path CLASSES = Path.of("target/classes");

  /** What each package may use of ours, with the reason where it is not plain. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("protocol"),
          entry("packet", "protocol"),
          entry("policy", "protocol"),
          entry("ruleset", "policy", "protocol"),
          entry("restore", "ruleset", "policy", "protocol"),
          // Not ruleset: a second writing of design §2 that knew the first would prove nothing.
          entry("reference", "packet", "policy", "protocol"),
          // Not reference either: the rules are all that decides there.
          entry("tracer", "packet", "ruleset", "protocol"),
          entry("check", "packet", "reference", "tracer", "ruleset", "policy", "protocol"),
          // Flow: what conntrack(8) is asked to forget.
          entry("netfilter", "protocol", "policy"),
          // Deadline: whoever waits for the lock waits within the helper's time.
          entry("state", "protocol", "netfilter"),
          entry("log", "protocol"),
          entry("verb", "protocol", "policy", "ruleset", "restore", "netfilter", "state", "check"),
          // Main wires all of it; Answer prints reports and outcomes.
          entry("", "protocol", "netfilter", "log", "state", "verb"));

  private static Map.Entry<String, Set<String>> entry(String part, String... mayUse) {
    return Map.entry(part, Set.of(mayUse));
  }

  private static final Set<String> PURE =
      Set.of("protocol", "policy", "ruleset", "restore", "packet", "reference", "tracer", "check");

  /** The only classes outside {@code netfilter} that may touch processes, and why. */
  private static final Map<String, Set<String>> PROCESSES =
      // The watchdogs end what the helper has started, so that nothing runs on as root.
      Map.of(
          ROOT + ".Answer",
          Set.of("java.lang.ProcessHandle"),
          ROOT + ".Watching",
          Set.of("java.lang.ProcessHandle"),
          ROOT + ".Keeping",
          Set.of("java.lang.ProcessHandle"),
          // Whoever holds the lock for longer than it may is ended.
          ROOT + ".state.LockHolder",
          Set.of("java.lang.ProcessHandle"));

  /** The only classes outside {@code state} that may touch files, and why. */
  private static final Set<String> FILES =
      Set.of(
          // The kernel's own switch for IPv6, a folder of the kernel's.
          ROOT + ".netfilter.Ipv6Switch",
          ROOT + ".netfilter.Forwarding",
          // Whether a tool, or IPv6, is there.
          ROOT + ".netfilter.ExecNetfilter",
          // How long the machine has been up (/proc/uptime).
          ROOT + ".netfilter.ProcUptime",
          // How the process that shuts the gate has ended (/proc/PID/stat).
          ROOT + ".netfilter.EarlyGate",
          // Whether systemd runs, and on this network.
          ROOT + ".netfilter.ExecKeepers",
          // Whether Perl is there, and what the kernel says of its interfaces (/sys/class/net).
          ROOT + ".netfilter.ExecProber",
          // The kernel's log.
          ROOT + ".log.KernelLog",
          ROOT + ".Watching",
          // Who we are (/proc/self/status), and where all else is.
          ROOT + ".Main");

  /** Every class with the classes that it uses. */
  private static final Map<String, Set<String>> USES = uses();

  private static Map<String, Set<String>> uses() {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    String gson =
        Arrays.stream(System.getProperty("java.class.path").split(":", -1))
            .filter(path -> path.contains("gson"))
            .findFirst()
            .orElseThrow();
    int exit =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                writer,
                writer,
                "--ignore-missing-deps",
                "--multi-release=base",
                "-verbose:class",
                "-filter:none",
                "--module-path",
                gson,
                CLASSES.toString());
    assertThat(exit).as(out.toString()).isZero();
    Map<String, Set<String>> uses = new TreeMap<>();
    for (String line : out.toString().lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > 2 && words[1].equals("->") && words[0].startsWith(ROOT + ".")) {
        String from = outer(words[0]);
        if (!from.endsWith(".package-info")) {
          uses.computeIfAbsent(from, name -> new TreeSet<>()).add(outer(words[2]));
        }
      }
    }
    return uses;
  }

  private static String outer(String name) {
    int dollar = name.indexOf('$');
    return dollar < 0 ? name : name.substring(0, dollar);
  }

  /** The package below ours; empty for ours itself. */
  private static String part(String name) {
    String rest = name.substring(ROOT.length());
    int end = rest.indexOf('.', 1);
    return end < 0 ? "" : rest.substring(1, end);
  }

  @Test
  void everyClassIsSeen() throws Exception {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      long classes =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".class") && !name.contains("$"))
              .filter(name -> !name.endsWith("-info.class"))
              .count();
      assertThat(USES).hasSize((int) classes).hasSizeGreaterThan(50);
    }
    assertThat(USES.get(ROOT + ".netfilter.ToolRunner")).contains("java.lang.ProcessBuilder");
  }

  @Test
  void packagesUseOnlyWhatTheyMay() {
    USES.forEach(
        (name, used) ->
            assertThat(used.stream().filter(u -> u.startsWith(ROOT)).map(ArchitectureTest::part))
                .as(name)
                .allMatch(
                    part -> part.equals(part(name)) || ARROWS.get(part(name)).contains(part)));
    assertThat(USES.keySet().stream().map(ArchitectureTest::part).distinct())
        .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  @Test
  void gsonIsForDocumentsAlone() {
    Set<String> allowed =
        Set.of("protocol", "restore"); // restore: nft prints JSON, in NftListing alone
    USES.forEach(
        (name, used) -> {
          if (used.stream().anyMatch(u -> u.startsWith("com.google.gson"))) {
            assertThat(allowed).as(name).contains(part(name));
            assertThat(part(name).equals("protocol") || name.endsWith(".NftListing"))
                .as(name)
                .isTrue();
          }
        });
  }

  @Test
  void nothingElseIsUsed() {
    USES.forEach(
        (name, used) ->
            assertThat(used)
                .as(name)
                .allMatch(
                    u ->
                        u.startsWith("java.")
                            || u.startsWith(ROOT)
                            || u.startsWith("com.google.gson.")));
  }

  @Test
  void onlyNetfilterStartsProcesses() {
    USES.forEach(
        (name, used) -> {
          if (!part(name).equals("netfilter")) {
            Set<String> touched = new TreeSet<>(used);
            touched.removeIf(u -> !u.startsWith("java.lang.Process"));
            touched.removeAll(PROCESSES.getOrDefault(name, Set.of()));
            assertThat(touched).as(name).isEmpty();
          }
        });
  }

  @Test
  void onlyStateTouchesFiles() {
    USES.forEach(
        (name, used) -> {
          boolean files = used.stream().anyMatch(u -> u.startsWith("java.nio.file."));
          if (files && !part(name).equals("state")) {
            assertThat(FILES).as("touches files").contains(name);
          }
          boolean old =
              used.stream()
                  .anyMatch(u -> u.matches("java\\.io\\.(File|RandomAccess|FileReader).*"));
          assertThat(
                  old
                      && !name.endsWith(".ToolRunner")
                      && !name.endsWith(".ExecKeepers")) // a folder to start in
              .as("%s touches files the old way", name)
              .isFalse();
        });
  }

  @Test
  void pureIsPure() {
    Pattern world =
        Pattern.compile(
            "java\\.(nio\\.(file|channels)|net|lang\\.reflect)\\..*"
                + "|java\\.time\\.Clock|java\\.util\\.(Random|Timer|Scanner)"
                + "|java\\.lang\\.(System|Thread.*|Process.*|Runtime)"
                + "|java\\.io\\.(File.*|Console|RandomAccessFile)");
    USES.forEach(
        (name, used) -> {
          if (PURE.contains(part(name))) {
            assertThat(used).as(name).noneMatch(u -> world.matcher(u).matches());
          }
        });
  }

  @Test
  void noNameIsEverLookedUp() {
    USES.forEach(
        (name, used) -> {
          if (!name.equals(ROOT + ".netfilter.LocalAddresses")) { // asks for no name
            assertThat(used).as(name).noneMatch(u -> u.startsWith("java.net."));
          }
        });
  }

  @Test
  void theModuleShowsItsProtocolToTheAppAlone() throws Exception {
    ModuleDescriptor module;
    try (var in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      module = ModuleDescriptor.read(in);
    }

    assertThat(module.exports()).hasSize(1);
    ModuleDescriptor.Exports exported = module.exports().iterator().next();
    assertThat(exported.source()).isEqualTo(ROOT + ".protocol");
    assertThat(exported.targets()).containsExactly("io.github.vpnfirewall.app");
    assertThat(module.opens()).isEmpty();
    assertThat(module.isOpen()).isFalse();
    assertThat(module.requires().stream().map(ModuleDescriptor.Requires::name))
        .containsExactlyInAnyOrder("java.base", "com.google.gson");
  }

  @Test
  void gsonIsTheOnlyLibraryAtRunTime() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> dependencies =
        Arrays.stream(pom.split("<dependency>", -1))
            .skip(1)
            .map(d -> d.split("</dep", 2)[0])
            .toList();

    assertThat(dependencies).isNotEmpty();
    assertThat(
            dependencies.stream()
                .filter(d -> !d.contains("<scope>test") && !d.contains("<scope>provided"))
                .map(d -> d.replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1")))
        .containsExactly("gson");
  }
}
