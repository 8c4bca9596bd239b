package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.Network;
import java.util.List;

/**
 * What name servers say about one name.
 *
 * @param given whether they said anything
 * @param addresses all that were named; empty if there is no such name
 * @param changed whether a second answer was another one
 */
record Answer(boolean given, List<Network> addresses, boolean changed) {
  static final Answer NONE = new Answer(false, List.of(), false);

  private static final int MANY = 8;

  /** Whether the next answer may well be another one. */
  boolean rotates() {
    return changed || addresses.size() > MANY;
  }
}
