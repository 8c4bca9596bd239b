package io.github.vpnfirewall.helper.netfilter;

import io.github.vpnfirewall.helper.policy.Flow;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /**
   * @param deadline no tool runs longer
   */
  public ExecNetfilter(Deadline deadline) {
    runner = new ToolRunner(deadline);
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
    return runner.run(List.of(path(tool(family, "save")), "-c"), "");
  }

  @Override
  public void restore(AddressFamily family, String document) throws ToolException {
    runner.run(List.of(path(tool(family, "restore")), "--noflush", WAIT), document);
  }

  @Override
  public boolean hasNft() {
    return find("nft").isPresent();
  }

  @Override
  public void nft(String script) throws ToolException {
    runner.run(List.of(path("nft"), "-f", "-"), script);
  }

  @Override
  public String nftList(String... what) throws ToolException {
    List<String> command = new ArrayList<>(List.of(path("nft"), "-j", "list"));
    Collections.addAll(command, what);
    return runner.run(command, "");
  }

  @Override
  public boolean hasIpset() {
    return find("ipset").isPresent();
  }

  @Override
  public List<String> sets() throws ToolException {
    return runner.run(List.of(path("ipset"), "list", "-name"), "").lines().toList();
  }

  @Override
  public String saveSet(String name) throws ToolException {
    return runner.run(List.of(path("ipset"), "save", name), "");
  }

  @Override
  public void restoreSets(String document) throws ToolException {
    runner.run(List.of(path("ipset"), "restore"), document);
  }

  @Override
  public boolean hasConntrack() {
    return find("conntrack").isPresent();
  }

  @Override
  public String flows(AddressFamily family) throws ToolException {
    return runner.run(List.of(path("conntrack"), "-L", "-f", family.key()), "");
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
    return find(tool).orElseThrow(() -> new ToolException(tool + " is missing")).toString();
  }

  private static Optional<Path> find(String tool) {
    return FOLDERS.stream().map(dir -> dir.resolve(tool)).filter(Files::isExecutable).findFirst();
  }
}
