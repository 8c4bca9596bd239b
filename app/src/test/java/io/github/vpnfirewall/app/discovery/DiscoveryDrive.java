package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.protection.Observation.Link;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One look around on a command line: a line for each thing that was found, such as {@code
 * VPN|HOME_FILE|name|active|host:port:protocol ...}, then {@code END}.
 */
public final class DiscoveryDrive {
  private DiscoveryDrive() {}

  /** Looks once. */
  public static void main(String[] args) throws Exception {
    // Java's own list has no interface without an address.
    List<Link> links =
        Files.readAllLines(Path.of("/proc/net/dev")).stream()
            .filter(line -> line.indexOf(':') > 0)
            .map(line -> line.substring(0, line.indexOf(':')).strip())
            .map(name -> new Link(name, true, false, Optional.empty(), 0, 0))
            .toList();
    Findings found = Discovery.look(links).get();
    found.tunnels().forEach(link -> say("TUNNEL", link.name(), link.kind()));
    found.vpns().forEach(DiscoveryDrive::say);
    found.locked().forEach(path -> say("LOCKED", path));
    found.running().forEach(name -> say("RUNNING", name));
    found
        .remote()
        .ifPresent(who -> say("REMOTE", who.way(), who.from().orElse("-"), who.link().orElse("-")));
    Proposal proposal = Proposal.of(found);
    say("PROPOSED", proposal.why(), names(proposal.chosen()));
    say("END", found.complete() ? "complete" : "incomplete");
  }

  private static void say(Vpn vpn) {
    say(
        "VPN",
        vpn.origin(),
        vpn.name(),
        vpn.active() ? "active" : "off",
        vpn.imported().endpoints().stream()
            .map(DiscoveryDrive::text)
            .collect(Collectors.joining(" ")),
        vpn.imported().interfaces().stream()
            .map(Object::toString)
            .collect(Collectors.joining(" ")));
  }

  private static String text(Endpoint endpoint) {
    return endpoint.host() + ":" + endpoint.port().orElse(0) + ":" + endpoint.protocol().key();
  }

  private static String names(List<Vpn> vpns) {
    return vpns.stream().map(Vpn::name).collect(Collectors.joining(" "));
  }

  private static void say(String what, Object... details) {
    System.out.println(
        what
            + "|"
            + List.of(details).stream().map(Object::toString).collect(Collectors.joining("|")));
  }
}
