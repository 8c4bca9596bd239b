package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import java.nio.charset.StandardCharsets;

/** Reports, as the app reads them from the helper and from the state file. */
public final class ReportFuzz {
  private ReportFuzz() {}

  /** Tries one document. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, ReportFuzz::check);
  }

  private static void check(byte[] input) throws InvalidReportException {
    Report report;
    try {
      report = ReportJson.read(input);
    } catch (InvalidReportException e) {
      Fuzzing.outcome(false);
      assertThat(e.getMessage()).startsWith("$");
      return;
    }
    Fuzzing.outcome(true);
    String written = ReportJson.write(report);
    assertThat(written).doesNotContain("\n");
    assertThat(ReportJson.read(written.getBytes(StandardCharsets.UTF_8))).isEqualTo(report);
  }
}
