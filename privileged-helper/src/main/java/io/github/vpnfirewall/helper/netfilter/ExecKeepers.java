package io.github.vpnfirewall.helper.netfilter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts keepers as a service of systemd's, which starts one again that was killed, and which ends
 * no service when a user logs out. Where systemd does not run, or not for this network, as a
 * session of their own.
 */
public final class ExecKeepers implements Keepers {
  /** The word by which the helper is asked to keep a trial; no verb, and polkit knows none such. */
  public static final String WORD = "keep-trial";

  private static final String HELPER = "/usr/lib/vpnfirewall/vpnfirewall-helper";

  /** How long a keeper may take to come up on a machine that has much to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final long LOOK_MILLIS = 20;

  private final Path systemd;
  private final Path systemdRun;
  private final Path setsid;
  private final Path network;
  private final Duration patience;

  /** Those of this machine. */
  public ExecKeepers() {
    this(
        Path.of("/run/systemd/system"),
        Path.of("/usr/bin/systemd-run"),
        Path.of("/usr/bin/setsid"),
        Path.of("/proc/1/ns/net"),
        PATIENCE);
  }

  /**
   * @param systemd the folder that is there where systemd runs
   * @param systemdRun systemd-run(1)
   * @param setsid setsid(1)
   * @param network the link that names systemd's network
   * @param patience how long each of them has until the keeper is there
   */
  ExecKeepers(Path systemd, Path systemdRun, Path setsid, Path network, Duration patience) {
    this.systemd = systemd;
    this.systemdRun = systemdRun;
    this.setsid = setsid;
    this.network = network;
    this.patience = patience;
  }

  @Override
  public boolean start(String trial, Sign sign) throws IOException {
    for (List<String> command : commands(trial)) {
      if (comesUp(command, sign)) {
        return true;
      }
    }
    return false;
  }

  private List<List<String>> commands(String trial) {
    List<List<String>> commands = new ArrayList<>();
    if (Files.isDirectory(systemd) && Files.isExecutable(systemdRun) && inItsNetwork()) {
      commands.add(
          List.of(
              systemdRun.toString(),
              "--quiet",
              "--collect",
              "--unit=vpnfirewall-trial-" + trial,
              "--description=Opens the VPN firewall again unless it is confirmed",
              "--property=Restart=on-failure",
              "--property=RestartSec=1",
              "--property=StartLimitIntervalSec=0",
              "--property=OOMScoreAdjust=-900",
              HELPER,
              WORD,
              trial));
    }
    commands.add(List.of(setsid.toString(), "--fork", HELPER, WORD, trial));
    return commands;
  }

  /** What systemd starts works on the network that systemd itself is in. */
  private boolean inItsNetwork() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/net"))
          .equals(Files.readSymbolicLink(network));
    } catch (IOException e) {
      return false;
    }
  }

  private boolean comesUp(List<String> command, Sign sign) throws IOException {
    // Nothing of ours may be held open by who lives longer than we do.
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return false; // there is no such program
    }
    try {
      long end = System.nanoTime() + patience.toNanos();
      while (System.nanoTime() < end) {
        if (sign.seen()) {
          return true;
        }
        if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          if (process.exitValue() != 0) {
            return sign.seen();
          }
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
      }
      return sign.seen();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly(); // setsid and systemd-run have long ended, or hang
    }
  }
}
