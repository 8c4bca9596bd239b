package io.github.vpnfirewall.helper.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts play systemd-run and setsid; a file that they write is the keeper. */
class ExecKeepersTest {
  private static final String TRIAL = "0123456789abcdef";

  @TempDir Path dir;
  private Path systemd;
  private Path kept;
  private Path network = Path.of("/proc/self/ns/net");

  @BeforeEach
  void prepare() throws IOException {
    systemd = Files.createDirectory(dir.resolve("system"));
    kept = dir.resolve("kept");
    script("systemd-run", "echo \"$@\" >kept.new; mv kept.new kept");
    script("setsid", "echo \"$@\" >kept.new; mv kept.new kept");
  }

  private void script(String name, String body) throws IOException {
    Path file = dir.resolve(name);
    Files.writeString(file, "#!/bin/sh\ncd " + dir + " || exit 99\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private boolean start(Duration patience) throws IOException {
    return new ExecKeepers(
            systemd, dir.resolve("systemd-run"), dir.resolve("setsid"), network, patience)
        .start(TRIAL, () -> Files.exists(kept));
  }

  private boolean start() throws IOException {
    return start(Duration.ofSeconds(20));
  }

  @Test
  void systemdStartsItWhereItRunsAndAgainWhenItIsKilled() throws Exception {
    assertThat(start()).isTrue();
    assertThat(kept)
        .content()
        .startsWith("--quiet --collect --unit=vpnfirewall-trial-" + TRIAL + " ")
        .contains(" --property=Restart=on-failure ")
        .endsWith(" /usr/lib/vpnfirewall/vpnfirewall-helper keep-trial " + TRIAL + "\n");
  }

  @Test
  void elsewhereItGetsASessionOfItsOwn() throws Exception {
    Files.delete(systemd);
    assertThat(start()).isTrue();
    assertThat(kept)
        .hasContent("--fork /usr/lib/vpnfirewall/vpnfirewall-helper keep-trial " + TRIAL);
  }

  @Test
  void soItDoesWhereSystemdRefuses() throws Exception {
    script("systemd-run", "exit 1");
    assertThat(start()).isTrue();
    assertThat(kept).content().startsWith("--fork ");
  }

  @Test
  void soItDoesOnANetworkThatIsNotSystemds() throws Exception {
    network = Files.createSymbolicLink(dir.resolve("net"), Path.of("net:[1]"));
    assertThat(start()).isTrue();
    assertThat(kept).content().startsWith("--fork ");
  }

  @Test
  void nothingOfTheCallersReachesIt() throws Exception {
    script(
        "systemd-run",
        "env | grep -v -E '^(PWD|OLDPWD|SHLVL|_)=' | sort >kept.new; mv kept.new kept");
    assertThat(start()).isTrue();
    assertThat(kept).hasContent("LC_ALL=C\nPATH=/usr/sbin:/usr/bin:/sbin:/bin");
  }

  @Test
  void keeperThatDoesNotShowIsNone() throws Exception {
    script("systemd-run", "exit 0");
    script("setsid", "exec sleep 60");
    assertThat(start(Duration.ofMillis(300))).isFalse();
  }

  @Test
  void withoutEitherThereIsNone() throws Exception {
    Files.delete(dir.resolve("systemd-run"));
    Files.delete(dir.resolve("setsid"));
    assertThat(start()).isFalse();
  }
}
