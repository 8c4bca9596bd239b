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
import java.util.HashMap;
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

  /** What is not named stays; for another iptables (legacy variant) it waits, in seconds. */
  private static final String[] RESTORE = {"--noflush", "--wait=3"};

  /** Older ones list flows of IPv4 alone, unless told otherwise. Each says on stderr what it is. */
  private static final String LISTS_BOTH = "conntrack v1.4.7";

  private static final String[] SCRIPT = {"-f", "-"};
  private static final String[] SETS = {"restore"};

  private final ToolRunner runner;

  /** What was read ahead of rules and tables, of sets, and of flows. */
  private final ReadAhead rules;

  private final ReadAhead sets;
  private final ReadAhead flows;

  /** Tools that wait for what they shall change, by name. */
  private final Map<String, ToolRunner.Running> ready = new HashMap<>();

  /**
   * @param deadline no tool runs longer
   */
  public ExecNetfilter(Deadline deadline) {
    runner = new ToolRunner(deadline);
    rules = new ReadAhead(runner);
    sets = new ReadAhead(runner);
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
    return rules.run(command(tool(family, "save"), "-c"));
  }

  @Override
  public Begun beginRestore(AddressFamily family, String document) {
    flows.forget(); // under other rules there may be others
    return beginChange(rules, tool(family, "restore"), document);
  }

  private Begun beginChange(ReadAhead outdated, String tool, String input) {
    outdated.forget();
    makeReady(tool);
    ToolRunner.Running running = ready.remove(tool);
    running.feed(input);
    return running;
  }

  private void makeReady(String tool) {
    if (!ready.containsKey(tool)) {
      String[] words = tool.equals("nft") ? SCRIPT : tool.equals("ipset") ? SETS : RESTORE;
      ready.put(tool, runner.ready(command(tool, words), true));
    }
  }

  @Override
  public void makeReady(Collection<AddressFamily> families, boolean nft, boolean sets) {
    for (AddressFamily family : families) {
      makeReady(tool(family, "restore"));
    }
    if (nft) {
      makeReady("nft");
    }
    if (sets) {
      readAheadSets(List.of());
      makeReady("ipset");
    }
  }

  @Override
  public void readAhead(Collection<AddressFamily> dumps, boolean tables) {
    for (AddressFamily family : dumps) {
      rules.begin(command(tool(family, "save"), "-c"));
    }
    if (tables) {
      rules.begin(command("nft", "-j", "list", "tables"));
    }
  }

  @Override
  public void readAheadFlows() {
    flows.begin(command("conntrack", "-L"));
  }

  @Override
  public void readAheadSets(Collection<String> names) {
    sets.begin(command("ipset", "list", "-name"));
    for (String name : names) {
      sets.begin(command("ipset", "save", name));
    }
  }

  /** A tool that is missing is missed by whoever asks what came of it. */
  private static List<String> command(String tool, String... words) {
    List<String> command = new ArrayList<>();
    command.add(find(tool).orElse(Path.of(tool)).toString());
    Collections.addAll(command, words);
    return command;
  }

  @Override
  public boolean hasNft() {
    return find("nft").isPresent();
  }

  @Override
  public Begun beginNft(String script) {
    return beginChange(rules, "nft", script);
  }

  @Override
  public String nftList(String... what) throws ToolException {
    List<String> command = command("nft", "-j", "list");
    Collections.addAll(command, what);
    return rules.run(command);
  }

  @Override
  public boolean hasIpset() {
    return find("ipset").isPresent();
  }

  @Override
  public List<String> sets() throws ToolException {
    String names = sets.run(command("ipset", "list", "-name"));
    return names.isEmpty() ? List.of() : List.of(names.split("\n"));
  }

  @Override
  public String saveSet(String name) throws ToolException {
    return sets.run(command("ipset", "save", name));
  }

  @Override
  public Begun beginSets(String document) {
    return beginChange(sets, "ipset", document);
  }

  @Override
  public boolean hasConntrack() {
    return find("conntrack").isPresent();
  }

  @Override
  public String flows() throws ToolException {
    ToolRunner.Running tool = flows.take(command("conntrack", "-L"));
    String listing = tool.output();
    String said = tool.outcome().complaint();
    return said.startsWith("conntrack v") && said.compareTo(LISTS_BOTH) >= 0
        ? listing
        : listing + flows.run(command("conntrack", "-L", "-f", "ipv6"));
  }

  @Override
  public void forget(Flow flow) throws ToolException {
    List<String> command = command("conntrack", "-D", "-f", flow.family().key());
    Collections.addAll(command, "-p", Integer.toString(flow.protocol()));
    Collections.addAll(command, "-s", flow.source().toString());
    Collections.addAll(command, "-d", flow.destination().toString());
    flow.sourcePort().ifPresent(p -> Collections.addAll(command, "--sport", String.valueOf(p)));
    flow.destinationPort()
        .ifPresent(p -> Collections.addAll(command, "--dport", String.valueOf(p)));
    flows.forget();
    var unused = runner.begin(command, "").outcome();
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
    ToolRunner.Outcome found = runner.begin(command("getent", "passwd", user.text()), "").outcome();
    String[] fields = found.output().split(":", -1);
    if (found.exit() != 0 || fields.length < 3 || !fields[2].matches("[0-9]{1,10}")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(fields[2]));
  }

  private static String tool(AddressFamily family, String verb) {
    return (family == AddressFamily.IPV4 ? "iptables-" : "ip6tables-") + verb;
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
