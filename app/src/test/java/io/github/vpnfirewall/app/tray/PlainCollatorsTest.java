package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.text.Collator;
import java.text.spi.CollatorProvider;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PlainCollatorsTest {
  private final Collator collator = new PlainCollators().getInstance(Locale.GERMAN);

  @Test
  void lettersCountAndNotTheirSize() {
    assertThat(collator.compare("DATA", "data")).isZero();
    assertThat(collator.compare("OK", "ERROR")).isPositive();
    assertThat(collator.compare("ERROR", "OK")).isNegative();
    assertThat(collator.equals("REJECTED", "Rejected")).isTrue();
    assertThat(collator.equals("OK", "OKAY")).isFalse();
  }

  @Test
  void javaFindsIt() throws Exception {
    Path classes =
        Path.of(PlainCollators.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModuleReference app = ModuleFinder.of(classes).findAll().iterator().next();
    assertThat(app.descriptor().provides())
        .anySatisfy(
            offer -> {
              assertThat(offer.service()).isEqualTo(CollatorProvider.class.getName());
              assertThat(offer.providers()).containsExactly(PlainCollators.class.getName());
            });
  }
}
