package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.session.Autostart;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.Notice;
import io.github.vpnfirewall.app.tray.Notifier;
import io.github.vpnfirewall.app.tray.Tray;
import io.github.vpnfirewall.app.tray.TrayModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tray process without its processes: a helper, a tray and windows that keep what they are
 * told.
 */
abstract class TrayAppRig {
  final AskedHelper helper = new AskedHelper();
  final Desktop desktop = new Desktop();
  final List<View> views = new ArrayList<>();
  boolean quit;
  TrayApp app;
  Autostart autostart;
  @TempDir Path home;

  @BeforeEach
  void open() {
    autostart = Autostart.in(name -> null, home);
    app = app(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    app.show(desktop, desktop);
  }

  /** One that is shown nowhere yet. */
  TrayApp app(Clock clock) {
    return new TrayApp(
        helper, views::add, () -> quit = true, autostart, Texts.of(Locale.ENGLISH), clock);
  }

  static final class Desktop implements Tray, Notifier {
    final List<TrayModel> shown = new ArrayList<>();
    final List<String> told = new ArrayList<>();

    @Override
    public void show(TrayModel model) {
      shown.add(model);
    }

    @Override
    public boolean visible() {
      return true;
    }

    @Override
    public void notify(Notice notice) {
      told.add(notice.title() + ": " + notice.body());
    }

    @Override
    public void close() {
      throw new AssertionError("not the tray app's to close");
    }
  }
}
