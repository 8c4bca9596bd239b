package io.github.vpnfirewall.app.session;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.session.OneInstance.Role;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OneInstanceTest {
  private static final Duration LONG = Duration.ofSeconds(40);

  @TempDir private Path dir;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final List<OneInstance> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(OneInstance::close);
  }

  @Test
  void laterOnesSayAWordAndGo() throws Exception {
    assertThat(enter("session", "one")).isEqualTo(Role.FIRST);
    assertThat(enter("session", "two")).isEqualTo(Role.SECOND);
    assertThat(heard.poll(10, SECONDS)).isEqualTo("two");
    assertThat(enter("session", "three")).isEqualTo(Role.SECOND);
    assertThat(heard.poll(10, SECONDS)).isEqualTo("three");
  }

  @Test
  void otherSessionHasItsOwn() throws Exception {
    assertThat(enter("unix:path=/run/user/1000/bus", "one")).isEqualTo(Role.FIRST);
    assertThat(enter("unix:path=/tmp/dbus-x", "two")).isEqualTo(Role.FIRST);
    assertThat(heard).isEmpty();
  }

  @Test
  void nextOneIsTheFirstWhenItEnded() throws Exception {
    enter("session", "one");
    open.remove(0).close();
    assertThat(enter("session", "two")).isEqualTo(Role.FIRST);
    assertThat(heard).isEmpty();
  }

  @Test
  void whatOneLeftThatWasKilledIsNoHindrance() throws Exception {
    enter("session", "one");
    List<Path> files = files();
    open.remove(0).close();
    for (Path file : files) {
      Files.deleteIfExists(file);
      if (file.toString().endsWith(".lock")) {
        Files.writeString(file, "");
      } else {
        // A socket at which nobody listens any more.
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(file))
            .close();
        assertThat(file).exists();
      }
    }
    assertThat(enter("session", "two")).isEqualTo(Role.FIRST);
    assertThat(enter("session", "three")).isEqualTo(Role.SECOND);
  }

  @Test
  void ofManyAtOnceOneStaysAndHearsAllOthers() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    BlockingQueue<Role> roles = new LinkedBlockingQueue<>();
    for (int i = 0; i < 8; i++) {
      OneInstance one = instance("session", LONG);
      new Thread(
              () -> {
                try {
                  start.await();
                  roles.add(one.enter("me too", heard::add));
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              })
          .start();
    }
    start.countDown();
    List<Role> got = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      got.add(roles.poll(50, SECONDS));
    }
    assertThat(got).containsOnlyOnce(Role.FIRST);
    assertThat(got.stream().filter(role -> role == Role.SECOND)).hasSize(7);
    assertThat(heard).hasSize(7);
  }

  @Test
  void oneThatDoesNotAnswerIsToldFromOneThatIsNotThere() throws Exception {
    enter("session", "one");
    Path socket =
        files().stream()
            .filter(file -> !file.toString().endsWith(".lock"))
            .findFirst()
            .orElseThrow();
    Files.delete(socket);
    try (ServerSocketChannel mute =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(socket))) {
      assertThat(mute.isOpen()).isTrue();
      assertThat(instance("session", Duration.ofMillis(300)).enter("two", heard::add))
          .isEqualTo(Role.UNHEARD);
    }
  }

  @Test
  void oneThatSaysNothingHoldsUpNobody() throws Exception {
    enter("session", "one");
    Path socket =
        files().stream()
            .filter(file -> !file.toString().endsWith(".lock"))
            .findFirst()
            .orElseThrow();
    try (SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      assertThat(silent.isConnected()).isTrue();
      assertThat(enter("session", "two")).isEqualTo(Role.SECOND);
    }
  }

  @Test
  void nobodyElseMayLookIn() throws Exception {
    enter("session", "one");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("own"))))
        .isEqualTo("rwx------");
  }

  @Test
  void whereNothingCanBeWrittenItRunsAllTheSame() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "");
    OneInstance one = new OneInstance(file.resolve("below"), "session", LONG);
    open.add(one);
    assertThat(one.enter("one", heard::add)).isEqualTo(Role.FIRST);
  }

  private Role enter(String session, String word) throws InterruptedException {
    return instance(session, LONG).enter(word, heard::add);
  }

  private OneInstance instance(String session, Duration patience) {
    OneInstance one = new OneInstance(dir.resolve("own"), session, patience);
    open.add(one);
    return one;
  }

  private List<Path> files() throws Exception {
    try (var files = Files.list(dir.resolve("own"))) {
      return files.toList();
    }
  }
}
