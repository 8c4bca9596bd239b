package io.github.vpnfirewall.helper.tracer;

import static io.github.vpnfirewall.helper.ruleset.AddressSet.Kind.ENDPOINTS;
import static io.github.vpnfirewall.helper.ruleset.AddressSet.Kind.NETWORKS;
import static io.github.vpnfirewall.helper.ruleset.Match.Way.IN;
import static io.github.vpnfirewall.helper.ruleset.Match.Way.OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.packet.PacketText;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.IpProtocol;
import io.github.vpnfirewall.helper.ruleset.Match;
import io.github.vpnfirewall.helper.ruleset.Match.ConnState;
import io.github.vpnfirewall.helper.ruleset.Match.TcpFlag;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each condition with a packet that meets it and with neighbours that do not. */
class MatchRegionTest {
  static final Match UDP = new Match.Protocol(IpProtocol.UDP);

  private static Match in(String name) {
    return new Match.Interface(Match.Way.IN, name);
  }

  private static Match out(String name) {
    return new Match.Interface(Match.Way.OUT, name);
  }

  private static Match ports(int source, int destination) {
    return new Match.Ports(
        IpProtocol.UDP,
        source < 0 ? OptionalInt.empty() : OptionalInt.of(source),
        destination < 0 ? OptionalInt.empty() : OptionalInt.of(destination));
  }

  private static Match type(boolean negated, boolean limited, String... types) {
    return new Match.DestinationType(negated, List.of(types), limited);
  }

