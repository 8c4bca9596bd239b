package io.github.vpnfirewall.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
  @TempDir Path dir;

  @Test
  void permissionDeniedByTheKernelIsTheOnlyRefusal() {
    Refusal refusal = new Refusal(List.of(dir));
    assertThat(refusal.is(new SocketException("Operation not permitted"))).isTrue();
    assertThat(refusal.is(new SocketException("Network is unreachable"))).isFalse();
    assertThat(refusal.is(new SocketException("Permission denied"))).isFalse();
    assertThat(refusal.is(new SocketException())).isFalse();
  }

  @Test
  void learningLeavesNothingBehind() throws IOException {
    Refusal refusal = new Refusal(List.of(dir, dir.resolve("none"), Path.of("/proc")));
    assertThat(refusal.is(new IOException("No such file or directory"))).isFalse();
    assertThat(refusal.is(new IOException("Permission denied"))).isFalse();
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }
}
