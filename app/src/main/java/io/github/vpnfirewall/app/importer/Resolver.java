package io.github.vpnfirewall.app.importer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Finds the addresses of servers. All methods may be called from any thread, and return at once.
 */
public interface Resolver extends AutoCloseable {
  /**
   * Looks up all addresses, IPv4 and IPv6, of all names. A name that is not found is left out, and
   * said. The future always ends with a result, never with an exception, unless it is cancelled:
   * then nothing more is looked up.
   *
   * @param endpoints names or literal addresses
   * @param progress told about each name when it is done, on any thread
   */
  CompletableFuture<Resolution> resolve(List<Endpoint> endpoints, Consumer<Progress> progress);

  /** Gives up what is under way. */
  @Override
  void close();

  /**
   * How far it is.
   *
   * @param done how many names are done
   * @param all how many there are
   * @param name the one that was done last
   */
  record Progress(int done, int all, String name) {}
}
