package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.SaveDump;
import io.github.vpnfirewall.helper.state.HelperLock;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Looks at the machine again and again, and each time asks no more than it must: as long as neither
 * a rule nor a file has changed, the counters alone are read. Everything is read again every now
 * and then all the same, for what has no other sign: sets, the gate, the kernel's switches.
 */
public final class Looks {
  private static final long EVERYTHING_EVERY_NANOS = 10_000_000_000L;

  /** So many looks in a row an arm that has shut the gate is given to come to its end. */
  private static final int PATIENCE = 3;

  private final LongSupplier nanoTime;
  private Reading last;
  private Status.Stored stored;
  private String stamps = "";
  private long wholeAt;
  private Report left;
  private int patience = PATIENCE;

  /**
   * @param nanoTime a clock that only goes on
   */
  public Looks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Looks once, and leaves the report for others if anything but a counter has changed: for them
   * counters are as old as the last report of another verb.
   *
   * @param machine the machine; the caller holds the lock
   * @throws HelperLock.BusyException if an arm has shut the gate and waits for the lock
   */
  public Report look(Machine machine) throws IOException {
    String now = machine.files().stamps();
    Optional<Reading> counted =
        last == null
                || !now.equals(stamps)
                || nanoTime.getAsLong() - wholeAt > EVERYTHING_EVERY_NANOS
                || !last.complaints().isEmpty()
            ? Optional.empty()
            : counted(machine);
    if (counted.isPresent()) {
      last = counted.get();
    } else {
      last = new Inspector(machine).read();
      if (last.holdsOnlyGate() && patience > 0) {
        patience--;
        last = null;
        throw new HelperLock.BusyException("an arm that has shut the gate waits for the lock");
      }
      patience = PATIENCE;
      stored = new Status(machine).stored();
      wholeAt = nanoTime.getAsLong();
    }
    Report report = new Status(machine).of(Verb.WATCH, last, stored).report();
    leave(machine, report);
    stamps = machine.files().stamps();
    return report;
  }

  /** The last reading with new counters; empty if more than those has changed. */
  private Optional<Reading> counted(Machine machine) {
    Map<AddressFamily, Optional<SaveDump>> dumps = new EnumMap<>(AddressFamily.class);
    try {
      for (AddressFamily family : machine.netfilter().families()) {
        SaveDump dump = SaveDump.parse(machine.netfilter().save(family));
        Optional<SaveDump> before = last.dumps().getOrDefault(family, Optional.empty());
        if (!before.map(SaveDump::withoutCounters).equals(Optional.of(dump.withoutCounters()))) {
          return Optional.empty();
        }
        dumps.put(family, Optional.of(dump));
      }
    } catch (ToolException | MalformedDumpException e) {
      return Optional.empty();
    }
    return dumps.keySet().equals(last.dumps().keySet())
        ? Optional.of(last.with(dumps))
        : Optional.empty();
  }

  private void leave(Machine machine, Report report) {
    Report quiet = withoutCounters(report);
    if (!quiet.equals(left)) {
      try {
        machine.files().storeReport(report);
        left = quiet;
      } catch (IOException e) {
        System.err.println("The report could not be left for others: " + e);
      }
    }
  }

  private static Report withoutCounters(Report report) {
    Map<AddressFamily, FamilyReport> families = new EnumMap<>(AddressFamily.class);
    report
        .families()
        .forEach(
            (family, found) ->
                families.put(
                    family,
                    new FamilyReport(
                        found.enforced(),
                        found.backstop(),
                        found.rules(),
                        found.fallback(),
                        FamilyReport.Blocked.NONE)));
    return new Report(
            report.verb(),
            report.ok(),
            report.state(),
            families,
            report.changed(),
            report.settingsHash(),
            report.armedSince(),
            report.warnings(),
            report.error(),
            report.documents())
        .withConfirmBefore(report.confirmBefore());
  }
}
