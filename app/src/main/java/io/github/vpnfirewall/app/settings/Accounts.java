package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The users of this computer, as far as its own list goes. */
final class Accounts {
  private static final List<String> LIKELY =
      List.of("openvpn", "nm-openvpn", "_openvpn", "wireguard", "strongswan", "root");

  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> numbers = new LinkedHashSet<>();

  private Accounts() {}

  /**
   * Reads them; none if that is not possible.
   *
   * @param list the system's list, {@code /etc/passwd}
   */
  static Accounts read(Path list) {
    Accounts accounts = new Accounts();
    try {
      for (String line : Files.readAllLines(list, StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2) {
          accounts.names.add(fields[0]);
          accounts.numbers.add(fields[2]);
        }
      }
    } catch (IOException e) {
      return new Accounts();
    }
    return accounts;
  }

  /** Those that can be named, the likeliest first. */
  List<String> offered() {
    List<String> offered = new ArrayList<>(LIKELY.stream().filter(names::contains).toList());
    names.stream()
        .filter(name -> !offered.contains(name) && nameable(name))
        .sorted()
        .forEach(offered::add);
    return offered;
  }

  /** Whether there is such a user, or whether nothing is known about users at all. */
  boolean knows(UserName user) {
    return names.isEmpty() || (user.isNumber() ? numbers : names).contains(user.text());
  }

  private static boolean nameable(String name) {
    try {
      return !new UserName(name).isNumber();
    } catch (InvalidValueException e) {
      return false;
    }
  }
}
