package io.github.vpnfirewall.helper.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Direction;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as kernels write them, with documentation addresses. */
class LogLineTest {
  private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

  private static final String TCP =
      "4,1234,93784000000,-;VPN firewall blocked output4:IN= OUT=eth0 SRC=192.0.2.10"
          + " DST=203.0.113.80 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=51242 DF PROTO=TCP SPT=40112"
          + " DPT=443 WINDOW=64240 RES=0x00 SYN URGP=0 ";

  private static final String DATAGRAM_IN =
      "4,1300,5000000,-;VPN firewall blocked input6: IN=wlan0 OUT="
          + " MAC=33:33:00:00:00:01:02:00:00:00:00:10:86:dd"
          + " SRC=fe80:0000:0000:0000:0000:00ff:fe00:0001"
          + " DST=ff02:0000:0000:0000:0000:0000:0000:00fb LEN=101 TC=0 HOPLIMIT=255 FLOWLBL=12345"
          + " PROTO=UDP SPT=5353 DPT=5353 LEN=61";

  private static final String FORWARDED =
      "4,1301,5000001,-;VPN firewall blocked forward4IN=docker0 OUT=eth0 PHYSIN=veth1"
          + " SRC=172.17.0.2 DST=198.51.100.9 LEN=84 TOS=0x00 PREC=0x00 TTL=63 ID=0 DF PROTO=ICMP"
          + " TYPE=8 CODE=0 ID=7 SEQ=1";

  private static final String QUOTING =
      "4,1302,5000002,-;VPN firewall blocked output4:IN= OUT=eth0 SRC=192.0.2.10"
          + " DST=203.0.113.81 LEN=88 TOS=0x00 PREC=0xC0 TTL=64 ID=3 PROTO=ICMP TYPE=3 CODE=3"
          + " [SRC=203.0.113.99 DST=192.0.2.10 LEN=60 PROTO=TCP SPT=1 DPT=2 ] ";

  private static Optional<BlockedPacket> parse(String line) {
    return LogLine.parse(line, START::plus);
  }

  @Test
  void connectionIsReadWithWhenAndWhereTo() {
    assertThat(parse(TCP))
        .contains(
            new BlockedPacket(
                Instant.parse("2026-01-03T02:03:04Z"),
                Direction.OUT,
                AddressFamily.IPV4,
                "192.0.2.10",
                "203.0.113.80",
                "tcp",
                OptionalInt.of(443),
                "eth0",
                1));
  }

  @Test
  void whatCameInIsNamedByWhereItCameIn() {
    assertThat(parse(DATAGRAM_IN))
        .contains(
            new BlockedPacket(
                START.plusSeconds(5),
                Direction.IN,
                AddressFamily.IPV6,
                "fe80::ff:fe00:1",
                "ff02::fb",
                "udp",
                OptionalInt.of(5353),
                "wlan0",
                1));
  }

  @Test
  void whatPassesThroughIsNamedByWhereItWouldLeave() {
    assertThat(parse(FORWARDED).orElseThrow())
        .extracting(
            BlockedPacket::direction,
            BlockedPacket::link,
            BlockedPacket::protocol,
            BlockedPacket::port)
        .containsExactly(Direction.FORWARD, "eth0", "icmp", OptionalInt.empty());
  }

  @Test
  void packetThatAnErrorQuotesIsNotTaken() {
    BlockedPacket packet = parse(QUOTING).orElseThrow();
    assertThat(packet.destination()).isEqualTo("203.0.113.81");
    assertThat(packet.port()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TCP, 47, 47", "TCP, UDPLITE, udplite", "TCP, ICMPv6, icmpv6"})
  void anyProtocolIsTold(String from, String to, String wanted) {
    assertThat(parse(TCP.replace("PROTO=" + from, "PROTO=" + to)).orElseThrow().protocol())
        .isEqualTo(wanted);
  }

  @Test
  void aPortIsToldUpToTheLast() {
    assertThat(parse(TCP.replace("DPT=443", "DPT=65535")).orElseThrow().port()).hasValue(65535);
    assertThat(parse(TCP.replace("DPT=443", "DPT=0")).orElseThrow().port()).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "'4,1234', '12,1234'", // written by a program, as root
    "VPN firewall, My VPN firewall",
    "VPN firewall, vpn firewall",
    "output4, output5",
    "output4, outside4",
    "output4:IN=, output4;IN=",
    "output4:IN=, output4:  IN=",
    "output4:IN=, output4:x IN=",
    "output4, output6", // addresses of the other family
    "203.0.113.80, example.org",
    "203.0.113.80, 203.0.113.0/24",
    "203.0.113.80, 203.0.113.800",
    "DST=203.0.113.80, ''",
    "SRC=192.0.2.10, SRC=",
    "PROTO=TCP, PROTO=",
    "PROTO=TCP, PROTO=<b>TCP</b>",
    "OUT=eth0, OUT=a-name-that-is-too-long",
    "OUT=eth0, OUT=../eth0",
    "DPT=443, DPT=65536",
    "DPT=443, DPT=-1",
    "DPT=443, DPT=443443",
    "93784000000, 9378400000000000000000",
    "93784000000, x",
    "-;VPN, -VPN",
  })
  void whatIsNotExactlyOursIsNotTaken(String from, String to) {
    assertThat(TCP).contains(from);
    assertThat(parse(TCP.replace(from, to))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " SUBSYSTEM=net",
        "6,1,1,-;usb 1-1: Product: VPN firewall blocked output4:IN= OUT=eth0",
        "4,1234,1,-;VPN firewall blocked output4:IN=",
        "4,1234,1,-;VPN firewall blocked output4:IN= [SRC=192.0.2.1 DST=192.0.2.2 PROTO=TCP",
      })
  void otherLinesAreNotTaken(String line) {
    assertThat(parse(line)).isEmpty();
  }
}
