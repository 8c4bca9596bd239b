package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings under {@code src/test/resources/ruleset}, and what they become. */
public final class Golden {
  static final Path FOLDER = Path.of("src/test/resources/ruleset");
  private static final String SETTINGS = ".settings.json";

  private Golden() {}

  /** All their names. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SETTINGS))
          .map(name -> name.substring(0, name.length() - SETTINGS.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of that name. */
  public static Settings settings(String name) {
    try {
      return SettingsJson.read(Files.readAllBytes(FOLDER.resolve(name + SETTINGS)));
    } catch (Exception e) {
      throw new AssertionError(name, e);
    }
  }

  /** The policy of that name; its users are given by number. */
  public static Policy policy(String name) {
    Settings settings = settings(name);
    return Policy.of(
        settings,
        settings.tunnel().clientUsers().stream().map(UserName::text).map(Long::parseLong).toList());
  }

  /** The rules of that name, with the backstop in {@code security}. */
  public static Ruleset ruleset(String name, AddressFamily family) {
    return RulesetCompiler.compile(policy(name), family, Optional.of(Table.SECURITY));
  }
}
