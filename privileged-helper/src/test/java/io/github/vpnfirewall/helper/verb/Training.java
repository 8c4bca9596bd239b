package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.netfilter.Deadline;
import io.github.vpnfirewall.helper.netfilter.ExecNetfilter;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.UserName;
import io.github.vpnfirewall.helper.restore.Gate;
import io.github.vpnfirewall.helper.state.HelperLock;
import java.time.Duration;
import java.util.List;

/**
 * Goes through what the helper does when it arms, disarms and looks, on a machine that is not
 * there. The build runs it to learn which classes that takes; see {@code training} in {@code run}.
 */
final class Training {
  private Training() {}

  /** Runs. */
  public static void main(String[] args) throws Exception {
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    new ExecNetfilter(deadline).missingTools();
    new ExecNetfilter(deadline).uid(new UserName("root")); // starts a process
    for (String settings : List.of(Bench.SETTINGS, Bench.LAN, Bench.MANY)) {
      try (Bench bench = new Bench(FakeKernel.Variant.NFT)) {
        HelperLock.take(bench.places, deadline).close();
        bench.configure(settings);
        bench.foreignNft(Gate.close(List.of(AddressFamily.values())));
        tell(bench, new Verbs(bench.machine, true).arm());
        tell(bench, bench.verbs().arm());
        tell(bench, bench.verbs().status());
        tell(bench, bench.verbs().disarm());
      }
    }
  }

  private static void tell(Bench bench, Outcome outcome) throws Exception {
    bench.machine.files().storeReport(outcome.report());
    System.out.println(ReportJson.write(outcome.report()));
  }
}
