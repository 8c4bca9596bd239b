package io.github.vpnfirewall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verbs that ask the helper: what they ask, what they say, and how they end. */
class CommandTest extends CommandRig {
  @Test
  void whoCannotBeAskedForThePasswordLearnsWhatToType() {
    helper.answer = new HelperResult.NoAgent();
    assertThat(run("disarm")).isEqualTo(1);
    assertThat(text(err)).contains("needs a password", "sudo vpnfirewall disarm");
    helper.answer = new HelperResult.NotInstalled("/usr/bin/pkexec");
    assertThat(run("arm")).isEqualTo(1);
    assertThat(text(err)).contains("/usr/bin/pkexec", "sudo vpnfirewall arm");
    helper.answer = new HelperResult.NotAuthorized();
    assertThat(run("arm")).isEqualTo(1);
    assertThat(text(err)).endsWith("or you may not do this. Nothing was changed.\n");
  }

  @Test
  void trialsHaveALength() {
    helper.answer = reported(report(Verb.ARM, State.ARMED, CLOSED, CLOSED), 0);
    assertThat(run("arm", "--confirm", "60s")).isZero();
    assertThat(run("arm", "--confirm=2m")).isZero();
    assertThat(run("arm", "--confirm", "90", "--json")).isZero();
    assertThat(run("arm")).isZero();
    assertThat(helper.asked).containsExactly("arm PT1M", "arm PT2M", "arm PT1M30S", "arm");
    for (String wrong : List.of("9s", "61m", "0", "x", "-60", "60 s", "")) {
      assertThat(run("arm", "--confirm", wrong)).as(wrong).isEqualTo(2);
    }
    assertThat(run("arm", "--confirm")).isEqualTo(2);
    assertThat(helper.asked).hasSize(4);
    assertThat(text(err)).contains("“61m” is no time for a trial", "Usage: vpnfirewall arm");
  }

  @Test
  void armingWithoutSettingsSaysWhatComesFirst() {
    Problem error = new Problem("no-settings", null, "There are no settings yet");
    helper.answer = reported(failed(Verb.ARM, State.DISARMED, error, OPEN, OPEN), 1);
    assertThat(run("arm")).isEqualTo(1);
    assertThat(text(out)).isEmpty();
    assertThat(text(err))
        .startsWith("There are no settings yet\n")
        .contains("vpnfirewall import FILE")
        .contains("Disarmed:");
  }

  @Test
  void everyVerbHasHelp() {
    for (String verb :
        List.of("arm", "disarm", "status", "watch", "configure", "render", "settings")) {
      assertThat(run(verb, "--help")).as(verb).isZero();
      assertThat(run("help", verb)).as(verb).isZero();
      assertThat(text(out)).contains("Usage: vpnfirewall " + verb);
      if (!verb.equals("configure") && !verb.equals("render")) {
        assertThat(run(verb, "word")).as(verb).isEqualTo(2);
      }
      assertThat(run(verb, "--frobnicate")).as(verb).isEqualTo(2);
    }
    assertThat(run("help", "frobnicate")).isEqualTo(2);
    assertThat(run("")).isEqualTo(2);
    assertThat(helper.asked).isEmpty();
  }

  @Test
  void withoutADesktopTheSettingsFileIsNamed() {
    assertThat(run("settings")).isEqualTo(1);
    assertThat(text(err)).contains("/etc/vpnfirewall/settings.json", "vpnfirewall configure");
  }
}
