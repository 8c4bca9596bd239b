package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.protection.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what is worth a notification, and when: each change once, nothing while the helper is at
 * work, and no chatter. To be asked with every picture, every few seconds. Not thread-safe.
 *
 * <p>A VPN or a leak that comes and goes is told of the first times only; from then on, what has
 * lasted for a while. The same holds for a VPN that is down just after the network came back or the
 * computer woke up, since it will be on its way. That no network is there is told only if it ends a
 * danger.
 */
final class Notices {
  /** So long must last what else would be chatter. */
  static final Duration LASTING = Duration.ofSeconds(15);

  /** So long must last what may be nothing but a test that came too early. */
  static final Duration DOUBT = Duration.ofSeconds(5);

  /** Who was not asked for so long has slept. */
  static final Duration SLEPT = Duration.ofSeconds(30);

  private final Bursts vpn = new Bursts(4);
  private final Bursts danger = new Bursts(4);
  private Situation told;
  private Optional<Instant> trialTold = Optional.empty();
  private Situation seen;
  private Instant since = Instant.MIN;
  private Instant asked = Instant.MAX;
  private Optional<Instant> leaking = Optional.empty();
  private boolean settling;

  /** The change that a person should be told of now. */
  Optional<Change> next(Picture picture, Instant now) {
    if (picture.busy()) {
      asked = now;
      return Optional.empty();
    }
    Situation situation = Situation.of(picture);
    see(situation, now);
    Optional<Instant> trial = picture.opensAgainAt();
    if (told == null && situation.harmless()) {
      told = situation; // what is so from the start is in the tray
    }
    boolean same = situation == told || (situation == Situation.OFFLINE && told.closed());
    if (same && trial.isPresent() == trialTold.isPresent()) {
      return Optional.empty();
    }
    if (!ripe(situation, now)) {
      return Optional.empty();
    }
    boolean over =
        situation == Situation.EXPOSED
            && trialTold.isPresent()
            && !picture.observation().at().isBefore(trialTold.get());
    Change change = new Change(situation, picture, leakedUntilNow(situation), over);
    told = situation;
    trialTold = trial;
    return Optional.of(change);
  }

  private void see(Situation situation, Instant now) {
    boolean slept = asked.isBefore(now.minus(SLEPT));
    if (situation != seen || slept || now.isBefore(since)) {
      settling = slept || seen == Situation.OFFLINE;
      since = now;
    }
    if (situation.leak() && leaking.isEmpty()) {
      leaking = Optional.of(now);
    } else if (situation == Situation.EXPOSED || situation == Situation.STUCK) {
      leaking = Optional.empty();
    }
    seen = situation;
    asked = now;
  }

  private boolean ripe(Situation situation, Instant now) {
    Duration wait =
        situation.doubtful()
            ? DOUBT
            : settling && situation == Situation.BLOCKING ? LASTING : Duration.ZERO;
    Instant lasting = now.minus(LASTING);
    if (since.isAfter(now.minus(wait))) {
      return false;
    }
    if (situation == Situation.EXPOSED || told == Situation.EXPOSED) {
      return true; // somebody wanted that
    }
    Bursts bursts = situation.closed() && told.closed() ? vpn : danger;
    return bursts.take(now) || !since.isAfter(lasting);
  }

  private Optional<Duration> leakedUntilNow(Situation situation) {
    if (!situation.closed()) {
      return Optional.empty();
    }
    Optional<Duration> leaked = leaking.map(from -> Duration.between(from, since));
    leaking = Optional.empty();
    return leaked.filter(time -> !time.isNegative());
  }
}
