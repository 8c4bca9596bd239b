package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the kernel notes of routes, connections and programs, the last of which say what they like
 * in their environment. An input is each of the three, in turn, with a line {@code --} between.
 */
public final class KernelNotesFuzz {
  private KernelNotesFuzz() {}

  /** Tries the notes of one machine. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes).split("\n--\n", 3)));
  }

  private static void check(String... parts) {
    List<String> routes = parts[0].lines().toList();
    List<String> connections = parts.length > 1 ? parts[1].lines().toList() : List.of();
    List<String> words = parts.length > 2 ? parts[2].lines().toList() : List.of();
    List<ServerHint> hints = ServerHints.judge(routes, connections, Set.of("tun0"));
    assertThat(hints).hasSizeLessThan(4);
    for (ServerHint hint : hints) {
      assertThat(hint.address().isSingle()).isTrue();
      assertThat(NetworkRules.isPrivate(NetworkRules.checkServer(hint.address()))).isFalse();
    }
    Map<String, String> environment = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        environment.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    Optional<RemoteSession> session =
        RemoteSessions.judge(
            new SessionFacts(List.of(environment), words, Optional.empty()),
            address -> Optional.of("eth0").filter(link -> address.equals("192.0.2.10")));
    Fuzzing.outcome(session.isPresent() || !hints.isEmpty());
    assertThat(session.map(s -> s.link().orElse("eth0")).orElse("eth0")).isEqualTo("eth0");
  }
}
