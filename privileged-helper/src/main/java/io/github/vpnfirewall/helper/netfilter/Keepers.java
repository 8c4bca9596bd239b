package io.github.vpnfirewall.helper.netfilter;

import java.io.IOException;

/** Starts the process that waits for a trial's end. */
public interface Keepers {
  /** Whether the keeper is there. */
  interface Sign {
    /**
     * Looks for it.
     *
     * @throws IOException if it can't be told
     */
    boolean seen() throws IOException;
  }

  /**
   * Starts it, in a way that lets it outlive the caller and the caller's session.
   *
   * @param trial which trial
   * @param sign shows when it is there
   * @return whether it is; if not, none will come
   * @throws IOException if that can't be told
   */
  boolean start(String trial, Sign sign) throws IOException;
}
