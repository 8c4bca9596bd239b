package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import io.github.vpnfirewall.app.tray.dbus.MenuEvent;
import java.util.ArrayList;
import java.util.List;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/**
 * Calls of the icon's menu by whoever is on the session's bus: the only thing that ever happens is
 * a command that stands in the menu and can be chosen. A line of the input is one call.
 */
public final class MenuCallsFuzz {
  private static final MenuTree TREE =
      new MenuTree(
          List.of(
              new MenuEntry.Label("Exposed"),
              new MenuEntry.Choice(MenuEntry.Command.TOGGLE, "Arm", true),
              new MenuEntry.Choice(MenuEntry.Command.SHOW_STATUS, "Status", false),
              new MenuEntry.Separator()));

  private MenuCallsFuzz() {}

  /** Tries some calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String calls) {
    List<MenuEntry.Command> chosen = new ArrayList<>();
    MenuObject menu = new MenuObject(() -> new MenuObject.Revision(7, TREE), clicks(chosen));
    for (String call : calls.split("\n", -1)) {
      String[] words = call.split(" ", 3);
      if (words.length == 3) {
        try {
          call(menu, words[0], words[1].hashCode() % 200, words[2]);
          Fuzzing.outcome(true);
        } catch (DBusExecutionException e) {
          Fuzzing.outcome(false);
        }
      }
    }
    assertThat(chosen).allMatch(MenuEntry.Command.TOGGLE::equals).hasSizeLessThan(2);
  }

  private static Clicks clicks(List<MenuEntry.Command> chosen) {
    Tray.Listener listener =
        new Tray.Listener() {
          @Override
          public void chosen(MenuEntry.Command command) {
            chosen.add(command);
          }

          @Override
          public void visibilityChanged(boolean visible) {
            throw new AssertionError("nobody asked for it");
          }
        };
    return new Clicks(Runnable::run, listener, () -> 0);
  }

  private static void call(MenuObject menu, String method, int id, String name) {
    UInt32 time = new UInt32(0);
    switch (method) {
      case "layout" ->
          assertThat(menu.getLayout(id % 2 == 0 ? 0 : id, id, List.of(name))).isNotNull();
      case "group" ->
          assertThat(menu.getGroupProperties(List.of(id, 0), List.of(name))).isNotEmpty();
      case "property" -> assertThat(menu.getProperty(id, name).getValue()).isNotNull();
      case "event" -> menu.event(id, name, new Variant<>(name), time);
      case "events" -> {
        List<MenuEvent> events =
            List.of(
                new MenuEvent(id, name, new Variant<>(id), time),
                new MenuEvent(0, name, new Variant<>(List.of(name), "as"), time));
        assertThat(menu.eventGroup(events)).hasSizeLessThan(2);
      }
      default -> assertThat(menu.aboutToShow(id)).isFalse();
    }
  }
}
