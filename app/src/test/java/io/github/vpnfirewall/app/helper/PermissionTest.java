package io.github.vpnfirewall.app.helper;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a script that plays pkcheck. */
class PermissionTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, false", "3, false", "127, false"})
  void onlyPlainYesIsFree(int code, boolean free) throws Exception {
    assertThat(isFree("cat; exit " + code, Verb.ARM)).isEqualTo(free);
  }

  @Test
  void questionIsAboutThisProcessAndNobodyMayBeAsked() throws Exception {
    boolean free = isFree("echo \"$@\" >'" + dir.resolve("asked") + "'", Verb.STATUS);
    assertThat(free).isTrue();
    assertThat(dir.resolve("asked"))
        .hasContent(
            "--action-id io.github.vpnfirewall.status --process " + ProcessHandle.current().pid());
  }

  @Test
  void nothingIsFreeWhereNobodyCanTell() throws Exception {
    assertThat(new Permission(dir.resolve("missing")).isFree(Verb.ARM).get(20, SECONDS)).isFalse();
  }

  private boolean isFree(String script, Verb verb) throws Exception {
    Path pkcheck = dir.resolve("pkcheck");
    Files.writeString(pkcheck, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(pkcheck, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Permission(pkcheck).isFree(verb).get(20, SECONDS);
  }
}
