package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.discovery.TunnelLink.Kind;
import io.github.vpnfirewall.app.protection.Observation.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunnelLinksTest {
  @TempDir private Path net;

  /** An interface as the kernel describes it in files. */
  private void link(String name, int type, String uevent, String... more) throws IOException {
    Path folder = Files.createDirectories(net.resolve(name));
    Files.writeString(folder.resolve("type"), type + "\n");
    Files.writeString(folder.resolve("uevent"), uevent + "INTERFACE=" + name + "\nIFINDEX=3\n");
    for (int i = 0; i < more.length; i += 2) {
      Files.writeString(folder.resolve(more[i]), more[i + 1]);
    }
  }

  private List<TunnelLink> among(String... names) {
    return new TunnelLinks(net)
        .among(
            Stream.of(names)
                .map(name -> new Link(name, true, false, Optional.empty(), 0, 0))
                .toList());
  }

  @Test
  void everyKindIsToldByWhatTheKernelSays() throws IOException {
    link("tun0", 65534, "", "tun_flags", "0x1001\n");
    link("tap0", 1, "", "tun_flags", "0x1002\n");
    link("mullvad", 65534, "DEVTYPE=wireguard\n");
    link("ppp0", 512, "DEVTYPE=ppp\n");
    link("ipsec0", 65534, "");
    link("vti0", 768, "");
    assertThat(among("tun0", "tap0", "mullvad", "ppp0", "ipsec0", "vti0"))
        .containsExactly(
            new TunnelLink("tun0", Kind.TUN, true),
            new TunnelLink("tap0", Kind.TAP, true),
            new TunnelLink("mullvad", Kind.WIREGUARD, true),
            new TunnelLink("ppp0", Kind.PPP, true),
            new TunnelLink("ipsec0", Kind.KERNEL, true),
            new TunnelLink("vti0", Kind.KERNEL, true));
  }

  @Test
  void cardsBridgesAndVirtualMachinesAreNone() throws IOException {
    link("enp3s0", 1, "");
    link("wlp2s0", 1, "DEVTYPE=wlan\n");
    link("docker0", 1, "DEVTYPE=bridge\n");
    link("wwan0", 65534, "DEVTYPE=wwan\n");
    link("vnet0", 1, "", "tun_flags", "0x5002\n");
    Files.createDirectory(net.resolve("vnet0").resolve("brport"));
    assertThat(among("enp3s0", "wlp2s0", "docker0", "wwan0", "vnet0")).isEmpty();
  }

  @Test
  void whatIsGoneOrStrangeIsNone() throws IOException {
    link("odd0", 1, "", "tun_flags", "many\n");
    assertThat(among("gone0", "odd0")).isEmpty();
  }

  @Test
  void downStaysDown() throws IOException {
    link("tun0", 65534, "", "tun_flags", "0x1001\n");
    Link down = new Link("tun0", false, false, Optional.empty(), 0, 0);
    assertThat(new TunnelLinks(net).among(List.of(down)))
        .containsExactly(new TunnelLink("tun0", Kind.TUN, false));
  }
}
