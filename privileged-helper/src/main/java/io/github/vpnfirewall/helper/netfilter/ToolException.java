package io.github.vpnfirewall.helper.netfilter;

/** A tool that is missing, failed, hung, or was refused by the kernel. */
public final class ToolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean hung;

  /**
   * @param message which tool, and what it said
   */
  public ToolException(String message) {
    this(message, false);
  }

  /**
   * @param message which tool, and what it said
   * @param hung whether it did not end in time, so that asking again would cost as much again
   */
  public ToolException(String message, boolean hung) {
    super(message);
    this.hung = hung;
  }

  /** Whether it did not end in time. */
  public boolean hung() {
    return hung;
  }
}
