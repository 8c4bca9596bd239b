package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Attempt;
import io.github.vpnfirewall.helper.protocol.Attempt.Verdict;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Says in plain words what {@code verify} found and why that matters. */
final class LeakReport {
  private LeakReport() {}

  /** The report of a call that could not try anything: never a good one. */
  static Outcome failed(Report status, Problem error) {
    return outcome(status, List.of(), status.warnings(), Optional.of(error), Outcome.FAILED);
  }

  /**
   * The report of all attempts.
   *
   * @param before the status before
   * @param after the status after
   */
  static Outcome of(Report before, Report after, List<LeakVerdict> verdicts) {
    List<Attempt> attempts = verdicts.stream().map(LeakVerdict::attempt).toList();
    List<Problem> warnings = new ArrayList<>(after.warnings());
    List<Attempt> skipped =
        verdicts.stream()
            .filter(each -> each.attempt().verdict() == Verdict.NOT_TRIED && !each.open())
            .map(LeakVerdict::attempt)
            .toList();
    if (!skipped.isEmpty()) {
      warnings.add(new Problem("not-tried", null, "Could not be tried: " + list(skipped)));
    }
    if (before.state() != after.state() || !before.armedSince().equals(after.armedSince())) {
      Problem error =
          new Problem(
              "changed-meanwhile",
              null,
              "The firewall was armed or disarmed during the test, so it says nothing: try again");
      return outcome(after, attempts, warnings, Optional.of(error), Outcome.FAILED);
    }
    if (after.state() == State.DISARMED) {
      warnings.add(new Problem("open", null, disarmed(attempts)));
      return outcome(after, attempts, warnings, Optional.empty(), Outcome.DISARMED);
    }
    Optional<Problem> error = error(after, verdicts, attempts);
    return outcome(
        after, attempts, warnings, error, error.isEmpty() ? Outcome.DONE : Outcome.FAILED);
  }

  private static Optional<Problem> error(
      Report status, List<LeakVerdict> verdicts, List<Attempt> attempts) {
    if (attempts.stream().anyMatch(Attempt::leaked)) {
      return Optional.of(new Problem("leak", null, leak(attempts)));
    }
    if (status.error().isPresent()) {
      return status.error();
    }
    List<Attempt> open =
        verdicts.stream().filter(LeakVerdict::open).map(LeakVerdict::attempt).toList();
    if (!open.isEmpty()) {
      return Optional.of(
          new Problem(
              "not-proven",
              null,
              "Nothing was seen to leave, but this proves nothing for "
                  + list(open)
                  + ". "
                  + open.get(0).detail()));
    }
    if (attempts.stream().noneMatch(attempt -> attempt.verdict() == Verdict.STOPPED)) {
      return Optional.of(
          new Problem(
              "nothing-tried",
              null,
              "Nothing could be tried: no network card is connected, or none has a way out. Try"
                  + " again once one has"));
    }
    return Optional.empty();
  }

  private static String disarmed(List<Attempt> attempts) {
    return attempts.stream().noneMatch(Attempt::leaked)
        ? "The firewall is disarmed, yet nothing of what was tried left: something else stops it, or"
            + " no network card is connected"
        : "The firewall is disarmed, so this leaves past the tunnel, as it should then: "
            + list(attempts.stream().filter(Attempt::leaked).toList())
            + ". "
            + why(attempts);
  }

  private static String leak(List<Attempt> attempts) {
    List<String> sentences = new ArrayList<>();
    add(sentences, "Got out past the tunnel: ", attempts, Verdict.GOT_OUT);
    add(
        sentences,
        "Not stopped by the firewall, though nobody took it this time: ",
        attempts,
        Verdict.NOT_STOPPED);
    sentences.add(why(attempts));
    sentences.add("Disconnect from that network, or arm again and repeat this test");
    return String.join(". ", sentences);
  }

  private static void add(
      List<String> sentences, String opening, List<Attempt> attempts, Verdict verdict) {
    List<Attempt> found =
        attempts.stream().filter(attempt -> attempt.verdict() == verdict).toList();
    if (!found.isEmpty()) {
      sentences.add(opening + list(found));
    }
  }

  /** Why it matters that these leave. */
  private static String why(List<Attempt> attempts) {
    Predicate<Attempt> asks = attempt -> attempt.kind() == Attempt.Kind.DNS;
    List<Attempt> out = attempts.stream().filter(Attempt::leaked).toList();
    List<String> reasons = new ArrayList<>();
    if (out.stream().anyMatch(asks.negate())) {
      reasons.add(
          "Whoever runs that network sees whom you talk to, and whoever you talk to sees your real"
              + " address");
    }
    if (out.stream().anyMatch(asks)) {
      reasons.add(
          "Questions for names tell whoever runs that network and its name servers which sites you"
              + " visit");
    }
    return String.join(". ", reasons);
  }

  /** Such as {@code TCP, UDP over eth0 (IPv4); DNS over eth0 (IPv6)}. */
  private static String list(List<Attempt> attempts) {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Attempt attempt : attempts) {
      String family = attempt.family() == AddressFamily.IPV4 ? "IPv4" : "IPv6";
      kinds.merge(
          attempt.interfaceName() + " (" + family + ")",
          attempt.kind().name(),
          (some, one) -> some + ", " + one);
    }
    List<String> parts = new ArrayList<>();
    kinds.forEach((where, what) -> parts.add(what + " over " + where));
    return String.join("; ", parts);
  }

  private static Outcome outcome(
      Report status,
      List<Attempt> attempts,
      List<Problem> warnings,
      Optional<Problem> error,
      int exit) {
    return new Outcome(
        new Report(
                Optional.of(Verb.VERIFY),
                error.isEmpty(),
                status.state(),
                status.families(),
                false,
                status.settingsHash(),
                status.armedSince(),
                warnings,
                error,
                Map.of(),
                Map.of(),
                attempts)
            .withConfirmBefore(status.confirmBefore()),
        exit);
  }
}
