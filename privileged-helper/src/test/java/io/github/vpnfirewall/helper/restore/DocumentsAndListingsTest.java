package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.Golden;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored document, the gate's script, and what nft lists. */
class DocumentsAndListingsTest {
  @Test
  void aStoredDocumentIsReadBackEqual() throws Exception {
    for (String name : Golden.names()) {
      for (AddressFamily family : AddressFamily.values()) {
        Ruleset ruleset = Golden.ruleset(name, family);
        String sets = SetDocument.of(ruleset.sets().values());
        assertThat(
                StoredDocument.parse(family, StoredDocument.of(ruleset), SetDocument.parse(sets)))
            .as("%s %s", name, family)
            .isEqualTo(ruleset);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*filter\nCOMMIT\n",
        "*security\n:VPNFW-OUT - [0:0]\n-A VPNFW-OUT -j DROP\nCOMMIT\n",
        "*filter\n:VPNFW-OUT - [0:0]\n-A VPNFW-OUT -j ACCEPT\nCOMMIT\n",
        "*filter\n-A OUTPUT -j DROP\nCOMMIT\n",
        "*filter\n:VPNFW-OUT - [0:0]\n-A VPNFW-OUT -j DROP\n",
        "nonsense",
      })
  void isNoStoredDocument(String text) {
    assertThatThrownBy(() -> StoredDocument.parse(AddressFamily.IPV4, text))
        .isInstanceOf(MalformedDumpException.class);
  }

  @Test
  void theGateClosesTheseFamiliesAndOpensTheOthersFirst() {
    String both = Gate.close(Set.of(AddressFamily.IPV4, AddressFamily.IPV6));
    assertThat(both).doesNotContain("delete"); // what is shut already stays so all the while
    assertThat(both.replace("flush", "delete")).startsWith(Gate.open());
    assertThat(both).contains("table ip vpnfw_gate {", "table ip6 vpnfw_gate {", "policy drop");
    assertThat(Gate.close(Set.of(AddressFamily.IPV6)))
        .contains("delete table ip vpnfw_gate\n", "table ip6 vpnfw_gate {")
        .doesNotContain("table ip vpnfw_gate {");
    assertThat(Gate.open()).isEqualTo(Gate.close(Set.of()));
  }

  private static String item(String json) {
    return "{\"nftables\":[{\"metainfo\":{\"version\":\"1.0.6\",\"json_schema_version\":1}},"
        + json
        + "]}";
  }

  private static final String TABLE =
      "{\"table\":{\"family\":\"ip\",\"name\":\"filter\",\"handle\":1}}";
  private static final String BARE =
      "{\"chain\":{\"family\":\"ip\",\"table\":\"filter\",\"name\":\"OUTPUT\",\"handle\":1,\"type\":"
          + "\"filter\",\"hook\":\"output\",\"prio\":0,\"policy\":\"accept\"}}";

  private static String tidy(Set<String> before, String... items) throws Exception {
    return NftListing.parse(List.of(item(String.join(",", items))))
        .tidy(before, List.of("ip filter"));
  }

  @Test
  void whatIsBareAndNewIsTidiedAway() throws Exception {
    assertThat(tidy(Set.of(), TABLE, BARE))
        .isEqualTo("delete chain ip filter OUTPUT\ndelete table ip filter\n");
    assertThat(tidy(Set.of(), TABLE)).isEqualTo("delete table ip filter\n");
  }

  @Test
  void whatWasThereBeforeStays() throws Exception {
    assertThat(tidy(Set.of("ip filter"), TABLE, BARE)).isEqualTo("delete chain ip filter OUTPUT\n");
    assertThat(tidy(Set.of("ip filter", "ip filter OUTPUT"), TABLE, BARE)).isEmpty();
    assertThat(tidy(Set.of("ip filter OUTPUT"), TABLE, BARE)).isEmpty();
  }

  @Test
  void whatHoldsSomethingStays() throws Exception {
    String rule =
        "{\"rule\":{\"family\":\"ip\",\"table\":\"filter\",\"chain\":\"OUTPUT\",\"handle\":4,\"expr\":[]}}";
    assertThat(tidy(Set.of(), TABLE, BARE, rule)).isEmpty();
    String set =
        "{\"set\":{\"family\":\"ip\",\"name\":\"s\",\"table\":\"filter\",\"type\":\"ipv4_addr\"}}";
    assertThat(tidy(Set.of(), TABLE, BARE, set)).isEqualTo("delete chain ip filter OUTPUT\n");
    assertThat(tidy(Set.of(), TABLE, BARE.replace("accept", "drop"))).isEmpty();
    String own =
        "{\"chain\":{\"family\":\"ip\",\"table\":\"filter\",\"name\":\"MINE\",\"handle\":9}}";
    assertThat(tidy(Set.of(), TABLE, BARE, own)).isEqualTo("delete chain ip filter OUTPUT\n");
    String other = TABLE.replace("filter", "other");
    assertThat(tidy(Set.of(), other)).isEmpty();
  }

  @Test
  void theGateIsSeen() throws Exception {
    NftListing listing = NftListing.parse(List.of(item(TABLE.replace("filter", "vpnfw_gate"))));
    assertThat(listing.gate(AddressFamily.IPV4)).isTrue();
    assertThat(listing.gate(AddressFamily.IPV6)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"nftables\":1}",
        "{\"nftables\":[1]}",
        "{\"nftables\":[{\"table\":{}}]}"
      })
  void isNoListing(String text) {
    assertThatThrownBy(() -> NftListing.parse(List.of(text)))
        .isInstanceOf(MalformedDumpException.class);
  }
}
