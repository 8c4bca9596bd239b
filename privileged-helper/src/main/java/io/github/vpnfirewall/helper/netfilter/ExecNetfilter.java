package io.github.vpnfirewall.helper.netfilter;

import io.github.vpnfirewall.helper.policy.Flow;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Netfilter through iptables(8), ip6tables(8) and nft(8), found in the system's own folders. */
public final class ExecNetfilter implements Netfilter {
  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/sbin"), Path.of("/sbin"), Path.of("/usr/bin"), Path.of("/bin"));

  /**
   * The kernel's list of IPv6 addresses: there, if maybe empty, wherever IPv6 is built in and on.
   */
  private static final Path IPV6 = Path.of("/proc/net/if_inet6");

  /** Seconds to wait for another iptables (legacy variant) to finish. */
  private static final String WAIT = "--wait=3";

  private final ToolRunner runner;

  /** What was read ahead of rules and tables, and of sets and flows. */
  private final ReadAhead rules;

  private final ReadAhead flows;

  /**
   * @param deadline no tool runs longer
   */
  public ExecNetfilter(Deadline deadline) {
    runner = new ToolRunner(deadline);
    rules = new ReadAhead(runner);
    flows = new ReadAhead(runner);
  }

  @Override
  public Set<AddressFamily> families() {
    return Files.exists(IPV6) ? EnumSet.allOf(AddressFamily.class) : EnumSet.of(AddressFamily.IPV4);
  }

  @Override
  public List<String> missingTools() {
    List<String> missing = new ArrayList<>();
    for (AddressFamily family : families()) {
      for (String tool : List.of(tool(family, "save"), tool(family, "restore"))) {
        if (find(tool).isEmpty()) {
          missing.add(tool);
        }
      }
    }
    return missing;
  }

  @Override
  public String save(AddressFamily family) throws ToolException {
    return rules.run(List.of(path(tool(family, "save")), "-c"));
  }

  @Override
  public void restore(AddressFamily family, String document) throws ToolException {
    beginRestore(family, document).await();
  }

  @Override
  public Begun beginRestore(AddressFamily family, String document) {
    rules.forget();
    try {
      return runner.begin(List.of(path(tool(family, "restore")), "--noflush", WAIT), document);
    } catch (ToolException e) {
      return () -> {
        throw e;
      };
    }
  }

  @Override
  public void readAhead(Collection<AddressFamily> dumps, boolean tables) {
    for (AddressFamily family : dumps) {
      begin(rules, tool(family, "save"), "-c");
    }
    if (tables) {
      begin(rules, "nft", "-j", "list", "tables");
    }
  }

  @Override
  public void readAheadFlows(Collection<AddressFamily> families) {
    begin(flows, "ipset", "list", "-name");
    for (AddressFamily family : families) {
      begin(flows, "conntrack", "-L", "-f", family.key());
    }
  }

  @Override
  public void readAheadSets(Collection<String> names) {
    for (String name : names) {
      begin(flows, "ipset", "save", name);
    }
  }

  /** A tool that is missing is missed by whoever asks what it reads. */
  private static void begin(ReadAhead where, String tool, String... words) {
    Optional<Path> file = find(tool);
    if (file.isPresent()) {
      List<String> command = new ArrayList<>(List.of(file.get().toString()));
      Collections.addAll(command, words);
      where.begin(command);
    }
  }

  @Override
  public boolean hasNft() {
    return find("nft").isPresent();
  }

  @Override
  public void nft(String script) throws ToolException {
    rules.forget();
    runner.run(List.of(path("nft"), "-f", "-"), script);
  }

  @Override
  public String nftList(String... what) throws ToolException {
    List<String> command = new ArrayList<>(List.of(path("nft"), "-j", "list"));
    Collections.addAll(command, what);
    return rules.run(command);
  }

  @Override
  public boolean hasIpset() {
    return find("ipset").isPresent();
  }

  @Override
  public List<String> sets() throws ToolException {
    String names = flows.run(List.of(path("ipset"), "list", "-name"));
    return names.isEmpty() ? List.of() : List.of(names.split("\n"));
  }

  @Override
  public String saveSet(String name) throws ToolException {
    return flows.run(List.of(path("ipset"), "save", name));
  }

  @Override
  public void restoreSets(String document) throws ToolException {
    flows.forget();
    runner.run(List.of(path("ipset"), "restore"), document);
  }

  @Override
  public boolean hasConntrack() {
    return find("conntrack").isPresent();
  }

  @Override
  public String flows(AddressFamily family) throws ToolException {
    return flows.run(List.of(path("conntrack"), "-L", "-f", family.key()));
  }

  @Override
  public void forget(Flow flow) throws ToolException {
    List<String> command = new ArrayList<>();
    Collections.addAll(command, path("conntrack"), "-D", "-f", flow.family().key());
    Collections.addAll(command, "-p", Integer.toString(flow.protocol()));
    Collections.addAll(command, "-s", flow.source().toString());
    Collections.addAll(command, "-d", flow.destination().toString());
    flow.sourcePort().ifPresent(p -> Collections.addAll(command, "--sport", String.valueOf(p)));
    flow.destinationPort()
        .ifPresent(p -> Collections.addAll(command, "--dport", String.valueOf(p)));
    flows.forget();
    runner.attempt(command, "");
  }

  @Override
  public Map<String, Set<Network>> addresses() throws ToolException {
    return LocalAddresses.byInterface();
  }

  @Override
  public OptionalLong uid(UserName user) throws ToolException {
    if (user.isNumber()) {
      return OptionalLong.of(Long.parseLong(user.text()));
    }
    ToolRunner.Outcome found = runner.attempt(List.of(path("getent"), "passwd", user.text()), "");
    String[] fields = found.output().split(":", -1);
    if (found.exit() != 0 || fields.length < 3 || !fields[2].matches("[0-9]{1,10}")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(fields[2]));
  }

  private static String tool(AddressFamily family, String verb) {
    return (family == AddressFamily.IPV4 ? "iptables-" : "ip6tables-") + verb;
  }

  private static String path(String tool) throws ToolException {
    Optional<Path> found = find(tool);
    if (found.isEmpty()) {
      throw new ToolException(tool + " is missing");
    }
    return found.get().toString();
  }

  private static Optional<Path> find(String tool) {
    for (Path folder : FOLDERS) {
      Path file = folder.resolve(tool);
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
