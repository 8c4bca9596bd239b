package io.github.vpnfirewall.helper.netfilter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The kernel's switches for passing packets on (ip-sysctl in the kernel's documentation). Switching
 * one of them changes others, so all of those are kept and put back.
 */
public final class Forwarding {
  private static final String IPV4 = "ipv4/ip_forward";
  private static final String IPV6 = "ipv6/conf/all/forwarding";

  /** {@code accept_ra}: also where packets are passed on. */
  private static final String EVEN_IF_FORWARDING = "2";

  private final Path net;

  /**
   * @param net the folder of the kernel's settings, {@code /proc/sys/net}
   */
  public Forwarding(Path net) {
    this.net = net;
  }

  /**
   * Whether packets of both families are passed on, as far as the host has them.
   *
   * @throws IOException if it can't be read
   */
  public boolean isOn() throws IOException {
    return isOn(IPV4) && isOn(IPV6);
  }

  private boolean isOn(String name) throws IOException {
    Path file = net.resolve(name);
    return !Files.exists(file) || !Files.readString(file).strip().equals("0");
  }

  /**
   * What stands there now in every setting that {@link #on} changes, by its path below the folder;
   * those that change others come first.
   *
   * @throws IOException if it can't be read
   */
  public Map<String, String> values() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : new String[] {IPV4, "ipv4/conf/all/accept_redirects", IPV6}) {
      keep(name, values);
    }
    for (String family : new String[] {"ipv4", "ipv6"}) {
      Path conf = net.resolve(family).resolve("conf");
      if (Files.exists(conf)) {
        try (DirectoryStream<Path> interfaces = Files.newDirectoryStream(conf)) {
          for (Path dir : interfaces) {
            String name = family + "/conf/" + dir.getFileName();
            keep(name + "/forwarding", values);
            keep(name + "/accept_ra", values);
          }
        }
      }
    }
    return values;
  }

  private void keep(String name, Map<String, String> values) throws IOException {
    Path file = net.resolve(name);
    if (Files.exists(file)) {
      values.putIfAbsent(name, Files.readString(file).strip());
    }
  }

  /**
   * Switches it on for both families. Where routers are found by their advertisements, they still
   * are: else the host would lose its own way out.
   *
   * @throws IOException if it could not be switched on
   */
  public void on() throws IOException {
    for (Map.Entry<String, String> entry : values().entrySet()) {
      if (entry.getKey().endsWith("/accept_ra") && entry.getValue().equals("1")) {
        Files.writeString(net.resolve(entry.getKey()), EVEN_IF_FORWARDING + "\n");
      }
    }
    for (String name : new String[] {IPV4, IPV6}) {
      Path file = net.resolve(name);
      if (Files.exists(file) && !isOn(name)) {
        Files.writeString(file, "1\n");
      }
    }
  }

  /**
   * Puts back what {@link #values} has told; an interface that has gone is passed over.
   *
   * @throws IOException if something could not be put back
   */
  public void restore(Map<String, String> before) throws IOException {
    for (Map.Entry<String, String> entry : before.entrySet()) {
      Path file = net.resolve(entry.getKey());
      if (Files.exists(file) && !Files.readString(file).strip().equals(entry.getValue())) {
        Files.writeString(file, entry.getValue() + "\n");
      }
    }
  }
}
