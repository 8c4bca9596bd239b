package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks the privileged helper. All methods may be called from any thread and return at once. */
public interface HelperClient extends AutoCloseable {
  /**
   * Asks for one thing. Calls are served one after another. The future always ends with a result,
   * never with an exception, unless it is cancelled: that gives the call up, and takes a password
   * dialog that is still open away.
   *
   * @param verb what is asked for
   * @param settings what {@code configure} and {@code render} need; empty for every other verb
   * @throws IllegalArgumentException if settings are missing, or there although the verb takes none
   */
  CompletableFuture<HelperResult> call(Verb verb, Optional<Settings> settings);

  /** Asks for a verb that takes no settings. */
  default CompletableFuture<HelperResult> call(Verb verb) {
    return call(verb, Optional.empty());
  }

  /** Gives up what waits and what runs. */
  @Override
  void close();
}
