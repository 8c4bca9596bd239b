package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code vpnfirewall import} is asked for.
 *
 * @param files the files; {@code -} is standard input
 * @param json whether a program reads the answer
 * @param dry whether nothing is stored
 * @param replace whether the servers and interfaces that are there go
 * @param narrow what is meant where a file leaves port and protocol open
 */
record ImportOptions(
    List<String> files, boolean json, boolean dry, boolean replace, Optional<Narrow> narrow) {
  /**
   * One way to a server.
   *
   * @param protocol never {@link ServerProtocol#ANY}
   * @param port empty if the protocol has none
   */
  record Narrow(ServerProtocol protocol, OptionalInt port) {}

  /**
   * @throws UsageException if a word is not understood, or no file is named
   */
  static ImportOptions of(List<String> words) throws UsageException {
    List<String> files = new ArrayList<>();
    boolean json = false;
    boolean dry = false;
    boolean replace = false;
    boolean options = true;
    Optional<Narrow> narrow = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!options || !word.startsWith("-") || word.equals("-")) {
        files.add(word);
        continue;
      }
      switch (word) {
        case "--" -> options = false;
        case "--json" -> json = true;
        case "--dry-run" -> dry = true;
        case "--replace" -> replace = true;
        case "--narrow" -> {
          i++;
          narrow = Optional.of(narrow(i < words.size() ? words.get(i) : ""));
        }
        default -> throw new UsageException("cli.strange", word);
      }
    }
    if (files.isEmpty()) {
      throw new UsageException("import.cli.nofile", "");
    }
    return new ImportOptions(List.copyOf(files), json, dry, replace, narrow);
  }

  private static Narrow narrow(String text) throws UsageException {
    int colon = text.indexOf(':');
    try {
      ServerProtocol protocol = ServerProtocol.parse(colon < 0 ? text : text.substring(0, colon));
      if (protocol != ServerProtocol.ANY && protocol.hasPort() == colon >= 0) {
        return new Narrow(
            protocol,
            colon < 0
                ? OptionalInt.empty()
                : OptionalInt.of(Port.parse(text.substring(colon + 1)).number()));
      }
    } catch (InvalidValueException e) {
      throw new UsageException("import.cli.narrow", text);
    }
    throw new UsageException("import.cli.narrow", text);
  }
}
