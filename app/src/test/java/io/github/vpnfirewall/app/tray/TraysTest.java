package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TraysTest {
  @Test
  void oldTraysAreLookedForOnX11Alone() {
    assertThat(Trays.onX11(Map.of("DISPLAY", ":0")::get)).isTrue();
    assertThat(Trays.onX11(Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "wayland-0")::get)).isFalse();
    assertThat(Trays.onX11(Map.of("DISPLAY", "")::get)).isFalse();
    assertThat(Trays.onX11(name -> null)).isFalse();
  }
}
