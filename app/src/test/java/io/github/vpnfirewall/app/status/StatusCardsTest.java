package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.status.StatusFace.Counts;
import io.github.vpnfirewall.app.status.StatusFace.Door;
import io.github.vpnfirewall.app.status.StatusFace.DoorLine;
import io.github.vpnfirewall.app.status.StatusFace.Line;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cards below the shield. */
class StatusCardsTest extends Faces {
  @Test
  void serversCardSaysWaysAndDoesNotGuessWhichIsUsed() {
    assertThat(face(PROTECTED).servers())
        .containsExactly(
            new Line("Seattle", "198.51.100.7, UDP port 1194"),
            new Line("2001:db8::7", "2001:db8::7, TCP port 443"),
            new Line(
                "",
                "Your VPN program chooses among them; which one it uses is not seen from here."));
    assertThat(withServers("Seattle").servers()).hasSize(1);
    assertThat(withServers().servers().get(0).name()).isEqualTo("None");
    assertThat(face(Pictures.unknown()).servers().get(0).name()).isEqualTo("Not known");
  }

  @Test
  void thousandServersAreNotListed() {
    String[] labels = IntStream.range(0, 1000).mapToObj(i -> "City " + i).toArray(String[]::new);

    assertThat(withServers(labels).servers())
        .extracting(Line::name)
        .containsExactly("City 0", "City 1", "City 2", "City 3", "", "");
    assertThat(withServers(labels).servers().get(4).note()).isEqualTo("and 996 more");
  }

  @Test
  void lastStoppedPacketsAreSaidInWords() {
    StatusFace face = live(PROTECTED, Pictures.watched(0));

    assertThat(face.last())
        .startsWith(
            new Line("TCP to 203.0.113.5 port 443, by enp3s0", "just now, 12 times"),
            new Line("UDP to 2001:db8::53 port 53, by enp3s0", "20 s ago"),
            new Line("TCP from 192.168.1.7 to 192.168.1.20 port 22, by wlp2s0", "2 min ago"),
            new Line(
                "Protocol 47 from 10.0.3.2 to 198.51.100.9, passing through lxcbr0",
                "3 min ago, 2 times"));
    assertThat(face(PROTECTED).last()).as("not without somebody who watches").isEmpty();
  }

  @Test
  void nothingStoppedIsToldFromNothingNotedAndNothingKnown() {
    Report report = PROTECTED.observation().report().orElseThrow();
    assertThat(live(PROTECTED, report).last())
        .as("some were counted")
        .containsExactly(new Line("", "The kernel’s log does not say."));
    assertThat(live(PROTECTED, Samples.report(Verb.WATCH, State.ARMED)).last())
        .containsExactly(new Line("", "Nothing yet."));

    Observation seen = PROTECTED.observation();
    Settings silent =
        Samples.parse(
            "{\"version\":1,\"tunnel\":{\"interfaces\":[]},\"servers\":[],\"logBlocked\":false}");
    Picture picture =
        new Picture(
            PROTECTED.protection(),
            PROTECTED.reason(),
            PROTECTED.details(),
            new Observation(
                seen.at(),
                true,
                seen.report(),
                seen.reportProblem(),
                Optional.of(silent),
                seen.links(),
                seen.probes(),
                seen.task()));

    assertThat(live(picture, report).last().get(0).note()).startsWith("Not noted");
  }

  @Test
  void tunnelCardSaysSinceWhenAndHowMuch() {
    assertThat(face(PROTECTED).tunnel())
        .containsExactly(new Line("tun0", "up since 14:02\n1.2 GB received, 45.7 MB sent"));
  }

  @Test
  void tunnelThatIsNotThereIsWaitedForByName() {
    Observation seen = PROTECTED.observation();

    assertThat(
            face(seen, Optional.of(Samples.settings("tun0", "wg+")), List.of(), List.of()).tunnel())
        .containsExactly(new Line("tun0, wg+", "not there: waiting for the VPN"));
  }

  @Test
  void interfacesThatAreUpComeFirstAndSayWhenTheyWereTested() {
    assertThat(face(PROTECTED).doors())
        .containsExactly(
            new DoorLine(
                "enp3s0",
                List.of(
                    new Door("IPv4 closed", Tone.GOOD, Mark.TICK),
                    new Door("IPv6 closed", Tone.GOOD, Mark.TICK)),
                "tested just now"),
            new DoorLine("wlp2s0", List.of(), "not connected"));
  }

  @Test
  void familyThatCouldNotBeTestedIsNotCalledClosed() {
    Observation seen = PROTECTED.observation();
    List<Probe> probes =
        List.of(
            new Probe(
                "enp3s0", AddressFamily.IPV6, Verdict.IMPOSSIBLE, Pictures.NOW.minusSeconds(90)));

    assertThat(face(seen, seen.settings(), seen.links(), probes).doors().get(0))
        .isEqualTo(
            new DoorLine(
                "enp3s0",
                List.of(
                    new Door("IPv4 not in use", Tone.QUIET, Mark.DASH),
                    new Door("IPv6 cannot be tested", Tone.CAREFUL, Mark.EXCLAMATION)),
                "tested 1 min ago"));
  }

  @Test
  void interfaceThatWasNotTestedIsNotCalledClosed() {
    Observation seen = PROTECTED.observation();

    assertThat(face(seen, seen.settings(), seen.links(), List.of()).doors().get(0))
        .isEqualTo(
            new DoorLine(
                "enp3s0",
                List.of(
                    new Door("IPv4 cannot be tested", Tone.CAREFUL, Mark.EXCLAMATION),
                    new Door("IPv6 cannot be tested", Tone.CAREFUL, Mark.EXCLAMATION)),
                "no test was possible"));
  }

  @Test
  void computerWithoutANetworkSaysSo() {
    Observation seen = PROTECTED.observation();

    assertThat(face(seen, seen.settings(), List.of(), List.of()).doors())
        .containsExactly(
            new DoorLine("None", List.of(), "This computer has no network to leave by."));
  }

  @Test
  void blockedPacketsAreCountedByDirectionAndFamily() {
    assertThat(face(PROTECTED).blocked().note()).isEqualTo("since 14:02, as of 14:12");
    assertThat(live(PROTECTED, PROTECTED.observation().report().orElseThrow()).blocked().note())
        .isEqualTo("since 14:02");
    assertThat(face(PROTECTED).blocked().directions())
        .containsExactly(
            new Counts("Going out", "212", "1"),
            new Counts("Coming in", "18", "0"),
            new Counts("Passing through", "0", "0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"allow":false}            | Closed  | While armed
          {"allow":true}             | Allowed | The usual private networks.\\nIts name servers may not
          {"allow":true,"dns":true}  | Allowed | The usual private networks.\\nIts name servers may be
          {"allow":true,"networks":["192.168.1.0/24","fd00::/8"]} | Allowed | 192.168.1.0/24, fd00::/8
          """)
  void localNetworkIsSaidInWords(String lan, String name, String note) {
    Observation seen = PROTECTED.observation();
    Settings settings =
        Samples.parse(
            "{\"version\":1,\"tunnel\":{\"interfaces\":[]},\"servers\":[],\"lan\":" + lan + "}");

    Line line = face(seen, Optional.of(settings), seen.links(), seen.probes()).lan();

    assertThat(line.name()).isEqualTo(name);
    assertThat(line.note()).startsWith(note.replace("\\n", "\n"));
  }
}
