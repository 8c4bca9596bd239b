package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.Pixmap;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The icons' pictures, drawn beforehand by {@code icons/render-pixmaps}: neither SVG nor AWT is
 * needed to show them.
 */
final class Pixmaps {
  private Pixmaps() {}

  /** An icon in every size there is, smallest first. */
  static List<Pixmap> of(TrayIcon icon) {
    try (InputStream packed = Pixmaps.class.getResourceAsStream(icon.iconName() + ".pixmaps")) {
      if (packed == null) {
        throw new IllegalStateException("no picture of " + icon.iconName());
      }
      return read(new GZIPInputStream(packed).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable picture of " + icon.iconName(), e);
    }
  }

  private static List<Pixmap> read(byte[] pictures) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(pictures);
    DataInputStream in = new DataInputStream(bytes);
    List<Pixmap> result = new ArrayList<>();
    while (bytes.available() > 0) {
      int side = in.readInt();
      byte[] argb = new byte[Math.multiplyExact(Math.multiplyExact(side, side), 4)];
      in.readFully(argb);
      result.add(new Pixmap(side, side, argb));
    }
    return List.copyOf(result);
  }
}
