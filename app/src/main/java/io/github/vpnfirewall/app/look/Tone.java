package io.github.vpnfirewall.app.look;

/** What a colour says; never the only thing that says it. */
public enum Tone {
  /** As it should be. */
  GOOD("good"),
  /** Danger. */
  BAD("bad"),
  /** Not proven, or not whole. */
  CAREFUL("careful"),
  /** Neither. */
  QUIET("quiet");

  private final String styleClass;

  Tone(String styleClass) {
    this.styleClass = styleClass;
  }

  /** Its class in style sheets. */
  public String styleClass() {
    return styleClass;
  }
}
