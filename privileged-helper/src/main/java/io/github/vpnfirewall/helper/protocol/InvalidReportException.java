package io.github.vpnfirewall.helper.protocol;

/** A text that is no report: the helper did not run, or another program answered. */
public final class InvalidReportException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong with it
   */
  public InvalidReportException(String message) {
    super(message);
  }
}
