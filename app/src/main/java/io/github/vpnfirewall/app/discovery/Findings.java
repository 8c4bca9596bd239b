package io.github.vpnfirewall.app.discovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was found on this computer.
 *
 * @param tunnels interfaces that a VPN may have made
 * @param vpns VPNs and where they connect to, none twice: connected ones first
 * @param locked folders and files with configurations that this user may not read
 * @param running VPN programs that run, by name
 * @param remote who sits at another computer, if it looks so
 * @param complete whether everybody who was asked has answered in time
 */
public record Findings(
    List<TunnelLink> tunnels,
    List<Vpn> vpns,
    List<Path> locked,
    List<String> running,
    Optional<RemoteSession> remote,
    boolean complete) {
  /** What one has before one has looked. */
  public static final Findings NOTHING =
      new Findings(List.of(), List.of(), List.of(), List.of(), Optional.empty(), true);

  /** Copies the lists. */
  public Findings {
    tunnels = List.copyOf(tunnels);
    vpns = List.copyOf(vpns);
    locked = List.copyOf(locked);
    running = List.copyOf(running);
  }
}
