package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.MenuEntry;
import io.github.vpnfirewall.app.tray.Notifier;
import io.github.vpnfirewall.app.tray.Notifier.Urgency;
import io.github.vpnfirewall.app.tray.Tray;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Clock;
import java.util.Optional;

/**
 * What the tray process does: shows every picture, and acts on what a person or a leak asks for.
 */
final class TrayApp implements Tray.Listener {
  private final HelperClient helper;
  private final Views views;
  private final Runnable quit;
  private final Texts texts;
  private final Clock clock;
  private final TrayPresenter presenter;
  private final Notices notices = new Notices();
  private final Rearming rearming = new Rearming();
  private Picture latest;
  private boolean asked;
  private HelperResult lastRearming;

  // Both are one object, which needs this one to be made.
  private Tray tray;
  private Notifier notifier;

  /**
   * @param quit ends the process
   */
  TrayApp(HelperClient helper, Views views, Runnable quit, Texts texts, Clock clock) {
    this.helper = helper;
    this.views = views;
    this.quit = quit;
    this.texts = texts;
    this.clock = clock;
    this.presenter = new TrayPresenter(texts);
  }

  /** Begins to show pictures there. */
  synchronized void show(Tray shownIn, Notifier toldBy) {
    tray = shownIn;
    notifier = toldBy;
    if (latest != null) {
      tray.show(presenter.model(latest));
    }
  }

  /** Takes a new picture in; to be called one after another. */
  synchronized void picture(Picture picture) {
    latest = picture;
    if (tray != null) {
      tray.show(presenter.model(picture));
      notices.next(picture).ifPresent(this::tell);
    }
    if (rearming.due(picture, clock.instant())) {
      var unused = helper.call(Verb.ARM).whenComplete(this::rearmed);
    }
    boolean unreported =
        picture.observation().helperInstalled() && picture.observation().report().isEmpty();
    if (unreported && !asked) {
      asked = true; // the helper's look at the kernel leaves a report for everyone
      var unused = helper.call(Verb.STATUS);
    }
  }

  private void tell(Picture picture) {
    notifier.notify(presenter.title(picture), presenter.reason(picture), urgency(picture));
  }

  private static Urgency urgency(Picture picture) {
    return switch (picture.protection()) {
      case PROTECTED -> Urgency.LOW;
      case BLOCKING, EXPOSED -> Urgency.NORMAL;
      case LEAKING, UNKNOWN -> Urgency.CRITICAL;
    };
  }

  @Override
  public void chosen(MenuEntry.Command command) {
    switch (command) {
      case TOGGLE -> toggle();
      case DISARM -> ask(Verb.DISARM);
      case SHOW_STATUS -> views.show(View.STATUS);
      case LEAK_TEST -> views.show(View.LEAK_TEST);
      case SHOW_SETTINGS -> views.show(View.SETTINGS);
      case ABOUT -> views.show(View.ABOUT);
      case QUIT -> quit.run();
    }
  }

  private void toggle() {
    Optional<Picture> picture;
    synchronized (this) {
      picture = Optional.ofNullable(latest);
    }
    if (picture.isEmpty() || picture.get().busy()) {
      return; // the click comes too early, and the icon says so
    }
    if (Toggle.enabled(picture.get())) {
      ask(Toggle.of(picture.get()).verb());
    } else {
      views.show(View.STATUS); // which says why nothing can be done
    }
  }

  private void ask(Verb verb) {
    var unused = helper.call(verb).whenComplete((result, problem) -> answered(verb, result));
  }

  /** Tries come again and again; the same failure is told once. */
  private void rearmed(HelperResult result, Throwable problem) {
    if (result == null) {
      return;
    }
    boolean news;
    synchronized (this) {
      rearming.done(result);
      news = !result.equals(lastRearming);
      lastRearming = result;
    }
    if (news) {
      answered(Verb.ARM, result);
    }
  }

  /** Success shows in the icon; a dialog that was closed on purpose needs no comment. */
  private void answered(Verb verb, HelperResult result) {
    if (result == null || result.ok() || result instanceof HelperResult.Dismissed) {
      return;
    }
    Notifier teller;
    synchronized (this) {
      teller = notifier;
    }
    if (teller != null) {
      String title = texts.text(verb == Verb.ARM ? "notice.arm.failed" : "notice.disarm.failed");
      teller.notify(title, texts.text(result.reason(), result.details()), Urgency.CRITICAL);
    }
    if (withoutSettings(result)) {
      views.show(View.SETTINGS);
    }
  }

  private static boolean withoutSettings(HelperResult result) {
    return result instanceof HelperResult.Reported reported
        && reported.report().error().map(Problem::code).orElse("").equals("no-settings");
  }

  @Override
  public void visibilityChanged(boolean visible) {
    if (!visible) {
      views.show(View.STATUS);
    }
  }
}
