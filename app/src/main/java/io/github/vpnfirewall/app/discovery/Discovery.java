package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.protection.Observation.Link;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds out what there is on this computer. */
public final class Discovery {
  /** Long enough for thousands of connections, short enough to wait for. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private Discovery() {}

  /**
   * Looks once, in the background. Nothing is changed, and no secret is read.
   *
   * @param links every network interface but the loopback
   * @return always ends with findings, on a thread of its own
   */
  public static CompletableFuture<Findings> look(List<Link> links) {
    return look(Computer.own(), LIMIT, links);
  }

  static CompletableFuture<Findings> look(Computer computer, Duration limit, List<Link> links) {
    CompletableFuture<Findings> findings = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                Facts facts = new Look(computer, limit).at(links);
                findings.complete(Judgement.of(facts, OwnAddresses::link));
              } catch (RuntimeException e) {
                findings.complete(Findings.NOTHING);
                throw e;
              }
            },
            "discovery");
    thread.setDaemon(true);
    thread.start();
    return findings;
  }
}
