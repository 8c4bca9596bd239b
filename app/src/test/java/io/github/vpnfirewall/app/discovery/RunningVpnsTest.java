package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.discovery.ProcessFiles.Running;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunningVpnsTest {
  private static List<RunningVpn> judge(String name, String... words) {
    return RunningVpns.judge(List.of(new Running(name, List.of(words))));
  }

  @Test
  void openVpnSaysWhichFileItReads() {
    assertThat(judge("openvpn", "/usr/sbin/openvpn", "--config", "/etc/openvpn/work.conf"))
        .containsExactly(new RunningVpn("OpenVPN", Optional.of(Path.of("/etc/openvpn/work.conf"))));
    assertThat(judge("openvpn", "openvpn", "--cd", "/etc/openvpn/client", "--config", "a.conf"))
        .containsExactly(
            new RunningVpn("OpenVPN", Optional.of(Path.of("/etc/openvpn/client/a.conf"))));
    assertThat(judge("openvpn", "openvpn", "--nobind", "--config", "a.conf"))
        .containsExactly(new RunningVpn("OpenVPN", Optional.of(Path.of("a.conf"))));
    assertThat(judge("openvpn", "openvpn", "/home/kim/../kim/a.ovpn"))
        .containsExactly(new RunningVpn("OpenVPN", Optional.of(Path.of("/home/kim/a.ovpn"))));
  }

  @Test
  void withoutAFileThereIsNone() {
    RunningVpn bare = new RunningVpn("OpenVPN", Optional.empty());
    assertThat(judge("openvpn")).containsExactly(bare);
    assertThat(judge("openvpn", "openvpn", "--config")).containsExactly(bare);
    assertThat(judge("openvpn", "openvpn", "--remote", "vpn.example.org")).containsExactly(bare);
    assertThat(judge("charon", "/usr/lib/ipsec/charon", "--config", "x"))
        .containsExactly(new RunningVpn("strongSwan", Optional.empty()));
  }

  @Test
  void othersAreNoVpns() {
    assertThat(judge("bash", "bash")).isEmpty();
  }
}
