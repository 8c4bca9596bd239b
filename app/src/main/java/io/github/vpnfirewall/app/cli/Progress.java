package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.importer.Resolver;
import java.util.function.Consumer;

/** Shows on one line of the terminal how far the names are, if somebody watches. */
final class Progress implements Consumer<Resolver.Progress> {
  private static final String TO_BEGINNING = "\r\u001b[K";

  private final Terminal terminal;
  private boolean begun;

  Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(Resolver.Progress progress) {
    if (terminal.live()) {
      begun = true;
      terminal.err().print(TO_BEGINNING);
      terminal.err().print(terminal.text("import.progress", progress.done(), progress.all()));
      terminal.err().flush();
    }
  }

  synchronized void end() {
    if (begun) {
      terminal.err().print(TO_BEGINNING);
      terminal.err().flush();
    }
  }
}
