package io.github.vpnfirewall.app.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the program starts when its person logs in: by a file that every desktop reads (Desktop
 * Application Autostart Specification). The person's own file hides those of the system.
 *
 * <p>A file there that this program has not written keeps all that it says: only whether it counts
 * is changed.
 */
public final class Autostart {
  static final String NAME = "io.github.vpnfirewall.desktop";

  private static final String ENTRY =
      DesktopEntry.HEADER
          + """

          Type=Application
          Name=VPN Firewall
          Icon=io.github.vpnfirewall
          Exec=vpnfirewall-app --background
          TryExec=vpnfirewall-app
          Terminal=false
          X-VPNFirewall-Own=true
          """;
  private static final String MARK = "X-VPNFirewall-Own=true";

  private final Path own;
  private final List<Path> others;

  /**
   * @param own the person's file
   * @param others the system's, the one that counts first
   */
  Autostart(Path own, List<Path> others) {
    this.own = own;
    this.others = List.copyOf(others);
  }

  /**
   * Where this session looks.
   *
   * @param environment the environment's variables; null for those that there are none of
   * @param home the person's home
   */
  public static Autostart in(Function<String, String> environment, Path home) {
    List<Path> others = new ArrayList<>();
    String system = environment.apply("XDG_CONFIG_DIRS");
    for (String dir : (blank(system) ? "/etc/xdg" : system).split(":", -1)) {
      if (dir.startsWith("/")) {
        others.add(file(Path.of(dir)));
      }
    }
    return new Autostart(
        file(Folders.base(environment, "XDG_CONFIG_HOME", home, ".config")), others);
  }

  private static Path file(Path config) {
    return config.resolve("autostart").resolve(NAME);
  }

  /** Whether it will start at the next login, as far as that can be read. */
  public boolean enabled() {
    return Files.exists(own) ? enabled(own) : enabledElsewhere();
  }

  /**
   * Has it start from the next login on, or not.
   *
   * @throws IOException if the file cannot be written
   */
  public void enable(boolean wanted) throws IOException {
    Optional<DesktopEntry> found = read(own);
    if (found.isPresent() && found.get().valid() && !found.get().has(MARK)) {
      write(found.get().enabled(wanted));
    } else if (wanted == enabledElsewhere()) {
      Files.deleteIfExists(own);
    } else {
      write(new DesktopEntry(ENTRY).enabled(wanted));
    }
  }

  private boolean enabledElsewhere() {
    return others.stream().filter(Files::exists).findFirst().map(Autostart::enabled).orElse(false);
  }

  private static boolean enabled(Path file) {
    return read(file).map(DesktopEntry::counts).orElse(false);
  }

  private static Optional<DesktopEntry> read(Path file) {
    try {
      return Optional.of(new DesktopEntry(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Optional.empty(); // there is none, or it is not for us to read
    }
  }

  private void write(DesktopEntry entry) throws IOException {
    // A file that is kept elsewhere, and linked to, stays there.
    Path target = Files.exists(own) ? own.toRealPath() : own;
    Files.createDirectories(target.getParent());
    Path fresh = Files.createTempFile(target.getParent(), ".vpnfirewall", null);
    try {
      Files.writeString(fresh, entry.text());
      Files.move(
          fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
