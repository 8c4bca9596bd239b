package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.discovery.Vpn.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Which of the VPNs to begin with, and why. Pure.
 *
 * @param chosen those that are proposed; none if that is for the person to say
 * @param why one reason for it
 */
public record Proposal(List<Vpn> chosen, Why why) {
  /** Why something is proposed, or nothing. */
  public enum Why {
    /** It is connected now. */
    CONNECTED,
    /** There is only this one. */
    ONLY_ONE,
    /** The script that VPN Firewall comes from had it so. */
    OLD_SCRIPT,
    /** There are several, and none is connected. */
    SEVERAL,
    /** There is only a guess, which a person has to confirm. */
    GUESS,
    /** There is none. */
    NOTHING
  }

  /** Copies the list. */
  public Proposal {
    chosen = List.copyOf(chosen);
  }

  /** The proposal for these findings. */
  public static Proposal of(Findings found) {
    List<Vpn> sure = found.vpns().stream().filter(vpn -> vpn.origin() != Origin.GUESS).toList();
    if (sure.isEmpty()) {
      return new Proposal(List.of(), found.vpns().isEmpty() ? Why.NOTHING : Why.GUESS);
    }
    List<Vpn> active = sure.stream().filter(Vpn::active).toList();
    if (!active.isEmpty()) {
      return new Proposal(active, Why.CONNECTED);
    }
    Optional<Vpn> script =
        sure.stream().filter(vpn -> vpn.origin() == Origin.OLD_SCRIPT).findFirst();
    if (script.isPresent()) {
      return new Proposal(List.of(script.get()), Why.OLD_SCRIPT);
    }
    return sure.size() == 1
        ? new Proposal(sure, Why.ONLY_ONE)
        : new Proposal(List.of(), Why.SEVERAL);
  }
}
