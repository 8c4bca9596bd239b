package io.github.vpnfirewall.app.tray.dbus;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/** The answer of a method that returns two values. */
public final class Reply<A, B> extends Tuple {
  /** The first. */
  @Position(0)
  public final A first;

  /** The second. */
  @Position(1)
  public final B second;

  /** Both. */
  public Reply(A first, B second) {
    this.first = first;
    this.second = second;
  }
}
