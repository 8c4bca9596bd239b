package io.github.vpnfirewall.app.tray.rig;

import io.github.vpnfirewall.app.tray.DesktopTray;
import io.github.vpnfirewall.app.tray.MenuEntry;
import io.github.vpnfirewall.app.tray.MenuEntry.Choice;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.MenuEntry.Label;
import io.github.vpnfirewall.app.tray.MenuEntry.Separator;
import io.github.vpnfirewall.app.tray.Tray;
import io.github.vpnfirewall.app.tray.TrayIcon;
import io.github.vpnfirewall.app.tray.TrayModel;
import io.github.vpnfirewall.app.tray.Trays;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The real tray with nothing behind it, for {@code tray_test.py}: shows the icon that a line on
 * standard input names, and prints what a person does with it.
 */
public final class TrayRig {
  private TrayRig() {}

  /** Ends with standard input. */
  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (DesktopTray tray = Trays.open(new Printer(), false)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        tray.show(model(TrayIcon.valueOf(line)));
      }
    }
  }

  private static TrayModel model(TrayIcon icon) {
    boolean armed = icon == TrayIcon.PROTECTED || icon == TrayIcon.BLOCKING;
    String word = icon.name().charAt(0) + icon.name().substring(1).toLowerCase(Locale.ROOT);
    List<MenuEntry> menu =
        List.of(
            new Label(word),
            new Choice(Command.TOGGLE, armed ? "Disarm…" : "Arm", icon != TrayIcon.BUSY),
            new Separator(),
            new Choice(Command.SHOW_STATUS, "Status", true),
            new Choice(Command.SHOW_SETTINGS, "Settings…", true),
            new Choice(Command.ABOUT, "About", true),
            new Choice(Command.QUIT, "Quit", true));
    return new TrayModel(icon, word, "Out of wg_home, to Seattle.", icon == TrayIcon.LEAKING, menu);
  }

  /** Prints all it hears. */
  private static final class Printer implements Tray.Listener {
    @Override
    public void chosen(Command command) {
      System.out.println("chosen " + command);
    }

    @Override
    public void visibilityChanged(boolean visible) {
      System.out.println("visible " + visible);
    }
  }
}
