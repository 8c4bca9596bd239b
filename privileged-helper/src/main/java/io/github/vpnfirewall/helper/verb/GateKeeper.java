package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.restore.Gate;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.NftListing;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Closes and opens the gate, and tidies up behind iptables' nft variant. */
final class GateKeeper {
  private final Netfilter netfilter;

  GateKeeper(Netfilter netfilter) {
    this.netfilter = netfilter;
  }

  /**
   * Closes the gates of exactly these families and opens all others, in one step.
   *
   * @return whether it is done; if not, the gates are as they were
   */
  boolean set(Collection<AddressFamily> closed) {
    return finish(begin(closed), closed);
  }

  /** Begins that. */
  Netfilter.Begun begin(Collection<AddressFamily> closed) {
    return netfilter.beginNft(closed.isEmpty() ? Gate.open() : Gate.close(closed));
  }

  /** Waits for what was begun, and tries it once more if it failed. */
  boolean finish(Netfilter.Begun begun, Collection<AddressFamily> closed) {
    Netfilter.Begun attempt = begun;
    for (boolean last = false; ; last = true) {
      try {
        attempt.await();
        return true;
      } catch (ToolException e) {
        if (last || e.hung()) {
          return false;
        }
        attempt = begin(closed);
      }
    }
  }

  /**
   * Names of nftables tables and chains that iptables could have made for us and that are there.
   *
   * @param tables the tables that are there, if that is known
   */
  Set<String> names(Optional<NftListing> tables) {
    Set<String> names = new LinkedHashSet<>(there(tables));
    for (AddressFamily family : AddressFamily.values()) {
      names.remove(Gate.nftFamily(family) + " " + Gate.TABLE); // shut before we looked, and ours
    }
    return names;
  }

  private Set<String> there(Optional<NftListing> tables) {
    if (tables.isPresent() && Collections.disjoint(tables.get().tables(), ours())) {
      return tables.get().names();
    }
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        return details().names();
      } catch (ToolException | MalformedDumpException e) {
        // Once more: what is taken for ours by mistake would be tidied away.
      }
    }
    return Set.of();
  }

  /**
   * Removes tables and chains that were not there before us and hold nothing. Between looking and
   * removing another firewall could fill one that we made; it would lose its rule as by a flush.
   *
   * @return whether none is left
   */
  boolean tidy(Set<String> before) {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        String script = details().tidy(before, ours());
        if (!script.isEmpty()) {
          netfilter.nft(script);
        }
        return true;
      } catch (ToolException e) {
        if (e.hung()) {
          return false;
        }
      } catch (MalformedDumpException e) {
        return false;
      }
    }
    return false;
  }

  private NftListing details() throws ToolException, MalformedDumpException {
    if (!netfilter.hasNft()) {
      return NftListing.parse(List.of());
    }
    String tables = netfilter.nftList("tables");
    NftListing there = NftListing.parse(List.of(tables));
    List<String> listings = new ArrayList<>();
    listings.add(tables);
    for (String table : ours()) {
      if (there.tables().contains(table)) {
        String[] words = table.split(" ", 2);
        listings.add(netfilter.nftList("table", words[0], words[1]));
      }
    }
    return NftListing.parse(listings);
  }

  private static List<String> ours() {
    List<String> tables = new ArrayList<>();
    for (AddressFamily family : AddressFamily.values()) {
      for (Table table : Table.values()) {
        tables.add(Gate.nftFamily(family) + " " + table.key());
      }
    }
    return tables;
  }
}
