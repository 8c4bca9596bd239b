package io.github.vpnfirewall.app.session;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** To standard error, each line with the weight that the journal takes from its beginning. */
final class JournalHandler extends Handler {
  private final PrintStream out;
  private final Line line;

  JournalHandler(PrintStream out, Line line) {
    this.out = out;
    this.line = line;
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      String weight = "<" + weight(record.getLevel()) + ">";
      line.said(record).lines().forEach(text -> out.println(weight + text));
      out.flush();
    }
  }

  /** As syslog(3) counts. */
  private static int weight(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return 3;
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return 4;
    }
    return level.intValue() >= Level.INFO.intValue() ? 6 : 7;
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
