package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RulesViewModelTest {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);

  private final List<Settings> asked = new ArrayList<>();
  private final Deque<CompletableFuture<HelperResult>> answers = new ArrayDeque<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final SettingsActions actions =
      new SettingsActions() {
        @Override
        public CompletableFuture<HelperResult> configure(Settings settings) {
          throw new AssertionError();
        }

        @Override
        public CompletableFuture<HelperResult> render(Settings settings) {
          asked.add(settings);
          answers.add(new CompletableFuture<>());
          return answers.getLast();
        }

        @Override
        public CompletableFuture<Resolution> resolve(List<Endpoint> names) {
          throw new AssertionError();
        }
      };
  private final SettingsViewModel model =
      new SettingsViewModel(
          TEXTS,
          Pictures.settings(),
          changed -> new SettingsForm(TEXTS, Links.KINDS, Links.ACCOUNTS, changed),
          actions,
          Runnable::run);
  private final RulesViewModel rules =
      new RulesViewModel(TEXTS, model, actions, later::add, Runnable::run, Runnable::run);

  @Test
  void nothingIsMadeWhileNobodyLooks() {
    model.form().expert().drop().set(true);

    assertThat(asked).isEmpty();
    assertThat(later).isEmpty();
  }

  @Test
  void rulesOfTheStoredSettingsComeFirstAndHaveNoMarks() {
    model.page().set(Page.RULES);
    assertThat(rules.busy().get()).isTrue();

    answer("a", "1");

    assertThat(asked).containsExactly(Pictures.settings());
    assertThat(rules.busy().get()).isFalse();
    assertThat(shown()).containsExactly("  a");
    assertThat(rules.summary().get()).startsWith("Nothing differs");
  }

  @Test
  void changesAreMarkedAMomentAfterTheLast() {
    model.page().set(Page.RULES);
    answer("a", "1");

    model.form().expert().drop().set(true);
    model.form().expert().logBlocked().set(false);
    assertThat(asked).hasSize(1);
    assertThat(later).hasSize(1);
    later.remove().run();
    answer("a\nb", "2");

    assertThat(asked).hasSize(2);
    assertThat(asked.get(1)).isEqualTo(model.wanted().get().orElseThrow());
    assertThat(shown()).containsExactly("  a", "+ b");
    assertThat(rules.summary().get()).isEqualTo("Lines that come: 1. Lines that go: 0.");
    assertThat(rules.copy()).isEqualTo("  a\n+ b\n");

    rules.onlyChanges().set(true);
    assertThat(shown()).containsExactly("+ b");
    rules.family().set(AddressFamily.IPV6);
    assertThat(shown()).isEmpty();
  }

  @Test
  void whatChangesWhileTheyAreMadeIsMadeAfterwards() {
    model.page().set(Page.RULES);
    model.form().expert().drop().set(true);
    later.remove().run();
    assertThat(asked).hasSize(1);

    answer("a", "1");
    assertThat(asked).hasSize(2);
    answer("b", "2");

    assertThat(shown()).containsExactly("− a", "+ b");
    assertThat(rules.busy().get()).isFalse();
  }

  @Test
  void whetherTheStoredSettingsAreAppliedIsSaidOnlyFromTheReport() {
    model.page().set(Page.RULES);
    rules.observe(Pictures.seen(Pictures.settings()));
    assertThat(rules.applied().get()).isEmpty();
    answer("a", "1");

    assertThat(rules.applied().get()).contains("about other settings");
    rules.observe(Pictures.exposed().observation());
    assertThat(rules.applied().get()).contains("not armed");
  }

  @Test
  void whyThereAreNoneIsSaid() {
    model.page().set(Page.RULES);

    answers.remove().complete(new HelperResult.NotInstalled("/usr/lib/helper"));

    assertThat(rules.problem().get()).contains("/usr/lib/helper");
    assertThat(rules.busy().get()).isFalse();
    assertThat(asked).hasSize(1);
  }

  @Test
  void whileSomethingIsWrongTheOldRulesStayAndThatIsSaid() {
    model.page().set(Page.RULES);
    answer("a", "1");

    model.form().servers().add();
    later.remove().run();

    assertThat(rules.problem().get()).startsWith("Something in the dialog is not right yet");
    assertThat(shown()).containsExactly("  a");
    assertThat(asked).hasSize(1);
  }

  private List<String> shown() {
    return rules.lines().stream().map(RuleLine::marked).toList();
  }

  private void answer(String document, String hash) {
    answers
        .remove()
        .complete(
            new Reported(
                Samples.bare(
                    Verb.RENDER,
                    State.UNKNOWN,
                    Optional.of(hash),
                    List.of(),
                    Map.of("ipv4", document)),
                0));
  }
}
