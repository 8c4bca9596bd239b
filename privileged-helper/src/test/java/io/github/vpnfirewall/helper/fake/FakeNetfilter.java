package io.github.vpnfirewall.helper.fake;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.policy.Flow;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.UserName;
import io.github.vpnfirewall.helper.restore.FlowListing;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Netfilter that behaves as the kernel does and refuses what it refuses; {@code
 * NetfilterContractTest} holds it and the real one to the same contract.
 */
public final class FakeNetfilter implements Netfilter {
  private final FakeKernel kernel;
  private final Faults faults = new Faults();
  private boolean nft = true;
  private boolean ipset = true;
  private boolean forgets = true;

  /** Works on that kernel. */
  public FakeNetfilter(FakeKernel kernel) {
    this.kernel = kernel;
  }

  /** The kernel behind it. */
  public FakeKernel kernel() {
    return kernel;
  }

  /** What goes wrong. */
  public Faults faults() {
    return faults;
  }

  /** Takes nft(8) away, or brings it back. */
  public void nft(boolean there) {
    nft = there;
  }

  /** Takes ipset(8) away, or brings it back. */
  public void ipset(boolean there) {
    ipset = there;
  }

  /** Whether conntrack(8) does from now on what it is told; if not, it does not say so. */
  public void forgets(boolean told) {
    forgets = told;
  }

  /** Takes a table out of the kernel. */
  public void withoutTable(String name) {
    kernel.missing.add(name);
  }

  /** Takes a match's module out of the kernel. */
  public void withoutMatch(String module) {
    kernel.missingMatches.add(module);
  }

  /** Takes IPv6 out of the kernel. */
  public void withoutIpv6() {
    kernel.families.remove(AddressFamily.IPV6);
  }

  @Override
  public Set<AddressFamily> families() {
    return EnumSet.copyOf(kernel.families);
  }

  @Override
  public List<String> missingTools() {
    return List.of();
  }

  private interface Work<T> {
    T run() throws Refused;
  }

  private <T> T call(String tool, Work<T> work) throws ToolException {
    Optional<Faults.Kind> fault = faults.next(tool);
    try {
      if (fault.isPresent()) {
        boolean works = fault.get() == Faults.Kind.AFTER || fault.get() == Faults.Kind.HANGS_AFTER;
        if (works) {
          work.run();
        }
        throw Faults.exception(tool, fault.get());
      }
      return work.run();
    } catch (Refused e) {
      throw new ToolException(tool + " failed (exit 1): " + e.getMessage());
    }
  }

  private static String tool(AddressFamily family, String verb) {
    return (family == AddressFamily.IPV4 ? "iptables-" : "ip6tables-") + verb;
  }

  @Override
  public String save(AddressFamily family) throws ToolException {
    return call(tool(family, "save"), () -> kernel.save(family));
  }

  @Override
  public void restore(AddressFamily family, String document) throws ToolException {
    String tool = tool(family, "restore");
    RestoreInterpreter interpreter = new RestoreInterpreter(kernel, family);
    Optional<Faults.Kind> fault = faults.next(tool);
    try {
      interpreter.run(document, stopAfter(fault, 1));
    } catch (Refused e) {
      throw new ToolException(
          tool + " failed: " + e.getMessage(), fault.map(kind -> kind.hung).orElse(false));
    }
    if (fault.isPresent()) {
      throw Faults.exception(tool, fault.get());
    }
  }

  /** It is done at once, and told of later. */
  @Override
  public Begun beginRestore(AddressFamily family, String document) {
    return done(() -> restore(family, document));
  }

  private static Begun done(Begun change) {
    try {
      change.await();
      return () -> {};
    } catch (ToolException e) {
      return () -> {
        throw e;
      };
    }
  }

  /** After how many parts of a document the tool stops; -1 if it does not. */
  private static int stopAfter(Optional<Faults.Kind> fault, int half) {
    return fault.isEmpty()
        ? -1
        : switch (fault.get()) {
          case BEFORE, HANGS -> 0;
          case HALF -> half;
          case AFTER, HANGS_AFTER -> -1;
        };
  }

  @Override
  public boolean hasNft() {
    return nft;
  }

  @Override
  public Begun beginNft(String script) {
    return done(() -> nft(script));
  }

  @Override
  public void nft(String script) throws ToolException {
    if (!nft) {
      throw new ToolException("nft is missing");
    }
    call(
        "nft",
        () -> {
          new NftInterpreter(kernel).run(script);
          return "";
        });
  }

  @Override
  public String nftList(String... what) throws ToolException {
    return call("nft list", () -> new NftInterpreter(kernel).list(what));
  }

  @Override
  public boolean hasIpset() {
    return ipset;
  }

  @Override
  public List<String> sets() throws ToolException {
    return call("ipset list", kernel.sets::names);
  }

  @Override
  public String saveSet(String name) throws ToolException {
    return call("ipset save", () -> kernel.sets.save(name));
  }

  @Override
  public Begun beginSets(String document) {
    return done(() -> restoreSets(document));
  }

  @Override
  public void restoreSets(String document) throws ToolException {
    Optional<Faults.Kind> fault = faults.next("ipset restore");
    try {
      kernel.sets.run(document, stopAfter(fault, 3), kernel::usesSet);
    } catch (Refused e) {
      throw new ToolException(
          "ipset failed: " + e.getMessage(), fault.map(kind -> kind.hung).orElse(false));
    }
    if (fault.isPresent()) {
      throw Faults.exception("ipset", fault.get());
    }
  }

  @Override
  public boolean hasConntrack() {
    return true;
  }

  @Override
  public String flows() throws ToolException {
    return call(
        "conntrack list",
        () -> {
          StringBuilder listing = new StringBuilder();
          kernel
              .flows
              .values()
              .forEach(of -> of.forEach(flow -> listing.append(flow).append('\n')));
          return listing.toString();
        });
  }

  @Override
  public void forget(Flow flow) throws ToolException {
    call(
        "conntrack delete",
        () -> forgets && kernel.flows.get(flow.family()).removeIf(line -> isFlow(flow, line)));
  }

  private static boolean isFlow(Flow flow, String line) {
    List<Flow> there = FlowListing.parse(line);
    return there.contains(flow) || there.stream().anyMatch(f -> f.anyPort().equals(flow));
  }

  @Override
  public Map<String, Set<Network>> addresses() {
    return kernel.addresses;
  }

  @Override
  public OptionalLong uid(UserName user) {
    if (user.isNumber()) {
      return OptionalLong.of(Long.parseLong(user.text()));
    }
    return switch (user.text()) {
      case "root" -> OptionalLong.of(0);
      case "openvpn" -> OptionalLong.of(998);
      default -> OptionalLong.empty();
    };
  }
}
