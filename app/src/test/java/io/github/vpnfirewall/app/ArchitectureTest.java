package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the package arrows of design §7: who may know whom, and who may touch the world. */
class ArchitectureTest {
  private static final String APP = "io.github.vpnfirewall.app";
  private static final String ROOT_SIDE = "io.github.vpnfirewall.helper";

  /** What each package may know of the others; all may know the protocol but those without it. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("protection", Set.of()),
          Map.entry("text", Set.of()),
          // The log keeps the texts' keys, and leaves out what else looks like a host's name.
          Map.entry("session", Set.of("text")),
          Map.entry("look", Set.of("protection")),
          Map.entry("helper", Set.of()),
          // Says in a terminal what tray and windows say, and so with their words.
          Map.entry("cli", Set.of("helper", "importer", "leaktest", "protection", "text")),
          // Files in, values out: what reads them knows no window.
          Map.entry("importer", Set.of()),
          Map.entry("importer.window", Set.of("importer", "helper", "text", "look")),
          Map.entry("monitor", Set.of("protection")),
          Map.entry("tray", Set.of("tray.dbus")),
          Map.entry("tray.dbus", Set.of()),
          // Looks around, and reads with the importer what it found; shows nothing.
          Map.entry("discovery", Set.of("discovery.dbus", "importer", "protection")),
          Map.entry("discovery.dbus", Set.of()),
          // What was found, imported and armed comes together here.
          Map.entry(
              "assistant", Set.of("protection", "helper", "text", "look", "importer", "discovery")),
          Map.entry("status", Set.of("protection", "helper", "text", "look")),
          Map.entry("leaktest", Set.of("protection", "helper", "text", "look")),
          Map.entry("settings", Set.of("protection", "helper", "text", "look", "importer")));

  private static List<Edge> edges;

  /** One class that knows another. */
  private record Edge(String from, String to) {
    private static final Pattern LINE = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s+.*");

    static Edge parse(String line) {
      var found = LINE.matcher(line);
      return found.matches() ? new Edge(found.group(1), found.group(2)) : null;
    }

    /** The package of the app that the class is in, without what all share; else null. */
    static String part(String type) {
      String folder = type.substring(0, Math.max(0, type.lastIndexOf('.')));
      return folder.equals(APP)
          ? ""
          : folder.startsWith(APP + ".") ? folder.substring(APP.length() + 1) : null;
    }

    boolean from(String... parts) {
      return List.of(parts).contains(part(from));
    }

    boolean to(String... prefixes) {
      return List.of(prefixes).stream().anyMatch(to::startsWith);
    }
  }

