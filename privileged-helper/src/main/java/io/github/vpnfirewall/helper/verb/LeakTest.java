package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Prober;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code verify}: tries to leak, whatever the rules look like. Needs root, and no lock. */
public final class LeakTest {
  private final Machine machine;
  private final Prober prober;

  /** Reads what {@code status} reports. */
  public interface Status {
    /**
     * What is true now.
     *
     * @throws IOException as {@code status} does
     */
    Report read() throws IOException;
  }

  /**
   * @param machine what is tested
   * @param prober what sends
   */
  public LeakTest(Machine machine, Prober prober) {
    this.machine = machine;
    this.prober = prober;
  }

  /**
   * Sends, and judges. An answer is only good if nobody armed or disarmed meanwhile, so it asks
   * before and after.
   */
  public Outcome run(Status status) throws IOException {
    Report before = status.read();
    Optional<String> missing = prober.missing();
    if (missing.isPresent()) {
      return LeakReport.failed(
          before,
          new Problem(
              "no-perl",
              null,
              "Nothing was tried, because Perl is missing: install " + missing.get()));
    }
    try {
      Settings settings = settings();
      Set<Network> own =
          machine.netfilter().addresses().values().stream()
              .flatMap(Set::stream)
              .collect(Collectors.toSet());
      LeakPlan plan = LeakPlan.of(prober.cards(), machine.netfilter().families(), settings, own);
      List<LeakVerdict> verdicts =
          LeakVerdict.of(plan, prober.probe(plan.all()), settings.tunnel().ipsec());
      return LeakReport.of(before, status.read(), verdicts);
    } catch (ToolException e) {
      return LeakReport.failed(
          before,
          new Problem("probe-failed", null, "What gets out could not be tried: " + e.getMessage()));
    }
  }

  /** Without settings no interface is a tunnel, and all are tried. */
  private Settings settings() throws IOException {
    try {
      return machine.files().settings().orElseGet(Settings::empty);
    } catch (InvalidSettingsException e) {
      return Settings.empty(); // the status warns of it
    }
  }
}
