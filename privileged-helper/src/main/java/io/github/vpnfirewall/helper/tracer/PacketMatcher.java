package io.github.vpnfirewall.helper.tracer;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.ruleset.Match;
import java.util.List;

/** Whether a packet meets conditions. */
public final class PacketMatcher {
  private PacketMatcher() {}

  /** Whether a packet meets all of these, in a rule that decides nothing by rate. */
  public static boolean matchesAll(List<Match> matches, Packet packet) {
    return matches.stream().allMatch(match -> MatchRegion.of(match).contains(packet));
  }
}
