package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.Findings;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.importer.Resolver;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the assistant asks for. All methods return at once; what they return ends on any thread. */
public interface AssistantActions {
  /** Finds out what there is on this computer. */
  CompletableFuture<Findings> look();

  /**
   * Reads a file that the person named.
   *
   * @return ends with {@link io.github.vpnfirewall.app.importer.ImportException} if it is none
   */
  CompletableFuture<Imported> read(Path file);

  /** Looks up the servers' names. Can be cancelled. */
  CompletableFuture<Resolution> resolve(
      List<Endpoint> endpoints, Consumer<Resolver.Progress> progress);

  /** Has the settings stored; asks for a password. Can be cancelled. */
  CompletableFuture<HelperResult> configure(Settings settings);

  /** Closes the firewall for good, also one that is closed on trial. Can be cancelled. */
  CompletableFuture<HelperResult> arm();

  /** Closes the firewall, and has it open again after this time unless {@link #arm} is called. */
  CompletableFuture<HelperResult> armOnTrial(Duration trial);

  /** Opens the settings, for who would rather fill them in. */
  void openSettings();
}
