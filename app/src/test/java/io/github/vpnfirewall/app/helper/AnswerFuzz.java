package io.github.vpnfirewall.app.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What comes back from pkexec: whoever answered, a person is told something, and it is only taken
 * for the helper's word if it is that. An input is a verb, an exit code, standard error and, on all
 * further lines, standard output.
 */
public final class AnswerFuzz {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);

  private AnswerFuzz() {}

  /** Tries one answer. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes).split("\n", 4)));
  }

  private static void check(String... parts) {
    if (parts.length < 4 || Verb.parse(parts[0]).isEmpty() || !parts[1].matches("[0-9]{1,3}")) {
      return; // no call of ours ends like that
    }
    Verb verb = Verb.parse(parts[0]).get();
    int code = Integer.parseInt(parts[1]);
    BoundedBuffer output = new BoundedBuffer(ReportJson.MAX_BYTES);
    byte[] said = parts[3].getBytes(StandardCharsets.UTF_8);
    output.write(said, 0, said.length);
    HelperResult result =
        Answer.of(verb, "/usr/lib/vpnfirewall-helper", new Outcome(code, output, parts[2]));
    assertThat(TEXTS.text(result.reason(), result.details())).isNotBlank();
    boolean reported = result instanceof HelperResult.Reported;
    Fuzzing.outcome(reported);
    assertThat(!result.ok() || reported).isTrue();
    if (result instanceof HelperResult.Reported heard) {
      assertThat(code).isBetween(0, 3);
      assertThat(code == 0 && !heard.ok()).isFalse();
      assertThat(heard.report().verb().equals(Optional.of(verb)) || code != 0).isTrue();
    }
  }
}
