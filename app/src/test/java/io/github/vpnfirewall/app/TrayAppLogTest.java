package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tray process writes down: each change once, so that a log tells a story. */
class TrayAppLogTest extends TrayAppRig {
  private final List<String> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger(TrayApp.class.getName());
  private final Level usual = logger.getLevel();
  private final Handler reader =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void read() {
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(reader);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(reader);
    logger.setUseParentHandlers(true);
    logger.setLevel(usual);
  }

  @Test
  void everyChangeIsWrittenOnceAndItsDetailsForWhoeverLooksForThem() {
    for (int i = 0; i < 3; i++) {
      app.picture(Pictures.of(Protection.PROTECTED));
    }
    assertThat(lines)
        .containsExactly("INFO PROTECTED: " + Reason.THROUGH_TUNNEL.key(), "FINE [tun0]");
    lines.clear();
    app.picture(Pictures.of(Protection.PROTECTED, Task.DISARMING));
    app.picture(Pictures.of(Protection.PROTECTED, Task.DISARMING));
    app.picture(Pictures.of(Protection.PROTECTED));
    assertThat(lines)
        .containsExactly(
            "INFO PROTECTED: DISARMING",
            "FINE [tun0]",
            "INFO PROTECTED: " + Reason.THROUGH_TUNNEL.key(),
            "FINE [tun0]");
    lines.clear();
    app.picture(Pictures.of(Protection.BLOCKING));
    assertThat(lines).first().isEqualTo("INFO BLOCKING: " + Reason.TUNNEL_DOWN.key());
  }

  @Test
  void everyAnswerIsWrittenAlsoOneThatIsNotTold() {
    app.picture(Pictures.of(Protection.EXPOSED));
    lines.clear();
    app.chosen(Command.DISARM);
    HelperResult dismissed = new HelperResult.Dismissed();
    helper.answers.get(0).complete(dismissed);
    assertThat(lines).containsExactly("INFO DISARM: " + dismissed.reason());
    assertThat(desktop.told).isEmpty();
  }

  @Test
  void startAtLoginThatCannotBeSwitchedIsWritten() throws IOException {
    Files.createFile(home.resolve(".config")); // where a folder is wanted
    app.chosen(Command.AUTOSTART);
    assertThat(lines).containsExactly("WARNING autostart cannot be changed");
    assertThat(autostart.enabled()).isFalse();
  }
}
