package io.github.vpnfirewall.helper.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.netfilter.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel keeps locks by process, so the other locker is a process of its own. */
class HelperLockTest {
  @TempDir Path folder;

  private static Places places(Path folder) {
    return new Places(folder.resolve("etc"), folder.resolve("lib"), folder.resolve("run"));
  }

  /** Takes the lock, says so, and holds it until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      try (HelperLock lock =
          HelperLock.take(
              places(Path.of(args[0])),
              Deadline.in(Duration.ofSeconds(20)),
              Duration.ofSeconds(Long.parseLong(args[1])))) {
        System.out.println("taken " + (lock != null));
        if (System.in.read() < 0) {
          System.out.println("released");
        }
      }
    }
  }

  private Process holder() throws IOException {
    return holder(Duration.ofSeconds(60));
  }

  /**
   * @param grace after 20 seconds and this one the holder has had the lock for too long
   */
  private Process holder(Duration grace) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Holder.class.getName(),
            folder.toString(),
            Long.toString(grace.toSeconds()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void oneAfterTheOther() throws Exception {
    Process first = holder();
    try (BufferedReader output = first.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("taken true");
      assertThatThrownBy(() -> HelperLock.take(places(folder), Deadline.in(Duration.ofMillis(200))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another call of the helper holds");
      long start = System.nanoTime();
      Thread release =
          new Thread(
              () -> {
                try {
                  Thread.sleep(300);
                  first.destroyForcibly(); // however it ends
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      release.start();
      try (HelperLock lock = HelperLock.take(places(folder), Deadline.in(Duration.ofSeconds(20)))) {
        assertThat(lock).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isGreaterThan(Duration.ofMillis(250));
      }
      release.join();
    } finally {
      first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static void stop(Process process) throws Exception {
    Process stopped = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start();
    assertThat(stopped.waitFor()).isZero();
  }

  /** Its caller may have stopped it, or frozen the group of processes that it is in. */
  @Test
  void whoHoldsItForTooLongIsEnded() throws Exception {
    Process late = holder(Duration.ofSeconds(-20));
    try (BufferedReader output = late.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("taken true");
      stop(late);
      try (HelperLock lock = HelperLock.take(places(folder), Deadline.in(Duration.ofSeconds(60)))) {
        assertThat(lock).isNotNull();
      }
      assertThat(late.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(late.exitValue()).isEqualTo(128 + 9);
    } finally {
      late.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void whoHasTimeLeftIsWaitedFor() throws Exception {
    Process holder = holder();
    try (BufferedReader output = holder.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("taken true");
      stop(holder);
      assertThatThrownBy(() -> HelperLock.take(places(folder), Deadline.in(Duration.ofSeconds(3))))
          .isInstanceOf(HelperLock.BusyException.class);
      assertThat(holder.isAlive()).isTrue();
    } finally {
      holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  /** A program that promised nothing, with what one left in the file that was killed. */
  @Test
  void anotherOnesPromiseIsNotHeldAgainstTheHolder() throws Exception {
    Process holder = holder();
    try (BufferedReader output = holder.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("taken true");
      Files.writeString(
          places(folder).run().resolve("lock"), ProcessHandle.current().pid() + " 1\n");
      assertThatThrownBy(() -> HelperLock.take(places(folder), Deadline.in(Duration.ofSeconds(3))))
          .isInstanceOf(HelperLock.BusyException.class);
      assertThat(holder.isAlive()).isTrue();
    } finally {
      holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void itIsGivenBack() throws Exception {
    for (int round = 0; round < 2; round++) {
      try (HelperLock lock = HelperLock.take(places(folder), Deadline.in(Duration.ofSeconds(5)))) {
        assertThat(lock).isNotNull();
      }
    }
  }
}
