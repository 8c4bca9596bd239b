package io.github.vpnfirewall.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutostartTest {
  private static final String FOREIGN =
      """
      [Desktop Entry]
      Type=Application
      Exec=sh -c "sleep 5; vpnfirewall-app --background"
      Hidden=false

      [Desktop Action other]
      Exec=true
      Hidden=true
      """;

  @TempDir private Path dir;
  private final Map<String, String> environment = new HashMap<>();
  private Path own;
  private Path system;
  private Autostart autostart;

  @BeforeEach
  void session() throws IOException {
    own = dir.resolve("home/.config/autostart/" + Autostart.NAME);
    system = dir.resolve("xdg/autostart/" + Autostart.NAME);
    Files.createDirectories(system.getParent());
    environment.put("XDG_CONFIG_DIRS", dir.resolve("none") + ":" + dir.resolve("xdg"));
    autostart = Autostart.in(environment::get, dir.resolve("home"));
  }

  @Test
  void isOffUntilItIsWantedAndLeavesNothing() throws IOException {
    assertThat(autostart.enabled()).isFalse();
    autostart.enable(true);
    assertThat(autostart.enabled()).isTrue();
    assertThat(own)
        .content()
        .startsWith("[Desktop Entry]\nType=Application\n")
        .contains("\nExec=vpnfirewall-app --background\n", "\nTryExec=vpnfirewall-app\n");
    autostart.enable(true);
    assertThat(autostart.enabled()).isTrue();
    autostart.enable(false);
    assertThat(autostart.enabled()).isFalse();
    try (var left = Files.list(own.getParent())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void folderThatIsNamedIsTheOne() throws IOException {
    environment.put("XDG_CONFIG_HOME", dir.resolve("elsewhere").toString());
    Autostart other = Autostart.in(environment::get, dir.resolve("home"));
    other.enable(true);
    assertThat(dir.resolve("elsewhere/autostart/" + Autostart.NAME)).exists();
    assertThat(own).doesNotExist();
    environment.put("XDG_CONFIG_HOME", "not/absolute");
    Autostart.in(environment::get, dir.resolve("home")).enable(true);
    assertThat(own).exists();
  }

  @Test
  void foreignFileKeepsWhatItSays() throws IOException {
    write(own, FOREIGN);
    assertThat(autostart.enabled()).isTrue();
    autostart.enable(false);
    assertThat(autostart.enabled()).isFalse();
    assertThat(own).content().contains("sleep 5", "[Desktop Action other]");
    autostart.enable(true);
    assertThat(autostart.enabled()).isTrue();
    assertThat(own).content().isEqualTo(FOREIGN.replace("Hidden=false\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = true"})
  void whatADesktopsOwnToolHasSwitchedOffIsOff(String line) throws IOException {
    autostart.enable(true);
    Files.writeString(own, Files.readString(own) + line + "\n");
    assertThat(autostart.enabled()).isFalse();
    autostart.enable(true);
    assertThat(autostart.enabled()).isTrue();
    assertThat(own).content().doesNotContain(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[Desktop Entry]\nName=no command\n"})
  void fileThatMakesNoSenseStartsNothingAndIsReplaced(String content) throws IOException {
    write(own, content);
    assertThat(autostart.enabled()).isFalse();
    if (!content.startsWith("[")) {
      autostart.enable(true);
      assertThat(autostart.enabled()).isTrue();
    }
  }

  @Test
  void systemsFileCountsUntilItIsHidden() throws IOException {
    write(system, FOREIGN);
    assertThat(autostart.enabled()).isTrue();
    autostart.enable(false);
    assertThat(autostart.enabled()).isFalse();
    assertThat(own).content().contains("Hidden=true");
    assertThat(system).content().isEqualTo(FOREIGN);
    autostart.enable(true);
    assertThat(autostart.enabled()).isTrue();
    assertThat(own).doesNotExist();
  }

  @Test
  void systemsFileThatIsHiddenStartsNothing() throws IOException {
    write(system, "[Desktop Entry]\nExec=vpnfirewall-app\nHidden=true\n");
    assertThat(autostart.enabled()).isFalse();
    autostart.enable(true);
    assertThat(autostart.enabled()).isTrue();
  }

  @Test
  void fileThatIsKeptElsewhereStaysThere() throws IOException {
    Path kept = dir.resolve("dotfiles/entry");
    write(kept, FOREIGN);
    Files.createDirectories(own.getParent());
    Files.createSymbolicLink(own, kept);
    autostart.enable(false);
    assertThat(own).isSymbolicLink();
    assertThat(kept).content().contains("Hidden=true", "sleep 5");
  }

  @Test
  void withoutVariablesTheUsualFoldersAreMeant() {
    Autostart usual = Autostart.in(name -> null, dir.resolve("home"));
    assertThat(usual.enabled())
        .isEqualTo(Files.exists(Path.of("/etc/xdg/autostart", Autostart.NAME)));
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
