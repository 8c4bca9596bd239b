package io.github.vpnfirewall.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  @TempDir private Path dir;

  @Test
  void fileIsItsOwnersAloneAndHoldsNoAddress() throws IOException {
    Path folder = dir.resolve("state/vpnfirewall");
    FileHandler handler = new FileHandler(folder, new Line(true));
    handler.publish(record(Level.INFO, "to 198.51.100.7"));
    handler.publish(record(Level.WARNING, "again"));
    assertThat(folder.resolve("app.log"))
        .content()
        .contains(" Some: to -\n")
        .endsWith(" Some: again\n");
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("app.log"))).isEqualTo("rw-------");
  }

  @Test
  void whoAsksForAddressesGetsThem() throws IOException {
    new FileHandler(dir, new Line(false)).publish(record(Level.INFO, "to 198.51.100.7"));
    assertThat(dir.resolve("app.log")).content().contains("to 198.51.100.7");
  }

  @Test
  void logNeverGrowsBeyondItsBounds() throws IOException {
    FileHandler handler = new FileHandler(dir, new Line(true));
    String long1 = "x".repeat(10_000);
    for (int i = 0; i < 100; i++) {
      handler.publish(record(Level.INFO, long1 + i));
    }
    long all = 0;
    try (var files = Files.list(dir)) {
      for (Path file : files.toList()) {
        all += Files.size(file);
        assertThat(permissions(file)).isEqualTo("rw-------");
      }
    }
    assertThat(all).isBetween(FileHandler.MOST_BYTES, 2 * (FileHandler.MOST_BYTES + 20_000));
    assertThat(dir.resolve("app.log")).content().endsWith(long1 + "99\n");
    assertThat(dir.resolve("app.log.1")).exists();
  }

  @Test
  void journalIsToldTheWeightOfEachLine() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JournalHandler handler =
        new JournalHandler(new PrintStream(out, true, StandardCharsets.UTF_8), new Line(true));
    handler.publish(record(Level.INFO, "good"));
    handler.publish(record(Level.WARNING, "odd"));
    handler.publish(record(Level.FINE, "detail"));
    LogRecord failure = record(Level.SEVERE, "bad");
    failure.setThrown(new IOException("to example.org"));
    handler.publish(failure);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith(
            "<6>Some: good\n<4>Some: odd\n<7>Some: detail\n<3>Some: bad\n<3>java.io.IOException: to -\n<3>\tat ");
  }

  private static LogRecord record(Level level, String message) {
    LogRecord record = new LogRecord(level, message);
    record.setLoggerName("io.github.vpnfirewall.app.Some");
    return record;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
