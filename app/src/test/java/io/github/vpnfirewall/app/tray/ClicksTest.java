package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClicksTest {
  private final List<Command> chosen = new ArrayList<>();
  private long now = Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(100);
  private final Clicks clicks =
      new Clicks(
          Runnable::run,
          new Tray.Listener() {
            @Override
            public void chosen(Command command) {
              chosen.add(command);
            }

            @Override
            public void visibilityChanged(boolean visible) {
              throw new AssertionError("clicks know nothing of this");
            }
          },
          () -> now);

  @Test
  void doubleClickTogglesOnce() {
    toggleAfter(0);
    toggleAfter(78);

    assertThat(chosen).containsExactly(Command.TOGGLE);
  }

  /** The clock that counts the nanoseconds runs over its end here, as it may. */
  @Test
  void burstTogglesOnceHoweverLongItLasts() {
    for (int i = 0; i < 20; i++) {
      toggleAfter(150);
    }

    assertThat(chosen).containsExactly(Command.TOGGLE);
  }

  @Test
  void laterClickTogglesAgain() {
    toggleAfter(0);
    toggleAfter(400);

    assertThat(chosen).containsExactly(Command.TOGGLE, Command.TOGGLE);
  }

  @Test
  void otherCommandsHaveNoEcho() {
    clicks.choose(Command.SHOW_STATUS);
    clicks.choose(Command.SHOW_STATUS);
    clicks.choose(Command.TOGGLE);

    assertThat(chosen).containsExactly(Command.SHOW_STATUS, Command.SHOW_STATUS, Command.TOGGLE);
  }

  private void toggleAfter(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
    clicks.choose(Command.TOGGLE);
  }
}
