package io.github.vpnfirewall.helper.packet;

import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.packet.Packet.Flag;
import io.github.vpnfirewall.helper.packet.Packet.Kind;
import io.github.vpnfirewall.helper.packet.Packet.State;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A packet in words, for tables. First {@code out IF}, {@code in IF} or {@code fwd IF IF}, then in
 * any order:
 *
 * <ul>
 *   <li>{@code from ADDRESS}, {@code to ADDRESS}
 *   <li>{@code udp}, {@code tcp}, {@code icmp}, {@code icmp6}, {@code gre}, {@code esp}, {@code
 *       ah}, or {@code proto=N}; {@code sport=N}, {@code dport=N}, {@code type=N}, {@code hl=N},
 *       {@code flags=SYN,ACK} (which is SYN if nothing is said) or {@code flags=NONE}
 *   <li>{@code new} (which is meant if nothing is said), {@code established}, {@code related},
 *       {@code invalid}, {@code untracked}
 *   <li>{@code uid=N}, or {@code kernel}: no program behind it; else user 1000
 *   <li>{@code decrypted}, {@code encrypted}, or {@code ipsec} for whichever of them can be
 *   <li>{@code here}, {@code elsewhere}, {@code broadcast}, {@code multicast}, {@code remote}: what
 *       the destination is to us; else what it looks like
 * </ul>
 */
public final class PacketText {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final Map<String, Integer> PROTOCOLS =
      Map.of("icmp", 1, "tcp", TCP, "udp", UDP, "gre", 47, "esp", 50, "ah", 51, "icmp6", 58);

  private static final Map<Kind, String> KINDS =
      Map.of(
          Kind.LOCAL_HERE, "here",
          Kind.LOCAL_ELSEWHERE, "elsewhere",
          Kind.BROADCAST, "broadcast",
          Kind.MULTICAST, "multicast",
          Kind.REMOTE, "remote");

  private static final int DEFAULT_HOP_LIMIT = 64;
  private static final long DEFAULT_USER = 1000;

  private final ArrayDeque<String> words;
  private Network source;
  private Network destination;
  private int protocol = UDP;
  private OptionalInt sourcePort = OptionalInt.of(40_000);
  private OptionalInt destinationPort = OptionalInt.of(40_000);
  private Set<Flag> flags = Set.of(Flag.SYN);
  private OptionalInt type = OptionalInt.empty();
  private int hopLimit = DEFAULT_HOP_LIMIT;
  private State state = State.NEW;
  private OptionalLong owner = OptionalLong.of(DEFAULT_USER);
  private boolean decrypted;
  private boolean encrypted;
  private Kind kind;

  private PacketText(String text) {
    words = new ArrayDeque<>(List.of(text.strip().split("\\s+", -1)));
  }

