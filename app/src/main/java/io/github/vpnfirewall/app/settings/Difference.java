package io.github.vpnfirewall.app.settings;

/**
 * One thing that Apply changes.
 *
 * @param effect what it does to what gets through
 * @param text one sentence for a person
 */
record Difference(Effect effect, String text) {
  /** What a change does to what gets through. */
  enum Effect {
    /** More gets through than before. */
    WIDER,
    /** Less gets through than before. */
    NARROWER,
    /** As much as before, or neither more nor less. */
    NEUTRAL
  }
}
