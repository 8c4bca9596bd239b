package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code vpnfirewall configure FILE}: stores settings, or only says whether they are right. */
final class ConfigureCommand implements Command {
  private static final String CHECK = "--check";

  private final Supplier<HelperClient> helpers;
  private final Surroundings around;

  ConfigureCommand(Supplier<HelperClient> helpers, Surroundings around) {
    this.helpers = helpers;
    this.around = around;
  }

  @Override
  public String verb() {
    return Verb.CONFIGURE.key();
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) throws UsageException {
    Words said = Words.of(words, Set.of(Words.JSON, CHECK), Set.of(), 1);
    String name = said.file().orElseThrow(() -> new UsageException("command.nofile", ""));
    // Rendering is what needs no root, changes nothing and says all that is wrong.
    Verb verb = said.has(CHECK) ? Verb.RENDER : Verb.CONFIGURE;
    SettingsFile file = new SettingsFile(verb, terminal);
    Optional<Settings> settings = file.read(name, said.json());
    if (settings.isEmpty()) {
      return Exit.WRONG;
    }
    try (HelperClient helper = helpers.get()) {
      HelperResult result = helper.call(verb, settings).join();
      Optional<Problem> wrong = refused(result);
      if (wrong.isPresent() && !said.json()) {
        terminal.err().println(file.said(name, wrong.get()));
        return Exit.WRONG;
      }
      return new Telling(terminal, around)
          .tell(
              verb(),
              result,
              said.json(),
              report -> lines(report, terminal, settings.get(), said.has(CHECK)));
    }
  }

  /** What only this machine can tell, such as a user who is not there. */
  private static Optional<Problem> refused(HelperResult result) {
    return result instanceof Reported reported && reported.exitCode() == Exit.WRONG.code()
        ? reported.report().error()
        : Optional.empty();
  }

  private List<String> lines(Report report, Terminal terminal, Settings settings, boolean check) {
    StatusText text = new StatusText(terminal, around);
    List<String> lines = new ArrayList<>();
    if (check) {
      lines.add(
          terminal.text(
              "command.checked",
              settings.servers().size(),
              settings.tunnel().interfaces().isEmpty()
                  ? "-"
                  : String.join(
                      ", ",
                      settings.tunnel().interfaces().stream().map(Object::toString).toList())));
      lines.addAll(text.warnings(report.warnings()));
      return lines;
    }
    lines.add(
        terminal.text(
            !report.changed()
                ? "command.configured.same"
                : report.state() == State.ARMED
                    ? "command.configured.armed"
                    : "command.configured"));
    lines.addAll(text.lines(report));
    return lines;
  }
}