  /** Writes it, as {@link #parse} reads it. */
  public static String of(Packet packet) {
    StringJoiner words = new StringJoiner(" ");
    switch (packet.direction()) {
      case OUT -> words.add("out").add(packet.out());
      case IN -> words.add("in").add(packet.in());
      case FORWARD -> words.add("fwd").add(packet.in()).add(packet.out());
    }
    words.add("from " + packet.source()).add("to " + packet.destination());
    words.add(
        PROTOCOLS.entrySet().stream()
            .filter(protocol -> protocol.getValue() == packet.protocol())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("proto=" + packet.protocol()));
    packet.sourcePort().ifPresent(port -> words.add("sport=" + port));
    packet.destinationPort().ifPresent(port -> words.add("dport=" + port));
    packet.icmpType().ifPresent(type -> words.add("type=" + type));
    if (packet.protocol() == TCP) {
      words.add("flags=" + flags(packet.flags()));
    }
    words.add("hl=" + packet.hopLimit()).add(lower(packet.state()));
    if (packet.direction() == Direction.OUT) {
      words.add(packet.owner().isPresent() ? "uid=" + packet.owner().getAsLong() : "kernel");
    }
    if (packet.decrypted()) {
      words.add("decrypted");
    }
    if (packet.encrypted()) {
      words.add("encrypted");
    }
    return words.add(KINDS.get(packet.kind())).toString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String flags(Set<Flag> flags) {
    return flags.isEmpty()
        ? "NONE"
        : EnumSet.copyOf(flags).stream().map(Enum::name).collect(Collectors.joining(","));
  }

  /** Reads it. */
  public static Packet parse(String text) {
    return new PacketText(text).packet();
  }

  private Packet packet() {
    Direction direction =
        switch (words.pop()) {
          case "out" -> Direction.OUT;
          case "in" -> Direction.IN;
          case "fwd" -> Direction.FORWARD;
          default -> throw new IllegalArgumentException("begin with out, in or fwd");
        };
    String in = direction == Direction.OUT ? "" : words.pop();
    String out = direction == Direction.IN ? "" : words.pop();
    while (!words.isEmpty()) {
      word(words.pop());
    }
    boolean v4 = destination.family() == AddressFamily.IPV4;
    boolean ports = protocol == UDP || protocol == TCP;
    return new Packet(
        direction,
        in,
        out,
        source != null ? source : Network.parse(v4 ? "192.0.2.5" : "2001:db8:ffff::5"),
        destination,
        protocol,
        ports ? sourcePort : OptionalInt.empty(),
        ports ? destinationPort : OptionalInt.empty(),
        protocol == TCP ? flags : Set.of(),
        type,
        hopLimit,
        state,
        direction == Direction.OUT ? owner : OptionalLong.empty(),
        decrypted && direction != Direction.OUT,
        encrypted && direction != Direction.IN,
        kind != null ? kind : looks(direction));
  }

  private Kind looks(Direction direction) {
    String text = destination.toString();
    if (Network.parse("224.0.0.0/4").contains(destination)
        || Network.parse("ff00::/8").contains(destination)) {
      return Kind.MULTICAST;
    }
    if (text.equals("255.255.255.255")) {
      return Kind.BROADCAST;
    }
    return direction == Direction.IN ? Kind.LOCAL_HERE : Kind.REMOTE;
  }

  private void word(String word) {
    String[] pair = word.split("=", 2);
    switch (pair[0]) {
      case "from" -> source = Network.parse(words.pop());
      case "to" -> destination = Network.parse(words.pop());
      case "udp", "tcp", "icmp", "icmp6", "gre", "esp", "ah" -> protocol = PROTOCOLS.get(word);
      case "proto" -> protocol = Integer.parseInt(pair[1]);
      case "sport" -> sourcePort = OptionalInt.of(Integer.parseInt(pair[1]));
      case "dport" -> destinationPort = OptionalInt.of(Integer.parseInt(pair[1]));
      case "type" -> type = OptionalInt.of(Integer.parseInt(pair[1]));
      case "hl" -> hopLimit = Integer.parseInt(pair[1]);
      case "flags" -> flags(pair[1]);
      case "new", "established", "related", "invalid", "untracked" ->
          state = State.valueOf(word.toUpperCase(Locale.ROOT));
      case "uid" -> owner = OptionalLong.of(Long.parseLong(pair[1]));
      case "kernel" -> owner = OptionalLong.empty();
      case "decrypted" -> decrypted = true;
      case "encrypted" -> encrypted = true;
      case "ipsec" -> {
        decrypted = true;
        encrypted = true;
      }
      case "here" -> kind = Kind.LOCAL_HERE;
      case "elsewhere" -> kind = Kind.LOCAL_ELSEWHERE;
      case "broadcast", "multicast", "remote" -> kind = Kind.valueOf(word.toUpperCase(Locale.ROOT));
      default -> throw new IllegalArgumentException("no such word: " + word);
    }
  }

  private void flags(String text) {
    EnumSet<Flag> set = EnumSet.noneOf(Flag.class);
    for (String flag : text.equals("NONE") ? new String[0] : text.split(",", -1)) {
      set.add(Flag.valueOf(flag));
    }
    flags = set;
  }
}
