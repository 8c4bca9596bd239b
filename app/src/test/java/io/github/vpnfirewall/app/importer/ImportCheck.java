package io.github.vpnfirewall.app.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is demanded of every import: settings that the root side takes, or words for a person. */
final class ImportCheck {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);
  private static final int LONGEST_TEXT = 1000;

  private ImportCheck() {}

  static void on(Reader reader, String name, byte[] content) throws InvalidSettingsException {
    Imported found;
    try {
      found = reader.read(TextFile.of(name, content));
    } catch (ImportException e) {
      Fuzzing.outcome(false);
      said(e.key(), e.details());
      assertThat(e.line().orElse(1)).isBetween(1, content.length + 1);
      return;
    }
    Fuzzing.outcome(true);
    found.remarks().forEach(remark -> said(remark.key(), remark.details()));
    for (Merge.Mode mode : Merge.Mode.values()) {
      Merge.Merged merged = Merge.into(Settings.empty(), answered(found), List.of(found), mode);
      if (!merged.tooMany()) {
        byte[] json = SettingsJson.write(merged.settings()).getBytes(StandardCharsets.UTF_8);
        assertThat(SettingsJson.read(json)).isEqualTo(merged.settings());
      }
    }
  }

  private static Resolution answered(Imported found) {
    Map<String, Answer> answers = new HashMap<>();
    for (Endpoint endpoint : found.endpoints()) {
      if (!ParallelResolver.literal(endpoint.host())) {
        answers.put(
            endpoint.host(), new Answer(true, List.of(Network.parse("203.0.113.1")), false));
      }
    }
    return Addresses.of(found.endpoints(), answers);
  }

  private static void said(String key, List<String> details) {
    String text = TEXTS.text(key, details);
    assertThat(text).isNotBlank().hasSizeLessThan(LONGEST_TEXT);
    assertThat(text.chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n');
  }
}
