package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.vpnfirewall.app.tray.MenuEntry.Choice;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.MenuEntry.Label;
import io.github.vpnfirewall.app.tray.MenuEntry.Separator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MenuTreeTest {
  private static final Label STATE = new Label("Exposed");
  private static final Choice ARM = new Choice(Command.TOGGLE, "Arm", true);
  private static final Choice DISARM = new Choice(Command.TOGGLE, "Disarm…", true);
  private static final Choice QUIT = new Choice(Command.QUIT, "Quit", true);

  @Test
  void entriesBecomeDbusmenuProperties() {
    MenuTree tree =
        new MenuTree(
            List.of(STATE, ARM, new Separator(), new Choice(Command.ABOUT, "About", false)));

    assertThat(tree.items())
        .extracting(MenuTree.Item::properties)
        .satisfiesExactly(
            label ->
                assertThat(label).containsOnly(entry("label", "Exposed"), entry("enabled", false)),
            choice ->
                assertThat(choice).containsOnly(entry("label", "Arm"), entry("enabled", true)),
            separator -> assertThat(separator).containsOnly(entry("type", "separator")),
            greyed ->
                assertThat(greyed).containsOnly(entry("label", "About"), entry("enabled", false)));
  }

  @Test
  void underscoreIsNoMnemonic() {
    MenuTree tree = new MenuTree(List.of(new Label("out of wg_home")));

    assertThat(tree.items().get(0).properties()).containsEntry("label", "out of wg__home");
  }

  @Test
  void commandKeepsItsNumberWhenItMoves() {
    int before = idOf(new MenuTree(List.of(ARM, QUIT)), QUIT);
    int after = idOf(new MenuTree(List.of(STATE, new Separator(), DISARM, QUIT)), QUIT);

    assertThat(after).isEqualTo(before);
  }

  @Test
  void numbersAreUniqueAndAboveTheRoot() {
    MenuTree tree = new MenuTree(List.of(STATE, ARM, DISARM, new Separator(), QUIT, STATE));

    assertThat(tree.items())
        .extracting(MenuTree.Item::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id > MenuTree.ROOT);
  }

  @Test
  void greyEntryAndLabelDoNothing() {
    MenuTree tree = new MenuTree(List.of(STATE, new Choice(Command.TOGGLE, "Arming…", false)));

    assertThat(tree.items()).extracting(MenuTree.Item::command).containsOnly(Optional.empty());
    assertThat(new MenuTree(List.of(ARM)).items().get(0).command()).contains(Command.TOGGLE);
  }

  @Test
  void onlyEntriesThatLookDifferentAreChanged() {
    MenuTree older = new MenuTree(List.of(STATE, ARM, QUIT));
    MenuTree newer = new MenuTree(List.of(STATE, DISARM, QUIT));

    assertThat(newer.changedSince(older)).extracting(MenuTree.Item::entry).containsExactly(DISARM);
    assertThat(new MenuTree(List.of(STATE, QUIT)).changedSince(older)).isEmpty();
  }

  private static int idOf(MenuTree tree, MenuEntry entry) {
    return tree.items().stream()
        .filter(item -> item.entry().equals(entry))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
