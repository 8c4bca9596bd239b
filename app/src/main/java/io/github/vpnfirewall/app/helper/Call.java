package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** One question to the helper and the answer that is waited for. */
final class Call {
  private final Verb verb;
  private final String helper;
  private final Invocation invocation;
  private final CompletableFuture<HelperResult> answer = new CompletableFuture<>();

  Call(Verb verb, String helper, Invocation invocation) {
    this.verb = verb;
    this.helper = helper;
    this.invocation = invocation;
  }

  /** What came of it. Whoever completes it first decides; a call that is not waited for stops. */
  CompletableFuture<HelperResult> answer() {
    return answer;
  }

  Invocation invocation() {
    return invocation;
  }

  /** Asks, on this very thread. */
  void run() {
    try {
      answer.complete(Answer.of(verb, helper, invocation.run()));
    } catch (IOException e) {
      answer.complete(unstarted(invocation.program(), e));
    }
  }

  /** What to say of a program that could not be started. */
  static HelperResult unstarted(String program, IOException e) {
    return Files.exists(Path.of(program))
        ? new HelperResult.Failed(Cause.OTHER, String.valueOf(e.getMessage()))
        : new HelperResult.NotInstalled(program);
  }
}
