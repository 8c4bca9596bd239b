package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Interfaces and users of a computer that the tests make up. */
final class Links {
  /** No folder of interfaces: their names alone say what they are. */
  static final LinkKinds KINDS = new LinkKinds(Path.of("/nonexistent"));

  /** Nothing is known about users. */
  static final Accounts ACCOUNTS = Accounts.read(Path.of("/nonexistent"));

  static final LinkWords WORDS = new LinkWords(Texts.of(Locale.ENGLISH), KINDS);

  private Links() {}

  static Link link(String name, boolean up) {
    return new Link(name, up, false, Optional.empty(), 0, 0);
  }
}
