package io.github.vpnfirewall.app.bench;

/** A program that does nothing, for benches to show what Java itself takes. */
public final class Sleeper {
  private Sleeper() {}

  /** Sleeps, until it is ended. */
  public static void main(String[] args) throws InterruptedException {
    Thread.sleep(Long.MAX_VALUE);
  }
}
