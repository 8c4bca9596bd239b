package io.github.vpnfirewall.app.look;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.settings.SettingsActions;
import io.github.vpnfirewall.helper.protocol.InvalidReportException;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Refuses to store anything, and has rules made by the real helper, from its classes. */
public final class HelperByClasses implements SettingsActions {
  @Override
  public CompletableFuture<HelperResult> configure(Settings settings) {
    return CompletableFuture.completedFuture(new HelperResult.Dismissed());
  }

  @Override
  public CompletableFuture<Resolution> resolve(List<Endpoint> names) {
    return CompletableFuture.completedFuture(MadeUpNames.resolve(names));
  }

  @Override
  public CompletableFuture<HelperResult> render(Settings settings) {
    return CompletableFuture.completedFuture(run(settings));
  }

  private static HelperResult run(Settings settings) {
    try {
      Process helper =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.github.vpnfirewall.helper.Main",
                  "render")
              .redirectError(Redirect.INHERIT)
              .start();
      try (OutputStream in = helper.getOutputStream()) {
        in.write(SettingsJson.write(settings).getBytes(StandardCharsets.UTF_8));
      }
      byte[] answer = helper.getInputStream().readAllBytes();
      return new Reported(ReportJson.read(answer), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidReportException e) {
      throw new IllegalStateException(e);
    }
  }
}
