package io.github.vpnfirewall.app.discovery;

import java.util.Optional;

/**
 * A person who sits at another computer, and would be cut off if the way there were closed.
 *
 * @param way how the person came in
 * @param from the other computer's address or name, if it is known
 * @param link the interface that the person came in by, if it is known
 */
public record RemoteSession(Way way, Optional<String> from, Optional<String> link) {
  /** How a person can sit at another computer. */
  public enum Way {
    SSH("SSH"),
    XRDP("XRDP"),
    VNC("VNC"),
    X2GO("X2Go"),
    NX("NX"),
    CHROME("Chrome Remote Desktop"),
    X11("X11"),
    /** logind says so, but not how. */
    UNSAID("");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    /** Its name, the same in every language; empty if it is not known. */
    public String title() {
      return title;
    }
  }
}
