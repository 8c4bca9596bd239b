package io.github.vpnfirewall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.List;
import java.util.Optional;

/** What journalctl and dmesg print of the kernel's log: nothing of it may steer a terminal. */
public final class KernelMessagesFuzz {
  private KernelMessagesFuzz() {}

  /** Tries some lines. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> Fuzzing.text(bytes).lines().forEach(KernelMessagesFuzz::check));
  }

  private static void check(String line) {
    Optional<BlockedPacket> found = KernelMessages.parse(line);
    Fuzzing.outcome(found.isPresent());
    if (found.isPresent()) {
      BlockedPacket packet = found.get();
      assertThat(packet.link()).matches("[!-~]{0,15}");
      assertThat(packet.protocol()).matches("[a-z0-9]{1,12}");
      for (String address : List.of(packet.source(), packet.destination())) {
        assertThat(Network.parse(address)).hasToString(address);
      }
      assertThat(packet.at().toString()).isNotEmpty();
    }
  }
}
