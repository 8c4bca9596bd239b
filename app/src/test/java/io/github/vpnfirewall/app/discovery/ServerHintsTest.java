package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerHintsTest {
  private static final Set<String> TUNNEL = Set.of("tun0");
  private static final String ALL = "FFFFFFFF";

  /** As the kernel prints it: the four bytes as this computer's own number. */
  private static String hex(int a, int b, int c, int d) {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? "%02X%02X%02X%02X".formatted(d, c, b, a)
        : "%02X%02X%02X%02X".formatted(a, b, c, d);
  }

  private static String route(String link, String to, String gateway, String mask) {
    return "%s\t%s\t%s\t0007\t0\t0\t0\t%s\t0\t0\t0".formatted(link, to, gateway, mask);
  }

  private static final String GATEWAY = hex(192, 168, 1, 1);
  private static final String SERVER = route("eth0", hex(198, 51, 100, 7), GATEWAY, ALL);

  private static List<ServerHint> judge(List<String> routes, List<String> streams) {
    return ServerHints.judge(routes, streams, TUNNEL);
  }

  @Test
  void addressThatKeepsItsOldGatewayIsHinted() {
    List<String> routes =
        List.of(
            "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT",
            route("tun0", hex(0, 0, 0, 0), hex(10, 8, 0, 1), hex(128, 0, 0, 0)),
            route("eth0", "00000000", GATEWAY, "00000000"),
            SERVER);
    assertThat(judge(routes, List.of()))
        .containsExactly(new ServerHint(Network.parse("198.51.100.7"), Optional.empty()));
  }

  @Test
  void portIsThatOfTheOnlyConnectionThere() {
    String there = "  1: 0501A8C0:D431 " + hex(198, 51, 100, 7) + ":01BB 01 00000000:00000000";
    String dead = "  2: 0501A8C0:D432 " + hex(198, 51, 100, 7) + ":0050 06 00000000:00000000";
    String other = "  3: 0501A8C0:D433 " + hex(203, 0, 113, 5) + ":0016 01 00000000:00000000";
    assertThat(judge(List.of(SERVER), List.of("  sl  local_address", there, dead, other)))
        .containsExactly(new ServerHint(Network.parse("198.51.100.7"), Optional.of(new Port(443))));
    String second = there.replace(":01BB", ":0051");
    assertThat(judge(List.of(SERVER), List.of(there, second)).get(0).port()).isEmpty();
  }

  @Test
  void noSignOfAVpnIsNoHint() {
    assertThat(ServerHints.judge(List.of(SERVER), List.of(), Set.of())).isEmpty();
    assertThat(judge(List.of(route("tun0", hex(198, 51, 100, 7), GATEWAY, ALL)), List.of()))
        .isEmpty();
    assertThat(judge(List.of(route("eth0", hex(198, 51, 100, 7), "00000000", ALL)), List.of()))
        .isEmpty();
    assertThat(judge(List.of(route("eth0", hex(192, 168, 1, 9), GATEWAY, ALL)), List.of()))
        .isEmpty();
    assertThat(
            judge(
                List.of(route("eth0", hex(198, 51, 100, 0), GATEWAY, hex(255, 255, 255, 0))),
                List.of()))
        .isEmpty();
    assertThat(judge(List.of(route("eth0", "nonsense", GATEWAY, ALL), "", "x"), List.of()))
        .isEmpty();
    assertThat(judge(List.of(route("eth0", hex(127, 0, 0, 5), GATEWAY, ALL)), List.of())).isEmpty();
  }

  @Test
  void manyOfThemAreNoSignOfAVpn() {
    List<String> routes = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      routes.add(route("eth0", hex(198, 51, 100, i), GATEWAY, ALL));
    }
    assertThat(judge(routes, List.of())).isEmpty();
    assertThat(judge(routes.subList(0, 3), List.of())).hasSize(3);
  }
}
