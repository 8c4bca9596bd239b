package io.github.vpnfirewall.app.helper;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * Keeps the first bytes that are written to it and lets the rest go, so that a program that writes
 * without end neither fills the memory nor stands still at a full pipe.
 */
final class BoundedBuffer extends OutputStream {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int limit;
  private boolean whole = true;

  /**
   * @param limit how many bytes are kept
   */
  BoundedBuffer(int limit) {
    this.limit = limit;
  }

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int fits = Math.min(length, limit - kept.size());
    kept.write(bytes, offset, fits);
    whole &= fits == length;
  }

  synchronized byte[] bytes() {
    return kept.toByteArray();
  }

  /** Whether nothing was let go. */
  synchronized boolean whole() {
    return whole;
  }
}
