package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.Pixmap;
import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.CheckboxMenuItem;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.beans.PropertyChangeListener;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The icon in an old XEmbed tray on X11, through AWT. The only class that names AWT: nothing of it
 * is loaded unless this tray is opened.
 */
final class AwtTray implements FallbackTray {
  private static final Logger LOG = LoggerFactory.getLogger(AwtTray.class);
  private static final String TRAY_PROPERTY = "systemTray";

  private final SystemTray tray;
  private final java.awt.TrayIcon icon;
  private final PopupMenu menu = new PopupMenu();
  private final Clicks clicks;
  private final Consumer<Boolean> visible;
  private final PropertyChangeListener comingAndGoing = change -> trayChanged();

  private AwtTray(SystemTray tray, TrayModel model, Clicks clicks, Consumer<Boolean> visible) {
    this.tray = tray;
    this.clicks = clicks;
    this.visible = visible;
    icon = new java.awt.TrayIcon(image(model.icon()));
    icon.setImageAutoSize(true);
    icon.setPopupMenu(menu);
    icon.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mouseClicked(MouseEvent event) {
            if (event.getButton() == MouseEvent.BUTTON1) {
              clicks.choose(MenuEntry.Command.TOGGLE);
            }
          }
        });
  }

  /** As {@link FallbackTray.Opener}. Empty where AWT has no tray, no display or no native part. */
  static Optional<FallbackTray> open(TrayModel model, Clicks clicks, Consumer<Boolean> visible) {
    try {
      if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
        return Optional.empty();
      }
      AwtTray opened = new AwtTray(SystemTray.getSystemTray(), model, clicks, visible);
      EventQueue.invokeLater(() -> opened.start(model));
      return Optional.of(opened);
    } catch (RuntimeException | AWTError | LinkageError e) {
      LOG.info("AWT has no tray: {}", e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void show(TrayModel model) {
    EventQueue.invokeLater(() -> draw(model));
  }

  @Override
  public void close() {
    EventQueue.invokeLater(
        () -> {
          tray.removePropertyChangeListener(TRAY_PROPERTY, comingAndGoing);
          tray.remove(icon);
        });
  }

  private void start(TrayModel model) {
    draw(model);
    tray.addPropertyChangeListener(TRAY_PROPERTY, comingAndGoing);
    trayChanged();
  }

  /** A panel that restarts forgets the icon: it has to be brought again. */
  private void trayChanged() {
    boolean shown = false;
    tray.remove(icon);
    if (SystemTray.isSupported()) {
      try {
        tray.add(icon);
        shown = true;
      } catch (AWTException e) {
        LOG.info("The tray did not take the icon: {}", e.toString());
      }
    }
    visible.accept(shown);
  }

  private void draw(TrayModel model) {
    icon.setImage(image(model.icon()));
    // One line: a line break would be swallowed.
    icon.setToolTip(ItemObject.title(model) + ". " + model.tooltip());
    fill(menu, model.menu());
  }

  private void fill(Menu target, List<MenuEntry> entries) {
    target.removeAll();
    for (MenuEntry entry : entries) {
      if (entry instanceof MenuEntry.Separator) {
        target.addSeparator();
      } else if (entry instanceof MenuEntry.Label label) {
        target.add(line(label.label(), false));
      } else if (entry instanceof MenuEntry.Choice choice) {
        MenuItem item = line(choice.label(), choice.enabled());
        item.addActionListener(event -> clicks.choose(choice.command()));
        target.add(item);
      } else if (entry instanceof MenuEntry.Switch change) {
        CheckboxMenuItem item = new CheckboxMenuItem(change.label(), change.on());
        item.addItemListener(event -> clicks.choose(change.command()));
        target.add(item);
      }
    }
  }

  private static MenuItem line(String label, boolean enabled) {
    MenuItem item = new MenuItem(label);
    item.setEnabled(enabled);
    return item;
  }

  /** The largest picture: AWT scales it down to whatever the tray wants. */
  private static Image image(TrayIcon icon) {
    List<Pixmap> pixmaps = Pixmaps.of(icon);
    Pixmap largest = pixmaps.get(pixmaps.size() - 1);
    BufferedImage image =
        new BufferedImage(largest.width, largest.height, BufferedImage.TYPE_INT_ARGB);
    int[] pixels = new int[largest.width * largest.height];
    ByteBuffer.wrap(largest.argb).asIntBuffer().get(pixels);
    image.setRGB(0, 0, largest.width, largest.height, pixels, 0, largest.width);
    return image;
  }
}
