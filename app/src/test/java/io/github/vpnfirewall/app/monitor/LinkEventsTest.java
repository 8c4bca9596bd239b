package io.github.vpnfirewall.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkEventsTest {
  @TempDir Path dir;
  private final Semaphore events = new Semaphore(0);

  @Test
  void eachLineIsAnEventAndTheProgramEndsWithTheWatch() throws Exception {
    Path pid = dir.resolve("pid");
    String script = "echo one; echo two; echo $$ >" + pid + "; exec sleep 60";
    LinkEvents watch = new LinkEvents(List.of("/bin/sh", "-c", script), events::release);
    assertThat(events.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.sleep(10);
    }
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    watch.close();
    process.onExit().get(10, TimeUnit.SECONDS);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void programThatEndsIsStartedAgain() throws Exception {
    try (LinkEvents watch =
        new LinkEvents(List.of("/bin/sh", "-c", "echo once"), events::release)) {
      assertThat(watch).isNotNull();
      assertThat(events.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void missingProgramIsNoFailure() throws Exception {
    try (LinkEvents watch =
        new LinkEvents(List.of(dir.resolve("none").toString()), events::release)) {
      assertThat(watch).isNotNull();
      assertThat(events.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
