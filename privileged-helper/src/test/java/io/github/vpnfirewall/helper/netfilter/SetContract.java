package io.github.vpnfirewall.helper.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.restore.RestorePlanner;
import io.github.vpnfirewall.helper.restore.SaveDump;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.Golden;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import java.util.List;
import java.util.Optional;

/** What the helper relies on in the kernel's sets, as {@link Contract} does in its rules. */
final class SetContract {
  private static final AddressFamily V4 = AddressFamily.IPV4;

  private final Netfilter netfilter;

  SetContract(Netfilter netfilter) {
    this.netfilter = netfilter;
  }

  private SaveDump read(AddressFamily family) throws Exception {
    return SaveDump.parse(netfilter.save(family));
  }

  void setsAreMadeChangedAndReadBack() throws Exception {
    AddressSet full = Golden.ruleset("many", V4).sets().values().iterator().next();
    assertThat(netfilter.hasIpset()).isTrue();
    assertThat(netfilter.sets()).isEmpty();
    assertThatThrownBy(() -> netfilter.saveSet(full.name())).isInstanceOf(ToolException.class);
    for (AddressFamily family : AddressFamily.values()) {
      for (AddressSet set : Golden.ruleset("many", family).sets().values()) {
        netfilter.restoreSets(SetDocument.fill(set, Optional.empty()));
        assertThat(SetDocument.parse(netfilter.saveSet(set.name())).get(set.name())).isEqualTo(set);
        List<AddressSet.Entry> some = set.entries().subList(3, set.entries().size());
        AddressSet less = new AddressSet(set.name(), set.kind(), family, some);
        netfilter.restoreSets(SetDocument.fill(less, Optional.of(set)));
        AddressSet found = SetDocument.parse(netfilter.saveSet(set.name())).get(set.name());
        assertThat(found).isEqualTo(less).isNotEqualTo(set);
        netfilter.restoreSets(SetDocument.fill(set, Optional.of(found)));
        assertThat(SetDocument.parse(netfilter.saveSet(set.name())).get(set.name())).isEqualTo(set);
        assertThat(netfilter.sets()).contains(set.name());
        netfilter.restoreSets("destroy " + set.name() + "\n");
      }
    }
    assertThat(netfilter.sets()).isEmpty();
  }

  void aSetThatARuleLooksIntoStays() throws Exception {
    Ruleset ruleset = Golden.ruleset("many", V4);
    String lookup =
        "*filter\n:VPNFW-OUT - [0:0]\n-A VPNFW-OUT -m set --match-set vpnfw-none dst -j RETURN\nCOMMIT\n";
    assertThatThrownBy(() -> netfilter.restore(V4, lookup)).isInstanceOf(ToolException.class);
    netfilter.restoreSets(SetDocument.of(ruleset.sets().values()));
    netfilter.restore(V4, RestorePlanner.arm(ruleset, read(V4)));
    for (String name : ruleset.sets().keySet()) {
      assertThatThrownBy(() -> netfilter.restoreSets("destroy " + name + "\n"))
          .isInstanceOf(ToolException.class);
      assertThat(netfilter.sets()).contains(name);
    }
    netfilter.restore(V4, RestorePlanner.disarm(read(V4)));
    for (String name : ruleset.sets().keySet()) {
      netfilter.restoreSets("destroy " + name + "\n");
    }
    assertThat(netfilter.sets()).isEmpty();
  }
}
