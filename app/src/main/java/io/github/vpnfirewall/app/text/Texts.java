package io.github.vpnfirewall.app.text;

import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The texts of the tray, of the windows and of what happened, in one language. Immutable. */
public final class Texts {
  /** The files that texts stand in, one for each part of the app. A key is in one of them alone. */
  static final List<String> PARTS =
      List.of("messages", "status", "settings", "assistant", "importer", "leaktest", "command");

  private final Locale locale;
  private final ResourceBundle bundle;

  private Texts(Locale locale) {
    this.locale = locale;
    this.bundle = new Parts(locale);
  }

  /** Texts in the language of the desktop, or in English. */
  public static Texts ofDesktop() {
    return of(Locale.getDefault(Locale.Category.DISPLAY));
  }

  /** Texts in a language, or in English if there are none. */
  public static Texts of(Locale locale) {
    return new Texts(locale.getLanguage().equals("de") ? Locale.GERMAN : Locale.ROOT);
  }

  /** Whether there is such a text. */
  public static boolean isKey(String key) {
    return English.BUNDLE.containsKey(key);
  }

  /**
   * A text with its gaps filled.
   *
   * @param key its key
   * @param details what fills the gaps, in order
   * @throws java.util.MissingResourceException if there is no such text
   */
  public String text(String key, Object... details) {
    return new MessageFormat(bundle.getString(key), locale).format(details);
  }

  /** The same with a list of details. */
  public String text(String key, List<String> details) {
    return text(key, details.toArray());
  }

  /** The texts as they stand, for FXML; those with gaps are of no use there. */
  public ResourceBundle bundle() {
    return bundle;
  }

  /** Read when it is asked for. */
  private static final class English {
    static final ResourceBundle BUNDLE = new Parts(Locale.ROOT);
  }

  /** All parts as one. */
  private static final class Parts extends ListResourceBundle {
    private final Map<String, Object> texts = new LinkedHashMap<>();

    Parts(Locale locale) {
      for (String part : PARTS) {
        ResourceBundle read =
            ResourceBundle.getBundle(Texts.class.getPackageName() + "." + part, locale);
        read.keySet().forEach(key -> texts.put(key, read.getString(key)));
      }
    }

    @Override
    protected Object[][] getContents() {
      return texts.entrySet().stream()
          .map(entry -> new Object[] {entry.getKey(), entry.getValue()})
          .toArray(Object[][]::new);
    }
  }
}
