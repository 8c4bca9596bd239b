package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Fills the sets that rules look into before there are such rules, and removes them after (design
 * §2.5). A set's name tells its contents: rules that are applied never see theirs change.
 */
final class SetKeeper {
  private final Netfilter netfilter;

  /**
   * The names that {@link #areWhole} found when it was first asked, so that all sets of one look
   * are judged by one list; null before. Whoever looks anew does so with another keeper.
   */
  private List<String> listed;

  SetKeeper(Netfilter netfilter) {
    this.netfilter = netfilter;
  }

  /**
   * Begins to make the kernel's sets what these rules need; empty if they are.
   *
   * @throws ToolException if it can't be done
   */
  Optional<Netfilter.Begun> fill(Collection<Ruleset> rules)
      throws ToolException, MalformedDumpException {
    List<AddressSet> sets = new ArrayList<>();
    for (Ruleset ruleset : rules) {
      sets.addAll(ruleset.sets().values());
    }
    List<String> names = sets.isEmpty() ? List.of() : netfilter.sets();
    StringBuilder documents = new StringBuilder();
    for (AddressSet set : sets) {
      Optional<AddressSet> there =
          names.contains(set.name()) ? Optional.of(read(set.name())) : Optional.empty();
      documents.append(SetDocument.fill(set, there));
    }
    return documents.length() > 0
        ? Optional.of(netfilter.beginSets(documents.toString()))
        : Optional.empty();
  }

  /** Begins to read these for {@link #areWhole}. */
  void readAhead(Collection<Ruleset> rules) {
    List<String> names = new ArrayList<>();
    for (Ruleset ruleset : rules) {
      names.addAll(ruleset.sets().keySet());
    }
    if (!names.isEmpty()) {
      netfilter.readAheadSets(names);
    }
  }

  /** Whether the kernel has these sets, and in them what should be there and nothing more. */
  boolean areWhole(Collection<AddressSet> sets) throws ToolException, MalformedDumpException {
    if (listed == null && !sets.isEmpty()) {
      listed = netfilter.hasIpset() ? netfilter.sets() : List.of();
    }
    for (AddressSet set : sets) {
      if (!listed.contains(set.name()) || !SetDocument.shows(netfilter.saveSet(set.name()), set)) {
        return false;
      }
    }
    return true;
  }

  private AddressSet read(String name) throws ToolException, MalformedDumpException {
    AddressSet set = SetDocument.parse(netfilter.saveSet(name)).get(name);
    if (set == null) {
      throw new MalformedDumpException("not the set asked for", name);
    }
    return set;
  }

  /**
   * Removes all sets of ours but these.
   *
   * @throws ToolException if one can't be removed, for instance because another's rule looks into
   *     it
   */
  void removeAllBut(Collection<String> needed) throws ToolException {
    if (!netfilter.hasIpset()) {
      return;
    }
    ToolException refused = null;
    for (String name : netfilter.sets()) {
      if (name.startsWith(AddressSet.PREFIX) && !needed.contains(name)) {
        try {
          netfilter.restoreSets("destroy " + name + "\n");
        } catch (ToolException e) {
          refused = e;
        }
      }
    }
    if (refused != null) {
      throw refused;
    }
  }
}
