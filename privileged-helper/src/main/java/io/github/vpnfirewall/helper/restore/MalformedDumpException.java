package io.github.vpnfirewall.helper.restore;

/** A listing that the tool would not print: nothing can be concluded from it. */
public final class MalformedDumpException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param what what is wrong
   * @param line where
   */
  public MalformedDumpException(String what, String line) {
    super(what + ": " + line.substring(0, Math.min(line.length(), 120)));
  }
}
