package io.github.vpnfirewall.helper.protocol;

/** Settings that can't be taken: which field, and what would be right there. */
public final class InvalidSettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String path;

  /**
   * @param code a short word for programs, such as {@code wrong-type}
   * @param path the field as a JSON path, such as {@code $.servers[0].port}
   * @param message one sentence for a person
   */
  public InvalidSettingsException(String code, String path, String message) {
    super(message);
    this.code = code;
    this.path = path;
  }

  /** A short word for programs. */
  public String code() {
    return code;
  }

  /** The field as a JSON path. */
  public String path() {
    return path;
  }

  /** The same as it stands in a report. */
  public Problem problem() {
    return new Problem(code, path, getMessage());
  }
}
