package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Attempt;
import io.github.vpnfirewall.helper.protocol.Attempt.Kind;
import io.github.vpnfirewall.helper.protocol.Attempt.Verdict;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of {@code verify}, as the helper writes them. */
public final class LeakReports {
  /** Which settings were applied. */
  public static final String HASH = "5b2f0e1c";

  private LeakReports() {}

  /** All was stopped. */
  public static Report stopped() {
    return report(State.ARMED, Optional.empty(), all(Verdict.STOPPED));
  }

  /** All got out, because it is disarmed. */
  public static Report disarmed() {
    return report(State.DISARMED, Optional.empty(), all(Verdict.GOT_OUT));
  }

  /** IPv6 gets out over one card, and a question for a name was not stopped. */
  public static Report leak() {
    List<Attempt> attempts = new ArrayList<>(over("enp3s0", AddressFamily.IPV4, Verdict.STOPPED));
    attempts.addAll(over("enp3s0", AddressFamily.IPV6, Verdict.GOT_OUT).subList(0, 3));
    attempts.add(attempt("enp3s0", AddressFamily.IPV6, Kind.DNS, Verdict.NOT_STOPPED));
    attempts.addAll(over("wlp2s0", AddressFamily.IPV4, Verdict.STOPPED));
    return report(State.ARMED, error("leak"), attempts);
  }

  /** All was stopped but IPv6 over one card, which has none. */
  public static Report partly() {
    List<Attempt> attempts = new ArrayList<>(over("enp3s0", AddressFamily.IPV4, Verdict.STOPPED));
    attempts.addAll(over("enp3s0", AddressFamily.IPV6, Verdict.NOT_TRIED));
    return report(State.ARMED, Optional.empty(), attempts);
  }

  /** All attempts over two cards came to the same. */
  public static List<Attempt> all(Verdict verdict) {
    List<Attempt> attempts = new ArrayList<>();
    for (String card : List.of("enp3s0", "wlp2s0")) {
      for (AddressFamily family : AddressFamily.values()) {
        attempts.addAll(over(card, family, verdict));
      }
    }
    return attempts;
  }

  /** Any report. */
  public static Report report(State state, Optional<Problem> error, List<Attempt> attempts) {
    return new Report(
        Optional.of(Verb.VERIFY),
        error.isEmpty(),
        state,
        Map.of(),
        false,
        Optional.of(HASH),
        state == State.DISARMED ? Optional.empty() : Optional.of(Pictures.ARMED),
        List.of(),
        error,
        Map.of(),
        Map.of(),
        attempts);
  }

  /** What the helper says is wrong. */
  public static Optional<Problem> error(String code) {
    return Optional.of(new Problem(code, null, "The helper says why."));
  }

  private static List<Attempt> over(String card, AddressFamily family, Verdict verdict) {
    return List.of(Kind.values()).stream()
        .map(kind -> attempt(card, family, kind, verdict))
        .toList();
  }

  private static Attempt attempt(String card, AddressFamily family, Kind kind, Verdict verdict) {
    return new Attempt(card, family, kind, verdict, "The helper says what became of it");
  }
}