  @BeforeAll
  static void read() {
    StringWriter out = new StringWriter();
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out, true),
                new PrintWriter(out, true),
                "-verbose:class",
                "-filter:none",
                "--ignore-missing-deps",
                Path.of("target/classes/io").toString());
    assertThat(code).as(out.toString()).isZero();
    edges = out.toString().lines().map(Edge::parse).filter(edge -> edge != null).toList();
    assertThat(edges).hasSizeGreaterThan(1000);
  }

  @Test
  void everyPackageKnowsOnlyWhatItMay() {
    Set<String> parts = new HashSet<>();
    for (Edge edge : edges) {
      String from = Edge.part(edge.from());
      String to = Edge.part(edge.to());
      parts.add(from);
      if (!from.isEmpty() && to != null && !to.equals(from)) {
        assertThat(ARROWS.get(from)).as(from + " is a package of the design").isNotNull();
        assertThat(ARROWS.get(from)).as("%s", edge).contains(to);
      }
    }
    parts.remove("");
    assertThat(parts).isEqualTo(ARROWS.keySet());
  }

  @Test
  void rootSideIsKnownByItsProtocolAlone() {
    forbidden(edge -> edge.to(ROOT_SIDE) && !edge.to(ROOT_SIDE + ".protocol."));
    present(edge -> edge.to(ROOT_SIDE + ".protocol."));
  }

  @Test
  void whatIsTrueIsDecidedWithoutTouchingTheWorld() {
    forbidden(
        edge ->
            edge.from("protection")
                && edge.to(
                    "java.io.",
                    "java.nio.",
                    "java.net.",
                    "java.lang.Process",
                    "java.lang.Runtime$",
                    "java.lang.Thread",
                    "java.time.Clock",
                    "java.util.concurrent.",
                    "javafx."));
  }

  /**
   * What stands in a file is judged by its text alone: nothing in it is run, included or fetched.
   */
  @Test
  void filesAreReadInOnePlaceAndNamesAskedInOne() {
    Predicate<Edge> world =
        edge ->
            edge.to("java.nio.file.", "java.io.File", "java.net.InetAddress", "java.net.Socket")
                || edge.to("java.lang.Process", "java.lang.Runtime$", "java.net.URL");
    forbidden(
        edge ->
            edge.from("importer")
                && world.test(edge)
                && !edge.from().equals(APP + ".importer.ConfigFile")
                && !edge.from().equals(APP + ".importer.SystemNames"));
    present(edge -> edge.from().equals(APP + ".importer.SystemNames") && world.test(edge));
  }

  @Test
  void whatWasFoundIsJudgedWithoutTouchingTheWorld() {
    List<String> judges =
        List.of("Judgement", "Proposal", "Draft", "RemoteSessions", "RunningVpns", "ServerHints");
    Predicate<Edge> judging =
        edge -> judges.stream().anyMatch(name -> edge.from().equals(APP + ".discovery." + name));
    forbidden(
        edge ->
            judging.test(edge)
                && edge.to(
                    "java.nio.file.Files",
                    "java.io.File",
                    "java.net.",
                    "java.lang.System",
                    "java.lang.Process",
                    "java.util.concurrent.",
                    "org.freedesktop.dbus."));
    present(judging);
  }

  @Test
  void traysToolkitIsNowhereElse() {
    forbidden(edge -> !edge.from("tray") && edge.to("java.awt.", "javax.swing."));
    present(edge -> edge.from("tray") && edge.to("java.awt."));
    // The session's bus is the tray's; the computer's is asked about VPNs by whoever looks around.
    forbidden(
        edge ->
            !edge.from("tray", "tray.dbus", "discovery", "discovery.dbus")
                && edge.to("org.freedesktop.dbus."));
    present(edge -> edge.from("tray") && edge.to("org.freedesktop.dbus."));
  }

  @Test
  void programsAreStartedInFewPlaces() {
    Predicate<Edge> starts =
        edge ->
            edge.to("org.apache.commons.exec.")
                || List.of("java.lang.Runtime", "java.lang.Process").contains(edge.to())
                || edge.to("java.lang.ProcessBuilder");
    forbidden(
        edge ->
            starts.test(edge)
                && !edge.from("helper")
                && !edge.from().equals(APP + ".monitor.LinkEvents")
                && !edge.from().equals(APP + ".WindowProcess")
                // The tray itself, once more, after an upgrade.
                && !edge.from().equals(APP + ".Successor")
                // journalctl or dmesg, for whoever may read the kernel's log.
                && !edge.from().equals(APP + ".cli.KernelMessages")
                // It starts nothing: it only hears of the end.
                && !edge.from().equals(APP + ".Ending"));
    present(edge -> starts.test(edge) && edge.from("helper"));
    forbidden(edge -> !edge.from("helper") && edge.to("org.apache.commons.exec."));
  }

  @Test
  void trayProcessNeverLoadsJavaFx() {
    String windowProcess = "\\.(WindowMain|WindowApp|SettingsCalls)(\\$.*)?";
    Predicate<Edge> windows =
        edge ->
            edge.to(
                "javafx.",
                APP + ".look.",
                APP + ".status.",
                APP + ".assistant.",
                APP + ".leaktest.",
                APP + ".importer.window.",
                APP + ".settings.");
    forbidden(
        edge ->
            windows.test(edge)
                && edge.from(
                    "",
                    "protection",
                    "monitor",
                    "helper",
                    "tray",
                    "tray.dbus",
                    "text",
                    "importer",
                    "session",
                    "cli",
                    "discovery",
                    "discovery.dbus")
                && !edge.from().matches(Pattern.quote(APP) + windowProcess)
                // The leak test's words, which are without JavaFX.
                && !(edge.from("cli") && edge.to(APP + ".leaktest.LeakReport")));
    present(edge -> windows.test(edge) && edge.from().equals(APP + ".WindowApp"));
    forbidden(
        edge ->
            edge.to(APP + ".WindowMain", APP + ".WindowApp", APP + ".SettingsCalls")
                && !edge.from().matches(Pattern.quote(APP) + windowProcess));
  }

  private static void forbidden(Predicate<Edge> edge) {
    assertThat(edges.stream().filter(edge)).isEmpty();
  }

  /** The control: what a rule is about exists at all, so that it could be broken. */
  private static void present(Predicate<Edge> edge) {
    assertThat(edges).anyMatch(edge);
  }
}
