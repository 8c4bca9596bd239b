package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path dir;
  private Path file;
  private Replacement replacement;

  @BeforeEach
  void install() throws IOException {
    file = Files.writeString(dir.resolve("modules"), "old");
    replacement = new Replacement(file);
  }

  @Test
  void filesThatStayAreNoNews() {
    for (int second = 0; second < 60; second += 3) {
      assertThat(due(second)).isFalse();
    }
  }

  @Test
  void replacedFilesAreToldOnceWhenTheyHaveSettled() throws IOException {
    replace("new");
    assertThat(due(0)).isFalse();
    assertThat(due(3)).isFalse();
    replace("newer");
    assertThat(due(6)).isFalse();
    assertThat(due(9)).isFalse();
    assertThat(due(12)).isTrue();
    assertThat(due(15)).isFalse();
    replace("newest");
    assertThat(due(18)).isFalse();
    assertThat(due(24)).isTrue();
  }

  @Test
  void removedFilesAreNothingToBeginWithUntilTheyAreBack() throws IOException {
    Files.delete(file);
    for (int second = 0; second < 60; second += 3) {
      assertThat(due(second)).isFalse();
    }
    // Another one first, or the file system might give it the old one's number.
    Files.writeString(dir.resolve("other"), "other");
    replace("again");
    assertThat(due(60)).isFalse();
    assertThat(due(66)).isTrue();
  }

  @Test
  void clockThatIsSetBackOnlyDelays() throws IOException {
    replace("new");
    assertThat(due(100)).isFalse();
    assertThat(due(-100)).isFalse();
    assertThat(due(-94)).isTrue();
  }

  /** As dpkg does it. */
  private void replace(String text) throws IOException {
    Path fresh = Files.writeString(dir.resolve("modules.dpkg-new"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean due(int second) {
    return replacement.due(START.plusSeconds(second));
  }
}
