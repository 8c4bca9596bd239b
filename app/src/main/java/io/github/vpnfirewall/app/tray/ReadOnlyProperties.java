package io.github.vpnfirewall.app.tray;

import java.util.Map;
import org.freedesktop.dbus.errors.PropertyReadOnly;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** Serves an object's properties over D-Bus; nobody can set one. */
abstract class ReadOnlyProperties implements Properties {
  private final String interfaceName;

  /** Properties of this interface only. */
  ReadOnlyProperties(String interfaceName) {
    this.interfaceName = interfaceName;
  }

  /** All properties as they are now. */
  abstract Map<String, Variant<?>> properties();

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <A> A Get(String askedInterface, String property) {
    // dbus-java answers null with the error UnknownProperty.
    return (A) GetAll(askedInterface).get(property);
  }

  @Override
  public <A> void Set(String askedInterface, String property, A value) {
    throw new PropertyReadOnly(property);
  }

  @Override
  public Map<String, Variant<?>> GetAll(String askedInterface) {
    return askedInterface.isEmpty() || askedInterface.equals(interfaceName)
        ? properties()
        : Map.of();
  }
}
