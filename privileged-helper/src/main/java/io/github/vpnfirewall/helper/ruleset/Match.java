package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.protocol.Network;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One condition of a rule; iptables(8) and iptables-extensions(8) say what each means. Its text is
 * what {@code iptables-save} prints.
 */
public sealed interface Match {
  /** The condition as it stands in a rule. */
  String text();

  private static String join(EnumSet<?> words) {
    StringBuilder text = new StringBuilder();
    for (Enum<?> word : words) {
      text.append(text.length() == 0 ? "" : ",").append(word.name());
    }
    return text.toString();
  }

  /** A packet's way through an interface or an IPsec policy. */
  enum Way {
    IN,
    OUT
  }

  /** From this network. */
  record Source(Network network) implements Match {
    @Override
    public String text() {
      return "-s " + AddressForm.of(network);
    }
  }

  /** To this network. */
  record Destination(Network network) implements Match {
    @Override
    public String text() {
      return "-d " + AddressForm.of(network);
    }
  }

  /**
   * In this set: with the source of what enters, with the destination of what leaves.
   *
   * @param set what is looked into
   * @param way which of the packet's addresses, and ports, is looked up
   */
  record InSet(AddressSet set, Way way) implements Match {
    @Override
    public String text() {
      String what = way == Way.IN ? "src" : "dst";
      String port = set.kind() == AddressSet.Kind.ENDPOINTS ? "," + what : "";
      return "-m set --match-set " + set.name() + " " + what + port;
    }
  }

  /** Through this interface; a name that ends in {@code +} stands for all that begin so. */
  record Interface(Way way, String name) implements Match {
    @Override
    public String text() {
      return (way == Way.IN ? "-i " : "-o ") + name;
    }
  }

  /** Of this protocol. */
  record Protocol(IpProtocol protocol) implements Match {
    @Override
    public String text() {
      return "-p " + protocol.key();
    }
  }

  /**
   * With an authentication header (RFC 4302). To the legacy {@code ip6tables} that is an extension
   * of IPv6's header and not a protocol: {@code -p ah} would never match there, and {@code -p}
   * means the protocol behind it. To nftables, it is the protocol.
   */
  record AuthenticationHeader() implements Match {
    @Override
    public String text() {
      return "-m ah";
    }
  }

  /** With these UDP or TCP ports; at least one of the two is there. */
  record Ports(IpProtocol transport, OptionalInt source, OptionalInt destination) implements Match {
    @Override
    public String text() {
      return "-m "
          + transport.key()
          + (source.isPresent() ? " --sport " + source.getAsInt() : "")
          + (destination.isPresent() ? " --dport " + destination.getAsInt() : "");
    }
  }

  /** Of the flags in the mask, exactly these are set. */
  record TcpFlags(Set<TcpFlag> mask, Set<TcpFlag> set) implements Match {
    /** Copies the sets. */
    public TcpFlags {
      mask = Set.copyOf(mask);
      set = Set.copyOf(set);
    }

    @Override
    public String text() {
      return "-m tcp --tcp-flags " + join(mask) + " " + join(set);
    }

    private static String join(Set<TcpFlag> flags) {
      return flags.isEmpty() ? "NONE" : Match.join(EnumSet.copyOf(flags));
    }
  }

  /** TCP's flags, in the order in which {@code iptables-save} prints them. */
  enum TcpFlag {
    FIN,
    SYN,
    RST,
    PSH,
    ACK,
    URG
  }

  /** An ICMPv6 message of this type, 0 to 255. */
  record Icmpv6Type(int type) implements Match {
    @Override
    public String text() {
      return "-m icmp6 --icmpv6-type " + type;
    }
  }

  /** With exactly this IPv6 hop limit: 255 proves that no router has passed it on (RFC 4861). */
  record HopLimit(int value) implements Match {
    @Override
    public String text() {
      return "-m hl --hl-eq " + value;
    }
  }

  /** Belonging to a connection in one of these states. */
  record ConnectionState(Set<ConnState> states) implements Match {
    /** Copies the set. */
    public ConnectionState {
      states = Set.copyOf(states);
    }

    @Override
    public String text() {
      return "-m conntrack --ctstate " + Match.join(EnumSet.copyOf(states));
    }
  }

  /** Connection states, in the order in which {@code iptables-save} prints them. */
  enum ConnState {
    INVALID,
    NEW,
    RELATED,
    ESTABLISHED,
    UNTRACKED
  }

  /**
   * To an address of one of these types, as the routing table sees it.
   *
   * @param negated whether none of the types is meant
   * @param types in the order in which {@code iptables-save} prints them
   * @param onlyThisInterface whether the table is asked for the interface by which it entered alone
   */
  record DestinationType(boolean negated, List<String> types, boolean onlyThisInterface)
      implements Match {
    /** Copies the list. */
    public DestinationType {
      types = List.copyOf(types);
    }

    @Override
    public String text() {
      return "-m addrtype "
          + (negated ? "! " : "")
          + "--dst-type "
          + String.join(",", types)
          + (onlyThisInterface ? " --limit-iface-in" : "");
    }
  }

  /** From no address of this machine's own: forwarded, whoever's it is. */
  record ForeignSource() implements Match {
    @Override
    public String text() {
      return "-m addrtype ! --src-type LOCAL";
    }
  }

  /** Sent by a program of this user. */
  record OwnerUid(long uid) implements Match {
    @Override
    public String text() {
      return "-m owner --uid-owner " + uid;
    }
  }

  /**
   * Sent by the kernel itself. Its errors and resets go through a socket of its own that no program
   * has opened, so {@code ! --socket-exists} would not match them: what they lack is a user.
   */
  record NoOwner() implements Match {
    /** All users that there can be. */
    public static final String ANYBODY = "0-4294967294";

    @Override
    public String text() {
      return "-m owner ! --uid-owner " + ANYBODY;
    }
  }

  /** What an IPsec policy has decrypted, or will encrypt. */
  record Ipsec(Way way) implements Match {
    @Override
    public String text() {
      return "-m policy --dir " + (way == Way.IN ? "in" : "out") + " --pol ipsec";
    }
  }

  /** No more often than this, after a burst of five. */
  record LimitPerMinute(int times) implements Match {
    @Override
    public String text() {
      return "-m limit --limit " + times + "/min";
    }
  }
}
