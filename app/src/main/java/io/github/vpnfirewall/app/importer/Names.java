package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.Network;
import java.util.List;

/** Asks for the addresses of one name. */
@FunctionalInterface
public interface Names {
  /**
   * Asks, on this very thread, which may take its time. Answers are not kept: asking again asks
   * again.
   *
   * @return every address, IPv4 and IPv6; empty if there is no such name
   * @throws UnansweredException if nobody answered
   */
  List<Network> addresses(String host) throws UnansweredException;

  /** There was no answer, so nothing is known about the name. */
  final class UnansweredException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param cause why
     */
    public UnansweredException(Throwable cause) {
      super(cause);
    }
  }
}
