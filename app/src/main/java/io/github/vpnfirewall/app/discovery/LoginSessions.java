package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.discovery.dbus.LoginSession;
import java.util.Map;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.Variant;

/** Asks logind for this program's session. */
final class LoginSessions {
  private LoginSessions() {}

  /**
   * The session.
   *
   * @throws DBusException if there is no logind, or it knows of none
   */
  static SessionFacts.Login own(SystemBus bus) throws DBusException {
    Map<String, Variant<?>> session =
        bus.properties(LoginSession.OWNER, LoginSession.PATH, LoginSession.INTERFACE);
    return new SessionFacts.Login(
        Boolean.parseBoolean(text(session, LoginSession.REMOTE)),
        text(session, LoginSession.REMOTE_HOST),
        text(session, LoginSession.SERVICE));
  }

  private static String text(Map<String, Variant<?>> session, String name) {
    Variant<?> value = session.get(name);
    return value == null || value.getValue() == null ? "" : value.getValue().toString();
  }
}
