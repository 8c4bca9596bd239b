package io.github.vpnfirewall.app.discovery.dbus;

/** Names of what is read as properties alone. */
public final class NetworkManagerNames {
  /** NetworkManager itself. */
  public static final String MANAGER = "org.freedesktop.NetworkManager";

  /** Where it is. */
  public static final String MANAGER_PATH = "/org/freedesktop/NetworkManager";

  /** Its property that names the connections that are on. */
  public static final String ACTIVE_CONNECTIONS = "ActiveConnections";

  /** A connection that is on. */
  public static final String ACTIVE = "org.freedesktop.NetworkManager.Connection.Active";

  /** Which connection that is. */
  public static final String CONNECTION = "Connection";

  /** How far it is. */
  public static final String STATE = "State";

  /** It is all there. */
  public static final int ACTIVATED = 2;

  private NetworkManagerNames() {}
}
