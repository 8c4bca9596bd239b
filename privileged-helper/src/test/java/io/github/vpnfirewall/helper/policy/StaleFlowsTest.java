package io.github.vpnfirewall.helper.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.restore.FlowListing;
import io.github.vpnfirewall.helper.ruleset.Golden;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which flows are forgotten when the machine closes, as conntrack(8) prints them. */
class StaleFlowsTest {
  private static final Set<Network> BARE =
      Set.of(Network.parse("192.168.1.2"), Network.parse("fd00:1::2"));

  private static boolean isStale(String line, boolean lan) throws Exception {
    return isStale(line, false, "{\"allow\": " + lan + "}");
  }

  private static boolean isStale(String line, boolean ipsec, String lan) throws Exception {
    String settings =
        """
        {"version": 1, "tunnel": {"interfaces": ["tun0"], "ipsec": %s}, "servers": [
          {"address": "198.51.100.7", "port": 1194, "protocol": "udp"},
          {"address": "198.51.100.9", "protocol": "esp"},
          {"address": "198.51.100.11", "protocol": "any"}], "lan": %s}
        """
            .formatted(ipsec, lan);
    Policy policy =
        Policy.of(SettingsJson.read(settings.getBytes(StandardCharsets.UTF_8)), List.of());
    List<Flow> flows = FlowListing.parse(line);
    assertThat(flows).as(line).hasSize(1);
    return !new StaleFlows(policy, BARE).among(flows).isEmpty();
  }

  private static String udp(String from, int port, String to, int toPort) {
    String way = "src=%s dst=%s sport=%d dport=%d ";
    return "udp      17 28 "
        + way.formatted(from, to, port, toPort)
        + way.formatted(to, from, toPort, port)
        + "[ASSURED] mark=0 use=1";
  }

  @ParameterizedTest
  @CsvSource({
    // from, port, to, port, stale with the LAN closed, with the LAN allowed
    "192.168.1.2, 5000, 8.8.8.8, 443, true, true",
    "fd00:1::2, 5000, 2001:db8::9, 443, true, true",
    "192.168.1.2, 5000, 198.51.100.7, 1194, false, false",
    "192.168.1.2, 5000, 198.51.100.7, 53, true, true",
    "198.51.100.7, 1194, 192.168.1.2, 5000, false, false",
    "192.168.1.2, 5000, 192.168.1.1, 445, true, false",
    "192.168.1.2, 5000, 192.168.1.1, 53, true, true",
    "192.168.1.2, 5000, 192.168.1.1, 853, true, true",
    "192.168.1.7, 5000, 192.168.1.2, 22, true, false",
    "192.168.1.7, 5000, 192.168.1.2, 53, true, false",
    "8.8.8.8, 5000, 192.168.1.2, 22, true, true",
    "10.8.0.2, 5000, 8.8.8.8, 443, false, false",
    "127.0.0.1, 5000, 127.0.0.1, 53, false, false",
    "192.168.1.2, 5000, 192.168.1.2, 53, false, false",
    "192.168.1.2, 68, 192.168.1.1, 67, false, false",
    "192.168.1.1, 67, 192.168.1.2, 68, false, false",
    "192.168.1.2, 68, 203.0.113.1, 67, false, false",
    "fd00:1::2, 546, fd00:1::1, 547, false, false",
    "fd00:1::1, 547, fd00:1::2, 546, false, false",
    "192.168.1.2, 5353, 224.0.0.251, 5353, false, false",
    "172.17.0.2, 5000, 172.18.0.2, 80, false, false"
  })
  void onlyWhatIsSurelyNotPermitted(
      String from, int port, String to, int toPort, boolean closed, boolean allowed)
      throws Exception {
    assertThat(isStale(udp(from, port, to, toPort), false)).as("LAN closed").isEqualTo(closed);
    assertThat(isStale(udp(from, port, to, toPort), true)).as("LAN allowed").isEqualTo(allowed);
  }

  /** A container's flow, masqueraded as the network card. */
  @Test
  void whatWasMasqueradedIsKnownByItsAnswer() throws Exception {
    String line =
        "tcp      6 431999 ESTABLISHED src=172.17.0.2 dst=8.8.8.8 sport=40000 dport=443"
            + " src=8.8.8.8 dst=192.168.1.2 sport=443 dport=40000 [ASSURED] mark=0 use=1";
    assertThat(isStale(line, true)).isTrue();
    assertThat(isStale(line.replace("dst=192.168.1.2", "dst=10.8.0.2"), true)).isFalse();
  }

