package io.github.vpnfirewall.helper.netfilter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tools that read, begun before they are asked for, so that they work side by side. */
final class ReadAhead {
  private final ToolRunner runner;
  private final Map<List<String>, ToolRunner.Running> begun = new HashMap<>();

  ReadAhead(ToolRunner runner) {
    this.runner = runner;
  }

  /** Begins; if that fails, whoever asks is told. */
  void begin(List<String> command) {
    if (!begun.containsKey(command)) {
      try {
        begun.put(command, runner.begin(command, ""));
      } catch (ToolException e) {
        // It is started once more by whoever asks, and then told of.
      }
    }
  }

  /** What the tool prints; each that was begun answers once. */
  String run(List<String> command) throws ToolException {
    ToolRunner.Running running = begun.remove(command);
    return running == null ? runner.run(command, "") : running.output();
  }

  /** What they read is about to change. */
  void forget() {
    for (ToolRunner.Running running : begun.values()) {
      running.end();
    }
    begun.clear();
  }
}
