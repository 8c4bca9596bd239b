package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.discovery.ProcessFiles.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProcessFilesTest {
  @TempDir private Path proc;

  private void process(int number, int parent, String name, String words, String environment)
      throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Integer.toString(number)));
    Files.writeString(folder.resolve("comm"), name + "\n");
    Files.writeString(folder.resolve("cmdline"), words);
    Files.writeString(folder.resolve("status"), "Name:\t" + name + "\nPPid:\t" + parent + "\n");
    Files.writeString(folder.resolve("environ"), environment);
  }

  @Test
  void programsAreFoundByTheirNames() throws IOException {
    process(7, 1, "openvpn", "openvpn\0--config\0a b.conf\0", "");
    process(8, 1, "bash", "bash\0", "");
    Files.createDirectories(proc.resolve("9")); // has just gone
    Files.createDirectories(proc.resolve("sys"));
    assertThat(new ProcessFiles(proc).all(Set.of("openvpn", "charon")))
        .containsExactly(new Running("openvpn", List.of("openvpn", "--config", "a b.conf")));
  }

  @Test
  void ancestorsAreAskedAndOnlyForWhatTells() throws IOException {
    process(30, 20, "java", "", "PATH=/bin\0DISPLAY=:0\0SECRET=x\0");
    process(20, 10, "bash", "", "SSH_CONNECTION=a 1 b 2\0HOME=/\0");
    process(10, 1, "sshd", "", "");
    process(1, 0, "systemd", "", "");
    SessionFacts facts = new ProcessFiles(proc).session("30", Optional.empty());
    assertThat(facts.environments())
        .containsExactly(
            Map.of("DISPLAY", ":0"), Map.of("SSH_CONNECTION", "a 1 b 2"), Map.of(), Map.of());
    assertThat(facts.programs()).containsExactly("bash", "sshd", "systemd");
    assertThat(facts.variable("SSH_CONNECTION")).contains("a 1 b 2");
  }

  @Test
  void circleEnds() throws IOException {
    process(5, 6, "a", "", "");
    process(6, 5, "b", "", "");
    assertThat(new ProcessFiles(proc).session("5", Optional.empty()).programs()).hasSize(63);
  }

  @Test
  void nothingReadableIsNoError() {
    ProcessFiles files = new ProcessFiles(proc.resolve("none"));
    assertThat(files.all(Set.of("openvpn"))).isEmpty();
    assertThat(files.session("self", Optional.empty()).programs()).isEmpty();
  }

  @Test
  void realProcIsRead() {
    SessionFacts facts = new ProcessFiles(Path.of("/proc")).session("self", Optional.empty());
    assertThat(facts.environments()).isNotEmpty();
    assertThat(facts.programs()).isNotEmpty();
  }
}
