package io.github.vpnfirewall.app.helper;

import static io.github.vpnfirewall.app.helper.Scripts.LIMIT;
import static io.github.vpnfirewall.app.helper.Scripts.says;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which call waits for which, and how one is given up. */
class CallOrderTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir Path dir;
  private final List<HelperClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(HelperClient::close);
  }

  @Test
  void renderingWaitsForNoPasswordDialog() throws Exception {
    Scripts.put(dir, "helper", says(Verb.RENDER, State.UNKNOWN));
    HelperClient client =
        client("until [ -e given ]; do sleep 0.05; done;" + says(Verb.ARM, State.ARMED), LIMIT);
    CompletableFuture<HelperResult> armed = client.call(Verb.ARM);
    assertThat(
            client.call(Verb.RENDER, Optional.of(Samples.settings("tun0"))).get(20, SECONDS).ok())
        .isTrue();
    assertThat(armed).isNotDone();
    Files.createFile(dir.resolve("given"));
    assertThat(armed.get(20, SECONDS).ok()).isTrue();
  }

  @Test
  void hangIsGivenUpAndItsProcessEnded() throws Exception {
    HelperClient client =
        client(
            "[ $3 = disarm ] || { echo $$ >pid; exec sleep 60; };"
                + says(Verb.DISARM, State.DISARMED),
            SHORT);
    assertThat(client.call(Verb.ARM).get(5, SECONDS)).isEqualTo(new HelperResult.TimedOut(SHORT));
    assertThat(client.call(Verb.DISARM).get(10, SECONDS).ok()).isTrue();
    long pid = Long.parseLong(Files.readString(dir.resolve("pid")).strip());
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  @Test
  void programThatCannotBeEndedIsLeftBehindAndTheNextCallServed() throws Exception {
    HelperClient client =
        client(
            "[ $3 = disarm ] || { trap '' TERM; sleep 8; exit; };"
                + says(Verb.DISARM, State.DISARMED),
            SHORT);
    assertThat(client.call(Verb.ARM).get(5, SECONDS)).isInstanceOf(HelperResult.TimedOut.class);
    assertThat(client.call(Verb.DISARM).get(6, SECONDS).ok()).isTrue();
  }

  @Test
  void cancelledCallTakesItsDialogAway() throws Exception {
    HelperClient client = client("echo $$ >pid; exec sleep 60", LIMIT);
    CompletableFuture<HelperResult> call = client.call(Verb.DISARM);
    Path pid = dir.resolve("pid");
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.sleep(10);
    }
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    call.cancel(true);
    process.onExit().get(10, SECONDS);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void callsAreServedOneAfterAnother() throws Exception {
    HelperClient client =
        client("mkdir busy || exit 9; sleep 0.1; rmdir busy;" + says(Verb.ARM, State.ARMED), LIMIT);
    List<CompletableFuture<HelperResult>> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(client.call(Verb.ARM));
    }
    for (CompletableFuture<HelperResult> call : calls) {
      assertThat(call.get(20, SECONDS).ok()).isTrue();
    }
  }

  @Test
  void dialogOutlivesTheThreadThatAsked() throws Exception {
    // As pkexec does: it asks the kernel to be ended with the thread that started it.
    HelperClient client =
        client(
            "exec setpriv --pdeathsig KILL sh -c \"sleep 1;"
                + says(Verb.ARM, State.ARMED).replace("\"", "\\\"")
                + "\"",
            LIMIT);
    CompletableFuture<CompletableFuture<HelperResult>> call = new CompletableFuture<>();
    Thread asking = new Thread(() -> call.complete(client.call(Verb.ARM)));
    asking.start();
    asking.join();
    assertThat(call.get(1, SECONDS).get(20, SECONDS).ok()).isTrue();
  }

  @Test
  void askingReturnsAtOnceWhileTheAnswerIsWaitedFor() throws Exception {
    CompletableFuture<HelperResult> call = client("exec sleep 60", LIMIT).call(Verb.ARM);
    assertThatThrownBy(() -> call.get(300, java.util.concurrent.TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void closedClientGivesUpWhatRunsAndWhatWaits() throws Exception {
    HelperClient client = client("exec sleep 60", LIMIT);
    var running = client.call(Verb.ARM);
    var waiting = client.call(Verb.ARM);
    client.close();
    for (var call : List.of(running, waiting, client.call(Verb.ARM))) {
      assertThat(call.get(1, SECONDS)).extracting("cause").isEqualTo(Cause.CLOSED);
    }
  }

  private HelperClient client(String script, Duration limit) {
    HelperClient client = Scripts.client(dir, script, limit);
    clients.add(client);
    return client;
  }
}
