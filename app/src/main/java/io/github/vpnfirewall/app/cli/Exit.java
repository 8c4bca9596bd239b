package io.github.vpnfirewall.app.cli;

/** How the command ends; as the helper does (design §4). Never 126 or 127: those are pkexec's. */
enum Exit {
  /** Done. */
  DONE(0),
  /** It did not work. */
  FAILED(1),
  /** The command line, or a file, is wrong. Nothing was changed. */
  WRONG(2);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
