package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.state.Origin;
import java.io.IOException;
import java.util.Map;

/** Makes the machine pass packets on, and undoes it (design §2.3). */
final class GatewaySwitch {
  private final Machine machine;

  GatewaySwitch(Machine machine) {
    this.machine = machine;
  }

  /** What was there before is kept first, so that a call cut off here can be undone. */
  void on() throws IOException {
    if (machine.forwarding().isOn()) {
      return;
    }
    Origin origin = machine.files().origin().orElse(Origin.NOTHING);
    if (origin.forwarding().isEmpty()) {
      machine.files().storeOrigin(origin.withForwarding(machine.forwarding().values()));
    }
    machine.forwarding().on();
  }

  /** Puts back what we changed; does nothing if we did not. */
  void off() throws IOException {
    Origin origin = machine.files().origin().orElse(Origin.NOTHING);
    if (!origin.forwarding().isEmpty()) {
      machine.forwarding().restore(origin.forwarding());
      machine.files().storeOrigin(origin.withForwarding(Map.of()));
    }
  }
}
