package io.github.vpnfirewall.helper.netfilter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The gate that the launcher has nft(8) shut while the JVM starts, so that closing does not wait
 * for that. The launcher names nft's process, a child of ours by then, in a property that no caller
 * can set.
 */
public final class EarlyGate {
  private static final String PROPERTY = "vpnfirewall.gate";

  /** As long as any tool that changes something may take. */
  private static final long MAX_MILLIS = 3_500;

  private EarlyGate() {}

  /**
   * Waits until it is decided.
   *
   * @return whether the gate was shut for this call; false, too, if it had been shut before
   */
  public static boolean awaitShut(Deadline deadline) throws InterruptedException {
    Long process = Long.getLong(PROPERTY);
    return process != null
        && awaitShut(Path.of("/proc"), process, Math.min(MAX_MILLIS, deadline.leftMillis()));
  }

  static boolean awaitShut(Path proc, long process, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      Optional<String> stat = stat(proc, process);
      if (stat.isEmpty() || stat.get().startsWith("Z")) {
        // Nobody asks for its exit code but us, so the kernel keeps it: the last number (proc(5)).
        return stat.isPresent() && stat.get().endsWith(" 0");
      }
      Thread.sleep(1);
    }
    ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
    return false;
  }

  /** What stands behind the process's name; empty if there is no such process. */
  private static Optional<String> stat(Path proc, long process) {
    try {
      String text = Files.readString(proc.resolve(process + "/stat"));
      return Optional.of(text.substring(text.lastIndexOf(") ") + 2).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
