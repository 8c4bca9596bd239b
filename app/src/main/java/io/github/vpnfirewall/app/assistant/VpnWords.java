package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.Findings;
import io.github.vpnfirewall.app.discovery.Proposal;
import io.github.vpnfirewall.app.discovery.Vpn;
import io.github.vpnfirewall.app.discovery.Vpn.Origin;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Remark;
import io.github.vpnfirewall.app.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was found, in words. */
final class VpnWords {
  private static final int MOST_PLACES = 3;
  private static final String BETWEEN = " · ";

  private final Texts texts;

  VpnWords(Texts texts) {
    this.texts = texts;
  }

  VpnRow row(Vpn vpn, boolean chosen, Runnable changed) {
    List<String> about = new ArrayList<>();
    about.add(origin(vpn));
    if (vpn.active() && vpn.origin() != Origin.GUESS) {
      about.add(texts.text("assistant.vpn.active"));
    }
    about.add(servers(vpn));
    List<String> cautions =
        vpn.imported().remarks().stream()
            .filter(Remark::careful)
            .map(remark -> texts.text(remark.key(), remark.details()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (vpn.origin() == Origin.GUESS) {
      cautions.add(0, texts.text("assistant.vpn.guess.why"));
    }
    String title =
        vpn.origin() == Origin.GUESS
            ? texts.text("assistant.vpn.guess", vpn.name())
            : vpn.name().isBlank() ? servers(vpn) : vpn.name();
    return new VpnRow(vpn, title, String.join(BETWEEN, about), cautions, chosen, changed);
  }

  private String origin(Vpn vpn) {
    return switch (vpn.origin()) {
      case NETWORK_MANAGER -> texts.text("assistant.origin.networkManager");
      case OLD_SCRIPT -> texts.text("assistant.origin.script");
      case GUESS -> texts.text("assistant.origin.guess");
      case OPENED, SYSTEM_FILE, HOME_FILE -> texts.text("assistant.origin.file", vpn.place());
    };
  }

  /** The first places that it connects to, and how many more there are. */
  private String servers(Vpn vpn) {
    List<String> hosts =
        vpn.imported().endpoints().stream().map(VpnWords::place).distinct().toList();
    String first = hosts.stream().limit(MOST_PLACES).collect(Collectors.joining("; "));
    int more = hosts.size() - MOST_PLACES;
    return more <= 0 ? first : texts.text("assistant.vpn.more", first, more);
  }

  private static String place(Endpoint endpoint) {
    String port = endpoint.port().isPresent() ? " " + endpoint.port().getAsInt() : "";
    return switch (endpoint.protocol()) {
      case ANY -> endpoint.host();
      case UDP, TCP, GRE, ESP, AH ->
          endpoint.host() + ", " + endpoint.protocol().key().toUpperCase(Locale.ROOT) + port;
    };
  }

  /** Why what is chosen is chosen. */
  String why(Proposal.Why why) {
    return texts.text(
        switch (why) {
          case CONNECTED -> "assistant.why.connected";
          case ONLY_ONE -> "assistant.why.only";
          case OLD_SCRIPT -> "assistant.why.script";
          case SEVERAL -> "assistant.why.several";
          case GUESS -> "assistant.why.guess";
          case NOTHING -> "assistant.why.nothing";
        });
  }

  /** What else a person should know about the look around. */
  List<String> notes(Findings found) {
    List<String> notes = new ArrayList<>();
    boolean known = found.vpns().stream().anyMatch(v -> v.active() && v.origin() != Origin.GUESS);
    if (!found.running().isEmpty() && !known) {
      notes.add(texts.text("assistant.note.running", String.join(", ", found.running())));
    }
    if (!found.locked().isEmpty()) {
      String where =
          found.locked().stream()
              .limit(MOST_PLACES)
              .map(Path::toString)
              .collect(Collectors.joining(", "));
      notes.add(texts.text("assistant.note.locked", where));
    }
    if (!found.complete()) {
      notes.add(texts.text("assistant.note.incomplete"));
    }
    return notes;
  }
}
