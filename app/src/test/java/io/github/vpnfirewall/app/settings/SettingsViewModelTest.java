package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsViewModelTest {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);
  private static final Settings STORED = stored();

  private final PendingConfigure helper = new PendingConfigure();
  private final SettingsViewModel model =
      new SettingsViewModel(
          TEXTS,
          STORED,
          changed -> new SettingsForm(TEXTS, Links.KINDS, Links.ACCOUNTS, changed),
          helper,
          Runnable::run);

  /** As the file may hold them: with values that are not the usual ones. */
  private static Settings stored() {
    Settings shown = Pictures.settings();
    return new Settings(
        shown.tunnel(),
        shown.servers(),
        shown.lan(),
        List.of(new InterfaceName("br0")),
        false,
        shown.blockMode(),
        shown.logBlocked());
  }

  @Test
  void nothingIsAppliedWhileNothingChanged() {
    model.apply();

    assertThat(model.standing().get()).isEqualTo(Standing.UNCHANGED);
    assertThat(helper.calls()).isZero();
  }

  @Test
  void changeThatIsTakenBackIsNone() {
    model.form().expert().drop().set(true);
    assertThat(model.standing().get()).isEqualTo(Standing.CHANGED);

    model.form().expert().drop().set(false);
    assertThat(model.standing().get()).isEqualTo(Standing.UNCHANGED);
  }

  @Test
  void nothingIsAppliedWhileSomethingIsWrong() {
    model.form().expert().drop().set(true);
    model.form().servers().rows().get(0).type(ServerField.PORT, "0");

    model.apply();

    assertThat(model.standing().get()).isEqualTo(Standing.INVALID);
    assertThat(model.form().valid(Page.SERVERS)).isFalse();
    assertThat(model.form().valid(Page.LAN)).isTrue();
    assertThat(helper.calls()).isZero();
  }

  @Test
  void helperIsAskedForExactlyWhatIsShownAndTheRestStays() {
    model.form().expert().drop().set(true);
    model.form().expert().logBlocked().set(false);
    model.form().lan().dns().set(true);
    model.form().tunnel().chooser().typed().text().set("ppp0");
    model.form().servers().remove(List.of(model.form().servers().rows().get(0)));

    model.apply();

    assertThat(helper.asked())
        .isEqualTo(
            new Settings(
                new Settings.Tunnel(
                    Stream.of("tun0", "wg+", "ppp0").map(InterfaceName::new).toList(),
                    false,
                    false,
                    List.of()),
                STORED.servers().subList(1, 2),
                new Settings.Lan(true, STORED.lan().networks(), true),
                STORED.gateway(),
                STORED.pinHosts(),
                BlockMode.DROP,
                false));
    assertThat(helper.asked().gateway()).isNotEmpty();
    assertThat(helper.asked().pinHosts()).isFalse();
  }

  @Test
  void whileTheHelperWorksItIsNotAskedAgain() {
    change();
    model.apply();

    model.apply();

    assertThat(model.busy().get()).isTrue();
    assertThat(model.closed().get()).isFalse();
    assertThat(helper.calls()).isOne();
  }

  @Test
  void successCloses() {
    change();
    model.apply();

    helper.answer(PendingConfigure.done());

    assertThat(model.busy().get()).isFalse();
    assertThat(model.closed().get()).isTrue();
    assertThat(model.standing().get()).isEqualTo(Standing.UNCHANGED);
  }

  @Test
  void warningsAreShownBeforeClosing() {
    change();
    model.apply();

    helper.answer(
        PendingConfigure.done(new Problem("server-any-port", "$.servers[0].port", "Careful.")));

    assertThat(model.closed().get()).isFalse();
    assertThat(model.standing().get()).isEqualTo(Standing.UNCHANGED);
    assertThat(model.notice().get().kind()).isEqualTo(Notice.Kind.WARNING);
    assertThat(model.notice().get().lines()).containsExactly("Careful.");
  }

  @ParameterizedTest
  @CsvSource({
    "$.servers[1].port, SERVERS",
    "$.tunnel.interfaces[0], TUNNEL",
    "$.tunnel.clientUsers[0], EXPERT",
    "$.gateway.interfaces[0], EXPERT"
  })
  void helpersErrorStandsAtItsFieldAndItsPageComesToTheFront(String path, Page page) {
    change();
    model.page().set(Page.LAN);
    model.apply();

    helper.answer(PendingConfigure.refused(path, "That is wrong."));

    assertThat(model.page().get()).isEqualTo(page);
    assertThat(model.notice().get().text()).startsWith("Nothing was changed.");
    assertThat(model.standing().get()).isEqualTo(Standing.CHANGED);
    String said =
        switch (path) {
          case "$.servers[1].port" -> model.form().servers().rows().get(1).error(ServerField.PORT);
          case "$.tunnel.interfaces[0]" -> model.form().tunnel().chooser().typed().error().get();
          case "$.gateway.interfaces[0]" -> model.form().gateway().chooser().typed().error().get();
          default -> model.form().expert().users().error().get();
        };
    assertThat(said).isEqualTo("That is wrong.");
  }

  @Test
  void helpersErrorWithoutAFieldIsSaidAboveTheButtons() {
    change();
    model.apply();

    helper.answer(PendingConfigure.refused("$.version", "That is wrong."));

    assertThat(model.notice().get().kind()).isEqualTo(Notice.Kind.FAILURE);
    assertThat(model.notice().get().text()).contains("That is wrong.");
    assertThat(model.closed().get()).isFalse();
  }

  @Test
  void everyOtherFailureHasItsOwnWordsAndKeepsTheDialog() {
    Set<String> said = new HashSet<>();
    List<HelperResult> failures =
        List.of(
            new HelperResult.Dismissed(),
            new HelperResult.NotAuthorized(),
            new HelperResult.NoAgent(),
            new HelperResult.NotInstalled("/usr/bin/pkexec"),
            new HelperResult.TimedOut(Duration.ofSeconds(60)),
            new HelperResult.Garbled(0, "no JSON"));
    for (HelperResult failure : failures) {
      change();
      model.apply();
      helper.answer(failure);

      said.add(model.notice().get().text());
      assertThat(model.notice().get().kind()).isEqualTo(Notice.Kind.FAILURE);
      assertThat(model.standing().get()).isNotEqualTo(Standing.INVALID);
      assertThat(model.closed().get()).isFalse();
      assertThat(model.busy().get()).isFalse();
    }

    assertThat(said).hasSameSizeAs(failures);
  }

  @Test
  void callThatBreaksIsSaidToo() {
    change();
    model.apply();

    helper.fail(new IllegalStateException("broken"));

    assertThat(model.notice().get().text()).contains("broken");
    assertThat(model.busy().get()).isFalse();
  }

  @Test
  void whatWouldChangeIsSaid() {
    assertThat(model.differences().get()).isEmpty();

    change();

    assertThat(model.differences().get())
        .extracting(Difference::text)
        .containsExactly("New connections from the tunnel: now allowed");
  }

  @Test
  void revertShowsWhatIsStored() {
    change();
    model.form().servers().add();

    model.revert();

    assertThat(model.standing().get()).isEqualTo(Standing.UNCHANGED);
    assertThat(model.wanted().get()).contains(STORED);
  }

  @Test
  void ownSettingsThatArriveOnTheDiskAreNoConflict() {
    change();
    model.apply();
    model.observe(Pictures.seen(STORED));
    Settings mine = helper.asked();
    helper.answer(PendingConfigure.done(new Problem("server-any", null, "Careful.")));

    model.observe(Pictures.seen(STORED)); // seen before the helper wrote
    model.observe(Pictures.seen(mine));

    assertThat(model.conflict().get()).isFalse();
    assertThat(model.wanted().get()).contains(mine);
    assertThat(model.standing().get()).isEqualTo(Standing.UNCHANGED);
  }

  @Test
  void whileSomebodyElsesSettingsAreUndecidedNothingIsApplied() {
    change();

    model.observe(Pictures.seen(theirs()));
    model.apply();

    assertThat(model.conflict().get()).isTrue();
    assertThat(helper.calls()).isZero();
  }

  @Test
  void keepingMineUndoesTheirsOnlyWhenApplied() {
    change();
    model.observe(Pictures.seen(theirs()));

    model.keepMine();

    assertThat(model.conflict().get()).isFalse();
    assertThat(model.differences().get())
        .extracting(Difference::text)
        .contains("What may not leave: is now refused at once");
    model.apply();
    assertThat(helper.asked().tunnel().allowInbound()).isTrue();
    assertThat(helper.asked().blockMode()).isEqualTo(BlockMode.REJECT);
  }

  @Test
  void takingTheirsForgetsMine() {
    change();
    model.observe(Pictures.seen(theirs()));

    model.takeTheirs();

    assertThat(model.wanted().get()).contains(theirs());
    assertThat(model.standing().get()).isEqualTo(Standing.UNCHANGED);
  }

  @Test
  void bothAreCombined() {
    change();
    model.observe(Pictures.seen(theirs()));

    model.combine();

    Settings both = model.wanted().get().orElseThrow();
    assertThat(both.blockMode()).isEqualTo(BlockMode.DROP);
    assertThat(both.tunnel().allowInbound()).isTrue();
    assertThat(model.standing().get()).isEqualTo(Standing.CHANGED);
  }

  @Test
  void conflictThatSomebodyElseTakesBackIsNone() {
    change();
    model.observe(Pictures.seen(theirs()));
    model.observe(Pictures.seen(STORED));

    assertThat(model.conflict().get()).isFalse();
    assertThat(model.standing().get()).isEqualTo(Standing.CHANGED);
  }

  private static Settings theirs() {
    return new Settings(
        STORED.tunnel(),
        STORED.servers(),
        STORED.lan(),
        STORED.gateway(),
        STORED.pinHosts(),
        BlockMode.DROP,
        STORED.logBlocked());
  }

  private void change() {
    model.form().expert().allowInbound().set(true);
  }
}
