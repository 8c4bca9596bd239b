package io.github.vpnfirewall.helper.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.restore.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The exact document for each of some policies, to be read in review like code.
 *
 * <p>After a wanted change, {@code mvn -pl privileged-helper test -Dtest=GoldenDocumentTest
 * -Dgolden.write=true} writes them anew. It fails all the same where one has changed, so that
 * nobody takes it for a proof: look at {@code git diff}, then run it again without.
 */
class GoldenDocumentTest {
  private static final boolean WRITE = Boolean.getBoolean("golden.write");

  static Stream<Arguments> documents() {
    return Golden.names().stream()
        .flatMap(
            name -> Stream.of(AddressFamily.values()).map(family -> Arguments.of(name, family)));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void isExactlyThis(String name, AddressFamily family) throws IOException {
    Ruleset ruleset = Golden.ruleset(name, family);
    String document = SetDocument.of(ruleset.sets().values()) + StoredDocument.of(ruleset);
    Path file = Golden.FOLDER.resolve(name + "." + family.key());
    String golden = Files.exists(file) ? Files.readString(file) : "";
    if (WRITE && !document.equals(golden)) {
      Files.writeString(file, document);
      fail(file + " was written anew: look at git diff, then run without golden.write");
    }

    assertThat(document).isEqualTo(golden);
  }

  @Test
  void noneIsLeftOver() throws IOException {
    assertThat(Golden.names()).hasSizeGreaterThan(10);
    try (Stream<Path> files = Files.list(Golden.FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(3 * Golden.names().size())
          .allMatch(file -> Golden.names().stream().anyMatch(name -> file.startsWith(name + ".")));
    }
  }

  /** What a policy says must not depend on what is beside it: same settings, same text. */
  @ParameterizedTest
  @MethodSource("documents")
  void isMadeTheSameWayTwice(String name, AddressFamily family) {
    assertThat(StoredDocument.of(Golden.ruleset(name, family)))
        .isEqualTo(StoredDocument.of(Golden.ruleset(name, family)));
  }
}
