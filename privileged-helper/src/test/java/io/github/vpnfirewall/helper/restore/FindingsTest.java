package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.restore.Findings.Layer;
import io.github.vpnfirewall.helper.ruleset.Golden;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {
  private static final Ruleset RULESET = Golden.ruleset("lan-without-dns", AddressFamily.IPV4);

  /** What the kernel lists once the ruleset is applied, each rule having matched that often. */
  private static String listing(long packets) {
    return StoredDocument.of(RULESET)
        .replaceAll("(?m)^-I (\\w+) 1 (.*)$", "[1:1] -A $1 $2")
        .replaceAll("(?m)^-A ", "[" + packets + ":60] -A ");
  }

  private static Findings findings(String listing) throws MalformedDumpException {
    return Findings.compare(RULESET, SaveDump.parse(listing));
  }

  @Test
  void whatIsWholeIsFoundWhole() throws Exception {
    Findings found = findings(listing(0));

    assertThat(found.matches(RULESET)).isTrue();
    assertThat(found.enforced()).isTrue();
    assertThat(found.backstop()).contains(Table.SECURITY);
    assertThat(found.filterRules())
        .isEqualTo(RULESET.tables().get(Table.FILTER).size())
        .isGreaterThan(30);
    assertThat(found.blocked()).isEqualTo(FamilyReport.Blocked.NONE);
  }

  /**
   * Refusals of names sought in the local network count as the last rules do; logging does not, nor
   * do the app's own test packets.
   */
  @Test
  void whatWasBlockedIsCountedByDirectionInBothTables() throws Exception {
    FamilyReport.Blocked blocked = findings(listing(1)).blocked();
    long out = count("VPNFW-OUT");
    long in = count("VPNFW-IN");
    long forward = count("VPNFW-FWD") + count("VPNFW-FWD-LAN");

    assertThat(blocked).isEqualTo(new FamilyReport.Blocked(out, in, forward));
    assertThat(out).isEqualTo(2 * (4 + 1));
    assertThat(forward).isEqualTo(2 * (4 + 1 + 1 + 1));
    assertThat(in).isGreaterThan(2 * 6);
  }

  private static long count(String chain) {
    return StoredDocument.of(RULESET)
        .lines()
        .filter(line -> line.startsWith("-A " + chain + " "))
        .filter(line -> line.contains("-j DROP") || line.contains("-j REJECT"))
        .filter(line -> !line.contains("-d 233.252.0.1/32"))
        .count();
  }

  @Test
  void nothingIsFoundAbsent() throws Exception {
    Findings found = findings("*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j DROP\nCOMMIT\n");

    assertThat(found.layers()).containsEntry(Table.FILTER, Layer.ABSENT);
    assertThat(found.enforced()).isFalse();
    assertThat(found.backstop()).isEmpty();
    assertThat(found.matches(RULESET)).isFalse();
    assertThat(found.filterRules()).isZero();
  }

  /** A jump whose chain is gone, and a chain whose jump is: neither is nothing, nor is it whole. */
  @ParameterizedTest
  @ValueSource(strings = {"-A OUTPUT -j VPNFW-OUT", ":VPNFW-OUT - [0:0]", ":VPNFW-OLD - [0:0]"})
  void whatIsLeftOfOursIsFoundDamaged(String left) throws Exception {
    Findings found = findings("*filter\n:OUTPUT ACCEPT [0:0]\n" + left + "\nCOMMIT\n");

    assertThat(found.layers()).containsEntry(Table.FILTER, Layer.DAMAGED);
    assertThat(found.enforced()).isFalse();
  }

  /** Without it, what machines behind this one send would leave under their own addresses. */
  @Test
  void gatewayWithoutItsAddressRuleIsSeen() throws Exception {
    Ruleset gateway = Golden.ruleset("gateway", AddressFamily.IPV4);
    SaveDump whole =
        SaveDump.parse(StoredDocument.of(gateway).replaceAll("(?m)^-I (\\w+) 1 (.*)$", "-A $1 $2"));
    SaveDump without =
        new SaveDump(
            whole.tables().entrySet().stream()
                .filter(table -> !table.getKey().equals("nat"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

    assertThat(Findings.compare(gateway, whole).masquerades(gateway)).isTrue();
    assertThat(Findings.compare(gateway, without).masquerades(gateway)).isFalse();
    assertThat(Findings.compare(gateway, without).enforced()).isTrue();
    assertThat(findings(listing(0)).masquerades(RULESET)).as("no gateway").isTrue();
  }

  /** One rule less, more, changed or elsewhere, and a table is not whole any more. */
  @ParameterizedTest
  @ValueSource(strings = {"remove", "double", "swap", "accept"})
  void everySingleRuleMatters(String damage) throws Exception {
    String[] lines = listing(0).split("\n", -1);
    int filter = java.util.Arrays.asList(lines).indexOf("*filter");
    int tried = 0;
    for (int i = filter; i + 1 < lines.length; i++) {
      boolean swappable =
          !lines[i].equals(lines[i + 1]) && chain(lines[i]).equals(chain(lines[i + 1]));
      if (!lines[i].startsWith("[0:60] -A ") || (damage.equals("swap") && !swappable)) {
        continue;
      }
      String[] changed = lines.clone();
      switch (damage) {
        case "remove" -> changed[i] = "";
        case "double" -> changed[i] = lines[i] + "\n" + lines[i];
        case "accept" -> changed[i] = lines[i].replaceAll("-[jg] .*", "-j ACCEPT");
        default -> {
          changed[i] = lines[i + 1];
          changed[i + 1] = lines[i];
        }
      }
      Findings found = findings(String.join("\n", changed));
      assertThat(found.layers().get(Table.FILTER)).as(lines[i]).isEqualTo(Layer.DAMAGED);
      assertThat(found.backstop()).as(lines[i]).contains(Table.SECURITY);
      tried++;
    }
    assertThat(tried).isGreaterThan(25);
  }

  private static String chain(String line) {
    String[] words = line.split(" ", -1);
    return words.length > 2 ? words[2] : "";
  }
}
