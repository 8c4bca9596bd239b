package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process against a script that plays the windows. */
class WindowProcessTest {
  @TempDir Path dir;

  @Test
  void secondWindowComesFromTheSameProcess() throws Exception {
    WindowProcess windows =
        script("echo $$ >>starts; while read v; do echo $v; echo $v >>shown; done");
    windows.show(View.STATUS);
    windows.show(View.SETTINGS);
    windows.show(View.STATUS);
    await("shown", 3);
    assertThat(dir.resolve("shown")).hasContent("status\nsettings\nstatus");
    assertThat(Files.readAllLines(dir.resolve("starts"))).hasSize(1);
  }

  @Test
  void processThatHasEndedIsStartedAgain() throws Exception {
    WindowProcess windows = script("echo $$ >>starts; read v; echo $v; echo $v >>shown");
    windows.show(View.STATUS);
    await("shown", 1);
    windows.show(View.ABOUT);
    await("shown", 2);
    assertThat(dir.resolve("shown")).hasContent("status\nabout");
  }

  @Test
  void processThatEndsInsteadOfAnsweringIsStartedAgain() throws Exception {
    WindowProcess windows =
        script("echo $$ >>starts; read v; [ -e once ] || { touch once; exit; }; echo $v >>shown");
    windows.show(View.SETTINGS);
    await("shown", 1);
    assertThat(Files.readAllLines(dir.resolve("starts"))).hasSize(2);
  }

  @Test
  void processThatNeverAnswersIsNotStartedForEver() throws Exception {
    WindowProcess windows = script("echo $$ >>starts");
    windows.show(View.STATUS);
    await("starts", 2);
    Thread.sleep(300);
    assertThat(Files.readAllLines(dir.resolve("starts"))).hasSize(2);
  }

  @Test
  void commandRunsTheWindowsOfThisVeryBuild() {
    assertThat(WindowProcess.sameJava(false))
        .startsWith(System.getProperty("java.home") + "/bin/java")
        .contains(WindowMain.class.getName())
        .endsWith("--attached");
    assertThat(WindowProcess.sameJava(true)).endsWith("--attached", "--log-addresses");
  }

  /** One option about modules more or less, and the archive is silently left alone. */
  @Test
  void launcherAndPackageHaveTheSameOptions() throws Exception {
    Path desktop = Path.of("..", "desktop");
    String launcher = Files.readString(desktop.resolve("vpnfirewall-app"));
    assertThat(launcher).contains(WindowProcess.OPTIONS);
    assertThat(Pattern.compile("--(?:add|enable|sun)-[^\\s\"]+").matcher(launcher).results())
        .extracting(MatchResult::group)
        .containsExactlyInAnyOrder(
            ProgramName.EXPORT, WindowProcess.NATIVE_ACCESS, WindowProcess.UNSAFE_ACCESS);
    assertThat(Files.readString(desktop.resolve("package").resolve("postinst")))
        .containsOnlyOnce(
            "window.jsa " + ProgramName.EXPORT + " " + WindowProcess.NATIVE_ACCESS + "\n");
  }

  private WindowProcess script(String text) {
    return new WindowProcess(List.of("/bin/sh", "-c", "cd " + dir + "; " + text));
  }

  private void await(String file, int lines) throws Exception {
    for (int i = 0; i < 500; i++) {
      if (Files.exists(dir.resolve(file))
          && Files.readAllLines(dir.resolve(file)).size() >= lines) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(file + " has no " + lines + " lines after 10 s");
  }
}
