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
import io.github.vpnfirewall.app.tray.TrayIcon;
import io.github.vpnfirewall.app.tray.TrayModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the tray shows of a picture. Pure. */
final class TrayPresenter {
  /** A menu wider than a line of a book covers too much of the screen. */
  private static final int WIDEST = 90;

  private final Texts texts;

  TrayPresenter(Texts texts) {
    this.texts = texts;
  }

  TrayModel model(Picture picture) {
    return new TrayModel(
        icon(picture),
        title(picture),
        reason(picture),
        picture.protection() == Protection.LEAKING && !picture.busy(),
        menu(picture));
  }

  /** The state in one word; while the helper works, what it does. */
  String title(Picture picture) {
    Task task = picture.observation().task();
    return texts.text(
        task == Task.NONE
            ? "state." + picture.protection().name().toLowerCase(Locale.ROOT)
            : "task." + task.name().toLowerCase(Locale.ROOT));
  }

  /** Why, in one or two sentences. */
  String reason(Picture picture) {
    return texts.text(picture.reason(), picture.details());
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

  private List<MenuEntry> menu(Picture picture) {
    Toggle toggle = Toggle.of(picture);
    boolean enabled = Toggle.enabled(picture);
    List<MenuEntry> menu = new ArrayList<>();
    menu.add(new Label(shortened(title(picture) + ": " + reason(picture))));
    menu.add(new Separator());
    // The first that can be chosen: GNOME opens the menu on a click instead of toggling.
    menu.add(new Choice(Command.TOGGLE, texts.text(toggle.label()), enabled));
    if (picture.protection() == Protection.LEAKING) {
      // A click closes; whoever wants to open all the same must be able to.
      menu.add(new Choice(Command.DISARM, texts.text(Toggle.DISARM.label()), enabled));
    }
    menu.add(new Separator());
    menu.add(choice(Command.SHOW_STATUS, "menu.status"));
    menu.add(choice(Command.LEAK_TEST, "menu.leakTest"));
    menu.add(choice(Command.SHOW_SETTINGS, "menu.settings"));
    menu.add(new Separator());
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
