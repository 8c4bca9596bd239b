package io.github.vpnfirewall.app.cli;

import java.util.List;

/** One verb of the command line. */
interface Command {
  /** The verb. */
  String verb();

  /**
   * Does it.
   *
   * @param words what stands behind the verb
   * @throws UsageException if one of them is not understood; nothing was done
   */
  Exit run(List<String> words, Terminal terminal) throws UsageException;
}
