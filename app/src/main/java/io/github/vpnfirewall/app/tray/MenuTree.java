package io.github.vpnfirewall.app.tray;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A menu as dbusmenu counts it: every entry has a number and properties. Pure. */
final class MenuTree {
  /** The number of the menu itself. */
  static final int ROOT = 0;

  private static final int FIRST_BY_PLACE = 100;
  private static final List<MenuEntry.Command> COMMANDS = List.of(MenuEntry.Command.values());

  private final List<Item> items;

  /** The entries, top to bottom. */
  MenuTree(List<MenuEntry> entries) {
    List<Item> numbered = new ArrayList<>();
    Set<MenuEntry.Command> seen = new HashSet<>();
    for (int place = 0; place < entries.size(); place++) {
      MenuEntry entry = entries.get(place);
      // By command, not by place: a click that crosses a change of the menu on the bus must not hit
      // another command that has taken the old one's place.
      int id = FIRST_BY_PLACE + place;
      Optional<MenuEntry.Command> command = command(entry);
      if (command.isPresent() && seen.add(command.get())) {
        id = 1 + COMMANDS.indexOf(command.get());
      }
      numbered.add(new Item(id, entry));
    }
    items = List.copyOf(numbered);
  }

  /** All entries, top to bottom. */
  List<Item> items() {
    return items;
  }

  /** The entry with this number, if there is one. */
  Optional<Item> item(int id) {
    return items.stream().filter(item -> item.id() == id).findFirst();
  }

  private static Optional<MenuEntry.Command> command(MenuEntry entry) {
    if (entry instanceof MenuEntry.Switch change) {
      return Optional.of(change.command());
    }
    return entry instanceof MenuEntry.Choice choice
        ? Optional.of(choice.command())
        : Optional.empty();
  }

  /** Those entries that this menu has in common with an older one, and that look different now. */
  List<Item> changedSince(MenuTree older) {
    return items.stream()
        .filter(item -> older.item(item.id()).map(old -> !old.equals(item)).orElse(false))
        .toList();
  }

  /**
   * An entry.
   *
   * @param id its number, above {@link #ROOT}
   * @param entry what it is
   */
  record Item(int id, MenuEntry entry) {
    /** Its dbusmenu properties: strings, numbers and booleans. */
    Map<String, Object> properties() {
      Map<String, Object> result = new LinkedHashMap<>();
      if (entry instanceof MenuEntry.Separator) {
        result.put("type", "separator");
      } else if (entry instanceof MenuEntry.Label label) {
        result.put("label", literal(label.label()));
        result.put("enabled", false);
      } else if (entry instanceof MenuEntry.Choice choice) {
        result.put("label", literal(choice.label()));
        // Said even where it is as usual: it may just have changed back.
        result.put("enabled", choice.enabled());
      } else if (entry instanceof MenuEntry.Switch change) {
        result.put("label", literal(change.label()));
        result.put("enabled", true);
        result.put("toggle-type", "checkmark");
        result.put("toggle-state", change.on() ? 1 : 0);
      }
      return result;
    }

    /** What it does when it is clicked, if that is anything. */
    Optional<MenuEntry.Command> command() {
      return entry instanceof MenuEntry.Choice choice && !choice.enabled()
          ? Optional.empty()
          : MenuTree.command(entry);
    }

    /** An underscore would mark the letter after it as the key to press. */
    private static String literal(String label) {
      return label.replace("_", "__");
    }
  }
}
