package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks the helper through pkexec(1), one call after another. */
public final class PkexecHelperClient implements HelperClient {
  /** Where the helper stands once it is installed; polkit's policy names the same path. */
  public static final Path HELPER = Path.of("/usr/lib/vpnfirewall/vpnfirewall-helper");

  private static final Path PKEXEC = Path.of("/usr/bin/pkexec");

  /** Long enough to look for a password: a dialog may be open all the time. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path pkexec;
  private final Path helper;
  private final CallQueue queue;

  /** A client of the installed helper. */
  public PkexecHelperClient() {
    this(PKEXEC, HELPER, LIMIT);
  }

  /**
   * @param limit how long one call may take from its start, the password dialog included
   */
  public PkexecHelperClient(Path pkexec, Path helper, Duration limit) {
    this.pkexec = pkexec;
    this.helper = helper;
    this.queue = new CallQueue(limit);
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
    return queue.add(new Call(verb, helper.toString(), new Invocation(command(verb), input)));
  }

  private static boolean takesSettings(Verb verb) {
    return verb == Verb.CONFIGURE || verb == Verb.RENDER;
  }

  private List<String> command(Verb verb) {
    // Rendering needs no rights, and so asks for none.
    return verb == Verb.RENDER
        ? List.of(helper.toString(), verb.key())
        : List.of(pkexec.toString(), "--disable-internal-agent", helper.toString(), verb.key());
  }

  @Override
  public void close() {
    queue.close(new HelperResult.Failed(Cause.CLOSED, ""));
  }
}
