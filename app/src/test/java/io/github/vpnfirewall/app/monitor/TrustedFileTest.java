package io.github.vpnfirewall.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.monitor.TrustedFile.Reading;
import io.github.vpnfirewall.app.protection.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedFileTest {
  @TempDir Path dir;
  private Path path;
  private int me;
  private TrustedFile<Integer> file;

  @BeforeEach
  void prepare() throws IOException {
    path = dir.resolve("number");
    me = (int) Files.getAttribute(dir, "unix:uid");
    file = trusting(me);
  }

  private TrustedFile<Integer> trusting(int owner) {
    return new TrustedFile<>(
        path,
        owner,
        10,
        content -> {
          if (content.length > 10) {
            throw new IOException("too long");
          }
          return Integer.valueOf(new String(content, StandardCharsets.UTF_8));
        });
  }

  @Test
  void missingFileIsNoProblem() {
    assertThat(file.read()).isEqualTo(Reading.absent());
  }

  @Test
  void contentIsReadAndReadAgainWhenItWasReplaced() throws IOException {
    write("1");
    assertThat(file.read()).isEqualTo(Reading.of(1, written()));
    write("2");
    assertThat(file.read()).isEqualTo(Reading.of(2, written()));
    Files.delete(path);
    assertThat(file.read()).isEqualTo(Reading.absent());
    write("2");
    assertThat(file.read()).isEqualTo(Reading.of(2, written()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "12345678901"})
  void contentThatMakesNoSenseIsAProblem(String content) throws IOException {
    write(content);
    assertThat(file.read()).isEqualTo(Reading.problem(Reason.REPORT_DAMAGED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rw-rw-rw-"})
  void fileThatOthersMayWriteIsNotBelieved(String mode) throws IOException {
    write("1");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    assertThat(file.read()).isEqualTo(Reading.problem(Reason.REPORT_FOREIGN));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(file.read()).isEqualTo(Reading.of(1, written()));
  }

  @Test
  void fileOfAnotherIsNotBelieved() throws IOException {
    write("1");
    TrustedFile<Integer> strict = trusting(me);
    if (me == 0) {
      Files.setAttribute(path, "unix:uid", 12345);
    } else {
      strict = trusting(me + 1);
    }
    assertThat(strict.read()).isEqualTo(Reading.problem(Reason.REPORT_FOREIGN));
  }

  @Test
  void linkIsNotFollowed() throws IOException {
    Path target = Files.writeString(dir.resolve("target"), "1");
    Files.createSymbolicLink(path, target);
    assertThat(file.read()).isEqualTo(Reading.problem(Reason.REPORT_FOREIGN));
  }

  @Test
  void folderIsNoFile() throws IOException {
    Files.createDirectory(path);
    assertThat(file.read()).isEqualTo(Reading.problem(Reason.REPORT_FOREIGN));
  }

  private Instant written() throws IOException {
    return Files.getLastModifiedTime(path).toInstant();
  }

  private void write(String content) throws IOException {
    Path fresh = Files.createTempFile(dir, "fresh", null);
    Files.writeString(fresh, content);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
