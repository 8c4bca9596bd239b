package io.github.vpnfirewall.app.session;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One line for each thing that happened, and lines of its own for where it went wrong. */
final class Line extends Formatter {
  private final boolean discreet;

  /**
   * @param discreet whether addresses and hosts' names are left out
   */
  Line(boolean discreet) {
    this.discreet = discreet;
  }

  @Override
  public String format(LogRecord record) {
    return record.getInstant().truncatedTo(ChronoUnit.SECONDS) + " " + said(record);
  }

  /** The same without the moment. */
  String said(LogRecord record) {
    StringWriter text = new StringWriter();
    String logger = String.valueOf(record.getLoggerName());
    text.append(logger.substring(logger.lastIndexOf('.') + 1));
    text.append(": ").append(formatMessage(record)).append('\n');
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(new PrintWriter(text, true));
    }
    return discreet ? Discretion.applied(text.toString()) : text.toString();
  }
}
