package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.Discovery;
import io.github.vpnfirewall.app.discovery.Findings;
import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.ConfigFile;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.ParallelResolver;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.importer.Resolver;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does what the assistant asks for, on this computer. */
public final class AssistantWork implements AssistantActions {
  private final HelperClient helper;
  private final Supplier<List<Link>> links;
  private final Runnable openSettings;

  /**
   * @param links the interfaces that there are now; may be asked on the toolkit's thread alone
   * @param openSettings opens the settings
   */
  public AssistantWork(HelperClient helper, Supplier<List<Link>> links, Runnable openSettings) {
    this.helper = helper;
    this.links = links;
    this.openSettings = openSettings;
  }

  @Override
  public CompletableFuture<Findings> look() {
    return Discovery.look(links.get());
  }

  @Override
  public CompletableFuture<Imported> read(Path file) {
    CompletableFuture<Imported> read = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                read.complete(ConfigFile.read(file));
              } catch (ImportException | RuntimeException e) {
                read.completeExceptionally(e);
              }
            },
            "import");
    thread.setDaemon(true); // a file may lie on a network that is gone
    thread.start();
    return read;
  }

  @Override
  public CompletableFuture<Resolution> resolve(
      List<Endpoint> endpoints, Consumer<Resolver.Progress> progress) {
    ParallelResolver resolver = new ParallelResolver();
    CompletableFuture<Resolution> resolution = resolver.resolve(endpoints, progress);
    var unused = resolution.whenComplete((found, failure) -> resolver.close());
    return resolution;
  }

  @Override
  public CompletableFuture<HelperResult> configure(Settings settings) {
    return helper.call(Verb.CONFIGURE, Optional.of(settings));
  }

  @Override
  public CompletableFuture<HelperResult> arm() {
    return helper.call(Verb.ARM);
  }

  @Override
  public CompletableFuture<HelperResult> armOnTrial(Duration trial) {
    return helper.armOnTrial(trial);
  }

  @Override
  public void openSettings() {
    openSettings.run();
  }
}
