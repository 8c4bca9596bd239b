package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperClient.Watch;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.function.Consumer;

/**
 * A watch that never asks for a password, for a window that nobody may have opened: where one would
 * be needed, it ends at once as not authorised.
 */
final class FreeWatch implements Watch {
  private final HelperClient helper;
  private final Consumer<Report> each;
  private final Consumer<HelperResult> ended;
  private Watch watch;
  private boolean closed;

  private FreeWatch(HelperClient helper, Consumer<Report> each, Consumer<HelperResult> ended) {
    this.helper = helper;
    this.each = each;
    this.ended = ended;
  }

  /** Begins; see {@link HelperClient#watch}. */
  static Watch start(HelperClient helper, Consumer<Report> each, Consumer<HelperResult> ended) {
    FreeWatch started = new FreeWatch(helper, each, ended);
    var unused = helper.isFree(Verb.WATCH).thenAccept(started::begin);
    return started;
  }

  private void begin(boolean free) {
    if (!free) {
      ended.accept(new HelperResult.NotAuthorized());
      return;
    }
    synchronized (this) {
      if (!closed) {
        watch = helper.watch(each, ended);
        return;
      }
    }
    ended.accept(new HelperResult.Failed(HelperResult.Cause.CLOSED, ""));
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (watch != null) {
      watch.close();
    }
  }
}
