package io.github.vpnfirewall.app.helper;

import static io.github.vpnfirewall.app.helper.Scripts.LIMIT;
import static io.github.vpnfirewall.app.helper.Scripts.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Watching, trials and arming again, against a script that plays pkexec. */
class WatchTest {
  @TempDir Path dir;
  private HelperClient client;
  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  private final BlockingQueue<HelperResult> ends = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void reportsComeAsTheyAreSaidUntilItIsClosed() throws Exception {
    var watch =
        watch(
            "echo \"$@\" >args; env | grep -v -E '^(PWD|OLDPWD|SHLVL|_)=' | sort >env;"
                + says(Verb.WATCH, State.DISARMED)
                + says(Verb.WATCH, State.ARMED)
                + "cat; echo over >over");
    assertThat(next(reports).state()).isEqualTo(State.DISARMED);
    assertThat(next(reports).state()).isEqualTo(State.ARMED);
    assertThat(dir.resolve("args"))
        .hasContent("--disable-internal-agent " + dir.resolve("helper") + " watch");
    assertThat(dir.resolve("env")).hasContent("LANG=C.UTF-8\nPATH=/usr/sbin:/usr/bin:/sbin:/bin");
    assertThat(ends).isEmpty();
    watch.close();
    assertThat(next(ends)).extracting("cause").isEqualTo(Cause.CLOSED);
    assertThat(ends.poll(100, TimeUnit.MILLISECONDS)).as("told once").isNull();
  }

  @Test
  void programThatCannotBeKilledSeesItsInputEnd() throws Exception {
    var watch =
        watch(
            "trap '' TERM;"
                + says(Verb.WATCH, State.ARMED)
                + "cat; echo over >written; mv written over");
    next(reports);
    watch.close();
    next(ends);
    for (int i = 0; i < 1000 && !Files.exists(dir.resolve("over")); i++) {
      Thread.sleep(20);
    }
    assertThat(dir.resolve("over")).hasContent("over");
  }

  @Test
  void callsAreServedMeanwhile() throws Exception {
    var watch =
        watch(
            "[ $3 = watch ] || { "
                + says(Verb.ARM, State.ARMED)
                + "exit; };"
                + says(Verb.WATCH, State.ARMED)
                + "exec cat");
    next(reports);
    assertThat(client.call(Verb.ARM).get(20, TimeUnit.SECONDS).ok()).isTrue();
    assertThat(ends).isEmpty();
    watch.close();
    next(ends);
  }

  @Test
  void closedClientWatchesNothing() throws Exception {
    var unused = watch(says(Verb.WATCH, State.ARMED) + "exec cat");
    next(reports);
    client.close();
    assertThat(next(ends)).extracting("cause").isEqualTo(Cause.CLOSED);
    var late = client.watch(reports::add, ends::add);
    assertThat(next(ends)).extracting("cause").isEqualTo(Cause.CLOSED);
    late.close();
    assertThat(reports).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "126, '', Dismissed",
    "127, Error executing command as another user: Not authorized, NotAuthorized",
    "127, Error executing command as another user: No authentication agent found., NoAgent",
    "127, Error getting authority: Could not connect, Failed",
    "0, '', Garbled",
    "1, '', Garbled",
  })
  void whatPkexecSaysIsToldApart(int code, String words, String kind) throws Exception {
    var unused = watch("echo '" + words + "' >&2; exit " + code);
    assertThat(next(ends).getClass().getSimpleName()).isEqualTo(kind);
    assertThat(reports).isEmpty();
  }

  @Test
  void missingPkexecIsNamed() throws Exception {
    client = new PkexecHelperClient(dir.resolve("none"), dir.resolve("helper"), LIMIT);
    var unused = client.watch(reports::add, ends::add);
    assertThat(next(ends)).isEqualTo(new HelperResult.NotInstalled(dir.resolve("none").toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo hello; exec cat",
        "echo; exec cat",
        "printf '%s' '{\"protocol\":1,'",
        "head -c 3000000 /dev/zero | tr '\\0' x; exec cat"
      })
  void whatIsNoReportEndsItAndTheProgram(String script) throws Exception {
    var unused = watch(says(Verb.WATCH, State.ARMED) + script);
    assertThat(next(ends)).isInstanceOf(HelperResult.Garbled.class);
    assertThat(reports).hasSize(1);
  }

  @Test
  void refusalIsNoReportOfAWatch() throws Exception {
    Report refusal = Report.failure(Optional.empty(), new Problem("usage", null, "No such verb"));
    var unused = watch(says(ReportJson.write(refusal)) + "exit 2");
    assertThat(next(ends)).isEqualTo(new HelperResult.Reported(refusal, 2));
    assertThat(reports).isEmpty();
  }

  @Test
  void killedProgramIsToldSo() throws Exception {
    var unused = watch(says(Verb.WATCH, State.ARMED) + "kill -KILL $$");
    assertThat(next(ends)).extracting("cause").isEqualTo(Cause.KILLED);
    assertThat(reports).hasSize(1);
  }

  @Test
  void chattyProgramNeitherHangsNorFillsTheMemory() throws Exception {
    var watch = watch("head -c 5000000 /dev/zero >&2;" + says(Verb.WATCH, State.ARMED) + "cat");
    assertThat(next(reports).state()).isEqualTo(State.ARMED);
    watch.close();
    next(ends);
  }

  @Test
  void trialAndArmingAgainAreAskedForAsTheHelperKnowsThem() throws Exception {
    client = Scripts.client(dir, "echo \"$@\" >>args;" + says(Verb.ARM, State.ARMED), LIMIT);
    assertThat(client.armOnTrial(Duration.ofMinutes(1)).get(20, TimeUnit.SECONDS).ok()).isTrue();
    assertThat(client.armAgain().get(20, TimeUnit.SECONDS).ok()).isTrue();
    String call = "--disable-internal-agent " + dir.resolve("helper") + " arm ";
    assertThat(dir.resolve("args")).hasContent(call + "--confirm 60\n" + call + "--again");
    for (Duration wrong : new Duration[] {Duration.ofSeconds(9), Duration.ofSeconds(3601)}) {
      assertThatThrownBy(() -> client.armOnTrial(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private HelperClient.Watch watch(String script) {
    client = Scripts.client(dir, script, LIMIT);
    return client.watch(reports::add, ends::add);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("nothing came").isNotNull();
    return next;
  }
}
