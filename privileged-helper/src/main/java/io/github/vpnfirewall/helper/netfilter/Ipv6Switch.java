package io.github.vpnfirewall.helper.netfilter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The kernel's own switch for IPv6 ({@code net.ipv6.conf.*.disable_ipv6}): the last means where
 * rules for the family cannot be had.
 */
public final class Ipv6Switch {
  private final Path conf;

  /**
   * @param conf the folder of the kernel's settings by interface, {@code /proc/sys/net/ipv6/conf}
   */
  public Ipv6Switch(Path conf) {
    this.conf = conf;
  }

  /**
   * What stands there now, by interface, wherever it is not off; {@code default} is for interfaces
   * to come, and the loopback is left out.
   *
   * @throws IOException if it can't be read
   */
  public Map<String, String> on() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    try (DirectoryStream<Path> interfaces = Files.newDirectoryStream(conf)) {
      for (Path dir : interfaces) {
        String name = dir.getFileName().toString();
        Path file = dir.resolve("disable_ipv6");
        // "all" would take the loopback along.
        if (!name.equals("lo") && !name.equals("all") && Files.exists(file)) {
          String value = Files.readString(file).strip();
          if (!value.equals("1")) {
            values.put(name, value);
          }
        }
      }
    }
    return values;
  }

  /**
   * Switches IPv6 off on these interfaces.
   *
   * @throws IOException if one could not be switched off
   */
  public void off(Collection<String> interfaces) throws IOException {
    for (String name : interfaces) {
      Files.writeString(conf.resolve(name).resolve("disable_ipv6"), "1\n");
    }
  }

  /** Puts back what stood there; an interface that has gone is passed over. */
  public void restore(Map<String, String> before) throws IOException {
    for (Map.Entry<String, String> entry : before.entrySet()) {
      Path file = conf.resolve(entry.getKey()).resolve("disable_ipv6");
      if (Files.exists(file)) {
        Files.writeString(file, entry.getValue() + "\n");
      }
    }
  }
}
