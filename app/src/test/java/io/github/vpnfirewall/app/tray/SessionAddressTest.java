package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionAddressTest {
  @TempDir private Path runtime;

  @Test
  void variableWins() throws Exception {
    Files.createFile(runtime.resolve("bus"));

    assertThat(find("unix:path=/run/user/1000/bus,guid=0123"))
        .contains("unix:path=/run/user/1000/bus,guid=0123");
  }

  @Test
  void firstAddressThatJavaCanReachCounts() {
    assertThat(find("unix:abstract=/tmp/dbus-x,guid=1;unix:path=/tmp/y"))
        .contains("unix:path=/tmp/y");
    assertThat(find("unix:abstract=/tmp/dbus-x,guid=1")).isEmpty();
  }

  @Test
  void socketOfTheLoginSessionIsFoundWithoutTheVariable() throws Exception {
    assertThat(find("")).isEmpty();

    Files.createFile(runtime.resolve("bus"));

    assertThat(find("")).contains("unix:path=" + runtime.resolve("bus"));
  }

  @Test
  void noEnvironmentIsNoBus() {
    assertThat(SessionAddress.find(name -> null)).isEmpty();
  }

  private Optional<String> find(String variable) {
    return SessionAddress.find(
        Map.of(SessionAddress.VARIABLE, variable, "XDG_RUNTIME_DIR", runtime.toString())::get);
  }
}
