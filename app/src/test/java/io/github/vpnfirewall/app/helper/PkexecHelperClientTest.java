package io.github.vpnfirewall.app.helper;

import static io.github.vpnfirewall.app.helper.Scripts.LIMIT;
import static io.github.vpnfirewall.app.helper.Scripts.says;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against a script that plays pkexec. */
class PkexecHelperClientTest {
  @TempDir Path dir;
  private final List<HelperClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(HelperClient::close);
  }

  @Test
  void callIsMadeAsPolkitExpectsItWithNothingInTheEnvironment() throws Exception {
    String script =
        "echo \"$@\" >args; env | grep -v -E '^(PWD|OLDPWD|SHLVL|_)=' | sort >env; cat >stdin;"
            + says(Verb.CONFIGURE, State.DISARMED);
    HelperResult result =
        client(script, LIMIT)
            .call(Verb.CONFIGURE, Optional.of(Samples.settings("tun0")))
            .get(20, SECONDS);
    assertThat(result.ok()).isTrue();
    assertThat(dir.resolve("args"))
        .hasContent("--disable-internal-agent " + dir.resolve("helper") + " configure");
    assertThat(dir.resolve("env")).hasContent("LANG=C.UTF-8\nPATH=/usr/sbin:/usr/bin:/sbin:/bin");
    assertThat(dir.resolve("stdin")).hasContent(SettingsJson.write(Samples.settings("tun0")));
  }

  @Test
  void largeSettingsArriveWhole() throws Exception {
    StringBuilder servers = new StringBuilder();
    for (int i = 0; i < 8_000; i++) {
      servers.append(i == 0 ? "" : ",");
      servers.append("{\"address\":\"198.51.").append(i / 256).append('.').append(i % 256);
      servers.append("\",\"port\":1194,\"protocol\":\"udp\"}");
    }
    var settings =
        Samples.parse(
            "{\"version\":1,\"tunnel\":{\"interfaces\":[\"tun0\"]},\"servers\":[" + servers + "]}");
    String script = "sleep 0.2; cat >stdin;" + says(Verb.CONFIGURE, State.DISARMED);
    var result = client(script, LIMIT).call(Verb.CONFIGURE, Optional.of(settings));
    assertThat(result.get(20, SECONDS).ok()).isTrue();
    assertThat(dir.resolve("stdin")).hasContent(SettingsJson.write(settings));
  }

  @ParameterizedTest
  @CsvSource({
    "ARM,ARMED,0",
    "DISARM,DISARMED,0",
    "STATUS,ARMED,0",
    "STATUS,DISARMED,3",
    "VERIFY,ARMED,0",
    "VERIFY,DISARMED,3"
  })
  void reportThatAgreesWithTheExitCodeIsTheProofThatItRan(Verb verb, State state, int code)
      throws Exception {
    HelperResult result = answer(verb, says(verb, state) + "exit " + code);
    assertThat(result).isEqualTo(new HelperResult.Reported(Samples.report(verb, state), code));
    assertThat(result.reason()).isEqualTo("helper.done." + verb.key());
  }

  @ParameterizedTest
  @CsvSource({"1,DEGRADED,", "1,DISARMED,", "2,UNKNOWN,$.servers[0].port"})
  void failureIsToldInTheHelpersWordsWithTheField(int code, State state, String path)
      throws Exception {
    var report =
        Samples.failure(Verb.ARM, state, new Problem("wrong", path, "The port is missing"));
    HelperResult result = answer(Verb.ARM, says(ReportJson.write(report)) + "exit " + code);
    assertThat(result).isEqualTo(new HelperResult.Reported(report, code));
    assertThat(result.ok()).isFalse();
    assertThat(result.details()).first().isEqualTo("The port is missing");
    assertThat(result.reason()).isEqualTo(path == null ? "helper.failed" : "helper.failed.field");
  }

  @ParameterizedTest
  @CsvSource({
    "ARM,ARMED,1",
    "ARM,ARMED,126",
    "ARM,ARMED,127",
    "ARM,ARMED,143",
    "STATUS,DISARMED,0",
    "VERIFY,DISARMED,0",
    "ARM,ARMED,3",
    "STATUS,ARMED,3",
    "ARM,ARMED,2"
  })
  void reportThatBeliesItsExitCodeIsNotBelieved(Verb verb, State state, int code) throws Exception {
    assertThat(answer(verb, says(verb, state) + "exit " + code))
        .isInstanceOf(HelperResult.Garbled.class);
  }

  @Test
  void reportOfAnotherVerbIsNotBelieved() throws Exception {
    assertThat(answer(Verb.DISARM, says(Verb.ARM, State.ARMED)))
        .isInstanceOf(HelperResult.Garbled.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          126 | Error executing command as another user: Request dismissed | Dismissed
          126 | | Dismissed
          126 | /usr/lib/vpnfirewall/vpnfirewall-helper: Permission denied | Failed
          127 | Error executing command as another user: Not authorized | NotAuthorized
          127 | Error executing command as another user: No authentication agent found. | NoAgent
          127 | Error creating textual authentication agent: opening /dev/tty | NoAgent
          127 | Error accessing @HELPER@: No such file or directory | NotInstalled
          127 | Error getting authority: Could not connect: No such file | Failed
          127 | Error initializing authority: Could not connect: No such file | Failed
          127 | The value for the SHELL variable was not found the /etc/shells file | Failed
          127 | | Failed
          5 | something else | Failed
          """)
  void eachWayNotToRunIsToldApart(int code, String stderr, String kind) throws Exception {
    String words = stderr == null ? "" : stderr.replace("@HELPER@", dir.resolve("helper") + "");
    HelperResult result = answer(Verb.ARM, "echo '" + words + "' >&2; exit " + code);
    assertThat(result.getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void silentAuthorityIsNamed() throws Exception {
    HelperResult result =
        answer(Verb.ARM, "echo 'Error getting authority: Could not connect' >&2; exit 127");
    assertThat(result).extracting("cause").isEqualTo(Cause.NO_AUTHORITY);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3"})
  void nothingOnStandardOutputIsNoAnswer(int code) throws Exception {
    assertThat(answer(Verb.ARM, "exit " + code)).isInstanceOf(HelperResult.Garbled.class);
  }

  @ParameterizedTest
  @CsvSource({"hello", "{}", "[1]", "'{\"protocol\":2}'"})
  void anotherAnswerThanAReportIsGarbled(String words) throws Exception {
    assertThat(answer(Verb.ARM, "echo '" + words + "'")).isInstanceOf(HelperResult.Garbled.class);
  }

  @Test
  void lineBeforeTheReportIsGarbled() throws Exception {
    String script = "echo '[warning][cds] the archive is stale';" + says(Verb.ARM, State.ARMED);
    assertThat(answer(Verb.ARM, script)).isInstanceOf(HelperResult.Garbled.class);
  }

  @Test
  void outputBeyondTheLimitIsGarbledAndDoesNotBlockTheProgram() throws Exception {
    assertThat(answer(Verb.ARM, "head -c 20000000 /dev/zero | tr '\\0' x; echo done >&2"))
        .isInstanceOf(HelperResult.Garbled.class);
  }

  @Test
  void diagnosticsBeyondTheLimitDoNotHurtTheReport() throws Exception {
    String script = "head -c 5000000 /dev/zero >&2;" + says(Verb.ARM, State.ARMED);
    assertThat(answer(Verb.ARM, script).ok()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"KILL", "TERM", "TRAP"})
  void programEndedByASignalIsToldSo(String signal) throws Exception {
    assertThat(answer(Verb.ARM, "kill -" + signal + " $$"))
        .extracting("cause")
        .isEqualTo(Cause.KILLED);
  }

  @Test
  void missingPkexecIsNamed() throws Exception {
    HelperClient client =
        keep(new PkexecHelperClient(dir.resolve("none"), dir.resolve("helper"), LIMIT));
    assertThat(client.call(Verb.ARM).get(20, SECONDS))
        .isEqualTo(new HelperResult.NotInstalled(dir.resolve("none").toString()));
  }

  @Test
  void renderingAsksNobodyForRights() throws Exception {
    Scripts.put(dir, "helper", says(Verb.RENDER, State.UNKNOWN));
    HelperClient client = client("exit 126", LIMIT);
    assertThat(
            client.call(Verb.RENDER, Optional.of(Samples.settings("tun0"))).get(20, SECONDS).ok())
        .isTrue();
  }

  @Test
  void settingsGoOnlyWhereTheyBelong() {
    HelperClient client = client("exit 0", LIMIT);
    assertThatThrownBy(() -> client.call(Verb.ARM, Optional.of(Samples.settings())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.call(Verb.CONFIGURE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private HelperResult answer(Verb verb, String script) throws Exception {
    return client(script, LIMIT).call(verb).get(20, SECONDS);
  }

  private HelperClient client(String script, Duration limit) {
    return keep(Scripts.client(dir, script, limit));
  }

  private HelperClient keep(HelperClient client) {
    clients.add(client);
    return client;
  }
}
