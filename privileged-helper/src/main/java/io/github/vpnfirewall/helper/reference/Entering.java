package io.github.vpnfirewall.helper.reference;

import static io.github.vpnfirewall.helper.reference.Says.addressedTo;
import static io.github.vpnfirewall.helper.reference.Says.enteringBy;
import static io.github.vpnfirewall.helper.reference.Says.fresh;
import static io.github.vpnfirewall.helper.reference.Says.icmpv6;
import static io.github.vpnfirewall.helper.reference.Says.protocol;
import static io.github.vpnfirewall.helper.reference.Says.sentFrom;
import static io.github.vpnfirewall.helper.reference.Says.sentTo;
import static io.github.vpnfirewall.helper.reference.Says.state;
import static io.github.vpnfirewall.helper.reference.Says.toPort;
import static io.github.vpnfirewall.helper.reference.Says.udp;
import static io.github.vpnfirewall.helper.reference.Says.udpOrTcp;

import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Names;
import io.github.vpnfirewall.helper.packet.Packet.Flag;
import io.github.vpnfirewall.helper.packet.Packet.Kind;
import io.github.vpnfirewall.helper.packet.Packet.State;
import io.github.vpnfirewall.helper.packet.Ranges;
import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** §2.2. */
final class Entering {
  private static final int TCP = 6;
  private static final Region LOOPBACK = Region.of(Field.IN, Names.of(List.of("lo")));

  private final Policy policy;
  private final AddressFamily family;
  private final Shared shared;

  Entering(Policy policy, AddressFamily family) {
    this.policy = policy;
    this.family = family;
    this.shared = new Shared(policy, family);
  }

  List<Clause> permissions() {
    Region sound = Region.ALL.except(unsound());
    Region here = sound.except(elsewhere());
    Region bare = here.except(shared.inByTunnel());
    Region lan = shared.hasLan() ? shared.fromLan() : Region.NONE;
    return List.of(
        new Clause("§2.2", "in by lo", LOOPBACK),
        new Clause("§2.2", "in by a tunnel", fromTunnel().and(sound)),
        new Clause("§2.2", "answers DHCP", dhcp().and(here)),
        new Clause("§2.2", "neighbour discovery or MLD", neighbours().and(here)),
        new Clause("§2.2", "an error about a packet of ours", shared.errors().and(bare)),
        new Clause("§2.3", "asked by a machine behind this one", machinesBehind().and(bare)),
        new Clause("§2.2", "a VPN server's reply, by whatever card", pinned().and(sound)),
        new Clause("§2.2", "a VPN server's reply", servers().and(bare)),
        new Clause("§2.2", "from the local network", lan.and(bare)));
  }

  List<Clause> refusals() {
    return List.of(
        new Clause("§2.2", "INVALID or malformed", unsound()),
        new Clause("§2.2", "addressed to another interface, CVE-2019-14899", elsewhere()),
        new Clause("§2.2", "the rest", Region.ALL));
  }

  /** What no sound program sends, and what connection tracking can't make sense of. */
  private static Region unsound() {
    long synFin = Field.bits(Set.of(Flag.SYN, Flag.FIN));
    long synRst = Field.bits(Set.of(Flag.SYN, Flag.RST));
    long[] malformed =
        LongStream.range(0, 1L << Flag.values().length)
            .filter(flags -> flags == 0 || (flags & synFin) == synFin || (flags & synRst) == synRst)
            .toArray();
    return state(State.INVALID).or(protocol(TCP).and(Region.of(Field.FLAGS, Ranges.of(malformed))));
  }

  /** CVE-2019-14899. */
  private static Region elsewhere() {
    return addressedTo(Kind.LOCAL_ELSEWHERE, Kind.REMOTE);
  }

  private Region fromTunnel() {
    return policy.allowInbound() ? shared.inByTunnel() : shared.inByTunnel().and(shared.reply());
  }

  private Region dhcp() {
    return family == AddressFamily.IPV4
        ? udp(67, 68)
        : udp(547, 546).and(sentFrom("fe80::/10")).and(sentTo("fe80::/10"));
  }

  private Region neighbours() {
    return family == AddressFamily.IPV4
        ? Region.NONE
        : fresh(134)
            .and(sentFrom("fe80::/10"))
            .or(fresh(135, 136))
            .or(icmpv6(130).and(sentFrom("fe80::/10")));
  }

  /** What machines that use this one as their gateway ask of itself. */
  private Region machinesBehind() {
    Region addresses =
        family == AddressFamily.IPV4 ? udp(68, 67) : udp(546, 547).and(sentFrom("fe80::/10"));
    Region routers = family == AddressFamily.IPV4 ? Region.NONE : fresh(133);
    Region names = udpOrTcp().and(toPort(53)).and(shared.fromPrivate());
    return enteringBy(policy.gateway()).and(addresses.or(routers).or(names));
  }

  /**
   * Replies that may come by another card than the one whose address they bear, as they do where
   * two cards are in one network. Only of a server at one address, by ESP, AH or one port: from the
   * tunnel's address nobody speaks to that, so nothing to that address is a reply of it.
   */
  private Region pinned() {
    Set<ServerProtocol> portless = Set.of(ServerProtocol.ESP, ServerProtocol.AH);
    return shared
        .servers(
            server ->
                server.address().isSingle()
                    && (server.port().isPresent() || portless.contains(server.protocol())),
            Field.SOURCE,
            Field.SOURCE_PORT)
        .and(state(State.ESTABLISHED));
  }

  private Region servers() {
    // PPTP's data bears each end's own number of the call, so it never counts as a reply.
    Predicate<Server> pptp = server -> server.protocol() == ServerProtocol.GRE;
    return shared
        .servers(pptp.negate(), Field.SOURCE, Field.SOURCE_PORT)
        .and(state(State.ESTABLISHED))
        .or(shared.servers(pptp, Field.SOURCE, Field.SOURCE_PORT));
  }
}
