package io.github.vpnfirewall.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.protection.Observation.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path dir;

  @Test
  void tableOfTheKernelIsRead() throws IOException {
    List<Link> links =
        read(
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets
                lo: 9 1 0 0 0 0 0 0 9 1 0 0 0 0 0 0
            no-such0:1234 10 0 0 0 0 0 0 5678 20 0 0 0 0 0 0
            no-such1: 7 1 0 0 0 0 0 0 18446744073709551615 1 0 0 0 0 0 0
            """);
    assertThat(links).extracting(Link::name).containsExactly("no-such0", "no-such1");
    assertThat(links).extracting(Link::tunnel).containsExactly(true, false);
    assertThat(links).extracting(Link::received).containsExactly(1234L, 7L);
    assertThat(links).extracting(Link::sent).containsExactly(5678L, 0L);
    assertThat(links).noneMatch(Link::up).allMatch(link -> link.since().isEmpty());
  }

  @Test
  void tableThatIsNoneGivesNothing() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("nothing of the kind\n")).isEmpty();
    assertThat(new Links(dir.resolve("none")).read(name -> true, NOW)).isEmpty();
  }

  @Test
  void kernelsOwnTableHasEveryInterfaceButTheLoopback() {
    List<Link> links = new Links(Path.of("/proc/net/dev")).read(name -> false, NOW);
    assertThat(links).extracting(Link::name).doesNotContain("lo");
    assertThat(links).allMatch(link -> link.up() == link.since().isPresent());
  }

  private List<Link> read(String table) throws IOException {
    Path file = Files.writeString(dir.resolve("dev"), table);
    return new Links(file).read(name -> name.equals("no-such0"), NOW);
  }
}
