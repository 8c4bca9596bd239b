package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import java.util.List;
import java.util.Set;

/** What {@code nft -j list} prints: only bare chains and tables of those named are ever deleted. */
public final class NftListingFuzz {
  private static final List<String> OURS = List.of("ip filter", "ip6 filter");

  private NftListingFuzz() {}

  /** Tries one listing. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String listing) {
    NftListing found;
    try {
      found = NftListing.parse(List.of(listing));
    } catch (MalformedDumpException e) {
      Fuzzing.outcome(false);
      return;
    }
    Fuzzing.outcome(true);
    // As root puts them into a script, so no name may end its line or its word.
    String words = "delete (table ip6? filter|chain ip6? filter [^\\s;{}\"#]+)";
    assertThat(found.tidy(Set.of(), OURS).lines()).allMatch(line -> line.matches(words));
    assertThat(found.tidy(found.names(), OURS)).isEmpty();
    assertThat(found.names()).containsAll(found.tables());
  }
}
