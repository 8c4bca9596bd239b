package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.RestorePlanner;
import io.github.vpnfirewall.helper.restore.SaveDump;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.state.Origin;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes away what arming brought (design §2.5). */
final class Disarming {
  private final Machine machine;
  private final Changes changes;

  Disarming(Changes changes) {
    this.machine = changes.machine();
    this.changes = changes;
  }

  /**
   * Removes all that is ours. If that fails, the machine stays closed.
   *
   * @return whether it is done
   */
  boolean disarm(Reading before) throws IOException {
    Collection<AddressFamily> families = before.dumps().keySet();
    boolean gated = before.holdsOurs() && changes.gate().set(families);
    Set<AddressFamily> left = EnumSet.noneOf(AddressFamily.class);
    for (AddressFamily family : families) {
      if (!remove(family, before.dumps().get(family))) {
        left.add(family);
      }
    }
    if (!left.isEmpty()) {
      if (!gated) {
        // Also what could not be removed: a tool that hung may have done its work before.
        families.forEach(f -> putBack(f, before));
      }
      return false;
    }
    changes.switchIpv6Back();
    boolean tidied = changes.switchForwarding(false);
    unpinHosts();
    machine.files().lasting().clear();
    machine.files().clearTrial();
    machine.files().clearBootBlocked();
    // Bare tables that let everything pass do no harm: not worth failing for, but for another try.
    // A call that was cut off with only the gate shut has made none, and nobody knows whose they
    // are.
    if (before.holdsRules() || before.origin().isPresent()) {
      tidied &= changes.gate().tidy(before.origin().orElse(Origin.NOTHING).nftNames());
    }
    tidied &= changes.removeSetsBut(List.of());
    boolean opened = !machine.netfilter().hasNft() || changes.gate().set(Set.of());
    if (opened && tidied) {
      machine.files().clearOrigin();
    }
    return opened;
  }

  /**
   * Before the gate opens, so that a call cut off here leaves no line behind on an open machine.
   */
  private void unpinHosts() {
    try {
      machine.files().hosts().unpin();
    } catch (IOException e) {
      changes.complain("our lines in /etc/hosts could not be removed: " + e.getMessage());
    }
  }

  private boolean remove(AddressFamily family, Optional<SaveDump> dump) {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        SaveDump there =
            attempt == 0 && dump.isPresent() ? dump.get() : changes.applier().read(family);
        String document = RestorePlanner.disarm(there);
        if (document.isEmpty()) {
          return true;
        }
        machine.netfilter().restore(family, document);
        if (!changes.applier().read(family).holdsOurs()) {
          return true;
        }
      } catch (ToolException e) {
        changes.complain(e.getMessage());
        if (e.hung()) {
          return false;
        }
      } catch (MalformedDumpException e) {
        changes.complain(e.getMessage());
      }
    }
    return false;
  }

  /** One family could not be opened, and there is no gate: both are closed again. */
  private void putBack(AddressFamily family, Reading before) {
    try {
      Ruleset ruleset = before.expected().getOrDefault(family, BareDrop.ruleset(family));
      machine
          .netfilter()
          .restore(family, RestorePlanner.arm(ruleset, changes.applier().read(family)));
    } catch (ToolException | MalformedDumpException e) {
      changes.complain(e.getMessage());
    }
  }
}
