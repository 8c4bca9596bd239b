package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code vpnfirewall render}: the rules as they would be loaded. */
final class RenderCommand implements Command {
  private final Supplier<HelperClient> helpers;
  private final Surroundings around;

  RenderCommand(Supplier<HelperClient> helpers, Surroundings around) {
    this.helpers = helpers;
    this.around = around;
  }

  @Override
  public String verb() {
    return Verb.RENDER.key();
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) throws UsageException {
    Words said = Words.of(words, Set.of(Words.JSON), Set.of(), 1);
    String name = said.file().orElse(Stored.FILE.toString());
    Optional<Settings> settings = new SettingsFile(Verb.RENDER, terminal).read(name, said.json());
    if (settings.isEmpty()) {
      return Exit.WRONG;
    }
    try (HelperClient helper = helpers.get()) {
      return new Telling(terminal, around)
          .tell(
              verb(),
              helper.call(Verb.RENDER, settings).join(),
              said.json(),
              report -> lines(report, terminal));
    }
  }

  private static List<String> lines(Report report, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    for (AddressFamily family : AddressFamily.values()) {
      String name = StatusSentence.name(family);
      add(lines, report, Report.setsKey(family), terminal.text("command.render.sets", name));
      add(
          lines,
          report,
          family.key(),
          terminal.text(
              "command.render.rules",
              name,
              family == AddressFamily.IPV4 ? "iptables-restore" : "ip6tables-restore"));
    }
    return lines;
  }

  private static void add(List<String> lines, Report report, String key, String title) {
    String document = report.documents().get(key);
    if (document != null) {
      lines.add("# " + title);
      document.lines().forEach(lines::add);
    }
  }
}
