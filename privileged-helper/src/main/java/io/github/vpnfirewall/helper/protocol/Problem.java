package io.github.vpnfirewall.helper.protocol;

import java.util.Objects;

/**
 * An error or a warning in a report.
 *
 * @param code a short word for programs, lower case with hyphens
 * @param path the settings' field that it is about, as a JSON path; null if none is
 * @param message one sentence for a person
 */
public record Problem(String code, String path, String message) {
  /** Checks that code and message are there. */
  public Problem {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
  }
}
