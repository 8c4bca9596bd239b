package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The helper client on a command line, for tests that need the real pkexec. Reads one order a line:
 * {@code call NUMBER VERB [SETTINGS-FILE]}, {@code cancel NUMBER}, {@code trial NUMBER SECONDS},
 * {@code free NUMBER VERB}, {@code watch NUMBER}, {@code close NUMBER}, {@code ping}. Says {@code
 * NUMBER|KIND|ok or no|state|reason|details} when a call ends. Argument: the time limit in ms.
 */
public final class HelperDrive {
  private HelperDrive() {}

  /** Serves orders until standard input ends. */
  public static void main(String[] args) throws Exception {
    Map<String, CompletableFuture<HelperResult>> calls = new HashMap<>();
    Map<String, HelperClient.Watch> watches = new HashMap<>();
    try (HelperClient client =
            new PkexecHelperClient(
                Path.of("/usr/bin/pkexec"),
                PkexecHelperClient.HELPER,
                Duration.ofMillis(Long.parseLong(args[0])));
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      say("ready");
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "ping" -> say("pong");
          case "cancel" -> calls.get(words[1]).cancel(true);
          case "trial" -> calls.put(words[1], answered(words[1], trial(client, words[2])));
          case "free" -> say(words[1] + "|free|" + free(client, words[2]));
          case "watch" -> watches.put(words[1], watch(client, words[1]));
          case "close" -> watches.get(words[1]).close();
          default -> calls.put(words[1], call(client, words));
        }
      }
    }
  }

  private static CompletableFuture<HelperResult> call(HelperClient client, String[] words)
      throws Exception {
    Optional<Settings> settings =
        words.length > 3
            ? Optional.of(SettingsJson.read(Files.readAllBytes(Path.of(words[3]))))
            : Optional.empty();
    return answered(words[1], client.call(Verb.parse(words[2]).orElseThrow(), settings));
  }

  private static boolean free(HelperClient client, String verb) throws Exception {
    return client.isFree(Verb.parse(verb).orElseThrow()).get();
  }

  private static CompletableFuture<HelperResult> trial(HelperClient client, String seconds) {
    return client.armOnTrial(Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private static HelperClient.Watch watch(HelperClient client, String number) {
    return client.watch(
        report -> say(number + "|watch|" + report.state().key()),
        result -> say(number + "|" + told(result)));
  }

  private static CompletableFuture<HelperResult> answered(
      String number, CompletableFuture<HelperResult> call) {
    var unused =
        call.whenComplete(
            (result, problem) -> say(number + "|" + (result == null ? "Cancelled" : told(result))));
    return call;
  }

  private static String told(HelperResult result) {
    String state =
        result instanceof HelperResult.Reported reported ? reported.report().state().key() : "-";
    return String.join(
        "|",
        result.getClass().getSimpleName(),
        result.ok() ? "ok" : "no",
        state,
        result.reason(),
        String.join(" / ", result.details()));
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }
}
