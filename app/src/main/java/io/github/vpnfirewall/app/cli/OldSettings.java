package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.importer.ConfigFile;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Importer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The shell script's settings as it would have used them: one file after another, of which a later
 * one overrides an earlier one, above what the script itself took for granted. Read as text.
 */
final class OldSettings {
  private static final String DEFAULTS =
      "VPN_INTERFACE=tun+\nLOCAL_NET=\"192.168.1.0/24 192.168.0.0/24 127.0.0.0/8\"\n";

  /** A file without one of the script's settings is none of its own, or holds remarks alone. */
  private static final Set<String> OTHERS = Set.of("import.file.empty", "import.file.unknown");

  private final List<Path> folders;

  OldSettings(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /**
   * What they say; empty if there are none.
   *
   * @throws IOException if one of them can't be read, or makes no sense; its message is for people
   */
  Optional<Imported> read(Terminal terminal) throws IOException {
    StringBuilder all = new StringBuilder(DEFAULTS);
    boolean any = false;
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        any |= makesSense(file, terminal);
        all.append(text(file)).append('\n');
      }
    }
    if (!any) {
      return Optional.empty();
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.ISO_8859_1);
    try {
      return Optional.of(ConfigFile.read("", new ByteArrayInputStream(bytes)));
    } catch (ImportException e) {
      throw new IOException(terminal.text(e.key(), e.details()), e);
    }
  }

  /** What is wrong is said of the file where it stands. */
  private static boolean makesSense(Path file, Terminal terminal) throws IOException {
    try {
      ConfigFile.read(file);
      return true;
    } catch (ImportException e) {
      if (OTHERS.contains(e.key())) {
        return false;
      }
      String what = terminal.text(e.key(), e.details());
      throw new IOException(
          e.line().isPresent()
              ? terminal.text("import.at", file, Integer.toString(e.line().getAsInt()), what)
              : terminal.text("import.whole", file, what),
          e);
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(Importer.MAX_BYTES + 1), StandardCharsets.ISO_8859_1);
    }
  }

  /** In the order in which a shell names them. */
  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.conf")) {
        found.forEach(files::add);
      }
    }
    Collections.sort(files);
    return files;
  }
}
