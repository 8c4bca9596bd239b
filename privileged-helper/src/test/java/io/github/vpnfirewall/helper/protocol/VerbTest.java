package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerbTest {
  @ParameterizedTest
  @EnumSource(Verb.class)
  void isReadByItsWord(Verb verb) {
    assertThat(Verb.parse(verb.key())).contains(verb);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ARM", "Arm", "arm ", " arm", "--arm", "help", "watching", "arm\n"})
  void isNoVerb(String text) {
    assertThat(Verb.parse(text)).isEmpty();
  }

  @Test
  void wordsDoNotDependOnTheLocale() {
    java.util.Locale before = java.util.Locale.getDefault();
    try {
      java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr")); // I is not i there
      assertThat(Verb.DISARM.key()).isEqualTo("disarm");
      assertThat(State.DISARMED.key()).isEqualTo("disarmed");
      assertThat(Verb.parse("disarm")).contains(Verb.DISARM);
    } finally {
      java.util.Locale.setDefault(before);
    }
  }
}
