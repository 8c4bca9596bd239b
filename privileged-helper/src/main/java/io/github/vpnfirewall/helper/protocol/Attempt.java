package io.github.vpnfirewall.helper.protocol;

import java.util.Locale;

/**
 * One try of {@code verify} to get a packet past the tunnel.
 *
 * @param interfaceName the network card that the socket was bound to
 * @param family the packet's family
 * @param kind what was sent
 * @param verdict what became of it
 * @param detail the same in words, for a person
 */
public record Attempt(
    String interfaceName, AddressFamily family, Kind kind, Verdict verdict, String detail) {

  /** What was sent. */
  public enum Kind {
    /** A request for a connection, to port 443. */
    TCP,
    /** A datagram, to port 443. */
    UDP,
    /** An echo request, as ping sends it. */
    ICMP,
    /** A question for a name, over UDP to port 53. */
    DNS;

    /** The word in reports. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of it. */
  public enum Verdict {
    /** The kernel refused to send it, and nothing of it was seen to leave. */
    STOPPED,
    /** It was seen to leave. */
    GOT_OUT,
    /** No rule stopped it, though it did not leave: nobody there told where to send it. */
    NOT_STOPPED,
    /** It says nothing about the firewall. */
    NOT_TRIED;

    /** The word in reports. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether the firewall let it pass. */
  public boolean leaked() {
    return verdict == Verdict.GOT_OUT || verdict == Verdict.NOT_STOPPED;
  }
}
