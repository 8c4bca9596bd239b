package io.github.vpnfirewall.app.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kernel's notes on programs that run, as far as this user may read them. */
final class ProcessFiles {
  private static final int LONGEST = 256 * 1024;
  private static final int MOST_ANCESTORS = 64;
  private static final int MOST_PROCESSES = 100_000;

  /** What is looked at in an environment; the rest is nobody's business. */
  private static final Set<String> TELLING =
      Set.of(
          "SSH_CONNECTION",
          "SSH_CLIENT",
          "DISPLAY",
          "XRDP_SESSION",
          "VNCDESKTOP",
          "X2GO_SESSION",
          "NXSESSIONID",
          "CHROME_REMOTE_DESKTOP_SESSION");

  private final Path proc;

  /**
   * @param proc {@code /proc}
   */
  ProcessFiles(Path proc) {
    this.proc = proc;
  }

  /** A program that runs: its name, and its words on the command line as far as they are shown. */
  record Running(String name, List<String> words) {}

  /** Every program that runs, by the kernel's name for it. */
  List<Running> all(Set<String> names) {
    List<Running> found = new ArrayList<>();
    int seen = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        String name = text(folder.resolve("comm")).strip();
        if (names.contains(name)) {
          found.add(new Running(name, parts(folder.resolve("cmdline"))));
        }
        if (++seen == MOST_PROCESSES) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return found;
    }
    return found;
  }

  /** What the program with that number and those that started it say of the session. */
  SessionFacts session(String self, Optional<SessionFacts.Login> login) {
    List<Map<String, String>> environments = new ArrayList<>();
    List<String> programs = new ArrayList<>();
    String process = self;
    for (int i = 0; i < MOST_ANCESTORS && !process.equals("0"); i++) {
      environments.add(environment(process));
      if (i > 0) {
        programs.add(text(proc.resolve(process).resolve("comm")).strip());
      }
      process = parent(process);
    }
    return new SessionFacts(environments, programs, login);
  }

  private Map<String, String> environment(String process) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String entry : parts(proc.resolve(process).resolve("environ"))) {
      int equals = entry.indexOf('=');
      if (equals > 0 && TELLING.contains(entry.substring(0, equals))) {
        found.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return found;
  }

  private String parent(String process) {
    return text(proc.resolve(process).resolve("status"))
        .lines()
        .filter(line -> line.startsWith("PPid:"))
        .map(line -> line.substring("PPid:".length()).strip())
        .findFirst()
        .orElse("0");
  }

  private static List<String> parts(Path file) {
    return List.of(text(file).split("\0", -1)).stream().filter(part -> !part.isEmpty()).toList();
  }

  /** What is in it; nothing if it may not be read or has just gone. */
  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
