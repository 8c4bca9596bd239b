package io.github.vpnfirewall.app.tray;

import java.text.CollationKey;
import java.text.Collator;
import java.text.spi.CollatorProvider;
import java.util.Locale;

/**
 * Has dbus-java compare the commands of a bus by their letters, whether large or small. It asks for
 * the alphabet of the desktop's language, whose tables would stay in memory.
 */
public final class PlainCollators extends CollatorProvider {
  @Override
  public Collator getInstance(Locale locale) {
    return new Plain();
  }

  @Override
  public Locale[] getAvailableLocales() {
    return new Locale[] {Locale.getDefault()};
  }

  @Override
  public boolean isSupportedLocale(Locale locale) {
    return true;
  }

  private static final class Plain extends Collator {
    @Override
    public int compare(String one, String other) {
      return one.compareToIgnoreCase(other);
    }

    @Override
    public CollationKey getCollationKey(String source) {
      // Keys are for sorting many words, and nobody sorts here.
      throw new UnsupportedOperationException("no keys: words are only compared");
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
