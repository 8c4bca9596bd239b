package io.github.vpnfirewall.app.discovery.dbus;

/** Names of what logind knows of a session; all of it is read as properties. */
public final class LoginSession {
  /** Its owner's name on the bus. */
  public static final String OWNER = "org.freedesktop.login1";

  /** Where the caller's own session is, or else the one at the user's screen. */
  public static final String PATH = "/org/freedesktop/login1/session/auto";

  /** The interface. */
  public static final String INTERFACE = "org.freedesktop.login1.Session";

  /** Whether the person sits at another computer. */
  public static final String REMOTE = "Remote";

  /** That computer's name or address; may be empty. */
  public static final String REMOTE_HOST = "RemoteHost";

  /** Which service let the person in, such as {@code sshd}. */
  public static final String SERVICE = "Service";

  private LoginSession() {}
}
