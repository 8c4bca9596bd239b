package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Asks the helper through pkexec(1), one call after another. What needs no rights waits for no
 * password dialog: it has a queue of its own.
 */
public final class PkexecHelperClient implements HelperClient {
  /** Where the helper stands once it is installed; polkit's policy names the same path. */
  public static final Path HELPER = Path.of("/usr/lib/vpnfirewall/vpnfirewall-helper");

  private static final Path PKEXEC = Path.of("/usr/bin/pkexec");
  private static final Path PKTTYAGENT = Path.of("/usr/bin/pkttyagent");
  private static final Path PKCHECK = Path.of("/usr/bin/pkcheck");

  /** Long enough to look for a password: a dialog may be open all the time. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Duration SHORTEST_TRIAL = Duration.ofSeconds(10);
  private static final Duration LONGEST_TRIAL = Duration.ofHours(1);

  private final List<String> before;
  private final Path helper;
  private final CallQueue privileged;
  private final CallQueue unprivileged;
  private final Set<Watching> watches = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** A client of the installed helper. */
  public PkexecHelperClient() {
    this(PKEXEC, HELPER, LIMIT);
  }

  /**
   * @param limit how long one call may take from its start, the password dialog included
   */
  public PkexecHelperClient(Path pkexec, Path helper, Duration limit) {
    this(List.of(pkexec.toString(), "--disable-internal-agent"), helper, limit);
  }

  private PkexecHelperClient(List<String> before, Path helper, Duration limit) {
    this.before = List.copyOf(before);
    this.helper = helper;
    this.privileged = new CallQueue(limit);
    this.unprivileged = new CallQueue(limit);
  }

  /**
   * A client of the installed helper for a command in a terminal: root needs no pkexec, and whoever
   * has no desktop that asks for the password is asked for it in the terminal.
   */
  public static HelperClient forTerminal() {
    return isRoot()
        ? new PkexecHelperClient(List.of(), HELPER, LIMIT)
        : new TerminalHelperClient(new PkexecHelperClient(), new TerminalAgent(PKTTYAGENT));
  }

  /** Whether this program runs as root, and so needs nobody's leave. */
  public static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // then pkexec decides
    }
  }

  @Override
  public CompletableFuture<HelperResult> call(Verb verb, Optional<Settings> settings) {
    if (settings.isPresent() != takesSettings(verb)) {
      throw new IllegalArgumentException(verb + (settings.isPresent() ? " takes no" : " needs"));
    }
    byte[] input =
        settings
            .map(SettingsJson::write)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .orElse(new byte[0]);
    return verb == Verb.RENDER
        ? ask(unprivileged, verb, List.of(helper.toString(), verb.key()), input)
        : ask(privileged, verb, asRoot(verb), input);
  }

  @Override
  public CompletableFuture<HelperResult> armOnTrial(Duration trial) {
    if (trial.compareTo(SHORTEST_TRIAL) < 0 || trial.compareTo(LONGEST_TRIAL) > 0) {
      throw new IllegalArgumentException("a trial of " + trial);
    }
    return ask(
        privileged,
        Verb.ARM,
        asRoot(Verb.ARM, "--confirm", Long.toString(trial.toSeconds())),
        new byte[0]);
  }

  @Override
  public CompletableFuture<HelperResult> armAgain() {
    return ask(privileged, Verb.ARM, asRoot(Verb.ARM, "--again"), new byte[0]);
  }

  @Override
  public CompletableFuture<Boolean> isFree(Verb verb) {
    return new Permission(PKCHECK).isFree(verb);
  }

  @Override
  public Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
    Watching watching =
        new Watching(helper.toString(), asRoot(Verb.WATCH), each, ended, watches::remove);
    watches.add(watching);
    if (closed) {
      watching.close();
    }
    watching.start();
    return watching;
  }

  private CompletableFuture<HelperResult> ask(
      CallQueue queue, Verb verb, List<String> command, byte[] input) {
    return queue.add(new Call(verb, helper.toString(), new Invocation(command, input)));
  }

  private static boolean takesSettings(Verb verb) {
    return verb == Verb.CONFIGURE || verb == Verb.RENDER;
  }

  private List<String> asRoot(Verb verb, String... options) {
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of(helper.toString(), verb.key()));
    command.addAll(List.of(options));
    return command;
  }

  @Override
  public void close() {
    closed = true;
    watches.forEach(Watching::close);
    privileged.close(new HelperResult.Failed(Cause.CLOSED, ""));
    unprivileged.close(new HelperResult.Failed(Cause.CLOSED, ""));
  }
}