  static Stream<Arguments> cases() {
    String v4 = " to 192.0.2.9 ";
    String v6 = " to 2001:db8::9 ";
    Match source = new Match.Source(Network.parse("10.0.0.0/8"));
    Match destination = new Match.Destination(Network.parse("192.0.2.9"));
    Match synFin =
        new Match.TcpFlags(
            EnumSet.of(TcpFlag.SYN, TcpFlag.FIN), EnumSet.of(TcpFlag.SYN, TcpFlag.FIN));
    Match none = new Match.TcpFlags(EnumSet.of(TcpFlag.SYN, TcpFlag.ACK), Set.of());
    Match state = new Match.ConnectionState(Set.of(ConnState.RELATED, ConnState.ESTABLISHED));
    Match foreign = type(true, true, "LOCAL", "BROADCAST", "MULTICAST");
    return Stream.of(
        Arguments.of(source, "out eth0 from 10.1.2.3" + v4, true),
        Arguments.of(source, "out eth0 from 11.1.2.3" + v4, false),
        Arguments.of(destination, "out eth0" + v4, true),
        Arguments.of(destination, "out eth0 to 192.0.2.8", false),
        Arguments.of(in("eth0"), "in eth0" + v4, true),
        Arguments.of(in("eth0"), "in eth1" + v4, false),
        Arguments.of(in("eth0"), "out eth0" + v4, false),
        Arguments.of(in("tun+"), "in tun7" + v4, true),
        Arguments.of(in("tun+"), "in tun" + v4, true),
        Arguments.of(in("tun+"), "in tap0" + v4, false),
        Arguments.of(out("eth0"), "out eth0" + v4, true),
        Arguments.of(out("eth0"), "fwd eth1 eth0" + v4, true),
        Arguments.of(out("eth0"), "fwd eth0 eth1" + v4, false),
        Arguments.of(out("eth0"), "out eth01" + v4, false),
        Arguments.of(UDP, "out eth0" + v4 + "udp", true),
        Arguments.of(UDP, "out eth0" + v4 + "tcp", false),
        Arguments.of(UDP, "out eth0" + v4 + "proto=136", false),
        Arguments.of(ports(-1, 53), "out eth0" + v4 + "udp dport=53", true),
        Arguments.of(ports(-1, 53), "out eth0" + v4 + "udp dport=54", false),
        Arguments.of(ports(-1, 53), "out eth0" + v4 + "tcp dport=53", false),
        Arguments.of(ports(-1, 53), "out eth0" + v4 + "icmp", false),
        Arguments.of(ports(68, 67), "out eth0" + v4 + "udp sport=68 dport=67", true),
        Arguments.of(ports(68, 67), "out eth0" + v4 + "udp sport=67 dport=67", false),
        Arguments.of(ports(68, -1), "out eth0" + v4 + "udp sport=68 dport=9", true),
        Arguments.of(synFin, "in eth0" + v4 + "tcp flags=SYN,FIN,URG", true),
        Arguments.of(synFin, "in eth0" + v4 + "tcp flags=SYN,ACK", false),
        Arguments.of(synFin, "in eth0" + v4 + "udp", false),
        Arguments.of(none, "in eth0" + v4 + "tcp flags=FIN", true),
        Arguments.of(none, "in eth0" + v4 + "tcp flags=FIN,ACK", false),
        Arguments.of(none, "in eth0" + v4 + "udp", false),
        Arguments.of(new Match.Icmpv6Type(135), "out eth0" + v6 + "icmp6 type=135", true),
        Arguments.of(new Match.Icmpv6Type(135), "out eth0" + v6 + "icmp6 type=136", false),
        Arguments.of(new Match.Icmpv6Type(135), "out eth0" + v6 + "udp type=135", false),
        Arguments.of(new Match.HopLimit(255), "out eth0" + v6 + "hl=255", true),
        Arguments.of(new Match.HopLimit(255), "out eth0" + v6 + "hl=254", false),
        Arguments.of(state, "in eth0" + v4 + "established", true),
        Arguments.of(state, "in eth0" + v4 + "related", true),
        Arguments.of(state, "in eth0" + v4 + "new", false),
        Arguments.of(state, "in eth0" + v4 + "untracked", false),
        Arguments.of(foreign, "in eth0" + v4 + "elsewhere", true),
        Arguments.of(foreign, "in eth0" + v4 + "remote", true),
        Arguments.of(foreign, "in eth0" + v4 + "here", false),
        Arguments.of(foreign, "in eth0" + v4 + "broadcast", false),
        Arguments.of(foreign, "in eth0 to 224.0.0.1", false),
        Arguments.of(type(false, false, "LOCAL"), "in eth0" + v4 + "elsewhere", true),
        Arguments.of(type(false, true, "LOCAL"), "in eth0" + v4 + "elsewhere", false),
        Arguments.of(type(false, false, "UNICAST"), "in eth0" + v6 + "here", true),
        Arguments.of(type(false, false, "UNICAST"), "in eth0 to ff02::1", false),
        Arguments.of(type(false, false, "UNICAST"), "in eth0" + v4 + "here", false),
        Arguments.of(type(false, false, "UNICAST"), "in eth0" + v4 + "remote", true),
        Arguments.of(new Match.OwnerUid(998), "out eth0" + v4 + "uid=998", true),
        Arguments.of(new Match.OwnerUid(998), "out eth0" + v4 + "uid=999", false),
        Arguments.of(new Match.OwnerUid(0), "out eth0" + v4 + "kernel", false),
        Arguments.of(inSet(ENDPOINTS, OUT), "out eth0 to 198.51.100.12 udp dport=1194", true),
        Arguments.of(inSet(ENDPOINTS, OUT), "out eth0 to 198.51.100.12 udp dport=1195", false),
        Arguments.of(inSet(ENDPOINTS, OUT), "out eth0 to 198.51.100.12 tcp dport=1194", false),
        Arguments.of(inSet(ENDPOINTS, OUT), "out eth0 to 198.51.100.9 udp dport=1194", false),
        Arguments.of(inSet(ENDPOINTS, OUT), "out eth0 to 203.0.113.15 tcp dport=443", true),
        Arguments.of(inSet(ENDPOINTS, OUT), "out eth0 to 203.0.113.16 tcp dport=443", false),
        Arguments.of(inSet(ENDPOINTS, OUT), "out eth0 to 198.51.100.12 gre", false),
        Arguments.of(
            inSet(ENDPOINTS, IN), "in eth0 to 192.0.2.2 from 198.51.100.12 udp sport=1194", true),
        Arguments.of(
            inSet(ENDPOINTS, IN), "in eth0 to 192.0.2.2 from 198.51.100.12 udp dport=1194", false),
        Arguments.of(inSet(NETWORKS, OUT), "out eth0 to 192.168.10.9 tcp dport=1", true),
        Arguments.of(inSet(NETWORKS, OUT), "out eth0 to 192.168.9.9 tcp dport=1", false),
        Arguments.of(inSet(NETWORKS, IN), "in eth0 to 192.0.2.2 from 10.200.0.1 gre", true),
        Arguments.of(inSet(NETWORKS, IN), "in eth0 to 192.0.2.2 from 11.0.0.1 gre", false),
        Arguments.of(new Match.ForeignSource(), "fwd eth1 tun0" + v4, true),
        Arguments.of(new Match.ForeignSource(), "out tun0" + v4, false),
        Arguments.of(new Match.AuthenticationHeader(), "out eth0" + v6 + "ah", true),
        Arguments.of(new Match.AuthenticationHeader(), "out eth0" + v6 + "esp", false),
        Arguments.of(new Match.Protocol(IpProtocol.AH), "out eth0" + v4 + "ah", true),
        Arguments.of(new Match.Protocol(IpProtocol.AH), "out eth0" + v6 + "ah", false),
        Arguments.of(new Match.NoOwner(), "out eth0" + v4 + "kernel", true),
        Arguments.of(new Match.NoOwner(), "out eth0" + v4 + "uid=0", false),
        Arguments.of(new Match.Ipsec(Match.Way.OUT), "out eth0" + v4 + "ipsec", true),
        Arguments.of(new Match.Ipsec(Match.Way.OUT), "fwd eth0 eth1" + v4 + "ipsec", true),
        Arguments.of(new Match.Ipsec(Match.Way.OUT), "out eth0" + v4, false),
        Arguments.of(new Match.Ipsec(Match.Way.IN), "in eth0" + v4 + "ipsec", true),
        Arguments.of(new Match.Ipsec(Match.Way.IN), "out eth0" + v4 + "ipsec", false),
        Arguments.of(new Match.Ipsec(Match.Way.IN), "in eth0" + v4, false),
        Arguments.of(new Match.LimitPerMinute(10), "out eth0" + v4, true));
  }

