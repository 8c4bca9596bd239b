package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Sighting;
import io.github.vpnfirewall.helper.netfilter.Sighting.Answer;
import io.github.vpnfirewall.helper.netfilter.Trial;
import io.github.vpnfirewall.helper.protocol.Attempt;
import io.github.vpnfirewall.helper.protocol.Attempt.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attempt proves.
 *
 * @param attempt for the report
 * @param open whether it should have proven something and did not, so that nothing may be claimed
 */
record LeakVerdict(Attempt attempt, boolean open) {
  /** What a firewall's refusal looks like to the sender, be it REJECT or DROP. */
  private static final String REFUSED = "EPERM";

  /**
   * Judges what was seen.
   *
   * @param found what came of {@link LeakPlan#all()}, in its order
   * @param ipsec whether packets may leave encrypted by the kernel, in which they are not known
   *     again
   */
  static List<LeakVerdict> of(LeakPlan plan, List<Sighting> found, boolean ipsec) {
    int count = plan.attempts().size();
    List<Sighting> controls = found.subList(count, found.size());
    List<LeakVerdict> verdicts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Trial trial = plan.attempts().get(i);
      verdicts.add(of(trial, found.get(i), proven(trial, plan, controls), ipsec));
    }
    return verdicts;
  }

  /** Whether the same was seen where it is permitted. */
  private static boolean proven(Trial trial, LeakPlan plan, List<Sighting> controls) {
    for (int i = 0; i < controls.size(); i++) {
      Trial control = plan.controls().get(i);
      if (control.family() == trial.family()
          && control.kind() == trial.kind()
          && controls.get(i).seen()) {
        return true;
      }
    }
    return false;
  }

  private static LeakVerdict of(Trial trial, Sighting found, boolean proven, boolean ipsec) {
    if (found.seen()) {
      return verdict(trial, Verdict.GOT_OUT, false, "It was seen to leave");
    }
    if (found.answer() == Answer.NO_WAY) {
      return verdict(
          trial,
          Verdict.NOT_TRIED,
          false,
          "There is no way out for it over this interface (" + found.error() + ")");
    }
    if (found.answer() == Answer.SENT) {
      return ipsec
          ? verdict(
              trial,
              Verdict.NOT_TRIED,
              false,
              "It was not seen to leave bare, but may have left through IPsec")
          : verdict(
              trial,
              Verdict.NOT_STOPPED,
              false,
              "No rule stopped it, though it was not seen to leave, as nobody there took it");
    }
    if (!found.error().equals(REFUSED)) {
      return verdict(
          trial, Verdict.NOT_TRIED, true, "It failed for another reason: " + found.error());
    }
    return proven
        ? verdict(
            trial,
            Verdict.STOPPED,
            false,
            "The kernel refused to send it, and nothing of it was seen to leave")
        : verdict(
            trial,
            Verdict.NOT_TRIED,
            true,
            "The control failed: the same is not seen where it may leave, so that it was not seen"
                + " here proves nothing");
  }

  private static LeakVerdict verdict(Trial trial, Verdict verdict, boolean open, String detail) {
    return new LeakVerdict(
        new Attempt(trial.interfaceName(), trial.family(), trial.kind(), verdict, detail), open);
  }
}
