package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.Notice;
import io.github.vpnfirewall.app.tray.Notice.Action;
import io.github.vpnfirewall.app.tray.Notice.Urgency;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.List;

/** What a notification says of a change, or of what did not work. Pure. */
final class NoticePresenter {
  private static final long MINUTE = 60;

  private final Texts texts;
  private final TrayPresenter words;

  NoticePresenter(Texts texts, TrayPresenter words) {
    this.texts = texts;
    this.words = words;
  }

  /** What is told of a change. */
  Notice notice(Change change) {
    return new Notice(
        words.title(change.picture()), body(change), urgency(change), actions(change));
  }

  /** What is told when the helper could not do what it was asked for. */
  Notice failure(Verb verb, HelperResult result) {
    boolean arm = verb == Verb.ARM;
    String why = texts.text(result.reason(), result.details());
    return new Notice(
        texts.text(arm ? "notice.arm.failed" : "notice.disarm.failed"),
        result.unasked() ? texts.text(arm ? "otherwise.arm" : "otherwise.disarm", why) : why,
        arm ? Urgency.CRITICAL : Urgency.NORMAL,
        arm ? List.of(arm("menu.armAgain"), show()) : List.of(show()));
  }

  private String body(Change change) {
    String why = words.reason(change.picture());
    if (change.trialOver()) {
      return texts.text("notice.trialOver", why);
    }
    if (change.to().leak()) {
      return texts.text("notice.closing", why);
    }
    return change.leaked().map(leaked -> closedAgain(leaked, why)).orElse(why);
  }

  private String closedAgain(Duration leaked, String why) {
    long seconds = Math.max(1, leaked.toSeconds());
    return seconds < MINUTE
        ? texts.text("notice.closed.seconds", Long.toString(seconds), why)
        : texts.text("notice.closed.minutes", Long.toString(leaked.toMinutes()), why);
  }

  private static Urgency urgency(Change change) {
    if (change.picture().opensAgainAt().isPresent()) {
      return Urgency.CRITICAL; // it waits for an answer
    }
    return switch (change.to()) {
      case PROTECTED -> change.leaked().isPresent() ? Urgency.NORMAL : Urgency.LOW;
      case BLOCKING, OFFLINE, EXPOSED -> Urgency.NORMAL;
      case STUCK, LEAKING, WEAKENED, UNKNOWN, HELPER_MISSING -> Urgency.CRITICAL;
    };
  }

  private List<Action> actions(Change change) {
    if (change.picture().opensAgainAt().isPresent()) {
      return List.of(arm("menu.confirm"), show());
    }
    return switch (change.to()) {
      case EXPOSED, UNKNOWN -> List.of(arm("menu.arm"), show());
      case STUCK, LEAKING, WEAKENED -> List.of(arm("menu.armAgain"), show());
      case PROTECTED, BLOCKING, OFFLINE, HELPER_MISSING -> List.of(show());
    };
  }

  private Action show() {
    return new Action(Command.SHOW_STATUS, texts.text("menu.status"));
  }

  private Action arm(String label) {
    return new Action(Command.ARM, texts.text(label));
  }
}
