package io.github.vpnfirewall.app.tray.dbus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** One picture of an icon, {@code (iiay)} on the bus. */
public final class Pixmap extends Struct {
  /** The signature of a list of pictures. */
  public static final String LIST = "a(iiay)";

  /** Pixels in a row. */
  @Position(0)
  public final int width;

  /** Rows. */
  @Position(1)
  public final int height;

  /** Four bytes a pixel, top left first: alpha, red, green, blue; not premultiplied. */
  @Position(2)
  public final byte[] argb;

  /** Takes the array as its own. */
  public Pixmap(int width, int height, byte[] argb) {
    this.width = width;
    this.height = height;
    this.argb = argb;
  }
}
