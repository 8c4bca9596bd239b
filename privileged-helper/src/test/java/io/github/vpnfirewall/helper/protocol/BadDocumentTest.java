package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are wrong as a whole: not JSON, too much of it, or more than one. */
class BadDocumentTest {
  /** Settings with that many servers and one tunnel pattern less; all of them small. */
  static String manyServers(int count) {
    String servers =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "{\"address\":\"11."
                        + (i >> 16)
                        + "."
                        + (i >> 8 & 255)
                        + "."
                        + (i & 255)
                        + "\",\"protocol\":\"gre\"}")
            .collect(Collectors.joining(","));
    return "{\"version\":1,\"tunnel\":{\"interfaces\":[]},\"servers\":[" + servers + "]}";
  }

  private static InvalidSettingsException refusal(byte[] document) {
    InvalidSettingsException refusal =
        catchThrowableOfType(InvalidSettingsException.class, () -> SettingsJson.read(document));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  private static InvalidSettingsException refusal(String document) {
    return refusal(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void cutOffAnywhereIsRefused() {
    byte[] good = Documents.GOOD.strip().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < good.length; length++) {
      InvalidSettingsException refusal = refusal(Arrays.copyOf(good, length));
      assertThat(refusal.path()).as("cut at %d", length).startsWith("$");
      assertThat(refusal.code()).as("cut at %d", length).isIn("cut-off", "not-json");
    }
  }

  @Test
  void aByteTooMuchAnywhereNeverSlipsThrough() {
    byte[] good = Documents.GOOD.strip().getBytes(StandardCharsets.UTF_8);
    for (byte extra : new byte[] {0, '{', '}', '"', ',', (byte) 0xff, (byte) 0xc3}) {
      for (int at = 0; at <= good.length; at++) {
        byte[] document = new byte[good.length + 1];
        System.arraycopy(good, 0, document, 0, at);
        document[at] = extra;
        System.arraycopy(good, at, document, at + 1, good.length - at);
        try {
          // Inside the label, a brace or a comma is as good as any character.
          assertThat(SettingsJson.read(document).servers().get(0).label().orElseThrow())
              .as("%d at %d", extra, at)
              .containsPattern("[{},]");
        } catch (InvalidSettingsException e) {
          assertThat(e.path()).startsWith("$");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\t"})
  void nothingIsRefused(String document) {
    assertThat(refusal(document).code()).isEqualTo("cut-off");
    assertThat(refusal(document).path()).isEqualTo("$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "true", "\"x\"", "[]", "[{}]"})
  void somethingElseThanAnObjectIsRefused(String document) {
    assertThat(refusal(document).path()).isEqualTo("$");
    assertThat(refusal(document).getMessage()).contains("must be an object { … }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "{}", " null", ",", "}", "]", "\0", "/* */", "// x", "# x", "\u00a0"})
  void textBehindTheEndIsRefused(String more) {
    InvalidSettingsException refusal = refusal(Documents.GOOD + more);

    assertThat(refusal.path()).isEqualTo("$");
    assertThat(refusal.code()).isIn("trailing-text", "not-json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$.pinHosts        | NaN",
        "$.pinHosts        | Infinity",
        "$.pinHosts        | True",
        "$.pinHosts        | TRUE",
        "$.pinHosts        | tru",
        "$.pinHosts        | yes",
        "$.pinHosts        | 'true'",
        "$.pinHosts        | /* so */ true",
        "$.pinHosts        | // so",
        "$.pinHosts        | # so",
        "$.pinHosts        | ",
        "$.version         | NaN",
        "$.version         | 01",
        "$.version         | +1",
        "$.version         | 0x1",
        "$.version         | 1.",
        "$.version         | .1",
        "$.version         | 1e",
        "$.blockMode       | reject",
        "$.blockMode       | 'reject'",
        "$.blockMode       | \"re\tject\"",
        "$.blockMode       | \"re\\qject\"",
        "$.blockMode       | \"re\\u00zzject\"",
        "$.lan.networks    | [\"10.0.0.0/8\",]",
        "$.lan.networks    | [\"10.0.0.0/8\";\"11.0.0.0/8\"]",
        "$.lan.networks    | [,]",
        "$.lan             | {\"allow\"=true}",
        "$.lan             | {allow:true}",
        "$.lan             | {\"allow\":true,}",
        "$.lan             | {\"allow\" true}",
      })
  void whatIsNotJsonIsRefused(String path, String json) {
    InvalidSettingsException refusal = refusal(Documents.with(path, json == null ? "" : json));

    assertThat(refusal.path()).startsWith(path);
    assertThat(refusal.code()).isEqualTo("not-json");
    assertThat(refusal.getMessage()).contains("RFC 8259");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"version\": 1', $.version",
    "'\"tunnel\": {', $.tunnel",
    "'\"ipsec\": false', $.tunnel.ipsec",
    "'\"address\": \"198.51.100.7\"', $.servers[0].address",
    "'\"protocol\": \"esp\"', $.servers[1].protocol",
    "'\"dns\": false', $.lan.dns",
    "'\"blockMode\": \"reject\"', $.blockMode",
  })
  void aFieldThatStandsThereTwiceIsRefused(String member, String path) {
    String twice =
        member.endsWith("{")
            ? Documents.GOOD.replace(member, "\"tunnel\": {}, " + member)
            : Documents.GOOD.replace(member, member + ", " + member);
    InvalidSettingsException refusal = refusal(twice);

    assertThat(refusal.code()).isEqualTo("duplicate-field");
    assertThat(refusal.path()).isEqualTo(path);
  }

  @Test
  void theSameNameInAnotherSpellingIsTheSameName() {
    assertThat(
            refusal(
                    Documents.GOOD.replace(
                        "{\n  \"version\": 1", "{\"versi\\u006fn\":1,\"version\":1"))
                .code())
        .isEqualTo("duplicate-field");
  }

  @Test
  void twoMebibytesAreRefused() {
    for (String filler : new String[] {" ", "\n", "x", "["}) {
      InvalidSettingsException refusal = refusal(filler.repeat(2 << 20));
      assertThat(refusal.code()).isEqualTo("too-large");
      assertThat(refusal.path()).isEqualTo("$");
      assertThat(refusal.getMessage()).contains("1 MiB");
    }
    assertThat(refusal(Documents.GOOD + " ".repeat(1 << 20)).code()).isEqualTo("too-large");
  }

  @Test
  void aMebibyteIsRead() {
    int room = (1 << 20) - Documents.GOOD.getBytes(StandardCharsets.UTF_8).length;

    assertThat(Documents.settings(Documents.GOOD + " ".repeat(room))).isNotNull();
  }

  @Test
  void tooManyEntriesAreRefused() {
    InvalidSettingsException refusal = refusal(manyServers(20_001));

    assertThat(refusal.code()).isEqualTo("too-many");
    assertThat(refusal.path()).isEqualTo("$");
    assertThat(refusal.getMessage()).contains("at most 20000");
  }

  @Test
  void endlesslyNestedValuesAreRefused() {
    for (String bomb : new String[] {"[", "{\"a\":", "[{\"a\":"}) {
      InvalidSettingsException refusal = refusal(bomb.repeat(100_000));
      assertThat(refusal.code()).isEqualTo("too-deep");
      assertThat(refusal.getMessage()).contains("more than 16 deep");
    }
  }

  @Test
  void endlesslyManyValuesAreRefused() {
    assertThat(refusal("[" + "0,".repeat(500_000) + "0]").code()).isEqualTo("too-many");
  }

  @Test
  void aNumberOfManyDigitsIsRefusedAtOnce() {
    InvalidSettingsException refusal = refusal(Documents.with("$.version", "9".repeat(1_000_000)));

    assertThat(refusal.path()).isEqualTo("$.version");
  }

  @Test
  void brokenUtf8IsRefused() {
    byte[][] broken = {
      {(byte) 0xff},
      {(byte) 0xc3},
      {(byte) 0xc0, (byte) 0x80},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
      {(byte) 0x80},
    };
    byte[] good = Documents.GOOD.getBytes(StandardCharsets.UTF_8);
    int label = Documents.GOOD.indexOf("Seattle");
    for (byte[] bytes : broken) {
      byte[] document = good.clone();
      System.arraycopy(bytes, 0, document, label, bytes.length);
      InvalidSettingsException refusal = refusal(document);
      assertThat(refusal.code()).isEqualTo("not-json");
      assertThat(refusal.getMessage()).contains("not UTF-8");
    }
  }

  @Test
  void otherEncodingsAreRefused() {
    assertThat(refusal(Documents.GOOD.getBytes(StandardCharsets.UTF_16)).path()).isEqualTo("$");
    assertThat(refusal(Documents.GOOD.getBytes(StandardCharsets.UTF_16LE)).code())
        .isEqualTo("not-json");
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertThat(refusal("\ufeff" + Documents.GOOD).path()).isEqualTo("$");
    assertThat(refusal("\ufeff").path()).isEqualTo("$");
  }

  @Test
  void aLoneSurrogateIsNoName() {
    assertThatThrownBy(
            () -> Documents.read(Documents.with("$.tunnel.interfaces[0]", "\"\\ud800\"")))
        .isInstanceOf(InvalidSettingsException.class);
  }
}
