package io.github.vpnfirewall.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEventsTest {
  @TempDir Path dir;
  private final Semaphore events = new Semaphore(0);

  @Test
  void fileIsWatchedThroughEverythingThatCanHappenToItsFolder() throws Exception {
    Path folder = dir.resolve("run/vpnfirewall");
    Path file = folder.resolve("state.json");
    Path other = Files.createDirectory(dir.resolve("etc")).resolve("settings.json");
    try (FileEvents watch = new FileEvents(List.of(file, other), events::release)) {
      assertThat(watch).isNotNull();
      quiet();
      for (int i = 0; i < 3; i++) {
        Files.createDirectories(folder);
        heard("the folder appears");
        Files.writeString(file, "1");
        heard("the file appears");
        Files.writeString(file, "2");
        heard("the file changes");
        Files.writeString(other, "1" + i);
        heard("the other file changes");
        Files.move(Files.writeString(folder.resolve("new"), "3"), file.resolveSibling("x"));
        Files.delete(folder.resolve("x"));
        Files.delete(file);
        heard("the file goes");
        Files.delete(folder);
        Files.delete(folder.getParent());
        heard("the folder goes");
      }
    }
  }

  @Test
  void nothingIsHeardWhenNothingHappensToTheFiles() throws Exception {
    Path file = dir.resolve("state.json");
    try (FileEvents watch = new FileEvents(List.of(file), events::release)) {
      assertThat(watch).isNotNull();
      quiet();
      Files.writeString(dir.resolve("state.json.new"), "1");
      Files.createDirectory(dir.resolve("state"));
      assertThat(events.tryAcquire(500, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private void heard(String what) throws InterruptedException, IOException {
    assertThat(events.tryAcquire(10, TimeUnit.SECONDS)).as(what).isTrue();
    quiet();
  }

  /** Waits until no more events come. */
  private void quiet() throws InterruptedException {
    while (events.tryAcquire(250, TimeUnit.MILLISECONDS)) {
      events.drainPermits();
    }
  }
}
