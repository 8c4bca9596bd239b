package io.github.vpnfirewall.helper.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for a process that somebody else has started. */
class EarlyGateTest {
  private static final long LONG = TimeUnit.MINUTES.toMillis(1);

  @TempDir Path proc;

  private void stat(String state, int exit) throws IOException {
    Files.createDirectories(proc.resolve("4711"));
    // In one step, as the kernel has it: somebody may just then be reading.
    Path fresh =
        Files.writeString(
            proc.resolve("fresh"), "4711 (a) Z (b) " + state + " 1 2 0 " + exit + "\n");
    Files.move(fresh, proc.resolve("4711/stat"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void thereIsNoneUnlessTheLauncherSaysSo() throws InterruptedException {
    assertThat(EarlyGate.awaitShut(Deadline.in(Duration.ofMinutes(1)))).isFalse();
  }

  @Test
  void tellsByTheExitCodeThatTheKernelKeeps() throws IOException, InterruptedException {
    stat("Z", 0);
    assertThat(EarlyGate.awaitShut(proc, 4711, LONG)).isTrue();
    stat("Z", 256);
    assertThat(EarlyGate.awaitShut(proc, 4711, LONG)).as("it failed").isFalse();
    stat("Z", 10);
    assertThat(EarlyGate.awaitShut(proc, 4711, LONG)).as("it was killed").isFalse();
    assertThat(EarlyGate.awaitShut(proc, 815, LONG)).as("it never was").isFalse();
  }

  @Test
  void waitsUntilItHasEnded() throws IOException, InterruptedException {
    stat("R", 0);
    Thread later =
        new Thread(
            () -> {
              try {
                Thread.sleep(50);
                stat("Z", 0);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    later.start();
    assertThat(EarlyGate.awaitShut(proc, 4711, LONG)).isTrue();
    later.join();
  }

  @Test
  void doesNotWaitForEver() throws IOException, InterruptedException {
    long nobody = 4_000_000_000L; // it would be killed
    Files.createDirectories(proc.resolve(nobody + ""));
    Files.writeString(proc.resolve(nobody + "/stat"), nobody + " (nft) D 1 0\n");
    assertThat(EarlyGate.awaitShut(proc, nobody, 20)).isFalse();
  }
}
