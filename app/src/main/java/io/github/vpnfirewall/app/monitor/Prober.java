package io.github.vpnfirewall.app.monitor;

import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the kernel itself whether a packet may leave: one byte to a multicast group that is set
 * aside for documentation (RFC 6676), so that nobody listens, with a time to live of 1, so that no
 * router hands it on. A closed kernel refuses it with EPERM.
 */
final class Prober {
  /** MCAST-TEST-NET, and its counterpart; none of the groups that an allowed LAN may use. */
  private static final InetAddress GROUP_4 = address(233, 252, 0, 1);

  private static final InetAddress GROUP_6 =
      address(0xff, 0x0e, 0, 0, 0, 0, 0, 0, 0, 0, 0x0d, 0xb8, 0, 0, 0, 1);

  private static final int DISCARD = 9;

  private final Refusal refusal;
  private final Clock clock;

  Prober(Refusal refusal, Clock clock) {
    this.refusal = refusal;
    this.clock = clock;
  }

  /**
   * One test packet of each family that the interface has an address of; none if it has none.
   *
   * @param by an interface that is up and not the loopback
   */
  List<Probe> probe(NetworkInterface by) {
    List<Probe> probes = new ArrayList<>();
    try {
      if (by.supportsMulticast()) {
        for (AddressFamily family : AddressFamily.values()) {
          if (has(by, family)) {
            Instant at = clock.instant();
            probes.add(new Probe(by.getName(), family, send(by, family), at));
          }
        }
      }
    } catch (IOException e) {
      return probes; // gone between two looks
    }
    return probes;
  }

  private Verdict send(NetworkInterface by, AddressFamily family) {
    boolean v4 = family == AddressFamily.IPV4;
    try (DatagramChannel channel =
        DatagramChannel.open(v4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, by);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, false);
      channel.send(
          ByteBuffer.wrap(new byte[1]), new InetSocketAddress(v4 ? GROUP_4 : GROUP_6, DISCARD));
      return Verdict.ESCAPED;
    } catch (IOException e) {
      return refusal.is(e) ? Verdict.REFUSED : Verdict.IMPOSSIBLE;
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return Verdict.IMPOSSIBLE; // the interface has just lost its address
    }
  }

  private static boolean has(NetworkInterface by, AddressFamily family) {
    return by.inetAddresses()
        .anyMatch(each -> each instanceof Inet4Address == (family == AddressFamily.IPV4));
  }

  private static InetAddress address(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
