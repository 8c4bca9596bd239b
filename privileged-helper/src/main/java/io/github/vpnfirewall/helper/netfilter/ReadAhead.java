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
      begun.put(command, runner.begin(command, ""));
    }
  }

  /** The tool, begun if it was not; each that was begun answers once. */
  ToolRunner.Running take(List<String> command) {
    begin(command);
    return begun.remove(command);
  }

  /** What the tool prints. */
  String run(List<String> command) throws ToolException {
    return take(command).output();
  }

  /** What they read is about to change. */
  void forget() {
    for (ToolRunner.Running running : begun.values()) {
      running.end();
    }
    begun.clear();
  }
}
