package io.github.vpnfirewall.app.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the tray and of what happened, in one language. Immutable. */
public final class Texts {
  private static final String BUNDLE = "io.github.vpnfirewall.app.text.messages";

  private final ResourceBundle bundle;

  private Texts(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /** Texts in the language of the desktop, or in English. */
  public static Texts ofDesktop() {
    return of(Locale.getDefault(Locale.Category.DISPLAY));
  }

  /** Texts in a language, or in English if there are none. */
  public static Texts of(Locale locale) {
    Locale known = locale.getLanguage().equals("de") ? Locale.GERMAN : Locale.ROOT;
    return new Texts(ResourceBundle.getBundle(BUNDLE, known));
  }

  /**
   * A text with its gaps filled.
   *
   * @param key its key
   * @param details what fills the gaps, in order
   * @throws java.util.MissingResourceException if there is no such text
   */
  public String text(String key, Object... details) {
    return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(details);
  }

  /** The same with a list of details. */
  public String text(String key, List<String> details) {
    return text(key, details.toArray());
  }

  /** The texts as they stand, for FXML; those with gaps are of no use there. */
  public ResourceBundle bundle() {
    return bundle;
  }
}
