package io.github.vpnfirewall.app.discovery;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything is looked up.
 *
 * @param net {@code /sys/class/net}
 * @param proc {@code /proc}
 * @param etc {@code /etc}
 * @param home the person's own folder
 * @param config the person's folder for settings
 * @param bus the address of the computer's message bus, if there is one
 */
record Computer(Path net, Path proc, Path etc, Path home, Path config, Optional<String> bus) {
  /** This one. */
  static Computer own() {
    Path home = Path.of(System.getProperty("user.home"));
    String config = System.getenv("XDG_CONFIG_HOME");
    return new Computer(
        Path.of("/sys/class/net"),
        Path.of("/proc"),
        Path.of("/etc"),
        home,
        config == null || !config.startsWith("/") ? home.resolve(".config") : Path.of(config),
        SystemBus.find(System::getenv));
  }
}
