package io.github.vpnfirewall.app.cli;

/** How the command ends; as the helper does (design §4). Never 126 or 127: those are pkexec's. */
enum Exit {
  /** Done. */
  DONE(0),
  /** It did not work, or what should be closed is not wholly closed. */
  FAILED(1),
  /** The command line, or a file, is wrong. Nothing was changed. */
  WRONG(2),
  /** Of {@code status} and {@code verify}: disarmed. */
  DISARMED(3);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  /** What the helper's own exit code means here. */
  static Exit of(int helpers) {
    for (Exit exit : values()) {
      if (exit.code == helpers) {
        return exit;
      }
    }
    return FAILED;
  }

  int code() {
    return code;
  }
}
