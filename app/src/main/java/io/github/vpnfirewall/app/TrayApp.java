package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.session.Autostart;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.MenuEntry;
import io.github.vpnfirewall.app.tray.Notifier;
import io.github.vpnfirewall.app.tray.Tray;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the tray process does: shows every picture, and acts on what a person or a leak asks for.
 */
final class TrayApp implements Tray.Listener {
  private static final Logger LOG = System.getLogger(TrayApp.class.getName());

  private final HelperClient helper;
  private final Views views;
  private final Runnable quit;
  private final Autostart autostart;
  private final Clock clock;
  private final TrayPresenter presenter;
  private final NoticePresenter announcements;
  private final Notices notices = new Notices();
  private final Rearming rearming = new Rearming();
  private Picture latest;
  private Picture lastSeen;
  private final FirstLook firstLook;
  private HelperResult lastRearming;

  // Both are one object, which needs this one to be made.
  private Tray tray;
  private Notifier notifier;

  /**
   * @param quit ends the process
   * @param autostart whether the program starts when its person logs in
   * @param clock its zone is the one whose time of day is told
   */
  TrayApp(
      HelperClient helper,
      Views views,
      Runnable quit,
      Autostart autostart,
      Texts texts,
      Clock clock) {
    this.helper = helper;
    this.views = views;
    this.quit = quit;
    this.autostart = autostart;
    this.clock = clock;
    this.firstLook = new FirstLook(helper, this::showAgain);
    this.presenter = new TrayPresenter(texts, clock.getZone());
    this.announcements = new NoticePresenter(texts, presenter);
  }

  /** Begins to show pictures there. */
  synchronized void show(Tray shownIn, Notifier toldBy) {
    tray = shownIn;
    notifier = toldBy;
    if (latest != null) {
      tray.show(presenter.model(latest, autostart.enabled()));
    }
  }

  /** Takes a new picture in; to be called one after another. */
  synchronized void picture(Picture seen) {
    Picture picture = firstLook.shown(seen, clock.instant());
    log(picture);
    latest = picture;
    lastSeen = seen;
    if (tray != null) {
      tray.show(presenter.model(picture, autostart.enabled()));
      notices
          .next(picture, clock.instant())
          .ifPresent(change -> notifier.notify(announcements.notice(change)));
    }
    if (rearming.due(picture, clock.instant())) {
      rearm(picture);
    }
  }

  private synchronized void showAgain() {
    if (lastSeen != null) {
      picture(lastSeen);
    }
  }

  /** What is blocked can wait for a person who knows the password; a leak cannot. */
  private void rearm(Picture picture) {
    CompletableFuture<Boolean> may =
        picture.stuck() ? helper.isFree(Verb.ARM) : CompletableFuture.completedFuture(true);
    var unused =
        may.thenCompose(
            allowed ->
                allowed
                    ? helper.armAgain().whenComplete(this::rearmed)
                    : CompletableFuture.completedFuture(null));
  }

  private void log(Picture picture) {
    if (latest == null
        || latest.busy() != picture.busy()
        || !latest.reason().equals(picture.reason())) {
      String what = picture.busy() ? picture.observation().task().name() : picture.reason();
      LOG.log(Level.INFO, "{0}: {1}", picture.protection(), what);
      LOG.log(Level.DEBUG, "{0}", picture.details());
    }
  }

  @Override
  public void chosen(MenuEntry.Command command) {
    switch (command) {
      case TOGGLE -> toggle();
      case ARM -> arm();
      case DISARM -> ask(Verb.DISARM);
      case SHOW_STATUS -> views.show(View.STATUS);
      case LEAK_TEST -> views.show(View.LEAK_TEST);
      case SHOW_SETTINGS -> views.show(View.SETTINGS);
      case SET_UP -> views.show(View.ASSISTANT);
      case AUTOSTART -> switchAutostart();
      case ABOUT -> views.show(View.ABOUT);
      case QUIT -> quit.run();
    }
  }

  private void switchAutostart() {
    try {
      autostart.enable(!autostart.enabled());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "autostart cannot be changed", e);
    }
    synchronized (this) {
      if (tray != null && latest != null) {
        tray.show(presenter.model(latest, autostart.enabled()));
      }
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

  /** Also from a notification that is older than what it speaks of: arming is never wrong. */
  private void arm() {
    Optional<Picture> picture;
    synchronized (this) {
      picture = Optional.ofNullable(latest);
    }
    if (picture.map(seen -> !seen.busy()).orElse(false)) {
      ask(Verb.ARM);
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
    // Somebody disarmed meanwhile: it is open on purpose.
    if (news && !failedBy(result, "not-armed")) {
      tell(Verb.ARM, result);
    }
  }

  /** Whoever asked is led on; a window that opens by itself would only be in the way. */
  private void answered(Verb verb, HelperResult result) {
    if (result != null && result.withoutSettings()) {
      views.show(View.ASSISTANT); // which is no failure to tell of: it is how everybody begins
    } else {
      tell(verb, result);
    }
  }

  /** Success shows in the icon; a dialog that was closed on purpose needs no comment. */
  private void tell(Verb verb, HelperResult result) {
    if (result != null) {
      LOG.log(Level.INFO, "{0}: {1}", verb, result.reason());
    }
    if (result == null || result.ok() || result instanceof HelperResult.Dismissed) {
      return;
    }
    Notifier teller;
    synchronized (this) {
      teller = notifier;
    }
    if (teller != null) {
      teller.notify(announcements.failure(verb, result));
    }
  }

  private static boolean failedBy(HelperResult result, String code) {
    return result instanceof HelperResult.Reported reported
        && reported.report().error().map(Problem::code).orElse("").equals(code);
  }

  @Override
  public void visibilityChanged(boolean visible) {
    if (!visible) {
      views.show(View.STATUS);
    }
  }
}
