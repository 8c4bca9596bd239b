package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Asks polkit, through pkcheck(1), what it would say, without anyone being asked for a password.
 */
final class Permission {
  private static final String ACTION = "io.github.vpnfirewall.";

  private final Path pkcheck;

  Permission(Path pkcheck) {
    this.pkcheck = pkcheck;
  }

  /** Whether this very process may have that done as it is. False if it cannot be told. */
  CompletableFuture<Boolean> isFree(Verb verb) {
    ProcessBuilder builder =
        new ProcessBuilder(
            pkcheck.toString(),
            "--action-id",
            ACTION + verb.key(),
            "--process",
            Long.toString(ProcessHandle.current().pid()));
    builder.environment().clear();
    builder.environment().putAll(Invocation.ENVIRONMENT);
    builder.directory(Path.of("/").toFile());
    builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process.onExit().thenApply(ended -> ended.exitValue() == 0);
    } catch (IOException e) {
      return CompletableFuture.completedFuture(false);
    }
  }
}
