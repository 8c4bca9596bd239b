package io.github.vpnfirewall.helper.fake;

import io.github.vpnfirewall.helper.netfilter.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What goes wrong: one call by its number, or every call of some tools. */
public final class Faults {
  /** How a call goes wrong. */
  public enum Kind {
    /** The tool fails and has done nothing. */
    BEFORE(false),
    /** The tool has done its work and fails all the same. */
    AFTER(false),
    /** The tool hangs, is ended, and has done nothing. */
    HANGS(true),
    /** The tool has done its work and hangs. */
    HANGS_AFTER(true),
    /** A document's first table is taken, the next is not. */
    HALF(false);

    final boolean hung;

    Kind(boolean hung) {
      this.hung = hung;
    }
  }

  private int calls;
  private int failing = -1;
  private Kind kind = Kind.BEFORE;
  private Predicate<String> always = tool -> false;
  private final List<String> log = new ArrayList<>();

  /** The call of that number, counted from 0 and from now, goes wrong. */
  public void failAt(int call, Kind how) {
    calls = 0;
    failing = call;
    kind = how;
    log.clear();
  }

  /** Every call of these tools goes wrong, until {@link #none}. */
  public void failAlways(Predicate<String> tools, Kind how) {
    always = tools;
    kind = how;
  }

  /** All works. */
  public void none() {
    failAt(-1, Kind.BEFORE);
    always = tool -> false;
  }

  /** Whether the call that shall go wrong has come. */
  public boolean happened() {
    return failing >= 0 && calls > failing;
  }

  /** The tools that were called, in order. */
  public List<String> log() {
    return List.copyOf(log);
  }

  Optional<Kind> next(String tool) {
    log.add(tool);
    return calls++ == failing || always.test(tool) ? Optional.of(kind) : Optional.empty();
  }

  static ToolException exception(String tool, Kind kind) {
    return new ToolException(tool + " failed: told to (" + kind + ")", kind.hung);
  }
}
