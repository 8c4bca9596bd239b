package io.github.vpnfirewall.app.leaktest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.vpnfirewall.app.leaktest.LeakFace.Cell;
import io.github.vpnfirewall.app.leaktest.LeakFace.Row;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LeakPresenterTest {
  private final Texts texts = Texts.of(Locale.ENGLISH);
  private final LeakPresenter presenter = new LeakPresenter(texts, ZoneOffset.UTC);

  @Test
  void allStoppedIsSaidWithItsNumber() {
    LeakFace face = face(LeakReports.stopped());

    assertThat(face.headline()).isEqualTo("Nothing gets past the VPN.");
    assertThat(face.lines())
        .containsExactly("All 16 attempts were stopped, and nothing of them was seen to leave.");
    assertThat(face.arm()).isEmpty();
    assertThat(face.rows()).hasSize(4).allSatisfy(row -> assertThat(words(row)).hasSize(4));
  }

  @Test
  void leakNamesCardAndFamilyAndSaysWhyItMattersAndWhatToDo() {
    LeakFace face = face(LeakReports.leak());

    assertThat(face.headline()).isEqualTo("Traffic gets past the VPN over enp3s0 (IPv6).");
    assertThat(face.lines())
        .hasSize(4)
        .anyMatch(line -> line.contains("your real address"))
        .anyMatch(line -> line.contains("which sites you visit"))
        .anyMatch(line -> line.contains("Not stopped"))
        .last()
        .isEqualTo("Arm again and repeat the test, or disconnect from that network.");
    assertThat(face.arm()).contains("Arm again");
    assertThat(face.rows())
        .extracting(Row::card, Row::family, LeakPresenterTest::words)
        .containsExactly(
            tuple("enp3s0", "IPv4", List.of("stopped", "stopped", "stopped", "stopped")),
            tuple("enp3s0", "IPv6", List.of("got out", "got out", "got out", "not stopped")),
            tuple("wlp2s0", "IPv4", List.of("stopped", "stopped", "stopped", "stopped")));
  }

  @Test
  void whatWasNotTriedIsNamed() {
    LeakFace face = face(LeakReports.partly());

    assertThat(face.finding()).isEqualTo(Finding.PARTLY);
    assertThat(face.lines().get(0)).contains("4 attempts were stopped").contains("enp3s0 (IPv6).");
    assertThat(words(face.rows().get(1))).containsOnly("not tried");
  }

  @Test
  void disarmedIsAControlAndOffersToArm() {
    LeakFace face = face(LeakReports.disarmed());

    assertThat(face.headline())
        .isEqualTo(
            "Disarmed: traffic leaves without the VPN over enp3s0 (IPv4, IPv6), wlp2s0 (IPv4,"
                + " IPv6).");
    assertThat(face.lines()).anyMatch(line -> line.contains("this test sees what gets out"));
    assertThat(face.arm()).contains("Arm");
  }

  @Test
  void whatTheHelperSaysIsSaid() {
    Report report = LeakReports.report(State.ARMED, LeakReports.error("no-perl"), List.of());

    assertThat(face(report).lines()).containsExactly("The helper says why.");
    assertThat(face(report).rows()).isEmpty();
  }

  @Test
  void everyFindingCanBeSaidInEveryLanguage() {
    for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
      Texts said = Texts.of(language);
      for (Finding finding : Finding.values()) {
        assertThat(said.text(finding.headline(), "here")).isNotBlank();
        for (String key : List.of(finding.why(), finding.what())) {
          assertThat(key.isEmpty() ? "-" : said.text(key, "1", "here")).isNotBlank();
        }
      }
    }
  }

  @Test
  void textHoldsWhatWasFoundAndWhenAndForWhichSettings() {
    String text =
        new LeakText(texts, "1.2.3").of(face(LeakReports.leak()), presenter.moment(Pictures.NOW));

    assertThat(text)
        .startsWith("VPN Firewall 1.2.3: leak test\n2026-03-04 14:12:00 Z\n\nTraffic gets past")
        .contains("Firewall: armed since 2026-03-04 14:02:00 Z\n")
        .contains("Settings (SHA-256): " + LeakReports.HASH + "\n")
        .contains("Network card  Family  Web, mail (TCP)  Video, calls (UDP)")
        .contains("enp3s0        IPv6    got out          got out")
        .contains("enp3s0 IPv6 DNS: The helper says what became of it\n")
        .endsWith("It holds no address of yours and no server’s.\n");
  }

  @Test
  void textOfAQuickLookSaysThatItWasOne() {
    LeakFace quick = new QuickLook(texts).face(Pictures.isProtected().observation());

    assertThat(new LeakText(texts, "1").of(quick, "now"))
        .contains("only a quick look")
        .contains("enp3s0        IPv6    stopped\n")
        .doesNotContain("Settings");
  }

  private static List<String> words(Row row) {
    return row.cells().stream().map(Cell::text).toList();
  }

  private LeakFace face(Report report) {
    return presenter.face(report, Pictures.NOW);
  }
}
