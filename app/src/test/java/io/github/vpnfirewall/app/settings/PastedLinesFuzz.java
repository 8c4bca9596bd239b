package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lines pasted into the table of servers: a server that the root side takes, or why not. */
public final class PastedLinesFuzz {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);

  private PastedLinesFuzz() {}

  /** Tries one text. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String text) throws InvalidSettingsException {
    LineReader reader = new LineReader(TEXTS, ServerProtocol.UDP, "1194");
    int number = 0;
    for (String line : text.split("\n", -1)) {
      Optional<ServerLine> read = reader.read(++number, line);
      Fuzzing.outcome(read.isPresent() && read.get().problem().isEmpty());
      if (read.isPresent()) {
        check(read.get());
      }
    }
  }

  private static void check(ServerLine line) throws InvalidSettingsException {
    boolean taken = line.kind() == ServerLine.Kind.NEW || line.kind() == ServerLine.Kind.NAME;
    assertThat(line.problem().isEmpty()).isEqualTo(taken);
    assertThat(line.server().isPresent()).isEqualTo(line.kind() == ServerLine.Kind.NEW);
    if (line.name().isPresent()) {
      assertThat(new HostName(line.name().get().host())).isNotNull();
    }
    if (line.server().isPresent()) {
      Settings settings = with(line.server().get());
      byte[] json = SettingsJson.write(settings).getBytes(StandardCharsets.UTF_8);
      assertThat(SettingsJson.read(json)).isEqualTo(settings);
    }
  }

  private static Settings with(Server server) {
    Settings none = Settings.empty();
    return new Settings(
        none.tunnel(),
        List.of(server),
        none.lan(),
        none.gateway(),
        none.pinHosts(),
        none.blockMode(),
        none.logBlocked());
  }
}
