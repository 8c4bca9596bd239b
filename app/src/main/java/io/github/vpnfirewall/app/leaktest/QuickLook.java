package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.leaktest.LeakFace.Cell;
import io.github.vpnfirewall.app.leaktest.LeakFace.Row;
import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says in words what the app's own test packets found: what can be known without root. It is never
 * called good, for one packet of one kind proves little. Pure.
 */
final class QuickLook {
  private final Texts texts;

  QuickLook(Texts texts) {
    this.texts = texts;
  }

  /** What the last test packets come to. */
  LeakFace face(Observation seen) {
    List<Probe> probes = probes(seen);
    Finding finding = finding(seen, probes);
    List<String> lines = new ArrayList<>();
    if (!finding.why().isEmpty()) {
      lines.add(texts.text(finding.why()));
    }
    if (finding == Finding.LEAK) {
      lines.add(texts.text("leaktest.why.address"));
    }
    if (!finding.what().isEmpty()) {
      lines.add(texts.text(finding.what()));
    }
    if (!seen.helperInstalled()) {
      lines.add(texts.text("reason.unknown.helper"));
    }
    boolean arming = finding.wantsArming() && seen.helperInstalled();
    return new LeakFace(
        finding,
        texts.text(finding.headline(), places(probes)),
        lines,
        texts.text("leaktest.basis.quick"),
        List.of(texts.text("leaktest.kind.quick")),
        probes.stream().map(this::row).toList(),
        arming
            ? Optional.of(texts.text(finding == Finding.LEAK ? "leaktest.rearm" : "leaktest.arm"))
            : Optional.empty(),
        Optional.empty());
  }

  /** Those that went out of no tunnel. */
  private static List<Probe> probes(Observation seen) {
    List<String> tunnels = seen.links().stream().filter(Link::tunnel).map(Link::name).toList();
    return seen.probes().stream()
        .filter(probe -> !tunnels.contains(probe.link()))
        .sorted(Comparator.comparing(Probe::link).thenComparing(Probe::family))
        .toList();
  }

  private static Finding finding(Observation seen, List<Probe> probes) {
    boolean escaped = any(probes, Verdict.ESCAPED);
    boolean refused = any(probes, Verdict.REFUSED);
    boolean meant =
        seen.report().isEmpty() || seen.report().get().state() == State.DISARMED; // to be open
    if (meant && (escaped || refused)) {
      return escaped ? Finding.DISARMED : Finding.DISARMED_STOPPED;
    }
    return escaped ? Finding.LEAK : refused ? Finding.QUICK_STOPPED : Finding.NOTHING_TRIED;
  }

  private static boolean any(List<Probe> probes, Verdict verdict) {
    return probes.stream().anyMatch(probe -> probe.verdict() == verdict);
  }

  private static String places(List<Probe> probes) {
    return probes.stream()
        .filter(probe -> probe.verdict() == Verdict.ESCAPED)
        .map(probe -> probe.link() + " (" + LeakPresenter.name(probe.family()) + ")")
        .collect(Collectors.joining(", "));
  }

  private Row row(Probe probe) {
    Cell cell =
        switch (probe.verdict()) {
          case REFUSED ->
              new Cell(
                  Mark.TICK,
                  Tone.GOOD,
                  texts.text("leaktest.cell.stopped"),
                  texts.text("leaktest.cell.refused.why"));
          case ESCAPED ->
              new Cell(
                  Mark.CROSS,
                  Tone.BAD,
                  texts.text("leaktest.cell.out"),
                  texts.text("leaktest.cell.escaped.why"));
          case IMPOSSIBLE ->
              new Cell(
                  Mark.DASH,
                  Tone.QUIET,
                  texts.text("leaktest.cell.untried"),
                  texts.text("leaktest.cell.untried.why"));
        };
    return new Row(probe.link(), LeakPresenter.name(probe.family()), List.of(cell));
  }
}
