package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.FakeNetfilter;
import io.github.vpnfirewall.helper.fake.KernelWalk;
import io.github.vpnfirewall.helper.netfilter.Forwarding;
import io.github.vpnfirewall.helper.netfilter.Ipv6Switch;
import io.github.vpnfirewall.helper.netfilter.Keepers;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.packet.PacketText;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.state.KeeperLock;
import io.github.vpnfirewall.helper.state.Places;
import io.github.vpnfirewall.helper.state.StateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A machine that is not there, and the helper's verbs at work on it. */
final class Bench implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** A tunnel, and a server of each family, one with a name. */
  static final String SETTINGS =
      """
      {"version": 1, "tunnel": {"interfaces": ["tun0"]}, "servers": [
        {"address": "198.51.100.7", "port": 1194, "protocol": "udp", "host": "a.example.org"},
        {"address": "2001:db8::7", "port": 443, "protocol": "tcp"}]}
      """;

  /** The same with the local network. */
  static final String LAN = SETTINGS.strip().replaceAll("}$", ", \"lan\": {\"allow\": true}}");

  /** So many servers of IPv4 that they go into a set. */
  static final String MANY =
      SETTINGS.replace(
          "\"servers\": [",
          "\"servers\": ["
              + IntStream.range(1, 12)
                  .mapToObj(
                      i ->
                          "{\"address\": \"203.0.113."
                              + i
                              + "\", \"port\": 1194, \"protocol\": \"udp\"}, ")
                  .collect(Collectors.joining()));

  /** Rules of somebody else's, in a table with an empty chain, and one of nftables' own. */
  static final String FOREIGN =
      """
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD DROP [0:0]
      :OUTPUT ACCEPT [0:0]
      :ufw-user - [0:0]
      -A INPUT -i lo -j ACCEPT
      -A INPUT -j ufw-user
      -A ufw-user -s 192.0.2.0/24 -j DROP
      COMMIT
      """;

  private final Path folder;
  final FakeKernel kernel;
  final FakeNetfilter netfilter;
  final KernelWalk walk;
  final Places places;

  /** The kernel's settings for passing packets on, as they are at boot. */
  static final Map<String, String> FORWARDING =
      new TreeMap<>(
          Map.of(
              "ipv4/ip_forward", "0",
              "ipv6/conf/all/forwarding", "0",
              "ipv6/conf/eth0/accept_ra", "1"));

  final Machine machine;

  Bench(FakeKernel.Variant variant) {
    try {
      // In memory where there is such a place: what is synced thousands of times is not on trial.
      Path memory = Path.of("/dev/shm");
      folder =
          Files.isWritable(memory)
              ? Files.createTempDirectory(memory, "vpnfw-bench")
              : Files.createTempDirectory("vpnfw-bench");
      for (String name : List.of("all", "default", "eth0", "lo", "wlan0")) {
        Path conf = Files.createDirectories(folder.resolve("net/ipv6/conf").resolve(name));
        Files.writeString(conf.resolve("disable_ipv6"), "0\n");
      }
      Files.createDirectories(folder.resolve("net/ipv4"));
      FORWARDING.forEach(this::write);
      Files.writeString(folder.resolve("hosts"), "127.0.0.1\tlocalhost\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kernel = new FakeKernel(variant);
    netfilter = new FakeNetfilter(kernel);
    walk = new KernelWalk(kernel);
    places =
        new Places(folder.resolve("vpnfirewall"), folder.resolve("lib"), folder.resolve("run"));
    machine =
        new Machine(
            netfilter,
            new Ipv6Switch(folder.resolve("net/ipv6/conf")),
            new Forwarding(folder.resolve("net")),
            new StateFiles(places),
            Clock.fixed(NOW, ZoneOffset.UTC),
            () -> uptime,
            this::startKeeper);
    makeRun();
  }

  /** How long the machine has been up. */
  Duration uptime = Duration.ofHours(5);

  /** Whether keepers can be started, and those that were and live, by their trials. */
  boolean keepersStart = true;

  final Map<String, KeeperLock> keepers = new TreeMap<>();

  /** {@code kill -9}. */
  void killKeeper(String trial) {
    try {
      keepers.get(trial).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean startKeeper(String trial, Keepers.Sign sign) throws IOException {
    if (keepersStart) {
      keepers.put(trial, KeeperLock.take(places, trial).orElseThrow());
    }
    return keepersStart && sign.seen();
  }

  private void makeRun() {
    try {
      Files.createDirectories(places.run());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Verbs verbs() {
    return new Verbs(machine);
  }

  Outcome configure(String settings) throws IOException {
    return verbs().configure(settings.getBytes(StandardCharsets.UTF_8));
  }

  /** Somebody else's change. */
  void foreign(AddressFamily family, String document) {
    try {
      netfilter.restore(family, document);
    } catch (ToolException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** {@code iptables -F}. */
  void flush(AddressFamily family, String table) {
    StringBuilder document = new StringBuilder("*" + table + "\n");
    kernel.chains(family, table).forEach(chain -> document.append("-F " + chain + "\n"));
    foreign(family, document + "COMMIT\n");
  }

  void foreignNft(String script) {
    try {
      netfilter.nft(script);
    } catch (ToolException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The kernel and {@code /run} forget, the disk does not. */
  void reboot() {
    kernel.reboot();
    delete(places.run());
    makeRun();
    switches().keySet().forEach(name -> write("ipv6/conf/" + name + "/disable_ipv6", "0"));
    FORWARDING.forEach(this::write);
  }

  /** What the boot unit does: sets first, then the rules that look into them. */
  void boot() {
    for (AddressFamily family : AddressFamily.values()) {
      try {
        netfilter.restoreSets(machine.files().lasting().storedSets(family).orElse(""));
        Optional<String> document = machine.files().lasting().storedDocument(family);
        if (document.isPresent()) {
          foreign(family, document.get());
        }
      } catch (IOException | ToolException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Path forwardingFile(String setting) {
    return folder.resolve("net").resolve(setting);
  }

  void write(String setting, String value) {
    try {
      Files.writeString(forwardingFile(setting), value + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether no bare packet of the family leaves or passes through. */
  boolean closed(AddressFamily family) {
    String to = family == AddressFamily.IPV4 ? " to 8.8.8.8 " : " to 2001:4860::8888 ";
    boolean out =
        Stream.of("tcp dport=443", "udp dport=53 established", "proto=132 kernel")
            .anyMatch(what -> passes("out eth0" + to + what));
    boolean through = passes("fwd docker0 eth0" + to + "tcp dport=443 established");
    return (!out && !through) || (family == AddressFamily.IPV6 && ipv6Off());
  }

  /** Whether bare packets of the family leave as if we had never been there. */
  boolean open(AddressFamily family) {
    String to = family == AddressFamily.IPV4 ? " to 8.8.8.8 " : " to 2001:4860::8888 ";
    return passes("out eth0" + to + "tcp dport=443")
        && !(family == AddressFamily.IPV6 && ipv6Off());
  }

  boolean passes(String packet) {
    return walk.passes(PacketText.parse(packet));
  }

  /** Whether anything of ours is in the kernel. */
  boolean holdsOurs() {
    String all = kernel.snapshot();
    return all.contains("VPNFW-") || all.contains("vpnfw_") || ipv6Off();
  }

  /** What stands in the kernel's settings for passing packets on. */
  Map<String, String> forwarding() {
    Map<String, String> values = new TreeMap<>();
    for (String name : FORWARDING.keySet()) {
      try {
        values.put(name, Files.readString(folder.resolve("net").resolve(name)).strip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return values;
  }

  private boolean ipv6Off() {
    Map<String, String> switches = switches();
    return switches.get("eth0").equals("1") && switches.get("default").equals("1");
  }

  /** What stands in each {@code disable_ipv6}. */
  Map<String, String> switches() {
    Map<String, String> switches = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder.resolve("net/ipv6/conf"))) {
      for (Path conf : all.toList()) {
        switches.put(
            conf.getFileName().toString(), Files.readString(conf.resolve("disable_ipv6")).strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return switches;
  }

  /**
   * All that must be the same before arming and after disarming. Without nft(8) nobody can remove
   * the bare tables that iptables made.
   */
  String everything() {
    return (netfilter.hasNft() ? kernel.snapshot() : kernel.snapshotWithoutBareTables())
        + switches()
        + files(places.lib())
        + files(places.run())
        + hosts();
  }

  String hosts() {
    try {
      return Files.readString(places.hosts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("state.json") && !name.equals("lock"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    keepers.keySet().forEach(this::killKeeper);
    delete(folder);
  }
}
