package io.github.vpnfirewall.app.helper;

import java.nio.charset.StandardCharsets;

/**
 * What a program left behind when it ended.
 *
 * @param exitCode its exit code; 128 + n if signal n ended it
 * @param output its standard output
 * @param diagnostics the beginning of its standard error
 */
record Outcome(int exitCode, BoundedBuffer output, String diagnostics) {
  private static final int LONGEST_LINE = 300;

  boolean silent() {
    return new String(output.bytes(), StandardCharsets.UTF_8).isBlank();
  }

  boolean says(String words) {
    return diagnostics.contains(words);
  }

  /** Standard error's first line with anything in it, without control characters. */
  String firstLine() {
    String line = diagnostics.lines().filter(text -> !text.isBlank()).findFirst().orElse("");
    String shown = line.strip().replaceAll("\\p{Cntrl}", "?");
    return shown.length() > LONGEST_LINE ? shown.substring(0, LONGEST_LINE) + "…" : shown;
  }
}
