package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An ipset(8): thousands of networks that one rule looks up at once, where as many rules would cost
 * each packet a walk. Its name tells its contents, so that new contents never change what rules of
 * old mean.
 */
public final class AddressSet {
  /** What every set of ours begins with, in this version and in others. */
  public static final String PREFIX = "vpnfw-";

  /** More than these are worth a set. */
  public static final int HANDFUL = 8;

  private static final int NAME_DIGITS = 20;

  /** What a set holds. */
  public enum Kind {
    /** Networks. */
    NETWORKS("hash:net"),
    /** Networks, each with a transport and a port. */
    ENDPOINTS("hash:net,port");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** Its name in ipset(8). */
    public String type() {
      return type;
    }
  }

  /**
   * One entry.
   *
   * @param network which addresses are meant
   * @param transport with which transport; absent in a set of networks
   * @param port at which port; 0 in a set of networks
   * @param text as ipset(8) prints it; put together once, for it is asked for many times
   */
  public record Entry(Network network, Optional<IpProtocol> transport, int port, String text)
      implements Comparable<Entry> {
    /** The entry with its text. */
    public Entry(Network network, Optional<IpProtocol> transport, int port) {
      this(
          network,
          transport,
          port,
          transport.isPresent()
              ? network + "," + transport.get().key() + ":" + port
              : network.toString());
    }

    @Override
    public int compareTo(Entry other) {
      int order = network.compareTo(other.network);
      if (order == 0) {
        order = transportNumber() - other.transportNumber();
      }
      return order == 0 ? port - other.port : order;
    }

    private int transportNumber() {
      return transport.isPresent() ? transport.get().number() : 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Entry entry
          && port == entry.port
          && network.equals(entry.network)
          && transport.equals(entry.transport);
    }

    @Override
    public int hashCode() {
      return network.hashCode() * 31 + port;
    }
  }

  private final String name;
  private final Kind kind;
  private final AddressFamily family;
  private final List<Entry> entries;

  /** A set of that name, with whatever is in it. */
  public AddressSet(String name, Kind kind, AddressFamily family, Collection<Entry> entries) {
    this(Optional.of(name), kind, family, inOrder(entries));
  }

  private AddressSet(Optional<String> name, Kind kind, AddressFamily family, List<Entry> inOrder) {
    this.name = name.isPresent() ? name.get() : nameOf(kind, family, inOrder);
    this.kind = kind;
    this.family = family;
    this.entries = inOrder;
  }

  /** A set with these contents, and with their name. */
  static AddressSet of(Kind kind, AddressFamily family, Collection<Entry> entries) {
    return new AddressSet(Optional.empty(), kind, family, inOrder(entries));
  }

  /** Each once. */
  private static List<Entry> inOrder(Collection<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    Collections.sort(sorted);
    List<Entry> distinct = new ArrayList<>(sorted.size());
    for (Entry entry : sorted) {
      if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(entry)) {
        distinct.add(entry);
      }
    }
    return Collections.unmodifiableList(distinct);
  }

  private static String nameOf(Kind kind, AddressFamily family, List<Entry> entries) {
    StringBuilder contents = new StringBuilder(kind + " " + family);
    for (Entry entry : entries) {
      contents.append(' ').append(entry.text());
    }
    byte[] bytes = contents.toString().getBytes(StandardCharsets.US_ASCII);
    return PREFIX + Sha256.of(bytes).substring(0, NAME_DIGITS);
  }

  /** Its name: at most 31 characters (linux/netfilter/ipset/ip_set.h). */
  public String name() {
    return name;
  }

  /** What it holds. */
  public Kind kind() {
    return kind;
  }

  /** Whose addresses it holds. */
  public AddressFamily family() {
    return family;
  }

  /** Its entries, in order. */
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressSet set
        && name.equals(set.name)
        && kind == set.kind
        && family == set.family
        && entries.equals(set.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, kind, family);
  }

  @Override
  public String toString() {
    return name + " (" + entries.size() + " of " + kind.type() + ")";
  }
}
