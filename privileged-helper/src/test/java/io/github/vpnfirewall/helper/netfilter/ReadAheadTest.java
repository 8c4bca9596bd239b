package io.github.vpnfirewall.helper.netfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
  @TempDir Path folder;

  private final ToolRunner runner = new ToolRunner(Deadline.in(Duration.ofMinutes(1)));
  private final ReadAhead ahead = new ReadAhead(runner);
  private Path file;

  @BeforeEach
  void somethingToRead() throws IOException {
    file = Files.writeString(folder.resolve("file"), "before\n");
  }

  private List<String> reading() {
    return List.of("/bin/sh", "-c", "cat '" + file + "'; echo read >> '" + folder + "/times'");
  }

  private void awaitRead() throws Exception {
    Path times = folder.resolve("times");
    while (!Files.exists(times) || Files.size(times) == 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void whatWasBegunAnswersOnce() throws Exception {
    ahead.begin(reading());
    ahead.begin(reading()); // it is at work already
    awaitRead();
    Files.writeString(file, "after\n");
    assertEquals("before\n", ahead.run(reading()));
    assertEquals("after\n", ahead.run(reading()));
    assertEquals("read\nread\n", Files.readString(folder.resolve("times")));
  }

  @Test
  void whatHasChangedIsReadAnew() throws Exception {
    ahead.begin(reading());
    awaitRead();
    Files.writeString(file, "after\n");
    ahead.forget();
    assertEquals("after\n", ahead.run(reading()));
  }

  @Test
  void whatIsForgottenEnds() throws Exception {
    Path began = folder.resolve("began");
    ahead.begin(List.of("/bin/sh", "-c", "echo $$ > '" + began + "'; exec sleep 60"));
    while (!Files.exists(began) || Files.size(began) == 0) {
      Thread.sleep(5);
    }
    ProcessHandle tool =
        ProcessHandle.of(Long.parseLong(Files.readString(began).strip())).orElseThrow();
    ahead.forget();
    tool.onExit().get();
    assertTrue(!tool.isAlive());
  }

  @Test
  void whoAsksIsToldOfAFailure() throws Exception {
    List<String> failing = List.of("/bin/sh", "-c", "echo no >&2; exit 3");
    List<String> missing = List.of(folder.resolve("missing").toString());
    ahead.begin(failing);
    ahead.begin(missing);
    assertEquals(
        "sh failed (exit 3): no",
        assertThrows(ToolException.class, () -> ahead.run(failing)).getMessage());
    assertThrows(ToolException.class, () -> ahead.run(missing));
  }
}
