package io.github.vpnfirewall.helper.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.netfilter.Sighting.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of {@code leak-probe}'s words. */
class ExecProberTest {
  @Test
  void readsWhatCameOfEach() throws Exception {
    String said =
        "0 sent seen 198.51.100.1\n1 send:EPERM unseen ::1\n2 connect:ENETUNREACH unseen ::1\nend";

    assertThat(ExecProber.sightings(said.lines().toList(), 3))
        .containsExactly(
            new Sighting(Answer.SENT, "", true),
            new Sighting(Answer.REFUSED, "EPERM", false),
            new Sighting(Answer.NO_WAY, "ENETUNREACH", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "end",
        "0 sent seen ::1",
        "1 sent seen ::1\nend",
        "0 sent seen ::1\n1 sent seen ::1\nend",
        "0 sent:EPERM seen ::1\nend",
        "0 send unseen ::1\nend",
        "0 stopped unseen ::1\nend",
        "0 sent maybe ::1\nend"
      })
  void neverGuesses(String said) {
    assertThatThrownBy(() -> ExecProber.sightings(said.lines().toList(), 1))
        .isInstanceOf(ToolException.class);
  }
}