  private static Match inSet(AddressSet.Kind kind, Match.Way way) {
    List<AddressSet.Entry> entries =
        kind == ENDPOINTS
            ? List.of(
                entry("198.51.100.12", Optional.of(IpProtocol.UDP), 1194),
                entry("203.0.113.0/28", Optional.of(IpProtocol.TCP), 443))
            : List.of(
                entry("192.168.10.0/24", Optional.empty(), 0),
                entry("10.0.0.0/8", Optional.empty(), 0));
    return new Match.InSet(new AddressSet("vpnfw-x", kind, AddressFamily.IPV4, entries), way);
  }

  private static AddressSet.Entry entry(String network, Optional<IpProtocol> transport, int port) {
    return new AddressSet.Entry(Network.parse(network), transport, port);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isMet(Match match, String packet, boolean met) {
    assertThat(MatchRegion.of(match).contains(PacketText.parse(packet))).isEqualTo(met);
  }

  /** A kind of condition that is new in the rules fails here until it has its rows above. */
  @Test
  void everyKindOfConditionIsKnown() {
    Set<Class<?>> tried = cases().map(row -> row.get()[0].getClass()).collect(Collectors.toSet());

    assertThat(Arrays.stream(Match.class.getPermittedSubclasses())).allMatch(tried::contains);
  }

  @Test
  void anUnknownTypeIsNotGuessed() {
    assertThatThrownBy(() -> MatchRegion.of(type(false, false, "ANYCAST")))
        .hasMessageContaining("what is this type");
  }

  @Test
  void anUnknownWordIsNotGuessed() {
    for (String text : List.of("through eth0", "out eth0 to 192.0.2.9 utp", "out eth0 to x")) {
      assertThatThrownBy(() -> PacketText.parse(text)).isInstanceOf(RuntimeException.class);
    }
  }
}
