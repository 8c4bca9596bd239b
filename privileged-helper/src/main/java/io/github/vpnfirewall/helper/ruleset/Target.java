package io.github.vpnfirewall.helper.ruleset;

/** What becomes of a packet that a rule matches. */
public sealed interface Target {
  /** The target as it stands in a rule. */
  String text();

  /** Whether the packet goes no further. */
  default boolean blocks() {
    return false;
  }

  /** Back to the caller: permitted by us, so that the user's own firewall decides. */
  record Return() implements Target {
    @Override
    public String text() {
      return "-j RETURN";
    }
  }

  /** It vanishes. */
  record Drop() implements Target {
    @Override
    public String text() {
      return "-j DROP";
    }

    @Override
    public boolean blocks() {
      return true;
    }
  }

  /**
   * It is refused.
   *
   * @param with the ICMP error that says so, or {@code tcp-reset}
   */
  record Reject(String with) implements Target {
    @Override
    public String text() {
      return "-j REJECT --reject-with " + with;
    }

    @Override
    public boolean blocks() {
      return true;
    }
  }

  /** It goes on under the address of the interface by which it leaves. */
  record Masquerade() implements Target {
    @Override
    public String text() {
      return "-j MASQUERADE";
    }
  }

  /**
   * It is written to the kernel's log, and goes on.
   *
   * @param prefix what the line begins with; the kernel keeps 29 characters
   */
  record Log(String prefix) implements Target {
    /** The longest prefix that every variant keeps whole (xt_LOG.h: 30 with the closing zero). */
    public static final int MAX_PREFIX = 29;

    /** Cuts what is too long. */
    public Log {
      prefix = prefix.length() > MAX_PREFIX ? prefix.substring(0, MAX_PREFIX) : prefix;
    }

    @Override
    public String text() {
      return "-j LOG --log-prefix \"" + prefix + "\"";
    }
  }

  /**
   * On to another chain of ours, never to come back.
   *
   * @param chain where to
   */
  record Goto(OwnChain chain) implements Target {
    @Override
    public String text() {
      return "-g " + chain.key();
    }
  }
}
