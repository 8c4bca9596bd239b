package io.github.vpnfirewall.helper.netfilter;

import java.util.List;
import java.util.Optional;

/** Sends packets as programs do, and sees what leaves. */
public interface Prober {
  /** What has to be installed before it can be used; empty if nothing has. */
  Optional<String> missing();

  /**
   * This machine's interfaces.
   *
   * @throws ToolException if the kernel does not tell
   */
  List<Card> cards() throws ToolException;

  /**
   * Sends a packet for each trial, with a hop limit of 1.
   *
   * @return what came of each, in the same order
   * @throws ToolException if that is not known of one of them
   */
  List<Sighting> probe(List<Trial> trials) throws ToolException;
}
