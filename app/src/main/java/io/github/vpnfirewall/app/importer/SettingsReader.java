package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads settings of VPN Firewall itself, as they stand in {@code /etc/vpnfirewall}. */
final class SettingsReader implements Reader {
  @Override
  public Imported read(TextFile file) throws ImportException {
    String text = String.join("\n", file.lines());
    Settings settings;
    try {
      settings = SettingsJson.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidSettingsException e) {
      throw ImportException.whole("import.settings", Shown.of(e.path()), e.getMessage());
    }
    return new Imported(
        file.name(),
        Kind.SETTINGS,
        settings.servers().stream().map(SettingsReader::endpoint).toList(),
        new LinkedHashSet<>(settings.tunnel().interfaces()),
        List.of(),
        new Imported.More(settings.tunnel().ipsec(), Optional.empty(), Optional.of(settings)));
  }

  private static Endpoint endpoint(Server server) {
    return new Endpoint(
        server.address().toString(),
        server.port().isPresent()
            ? OptionalInt.of(server.port().get().number())
            : OptionalInt.empty(),
        server.protocol(),
        server.label().orElse(""));
  }
}
