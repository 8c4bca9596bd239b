package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.MenuEntry;
import io.github.vpnfirewall.app.tray.MenuEntry.Choice;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.MenuEntry.Label;
import io.github.vpnfirewall.app.tray.MenuEntry.Separator;
import io.github.vpnfirewall.app.tray.MenuEntry.Switch;
import io.github.vpnfirewall.app.tray.TrayIcon;
import io.github.vpnfirewall.app.tray.TrayModel;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the tray shows of a picture. Pure. */
final class TrayPresenter {
  /** A menu wider than a line of a book covers too much of the screen. */
  private static final int WIDEST = 90;

  private final Texts texts;
  private final DateTimeFormatter clock;

  /**
   * @param zone whose time of day is told
   */
  TrayPresenter(Texts texts, ZoneId zone) {
    this.texts = texts;
    clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
  }

  /**
   * @param autostart whether the program starts when its person logs in
   */
  TrayModel model(Picture picture, boolean autostart) {
    return new TrayModel(
        icon(picture),
        title(picture),
        reason(picture),
        (picture.protection() == Protection.LEAKING || picture.stuck()) && !picture.busy(),
        menu(picture, autostart));
  }

  /** The state in one word; while the helper works, what it does. */
  String title(Picture picture) {
    Task task = picture.observation().task();
    return texts.text(
        task == Task.NONE
            ? "state." + picture.protection().name().toLowerCase(Locale.ROOT)
            : "task." + task.name().toLowerCase(Locale.ROOT));
  }

  /** Why, in one or two sentences, and until when if that is not for ever. */
  String reason(Picture picture) {
    String why = texts.text(picture.reason(), picture.details());
    return picture
        .opensAgainAt()
        .map(moment -> texts.text("trial.note", clock.format(moment), why))
        .orElse(why);
  }

  private static TrayIcon icon(Picture picture) {
    if (picture.busy()) {
      return TrayIcon.BUSY;
    }
    return switch (picture.protection()) {
      case PROTECTED -> TrayIcon.PROTECTED;
      case BLOCKING -> TrayIcon.BLOCKING;
      case EXPOSED -> TrayIcon.EXPOSED;
      case LEAKING -> TrayIcon.LEAKING;
      case UNKNOWN -> TrayIcon.UNKNOWN;
    };
  }

  private List<MenuEntry> menu(Picture picture, boolean autostart) {
    Toggle toggle = Toggle.of(picture);
    boolean enabled = Toggle.enabled(picture);
    List<MenuEntry> menu = new ArrayList<>();
    menu.add(new Label(shortened(title(picture) + ": " + reason(picture))));
    if (picture.stuck() || !picture.observation().helperInstalled()) {
      menu.add(new Label(texts.text("menu.wayOut")));
    }
    menu.add(new Separator());
    // The first that can be chosen: GNOME opens the menu on a click instead of toggling.
    menu.add(new Choice(Command.TOGGLE, texts.text(toggle.label()), enabled));
    if (picture.opensAgainAt().isPresent()) {
      menu.add(new Choice(Command.ARM, texts.text("menu.confirm"), enabled));
    }
    if (toggle == Toggle.ARM_AGAIN) {
      // A click closes; whoever wants to open all the same must be able to.
      menu.add(new Choice(Command.DISARM, texts.text(Toggle.DISARM.label()), enabled));
    }
    menu.add(new Separator());
    menu.add(choice(Command.SHOW_STATUS, "menu.status"));
    menu.add(choice(Command.LEAK_TEST, "menu.leakTest"));
    menu.add(choice(Command.SHOW_SETTINGS, "menu.settings"));
    menu.add(choice(Command.SET_UP, "menu.assistant"));
    menu.add(new Separator());
    menu.add(new Switch(Command.AUTOSTART, texts.text("menu.autostart"), autostart));
    menu.add(choice(Command.ABOUT, "menu.about"));
    menu.add(choice(Command.QUIT, "menu.quit"));
    return menu;
  }

  private Choice choice(Command command, String key) {
    return new Choice(command, texts.text(key), true);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)).stripTrailing() + "…";
  }
}
