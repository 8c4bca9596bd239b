package io.github.vpnfirewall.app.cli;

/** A word on the command line that is not understood. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String key;

  UsageException(String key, String word) {
    super(word);
    this.key = key;
  }

  /** What is wrong with the word, as a key of the text bundle. */
  String key() {
    return key;
  }
}
