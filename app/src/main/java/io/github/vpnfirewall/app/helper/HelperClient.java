package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Asks the privileged helper. All methods may be called from any thread and return at once. */
public interface HelperClient extends AutoCloseable {
  /**
   * Asks for one thing. Calls are served one after another, but {@code render} waits for no other
   * verb: it needs no rights, and so no password. The future always ends with a result, never with
   * an exception, unless it is cancelled: that gives the call up, and takes a password dialog that
   * is still open away.
   *
   * @param verb what is asked for
   * @param settings what {@code configure} and {@code render} need; empty for every other verb
   * @throws IllegalArgumentException if settings are missing, or there although the verb takes none
   */
  CompletableFuture<HelperResult> call(Verb verb, Optional<Settings> settings);

  /** Asks for a verb that takes no settings. */
  default CompletableFuture<HelperResult> call(Verb verb) {
    return call(verb, Optional.empty());
  }

  /**
   * Arms on trial: the machine opens again by itself after that time, whatever becomes of this
   * program, unless {@code call(Verb.ARM)} confirms it before. Refused, with the error {@code
   * already-armed}, when it is armed already: this never opens what somebody else has closed.
   *
   * @param trial 10 s to an hour, in whole seconds
   * @throws IllegalArgumentException if it is shorter or longer
   */
  CompletableFuture<HelperResult> armOnTrial(Duration trial);

  /**
   * Puts back what is missing of what should be there; for arming that nobody asked for. A trial
   * stays unconfirmed, and a machine that was disarmed meanwhile stays open: that is the error
   * {@code not-armed}.
   */
  CompletableFuture<HelperResult> armAgain();

  /**
   * Whether a verb would be done without anyone being asked for a password, as far as is known. To
   * be asked before anything that nobody asked for: a dialog that comes by itself frightens people,
   * and teaches them to type their password into whatever comes up.
   */
  CompletableFuture<Boolean> isFree(Verb verb);

  /**
   * Asks for a report now and whenever something changed, counters and the last blocked packets
   * included, at most once a second. Other calls are not held up by it. It runs as root for as long
   * as it is open, so it is for as long as somebody looks. It ends with this program, however that
   * ends.
   *
   * @param each is given each report
   * @param ended is told once why there are no more: also when it was closed, and when it could not
   *     be started. Both are called on a thread of their own, one after another
   */
  Watch watch(Consumer<Report> each, Consumer<HelperResult> ended);

  /** Reports that come by themselves. */
  interface Watch extends AutoCloseable {
    /** Asks for no more. One that is on its way may still come. Returns at once. */
    @Override
    void close();
  }

  /** Gives up what waits, what runs and what watches. */
  @Override
  void close();
}
