package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Merge.Merged;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.helper.protocol.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of an import.
 *
 * @param files each file, in order
 * @param resolution what became of the names
 * @param merged what the settings would be
 * @param answer the helper's; empty if it was not asked
 * @param failure what went wrong besides, as a sentence; empty if nothing did
 * @param exit how the command ends
 */
record ImportOutcome(
    List<OneFile> files,
    Optional<Resolution> resolution,
    Optional<Merged> merged,
    Optional<HelperResult> answer,
    Optional<String> failure,
    Exit exit) {
  /**
   * One file.
   *
   * @param name as it was named
   * @param found what it says; empty if something is wrong
   * @param wrong what is wrong
   */
  record OneFile(String name, Optional<Imported> found, Optional<ImportException> wrong) {}

  /** Whether the settings are stored now. */
  boolean stored() {
    return answer.filter(HelperResult::ok).isPresent();
  }

  /** What the helper thinks of the settings although it took them. */
  List<Problem> warnings() {
    return answer.stream()
        .filter(result -> result instanceof HelperResult.Reported)
        .flatMap(result -> ((HelperResult.Reported) result).report().warnings().stream())
        .toList();
  }
}
