package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.NftListing;
import io.github.vpnfirewall.helper.restore.SaveDump;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.restore.StoredDocument;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.state.ArmedFiles;
import io.github.vpnfirewall.helper.state.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the kernel and the helper's files, and changes nothing. */
final class Inspector {
  private final Machine machine;

  Inspector(Machine machine) {
    this.machine = machine;
  }

  /** Reads everything, with what was stored last as what should be there. */
  Reading read() throws IOException {
    return read(Map.of(), Map.of());
  }

  /** Has the kernel read meanwhile: the next call reads everything. */
  void readAhead() {
    Netfilter netfilter = machine.netfilter();
    netfilter.readAhead(netfilter.families(), netfilter.hasNft());
  }

  /**
   * Reads everything. Files that can't be read are an error; a kernel that can't is reported.
   *
   * @param applied rules that have just been applied, and count although they may not be stored
   * @param readBack what was read after that, and need not be read once more
   */
  Reading read(Map<AddressFamily, Ruleset> applied, Map<AddressFamily, SaveDump> readBack)
      throws IOException {
    List<String> complaints = new ArrayList<>();
    Set<AddressFamily> unread = EnumSet.noneOf(AddressFamily.class);
    unread.addAll(machine.netfilter().families());
    unread.removeAll(readBack.keySet());
    machine.netfilter().readAhead(unread, machine.netfilter().hasNft());
    ArmedFiles armed = machine.files().armed();
    Map<AddressFamily, Optional<SaveDump>> dumps = new EnumMap<>(AddressFamily.class);
    Map<AddressFamily, Ruleset> expected = new EnumMap<>(AddressFamily.class);
    for (AddressFamily family : machine.netfilter().families()) {
      dumps.put(
          family,
          readBack.containsKey(family)
              ? Optional.of(readBack.get(family))
              : dump(family, complaints));
      if (!applied.containsKey(family)) {
        Optional<Ruleset> stored = expected(family, armed, complaints);
        if (stored.isPresent()) {
          expected.put(family, stored.get());
        }
      }
    }
    expected.putAll(applied);
    return reading(dumps, expected, !applied.isEmpty(), complaints);
  }

  private Reading reading(
      Map<AddressFamily, Optional<SaveDump>> dumps,
      Map<AddressFamily, Ruleset> expected,
      boolean changed,
      List<String> complaints)
      throws IOException {
    Optional<Origin> origin = machine.files().origin();
    return new Reading(
        dumps,
        expected,
        Reading.compare(dumps, expected),
        alteredSets(expected, complaints),
        tables(changed, complaints),
        machine.files().armed().flag(),
        machine.files().lasting().flag().isPresent(),
        TrialSight.of(machine),
        origin,
        ipv6Off(origin, complaints),
        !Changes.isGateway(expected.values()) || forwarding(complaints),
        machine.files().bootBlocked(),
        complaints);
  }

  private Optional<SaveDump> dump(AddressFamily family, List<String> complaints) {
    try {
      return Optional.of(SaveDump.parse(machine.netfilter().save(family)));
    } catch (ToolException | MalformedDumpException e) {
      complaints.add(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Ruleset> expected(
      AddressFamily family, ArmedFiles armed, List<String> complaints) throws IOException {
    Optional<String> document = armed.storedDocument(family);
    try {
      return document.isPresent()
          ? Optional.of(
              StoredDocument.parse(
                  family, document.get(), SetDocument.parse(armed.storedSets(family).orElse(""))))
          : Optional.empty();
    } catch (MalformedDumpException e) {
      complaints.add("the stored document for " + family.key() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Set<AddressFamily> alteredSets(
      Map<AddressFamily, Ruleset> expected, List<String> complaints) {
    Set<AddressFamily> altered = EnumSet.noneOf(AddressFamily.class);
    SetKeeper sets = new SetKeeper(machine.netfilter());
    sets.readAhead(expected.values());
    for (Map.Entry<AddressFamily, Ruleset> entry : expected.entrySet()) {
      try {
        if (!sets.areWhole(entry.getValue().sets().values())) {
          altered.add(entry.getKey());
        }
      } catch (ToolException | MalformedDumpException e) {
        complaints.add(e.getMessage());
        altered.add(entry.getKey());
      }
    }
    return altered;
  }

  private Optional<NftListing> tables(boolean changed, List<String> complaints) {
    Netfilter netfilter = machine.netfilter();
    if (!netfilter.hasNft()) {
      return Optional.empty();
    }
    try {
      NftListing tables = NftListing.parse(List.of(netfilter.nftList("tables")));
      // What was read ahead while the gate opened may still show it.
      return Optional.of(
          changed && tables.gate()
              ? NftListing.parse(List.of(netfilter.nftList("tables")))
              : tables);
    } catch (ToolException | MalformedDumpException e) {
      complaints.add(e.getMessage());
      return Optional.empty();
    }
  }

  private boolean forwarding(List<String> complaints) {
    try {
      return machine.forwarding().isOn();
    } catch (IOException e) {
      complaints.add("ip_forward could not be read: " + e.getMessage());
      return false;
    }
  }

  private boolean ipv6Off(Optional<Origin> origin, List<String> complaints) {
    try {
      return origin.isPresent()
          && !origin.get().ipv6().isEmpty()
          && machine.netfilter().families().contains(AddressFamily.IPV6)
          && machine.ipv6().on().isEmpty();
    } catch (IOException e) {
      complaints.add("disable_ipv6 could not be read: " + e.getMessage());
      return false;
    }
  }
}
