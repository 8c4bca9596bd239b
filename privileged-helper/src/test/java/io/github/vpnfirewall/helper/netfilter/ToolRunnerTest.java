package io.github.vpnfirewall.helper.netfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolRunnerTest {
  @TempDir Path folder;

  private final ToolRunner runner = new ToolRunner(Deadline.in(Duration.ofMinutes(1)));

  private static List<String> shell(String script) {
    return List.of("/bin/sh", "-c", script);
  }

  private static String reason(ToolRunner.Running running) {
    return assertThrows(ToolException.class, running::output).getMessage();
  }

  private static void await(Path file) throws Exception {
    while (!Files.exists(file)) {
      Thread.sleep(5);
    }
  }

  /** A tool that starts a sleeper, which has its output too, and then does as it is told. */
  private ToolRunner.Running begunWithSleeper(String then) {
    return runner.begin(shell("sleep 60 & echo $! > '" + sleeper() + "'; " + then), "");
  }

  private Path sleeper() {
    return folder.resolve("sleeper");
  }

  private ProcessHandle started(Path file) throws Exception {
    while (!Files.exists(file) || Files.size(file) == 0) {
      Thread.sleep(5);
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
  }

  @Test
  void whatIsReadyHasStartedAndWaits() throws Exception {
    Path started = folder.resolve("started");
    ToolRunner.Running running = runner.ready(shell("touch '" + started + "'; exec cat"), true);
    await(started);
    Thread.sleep(50);
    assertTrue(running.isAlive());
    running.feed("what to do\n");
    assertEquals("what to do\n", running.output());
    assertEquals("what to do\n", running.output()); // the same whenever it is asked
  }

  @Test
  void moreThanPipeHoldsGoesInAndOut() throws Exception {
    String text = "line\n".repeat(100_000);
    assertEquals(text, runner.begin(shell("text=$(cat); echo \"$text\""), text).output());
  }

  @Test
  void whatIsNotReadIsNoFailure() throws Exception {
    String text = "line\n".repeat(100_000);
    assertEquals("said\n", runner.begin(shell("echo said"), text).output());
  }

  @Test
  void failureSaysWhatWasComplainedOf() {
    assertEquals(
        "sh failed (exit 4): first; second",
        reason(runner.begin(shell("echo first >&2; echo second >&2; exit 4"), "")));
    assertEquals("sh failed (exit 1)", reason(runner.begin(shell("exit 1"), "")));
    String cutOff = reason(runner.begin(shell("yes | head -c 9999 >&2; exit 1"), ""));
    assertTrue(cutOff.endsWith("…") && cutOff.length() < 350, cutOff);
  }

  @Test
  void exitCodeIsToldToWhoAsksForIt() throws Exception {
    ToolRunner.Outcome outcome = runner.begin(shell("echo out; echo no >&2; exit 7"), "").outcome();
    assertEquals(new ToolRunner.Outcome(7, "out\n", "no"), outcome);
  }

  @Test
  void whatIsNoAbsolutePathIsNeverLookedFor() {
    assertEquals("sh is missing", reason(runner.begin(List.of("sh", "-c", "exit"), "")));
  }

  @Test
  void whatHangsEndsWithAllThatItStarted() throws Exception {
    ToolRunner.Running running = begunWithSleeper("wait");
    ProcessHandle there = started(sleeper());
    ToolException e = assertThrows(ToolException.class, running::output);
    assertTrue(e.hung() && e.getMessage().startsWith("sh did not finish within "), e.getMessage());
    there.onExit().get();
  }

  /** Something that it left behind holds its output open. */
  @Test
  void outputWithoutEndIsNotWaitedForAnyLonger() throws Exception {
    ToolRunner.Running running = begunWithSleeper("exit 0");
    ProcessHandle there = started(sleeper());
    try {
      assertTrue(assertThrows(ToolException.class, running::output).hung());
    } finally {
      there.destroyForcibly();
    }
  }

  @Test
  void nothingIsStartedOnceTheTimeIsUp() throws Exception {
    ToolRunner late = new ToolRunner(Deadline.in(Duration.ZERO));
    Path started = folder.resolve("started");
    ToolException e =
        assertThrows(ToolException.class, late.begin(shell("touch '" + started + "'"), "")::output);
    assertTrue(e.hung() && e.getMessage().startsWith("sh "), e.getMessage());
    assertFalse(Files.exists(started));
  }

  @Test
  void whatIsOverIsNotStartedAnyMore() throws Exception {
    Path started = folder.resolve("started");
    ToolRunner.Running running = runner.new Running(shell("touch '" + started + "'"), false);
    running.end();
    running.start();
    running.feed("");
    assertEquals("sh was not started: the time is up", reason(running));
    assertFalse(Files.exists(started));
  }
}
