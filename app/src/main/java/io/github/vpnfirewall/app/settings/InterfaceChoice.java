package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** An interface, or a pattern of them, that can be chosen. */
final class InterfaceChoice {
  private final InterfaceName name;
  private final String note;
  private final boolean typed;
  private final BooleanProperty chosen;

  /**
   * @param note what a person should know about it, such as whether it is there now
   * @param typed whether somebody named it, so that it is offered whether it is there or not
   * @param changed told when it is chosen or no longer chosen
   */
  InterfaceChoice(
      InterfaceName name, String note, boolean typed, boolean chosen, Runnable changed) {
    this.name = name;
    this.note = note;
    this.typed = typed;
    this.chosen = new SimpleBooleanProperty(chosen);
    this.chosen.addListener(change -> changed.run());
  }

  InterfaceName name() {
    return name;
  }

  String note() {
    return note;
  }

  boolean typed() {
    return typed;
  }

  BooleanProperty chosen() {
    return chosen;
  }
}
