package io.github.vpnfirewall.app.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelResolverTest {
  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void everyAddressOfEveryNameBecomesAServerThatKeepsTheName() {
    Names names = host -> networks("203.0.113.1", "2001:db8::1");
    Resolution found = resolve(names, LONG, endpoint("a.example"), endpoint("198.51.100.7"));
    assertThat(found.servers())
        .extracting(server -> server.address() + " " + server.host().map(HostName::text))
        .containsExactly(
            "203.0.113.1 Optional[a.example]",
            "2001:db8::1 Optional[a.example]",
            "198.51.100.7 Optional.empty");
    assertThat(found.servers()).extracting(Server::label).contains(Optional.of("Oslo"));
    assertThat(found.complete()).isTrue();
    assertThat(found.rotating()).isEmpty();
  }

  @Test
  void nameWithSeveralPortsIsAskedForOnce() {
    AtomicInteger asked = new AtomicInteger();
    Names names =
        host -> {
          asked.incrementAndGet();
          return networks("203.0.113.1");
        };
    Endpoint other = new Endpoint("a.example", OptionalInt.of(443), ServerProtocol.TCP, "");
    assertThat(resolve(names, LONG, endpoint("a.example"), other).servers()).hasSize(2);
    assertThat(asked).hasValue(2); // the second time to see whether the answer changes
  }

  @Test
  void changingAnswersAreAllTakenAndSaid() {
    AtomicInteger asked = new AtomicInteger();
    Names names = host -> networks("203.0.113." + asked.incrementAndGet());
    Resolution found = resolve(names, LONG, endpoint("a.example"));
    assertThat(found.rotating()).containsExactly("a.example");
    assertThat(found.servers()).hasSize(2);
  }

  @Test
  void sameAnswerInAnotherOrderIsNoChange() {
    AtomicInteger asked = new AtomicInteger();
    Names names =
        host ->
            asked.incrementAndGet() == 1
                ? networks("203.0.113.1", "203.0.113.2")
                : networks("203.0.113.2", "203.0.113.1");
    assertThat(resolve(names, LONG, endpoint("a.example")).rotating()).isEmpty();
  }

  @Test
  void nameWithVeryManyAddressesIsSaid() {
    Names names =
        host -> IntStream.range(1, 10).mapToObj(i -> Network.parse("203.0.113." + i)).toList();
    Resolution found = resolve(names, LONG, endpoint("a.example"));
    assertThat(found.rotating()).containsExactly("a.example");
    assertThat(found.servers()).hasSize(9);
  }

  @Test
  void namesThatAreNotFoundAreSaidAndLeftOut() {
    Names names =
        host -> {
          if (host.startsWith("silent")) {
            throw new Names.UnansweredException(new Exception("silent"));
          }
          return host.startsWith("none") ? List.of() : networks("203.0.113.1");
        };
    Resolution found =
        resolve(names, LONG, endpoint("none.example"), endpoint("silent.example"), endpoint("a.b"));
    assertThat(found.notFound()).containsExactly("none.example");
    assertThat(found.unanswered()).containsExactly("silent.example");
    assertThat(found.servers()).hasSize(1);
    assertThat(found.complete()).isFalse();
  }

  @Test
  void nameServerThatLiesIsNotBelieved() {
    Names names = host -> networks("127.0.0.1", "0.0.0.0", "::1", "224.0.0.1");
    Resolution found = resolve(names, LONG, endpoint("a.example"));
    assertThat(found.servers()).isEmpty();
    assertThat(found.notFound()).containsExactly("a.example");
  }

  @Test
  void nobodyWaitsForANameForEver() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Names names =
        host -> {
          if (host.startsWith("slow")) {
            await(never);
          }
          return networks("203.0.113.1");
        };
    try (Resolver resolver = new ParallelResolver(names, SHORT, 2)) {
      Resolution found =
          resolver
              .resolve(List.of(endpoint("slow.example"), endpoint("a.example")), p -> {})
              .join();
      assertThat(found.unanswered()).contains("slow.example");
    } finally {
      never.countDown();
    }
  }

  @Test
  void notMoreThanSoManyAreAskedAtATime() {
    AtomicInteger now = new AtomicInteger();
    Map<Integer, Boolean> seen = new ConcurrentHashMap<>();
    Names names =
        host -> {
          seen.put(now.incrementAndGet(), true);
          LockSupport.parkNanos(100_000);
          now.decrementAndGet();
          return networks("203.0.113.1");
        };
    List<Endpoint> many =
        IntStream.range(0, 200).mapToObj(i -> endpoint("n" + i + ".example")).toList();
    try (Resolver resolver = new ParallelResolver(names, LONG, 3)) {
      assertThat(resolver.resolve(many, p -> {}).join().complete()).isTrue();
    }
    assertThat(seen.keySet()).isSubsetOf(1, 2, 3);
  }

  @Test
  void progressIsToldOnceForEachName() {
    ConcurrentLinkedQueue<Resolver.Progress> told = new ConcurrentLinkedQueue<>();
    try (Resolver resolver = new ParallelResolver(host -> networks("203.0.113.1"), LONG, 4)) {
      resolver
          .resolve(List.of(endpoint("a.b"), endpoint("c.d"), endpoint("1.2.3.4")), told::add)
          .join();
    }
    assertThat(told).extracting(Resolver.Progress::name).containsExactlyInAnyOrder("a.b", "c.d");
    assertThat(told).extracting(Resolver.Progress::done).containsExactlyInAnyOrder(1, 2);
    assertThat(told).allMatch(progress -> progress.all() == 2);
  }

  @Test
  void cancelledQuestionIsNotAskedAnyMore() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    Names names =
        host -> {
          asked.add(host);
          begun.countDown();
          await(go);
          return networks("203.0.113.1");
        };
    try (Resolver resolver = new ParallelResolver(names, LONG, 1)) {
      CompletableFuture<Resolution> first =
          resolver.resolve(List.of(endpoint("a.example"), endpoint("b.example")), p -> {});
      assertThat(begun.await(50, TimeUnit.SECONDS)).isTrue();
      first.cancel(true);
      go.countDown();
      // One thread: what is asked now comes after all of the first question.
      resolver.resolve(List.of(endpoint("c.example")), p -> {}).join();
    }
    assertThat(asked).doesNotContain("b.example").contains("c.example");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Resolution resolve(Names names, Duration limit, Endpoint... endpoints) {
    try (Resolver resolver = new ParallelResolver(names, limit, 4)) {
      return resolver.resolve(List.of(endpoints), progress -> {}).join();
    }
  }

  private static Endpoint endpoint(String host) {
    return new Endpoint(host, OptionalInt.of(1194), ServerProtocol.UDP, "Oslo");
  }

  private static List<Network> networks(String... texts) {
    return java.util.stream.Stream.of(texts).map(Network::parse).toList();
  }
}
