package io.github.vpnfirewall.helper.verb;

import java.io.IOException;

/** What an administrator reads on standard error. */
public final class Trouble {
  private Trouble() {}

  /**
   * Says in one line what went wrong. Where that is a mistake of this program's and not of its
   * surroundings, the trace follows, for those who mend it.
   *
   * @param what what could not be done
   */
  public static void tell(String what, Throwable cause) {
    System.err.println(what + ": " + cause);
    if (!(cause instanceof IOException)) {
      cause.printStackTrace();
    }
  }
}
