package io.github.vpnfirewall.app.monitor;

import io.github.vpnfirewall.app.protection.Observation.Link;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The network interfaces but the loopback. Remembers since when each is up, and what was read last,
 * and so is not thread-safe.
 */
final class Links {
  private static final int RECEIVED = 0;
  private static final int SENT = 8;

  private final Path table;
  private final Map<String, Instant> upSince = new HashMap<>();
  private final Map<String, NetworkInterface> interfaces = new HashMap<>();

  /**
   * @param table the kernel's table of interfaces, {@code /proc/net/dev}: unlike /sys/class/net it
   *     is always that of the own network namespace
   */
  Links(Path table) {
    this.table = table;
  }

  /** What there is at this moment, in the kernel's order; nothing if it cannot be read. */
  List<Link> read(Predicate<String> tunnel, Instant now) {
    listInterfaces();
    List<Link> links = new ArrayList<>();
    for (String line : lines()) {
      int colon = line.lastIndexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      if (!name.isEmpty() && !name.equals("lo")) {
        links.add(link(name, line.substring(colon + 1).strip().split(" +"), tunnel, now));
      }
    }
    upSince.keySet().retainAll(links.stream().map(Link::name).toList());
    return links;
  }

  /** The interface as it was when they were read last; empty if there was none of that name. */
  Optional<NetworkInterface> interfaceOf(String name) {
    return Optional.ofNullable(interfaces.get(name));
  }

  /** All at once: to look for one, Java lists all each time. */
  private void listInterfaces() {
    interfaces.clear();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        interfaces.put(each.getName(), each);
      }
    } catch (SocketException e) {
      interfaces.clear(); // none can be told to be up
    }
  }

  private Link link(String name, String[] counters, Predicate<String> tunnel, Instant now) {
    boolean up = up(name);
    if (up) {
      upSince.putIfAbsent(name, now);
    } else {
      upSince.remove(name);
    }
    return new Link(
        name,
        up,
        tunnel.test(name),
        Optional.ofNullable(upSince.get(name)),
        counter(counters, RECEIVED),
        counter(counters, SENT));
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(table, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static long counter(String[] counters, int column) {
    try {
      return column < counters.length ? Long.parseLong(counters[column]) : 0;
    } catch (NumberFormatException e) {
      return 0; // beyond 2^63, or not a table as we know it
    }
  }

  /** Up, running and with an address: what can carry a packet. */
  private boolean up(String name) {
    NetworkInterface there = interfaces.get(name);
    try {
      return there != null && there.getInetAddresses().hasMoreElements() && there.isUp();
    } catch (SocketException e) {
      return false; // gone between two looks
    }
  }
}
