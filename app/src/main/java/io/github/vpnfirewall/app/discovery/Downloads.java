package io.github.vpnfirewall.app.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the folder that browsers put files into: it has another name in every language. */
final class Downloads {
  private static final Pattern LINE =
      Pattern.compile("\\s*XDG_DOWNLOAD_DIR=\"(?:\\$HOME/)?([^\"$]*)\"\\s*");

  private Downloads() {}

  /**
   * @param home the person's own folder
   * @param config the person's folder for settings
   */
  static Path folder(Path home, Path config) {
    return lines(config.resolve("user-dirs.dirs")).stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .flatMap(line -> resolve(home, line.group(1)).stream())
        .findFirst()
        .orElse(home.resolve("Downloads"));
  }

  private static Optional<Path> resolve(Path home, String name) {
    try {
      Path folder = home.resolve(name).normalize();
      // Whoever has no such folder has it set to the own one.
      return folder.equals(home) ? Optional.empty() : Optional.of(folder);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return List.of();
    }
  }
}
