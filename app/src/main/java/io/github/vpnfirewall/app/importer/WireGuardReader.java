package io.github.vpnfirewall.app.importer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what wg-quick(8) reads. Commands such as {@code PostUp} are not even looked at. */
final class WireGuardReader implements Reader {
  @Override
  public Imported read(TextFile file) throws ImportException {
    Places places = new Places(file.label());
    WireGuardPeers peers = new WireGuardPeers(places);
    for (Section section : Section.of(file, true)) {
      switch (section.name().toLowerCase(Locale.ROOT)) {
        case "interface" -> {
          // Its addresses and keys are of no use to a firewall.
        }
        case "peer" -> peer(section, peers);
        default ->
            throw ImportException.at(
                section.line(), "import.wireguard.section", Shown.of(section.name()));
      }
    }
    peers.finish();
    if (file.stem().isEmpty()) {
      places.remark(Remark.careful("import.remark.device.unnamed"));
    } else {
      places.device(file.stem());
    }
    return places.done(file, Kind.WIREGUARD, Imported.More.NONE);
  }

  private static void peer(Section section, WireGuardPeers peers) throws ImportException {
    Optional<Section.Entry> endpoint = section.last("endpoint");
    if (endpoint.isEmpty()) {
      return; // it connects to us
    }
    peers.endpoint(endpoint.get().value(), endpoint.get().line());
    List<Section.Entry> allowed = section.all("allowedips");
    for (Section.Entry entry : allowed) {
      peers.allowed(entry.value(), entry.line());
    }
  }
}
