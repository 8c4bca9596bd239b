package io.github.vpnfirewall.app.protection;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.Collection;

/** Proper names, which are the same in every language. */
final class Names {
  private Names() {}

  static String of(AddressFamily family) {
    return switch (family) {
      case IPV4 -> "IPv4";
      case IPV6 -> "IPv6";
    };
  }

  static String list(Collection<String> names) {
    return String.join(", ", names);
  }
}