  /** A container's published port, and one that is redirected to this machine. */
  @Test
  void whoIsReachedThroughThisMachineIsKnownByEitherAddress() throws Exception {
    String line = "tcp 6 9 src=8.8.8.8 dst=%s sport=4000 dport=80 src=%s dst=8.8.8.8 mark=0 use=1";
    assertThat(isStale(line.formatted("192.168.1.2", "172.17.0.2"), true)).isTrue();
    assertThat(isStale(line.formatted("10.9.9.9", "192.168.1.2"), true)).isTrue();
    assertThat(isStale(line.formatted("10.9.9.9", "172.17.0.2"), true)).isFalse();
  }

  /** What was translated on its way is known by the address that it began with, too. */
  @Test
  void whatBeganBareIsStaleWhateverItIsTranslatedTo() throws Exception {
    String line =
        "tcp 6 9 src=192.168.1.2 dst=8.8.8.8 sport=4000 dport=80"
            + " src=8.8.8.8 dst=10.8.0.2 sport=80 dport=4000 mark=0 use=1";
    assertThat(isStale(line, true)).isTrue();
  }

  /** The server's address alone permits nothing: its other protocols are open to any program. */
  @Test
  void otherProtocolsOfAServerAndOfDhcpArePermittedOnlyIfSaid() throws Exception {
    String toServer = udp("192.168.1.2", 5000, "198.51.100.7", 1194);
    assertThat(isStale(tcp(toServer), true)).isTrue();
    assertThat(isStale(tcp(toServer).replace("198.51.100.7", "198.51.100.11"), true)).isFalse();
    assertThat(isStale(tcp(udp("192.168.1.2", 68, "192.168.1.1", 67)), false)).isTrue();
  }

  @Test
  void namesMayBeAskedInTheLocalNetworkIfThatIsSaid() throws Exception {
    String names = "{\"allow\": true, \"dns\": true}";
    for (String flow : List.of("53", "853")) {
      String line = udp("192.168.1.2", 5000, "192.168.1.1", Integer.parseInt(flow));
      assertThat(isStale(line, false, names)).as(flow).isFalse();
      assertThat(isStale(tcp(line), false, names)).as(flow).isFalse();
      assertThat(isStale(tcp(line), true)).as(flow).isTrue();
      // Neither UDP nor TCP: no name service.
      assertThat(isStale(line.replace("udp      17", "sctp 132"), true)).as(flow).isFalse();
      assertThat(isStale(line.replace("192.168.1.1", "8.8.8.8"), false, names)).isTrue();
    }
  }

  private static String tcp(String line) {
    return line.replace("udp      17", "tcp      6");
  }

  @Test
  void protocolsWithoutPorts() throws Exception {
    String esp =
        "unknown  50 598 src=192.168.1.2 dst=198.51.100.%s src=198.51.100.%s dst=192.168.1.2 mark=0";
    assertThat(isStale(esp.formatted("9", "9"), false)).isFalse();
    assertThat(isStale(esp.formatted("8", "8"), false)).isTrue();
    String ping =
        "icmp     1 28 src=192.168.1.2 dst=8.8.8.8 type=8 code=0 id=1 [UNREPLIED]"
            + " src=8.8.8.8 dst=192.168.1.2 type=0 code=0 id=1 mark=0 use=1";
    assertThat(isStale(ping, true)).isTrue();
  }

  /**
   * IPsec in the kernel has no interface: a flow from the card's address may be the tunnel's own.
   */
  @Test
  void nothingIsSurelyNotPermittedBesideIpsecInTheKernel() throws Exception {
    String line = udp("192.168.1.2", 5000, "8.8.8.8", 443);
    assertThat(isStale(line, false)).isTrue();
    assertThat(isStale(line, true, "{\"allow\": false}")).isFalse();
  }

  @Test
  void allFlowsBetweenTwoHostsAtOnceUnlessOneIsToStay() throws Exception {
    Policy policy = Golden.policy("design");
    String listing =
        String.join(
            "\n",
            udp("192.168.1.2", 5000, "8.8.8.8", 443),
            udp("192.168.1.2", 5001, "8.8.8.8", 444),
            udp("192.168.1.2", 5002, "198.51.100.7", 1194),
            udp("192.168.1.2", 5003, "198.51.100.7", 53));
    List<Flow> flows = FlowListing.parse(listing);

    assertThat(new StaleFlows(policy, BARE).toForget(flows))
        .containsExactly(flows.get(0).anyPort(), flows.get(3));
  }

  @Test
  void whatIsNotUnderstoodIsLeftAlone() {
    for (String line : List.of("", "conntrack v1.4.7: 0 flow entries", "udp x src=1 dst=2 src=")) {
      assertThat(FlowListing.parse(line)).as(line).isEmpty();
    }
  }
}
