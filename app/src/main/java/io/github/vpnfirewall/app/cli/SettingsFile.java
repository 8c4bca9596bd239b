package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Settings that are named on the command line; says what is wrong with them. */
final class SettingsFile {
  /** Standard input. */
  static final String STANDARD_INPUT = "-";

  private final Verb verb;
  private final Terminal terminal;

  /**
   * @param verb what they are for
   */
  SettingsFile(Verb verb, Terminal terminal) {
    this.verb = verb;
    this.terminal = terminal;
  }

  /** The settings; empty if something is wrong with them, which has been said then. */
  Optional<Settings> read(String name, boolean json) {
    Problem problem;
    try {
      return Optional.of(SettingsJson.read(bytes(name)));
    } catch (InvalidSettingsException e) {
      problem = e.problem();
    } catch (NoSuchFileException e) {
      problem = unreadable("import.file.absent");
    } catch (AccessDeniedException e) {
      problem = unreadable("command.forbidden");
    } catch (IOException | InvalidPathException e) {
      problem = unreadable("import.file.unreadable", String.valueOf(e.getMessage()));
    }
    if (json) {
      terminal.out().println(ReportJson.write(Report.failure(Optional.of(verb), problem)));
    } else {
      terminal.err().println(said(name, problem));
    }
    return Optional.empty();
  }

  /** What is wrong with the file, and where in it. */
  String said(String name, Problem problem) {
    String file = name.equals(STANDARD_INPUT) ? terminal.text("command.stdin") : name;
    return problem.path() == null
        ? terminal.text("import.whole", file, problem.message())
        : terminal.text("command.field", file, problem.path(), problem.message());
  }

  private Problem unreadable(String key, Object... details) {
    return new Problem("unreadable", null, terminal.text(key, details));
  }

  private byte[] bytes(String name) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return terminal.in().readNBytes(SettingsJson.MAX_BYTES + 1);
    }
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      throw new IOException(terminal.text("import.file.folder"));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(SettingsJson.MAX_BYTES + 1);
    }
  }
}
