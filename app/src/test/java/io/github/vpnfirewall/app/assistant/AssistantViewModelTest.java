package io.github.vpnfirewall.app.assistant;

import static io.github.vpnfirewall.app.assistant.Answers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.assistant.ArmStep.Mode;
import io.github.vpnfirewall.app.assistant.ArmStep.Phase;
import io.github.vpnfirewall.app.discovery.Findings;
import io.github.vpnfirewall.app.discovery.Vpn;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AssistantViewModelTest {
  private static final Vpn SEATTLE = Vpns.managed("Seattle", true, "seattle.vpn.example.org");
  private static final Vpn OSLO = Vpns.file("Oslo", "oslo.vpn.example.org", "198.51.100.9");
  private static final Server SERVER = Vpns.server("seattle.vpn.example.org", "198.51.100.7");

  private final PendingWork work = new PendingWork();
  private final AssistantViewModel model =
      new AssistantViewModel(
          Texts.of(Locale.ENGLISH),
          Settings.empty(),
          work,
          Clock.fixed(NOW, ZoneOffset.UTC),
          Runnable::run);

  private void find(Findings findings) {
    model.observe(Answers.open(NOW, true));
    model.start();
    work.found(findings);
  }

  private void reachLan(Findings findings) {
    find(findings);
    model.goOn();
    work.resolved(Vpns.resolved(SERVER));
    assertThat(model.step().get()).isEqualTo(Step.LAN);
  }

  private void reachArm(Findings findings) {
    reachLan(findings);
    model.goOn();
    model.goOn();
    assertThat(model.step().get()).isEqualTo(Step.ARM);
  }

  @Test
  void whatIsConnectedIsProposedAndStoredAndArmed() {
    reachArm(Vpns.found(SEATTLE, OSLO));
    assertThat(work.endpoints())
        .extracting(Endpoint::host)
        .containsExactly("seattle.vpn.example.org");
    assertThat(work.asked()).containsExactly("look", "resolve");

    model.goOn();
    assertThat(model.arm().phase().get()).isEqualTo(Phase.STORING);
    assertThat(model.canGoOn().get()).isFalse();
    assertThat(model.canGoBack().get()).isFalse();
    assertThat(work.settings().tunnel().interfaces()).containsExactly(new InterfaceName("tun+"));
    assertThat(work.settings().servers()).containsExactly(SERVER);
    assertThat(work.settings().lan().allow()).isFalse();
    work.answer(Answers.done(Verb.CONFIGURE, State.DISARMED));
    work.answer(Answers.done(Verb.ARM, State.ARMED));

    assertThat(work.asked()).containsExactly("look", "resolve", "configure", "arm");
    assertThat(model.arm().phase().get()).isEqualTo(Phase.ARMED);
    assertThat(model.closed().get()).isFalse();
    model.goOn();
    assertThat(model.closed().get()).isTrue();
  }

  @Test
  void untilSomethingIsChosenThereIsNoGoingOn() {
    model.start();
    assertThat(model.canGoOn().get()).isFalse();
    work.found(Vpns.found(OSLO, Vpns.file("Rome", "rome.vpn.example.org")));
    assertThat(model.vpn().chosen()).isEmpty();
    assertThat(model.canGoOn().get()).isFalse();
    model.goOn();
    assertThat(work.asked()).containsExactly("look");

    model.vpn().rows().get(1).chosen().set(true);
    assertThat(model.canGoOn().get()).isTrue();
  }

  @Test
  void nothingFoundLeadsToAFileOrToTheSettings() {
    find(Vpns.troubled(Vpns.found()));
    assertThat(model.vpn().why().get()).startsWith("No VPN was found");
    assertThat(model.vpn().notes())
        .hasSize(3)
        .anySatisfy(note -> assertThat(note).contains("/etc/wireguard"))
        .anySatisfy(note -> assertThat(note).contains("OpenVPN"));

    model.enterByHand();
    assertThat(work.asked()).containsExactly("look", "settings");
    assertThat(model.closed().get()).isTrue();
  }

  @Test
  void openedFileIsChosenInsteadOfWhatWasProposed() {
    find(Vpns.found(SEATTLE));
    model.vpn().open(Path.of("/media/stick/rome.ovpn"));
    work.read(Vpns.openVpn("rome.vpn.example.org"));

    assertThat(model.vpn().chosen()).extracting(Vpn::name).containsExactly("rome.ovpn");
    model.vpn().open(Path.of("/media/stick/paris.ovpn"));
    work.read(Vpns.openVpn("paris.vpn.example.org"));
    assertThat(model.vpn().chosen())
        .extracting(Vpn::name)
        .containsExactlyInAnyOrder("rome.ovpn", "paris.ovpn");
    model.vpn().open(Path.of("/media/stick/rome.ovpn"));
    work.read(Vpns.openVpn("rome2.vpn.example.org"));
    assertThat(model.vpn().chosen()).hasSize(2);

    model.vpn().look();
    work.found(Vpns.found(SEATTLE));
    assertThat(model.vpn().rows()).hasSize(3);
    assertThat(model.vpn().chosen()).hasSize(2);
  }

  @Test
  void fileThatIsNoneIsSaidWithItsLineAndNothingIsLost() {
    find(Vpns.found(SEATTLE));
    model.vpn().open(Path.of("/tmp/bad.ovpn"));
    work.unreadable(Vpns.refusal("bad.ovpn", "client\nremote a..b 1194\n"));

    assertThat(model.vpn().problem().get()).contains("bad.ovpn").contains("Line 2");
    assertThat(model.vpn().chosen()).containsExactly(SEATTLE);
    assertThat(model.canGoOn().get()).isTrue();
  }

  @Test
  void guessIsNeverProposedAndSaysThatItIsOne() {
    find(Vpns.found(Vpns.guess("203.0.113.77")));
    assertThat(model.vpn().chosen()).isEmpty();
    VpnRow row = model.vpn().rows().get(0);
    assertThat(row.title()).contains("203.0.113.77?");
    assertThat(row.cautions()).anySatisfy(text -> assertThat(text).contains("guess"));

    model.vpn().chooseAll(true);
    assertThat(model.vpn().chosen()).isEmpty();
    row.chosen().set(true);
    assertThat(model.canGoOn().get()).isTrue();
  }

  @Test
  void allOrNoneCanBeChosen() {
    find(Vpns.found(SEATTLE, OSLO));
    model.vpn().chooseAll(true);
    assertThat(model.vpn().chosen()).containsExactly(SEATTLE, OSLO);
    model.vpn().chooseAll(false);
    assertThat(model.vpn().chosen()).isEmpty();
  }

  @Test
  void progressOfTheNamesIsTold() {
    find(Vpns.found(SEATTLE));
    model.goOn();
    assertThat(model.vpn().state().get()).isEqualTo(VpnStep.State.RESOLVING);
    assertThat(model.canGoOn().get()).isFalse();
    work.progress(1, 4, "seattle.vpn.example.org");
    assertThat(model.vpn().progress().get()).isEqualTo(0.25);
    assertThat(model.vpn().progressText().get()).contains("1 of 4").contains("seattle");
  }

  @Test
  void whenNoNameIsFoundOneStaysAndCanTryAgain() {
    find(Vpns.found(SEATTLE));
    model.goOn();
    work.resolved(
        new Resolution(List.of(), List.of(), List.of("seattle.vpn.example.org"), List.of()));
    assertThat(model.step().get()).isEqualTo(Step.VPN);
    assertThat(model.vpn().problem().get()).contains("seattle").contains("online");

    model.goOn();
    assertThat(work.asked()).containsExactly("look", "resolve", "resolve");
    work.resolved(Vpns.resolved(SERVER));
    assertThat(model.step().get()).isEqualTo(Step.LAN);
    assertThat(model.vpn().problem().get()).isEmpty();
  }

  @Test
  void namesThatAreLostAreLeftOutOnlyKnowingly() {
    find(Vpns.found(SEATTLE));
    model.goOn();
    work.resolved(
        new Resolution(List.of(SERVER), List.of("gone.example.org"), List.of(), List.of()));
    assertThat(model.step().get()).isEqualTo(Step.VPN);
    assertThat(model.vpn().problem().get()).contains("gone.example.org");

    model.goOn();
    assertThat(model.step().get()).isEqualTo(Step.LAN);
    assertThat(work.asked()).containsExactly("look", "resolve");
    model.goOn();
    assertThat(model.points()).extracting(Point::key).contains("assistant.careful.lost");
  }

  @Test
  void goingBackLosesNothing() {
    reachLan(Vpns.found(SEATTLE));
    model.lan().allow().set(true);
    model.goOn();
    model.goBack();
    assertThat(model.step().get()).isEqualTo(Step.LAN);
    model.goBack();
    assertThat(model.step().get()).isEqualTo(Step.VPN);
    assertThat(model.canGoBack().get()).isFalse();
    model.goOn();

    assertThat(model.step().get()).isEqualTo(Step.LAN);
    assertThat(model.lan().allow().get()).isTrue();
    assertThat(work.asked()).containsExactly("look", "resolve");
  }

  @Test
  void localNetworkIsInTheSettingsAsItWasChosen() {
    reachLan(Vpns.found(SEATTLE));
    model.lan().dns().set(true);
    assertThat(model.lan().lan().dns()).isFalse(); // means nothing without the network itself
    model.lan().allow().set(true);
    model.goOn();
    model.goOn();
    model.goOn();

    assertThat(work.settings().lan().allow()).isTrue();
    assertThat(work.settings().lan().dns()).isTrue();
  }

  @Test
  void whoComesFromNearbyIsAdvisedAndGetsATrial() {
    reachLan(Vpns.from(Vpns.found(SEATTLE), "192.168.1.23"));
    assertThat(model.lan().advice().get()).contains("192.168.1.23");
    model.goOn();
    assertThat(model.points().get(0).key()).isEqualTo("assistant.careful.nearby");
    model.goOn();
    assertThat(model.arm().mode().get()).isEqualTo(Mode.TRIAL);
  }

  @Test
  void whoComesFromAfarIsWarnedAndGetsATrial() {
    reachLan(Vpns.from(Vpns.found(SEATTLE), "203.0.113.9"));
    assertThat(model.lan().advice().get()).isEmpty();
    model.goOn();
    assertThat(model.points().get(0).key()).isEqualTo("assistant.careful.remote");
    model.goOn();
    assertThat(model.arm().mode().get()).isEqualTo(Mode.TRIAL);
  }

  @Test
  void dismissedPasswordLeavesOneOnTheStepWithNothingChanged() {
    reachArm(Vpns.found(SEATTLE));
    model.goOn();
    work.answer(new HelperResult.Dismissed());

    assertThat(model.step().get()).isEqualTo(Step.ARM);
    assertThat(model.arm().phase().get()).isEqualTo(Phase.CHOOSING);
    assertThat(model.arm().problem().get())
        .isEqualTo("You closed the password dialog. Nothing was changed.");
    assertThat(model.canGoOn().get()).isTrue();
    assertThat(model.canGoBack().get()).isTrue();
    model.goOn();
    assertThat(work.asked()).endsWith("configure", "configure");
  }

  @Test
  void leavingGivesUpWhatIsUnderWay() {
    find(Vpns.found(SEATTLE));
    model.goOn();
    model.leave();
    assertThat(work.resolution()).isCancelled();
    assertThat(model.closed().get()).isTrue();
  }

  @Test
  void leavingTakesThePasswordDialogAway() {
    reachArm(Vpns.found(SEATTLE));
    model.goOn();
    model.leave();
    assertThat(work.call()).isCancelled();
    assertThat(work.asked()).doesNotContain("arm");
  }
}
