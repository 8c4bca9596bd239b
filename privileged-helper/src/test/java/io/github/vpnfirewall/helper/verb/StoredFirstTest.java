package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is stored when rules begin to change. */
class StoredFirstTest {
  private final List<String> thenStored = new ArrayList<>();

  /**
   * Cut off between two families, the older rules of one and the newer of the other would fit what
   * is stored, if that, too, were half of each: the machine would count as armed.
   */
  @Test
  void olderRulesStayUntilAllNewOnesAreStored() throws Exception {
    try (Bench bench = new Bench(FakeKernel.Variant.NFT)) {
      bench.configure(Bench.SETTINGS);
      bench.verbs().arm();
      List<String> older = stored(bench);
      lookAtFirstRestore(bench);
      bench.configure(Bench.LAN);
      assertThat(thenStored).isEqualTo(stored(bench)).doesNotContainAnyElementsOf(older);
    }
  }

  /** Where nothing is stored, nothing can be taken for whole. */
  @Test
  void firstRulesNeedNotWait() throws Exception {
    try (Bench bench = new Bench(FakeKernel.Variant.NFT)) {
      bench.configure(Bench.SETTINGS);
      lookAtFirstRestore(bench);
      bench.verbs().arm();
      assertThat(thenStored).containsOnly("nothing");
      assertThat(stored(bench)).doesNotContain("nothing");
    }
  }

  private void lookAtFirstRestore(Bench bench) {
    bench
        .netfilter
        .faults()
        .failAlways(
            tool -> {
              if (tool.endsWith("tables-restore") && thenStored.isEmpty()) {
                thenStored.addAll(stored(bench));
              }
              return false;
            },
            Faults.Kind.BEFORE);
  }

  private static List<String> stored(Bench bench) {
    List<String> documents = new ArrayList<>();
    for (AddressFamily family : AddressFamily.values()) {
      try {
        Optional<String> document = bench.machine.files().armed().storedDocument(family);
        documents.add(document.orElse("nothing"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return documents;
  }
}
