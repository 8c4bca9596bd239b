package io.github.vpnfirewall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Settings that are checked, stored or turned into rules. */
class ConfigureCommandTest extends CommandRig {
  private static final String SETTINGS =
      "{\"version\":1,\"tunnel\":{\"interfaces\":[\"wg0\"]},\"servers\":[]}";

  @Test
  void checkingAsksForTheRulesAlone() throws IOException {
    helper.answer = reported(report(Verb.RENDER, State.DISARMED, OPEN, OPEN), 0);
    assertThat(run("configure", "--check", file(SETTINGS))).isZero();
    assertThat(text(out)).startsWith("These settings are right: servers 0, tunnel wg0.");
    assertThat(helper.asked).containsExactly("render [wg0]");
    assertThat(run("configure", file(SETTINGS))).isZero();
    assertThat(helper.asked).containsExactly("render [wg0]", "configure [wg0]");
    input = SETTINGS;
    assertThat(run("configure", "-")).isZero();
    assertThat(helper.asked).hasSize(3);
  }

  @Test
  void wrongSettingsAreSaidWithTheirFieldAndAskNobody() throws IOException {
    String name = file(SETTINGS.replace("\"wg0\"", "\"wg0\",\"../x\""));
    assertThat(run("configure", "--check", name)).isEqualTo(2);
    assertThat(text(err))
        .startsWith(name + ": $.tunnel.interfaces[1]: ")
        .contains("use 1 to 15 letters");
    assertThat(run("configure", "--json", name)).isEqualTo(2);
    assertThat(text(out)).hasLineCount(1).contains("\"path\":\"$.tunnel.interfaces[1]\"");
    assertThat(run("configure", folder + "/none")).isEqualTo(2);
    assertThat(run("configure", folder.toString())).isEqualTo(2);
    assertThat(run("configure")).isEqualTo(2);
    assertThat(run("configure", name, name)).isEqualTo(2);
    assertThat(helper.asked).isEmpty();
  }

  @Test
  void whatOnlyTheMachineCanTellIsSaidTheSameWay() throws IOException {
    Problem error = new Problem("unknown-user", "$.tunnel.clientUsers[0]", "There is no such user");
    helper.answer = reported(Report.failure(Optional.of(Verb.RENDER), error), 2);
    String name = file(SETTINGS);
    assertThat(run("configure", "--check", name)).isEqualTo(2);
    assertThat(text(err)).isEqualTo(name + ": $.tunnel.clientUsers[0]: There is no such user\n");
  }

  @Test
  void rulesArePrintedForWhoeverReadsThem() throws IOException {
    Report report =
        Samples.bare(
            Verb.RENDER,
            State.UNKNOWN,
            Optional.empty(),
            List.of(),
            Map.of("ipv4", "*filter\nCOMMIT\n", "ipv6", "*filter\nCOMMIT\n", "ipv6-sets", "a\n"));
    helper.answer = reported(report, 0);
    assertThat(run("render", file(SETTINGS))).isZero();
    assertThat(text(out))
        .isEqualTo(
            """
            # IPv4: rules, for iptables-restore
            *filter
            COMMIT
            # IPv6: sets, for ipset restore
            a
            # IPv6: rules, for ip6tables-restore
            *filter
            COMMIT
            """);
  }
}
