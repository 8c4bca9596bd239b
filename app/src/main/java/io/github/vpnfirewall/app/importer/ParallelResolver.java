package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Looks many names up at a time, each twice, so that one whose addresses change is noticed. */
public final class ParallelResolver implements Resolver {
  private static final int AT_A_TIME = 16;

  /** Longer than the C library waits for the first of two name servers. */
  private static final Duration LIMIT = Duration.ofSeconds(12);

  private final Names names;
  private final Duration limit;
  private final ExecutorService threads;

  /** One that asks as every program on this system does. */
  public ParallelResolver() {
    this(new SystemNames(), LIMIT, AT_A_TIME);
  }

  /**
   * @param limit how long one name may take from the moment that it is asked for
   * @param atATime how many names are asked for at the same time
   */
  public ParallelResolver(Names names, Duration limit, int atATime) {
    this.names = names;
    this.limit = limit;
    threads =
        Executors.newFixedThreadPool(
            atATime,
            work -> {
              Thread thread = new Thread(work, "names");
              thread.setDaemon(true); // the C library cannot be interrupted
              return thread;
            });
  }

  @Override
  public CompletableFuture<Resolution> resolve(
      List<Endpoint> endpoints, Consumer<Progress> progress) {
    Set<String> hosts = new LinkedHashSet<>();
    endpoints.stream().map(Endpoint::host).filter(host -> !literal(host)).forEach(hosts::add);
    Map<String, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
    Map<String, CompletableFuture<Answer>> told = new LinkedHashMap<>();
    AtomicInteger done = new AtomicInteger();
    for (String host : hosts) {
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      answers.put(host, answer);
      told.put(
          host,
          answer.whenComplete(
              (found, failure) ->
                  progress.accept(new Progress(done.incrementAndGet(), hosts.size(), host))));
    }
    CompletableFuture<Resolution> result =
        CompletableFuture.allOf(told.values().toArray(CompletableFuture[]::new))
            .thenApply(
                all -> {
                  Map<String, Answer> found = new LinkedHashMap<>();
                  told.forEach((host, answer) -> found.put(host, answer.join()));
                  return Addresses.of(endpoints, found);
                });
    answers.forEach((host, answer) -> threads.execute(() -> ask(host, answer, result)));
    return result;
  }

  private void ask(String host, CompletableFuture<Answer> answer, CompletableFuture<?> whole) {
    if (whole.isDone()) { // cancelled
      return;
    }
    var unused = answer.completeOnTimeout(Answer.NONE, limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      List<Network> first = names.addresses(host);
      Set<Network> all = new LinkedHashSet<>(first);
      boolean same = true;
      if (!first.isEmpty()) {
        List<Network> second = names.addresses(host);
        same = Set.copyOf(second).equals(Set.copyOf(first));
        all.addAll(second);
      }
      answer.complete(new Answer(true, new ArrayList<>(all), !same));
    } catch (Names.UnansweredException e) {
      answer.complete(Answer.NONE);
    }
  }

  static boolean literal(String host) {
    try {
      return Network.parse(host) != null;
    } catch (InvalidValueException e) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
