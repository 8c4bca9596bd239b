package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportJsonTest {
  private static final Report FULL =
      new Report(
          Optional.of(Verb.ARM),
          false,
          State.DEGRADED,
          Map.of(
              AddressFamily.IPV4,
              new FamilyReport(true, true, 31, Optional.empty(), new FamilyReport.Blocked(1, 2, 3)),
              AddressFamily.IPV6,
              new FamilyReport(
                  false,
                  false,
                  0,
                  Optional.of("gate"),
                  new FamilyReport.Blocked(Long.MAX_VALUE / 10, 0, 0))),
          true,
          Optional.of("ab12"),
          Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
          List.of(new Problem("lan-network-public", "$.lan.networks[0]", "a \"quoted\"\nline")),
          Optional.of(new Problem("degraded", null, "IPv6 is blocked altogether <b> ü 🔒")),
          Map.of("ipv4", "*filter\nCOMMIT\n"),
          Map.of(AddressFamily.IPV4, 1234L, AddressFamily.IPV6, 5678L),
          List.of(
              new Attempt(
                  "eth0.\"7\"",
                  AddressFamily.IPV6,
                  Attempt.Kind.DNS,
                  Attempt.Verdict.GOT_OUT,
                  "It was seen to leave"),
              new Attempt(
                  "wlan0", AddressFamily.IPV4, Attempt.Kind.TCP, Attempt.Verdict.NOT_STOPPED, "")),
          Optional.of(Instant.parse("2026-01-02T03:05:05Z")),
          List.of(
              new BlockedPacket(
                  Instant.parse("2026-01-02T03:04:09.5Z"),
                  Direction.OUT,
                  AddressFamily.IPV4,
                  "192.0.2.2",
                  "198.51.100.80",
                  "tcp",
                  OptionalInt.of(443),
                  "eth0",
                  7),
              new BlockedPacket(
                  Instant.parse("2026-01-02T03:04:08Z"),
                  Direction.FORWARD,
                  AddressFamily.IPV6,
                  "2001:db8::2",
                  "2001:db8::3",
                  "47",
                  OptionalInt.empty(),
                  "",
                  1)));

  private static Report read(String text) throws InvalidReportException {
    return ReportJson.read(text.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<Report> reports() {
    Report none = Report.failure(Optional.empty(), new Problem("usage", null, "Name one verb"));
    return Stream.concat(
        Stream.of(FULL, none),
        Stream.of(State.values())
            .flatMap(
                state ->
                    Stream.of(Verb.values())
                        .map(
                            verb ->
                                new Report(
                                    Optional.of(verb),
                                    true,
                                    state,
                                    Map.of(),
                                    false,
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(),
                                    Optional.empty(),
                                    Map.of()))));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void whatIsWrittenOnOneLineIsReadBackEqual(Report report) throws Exception {
    String line = ReportJson.write(report);

    assertThat(line).doesNotContain("\n");
    assertThat(read(line)).isEqualTo(report);
  }

  @Test
  void isWrittenAsTheContractHasIt() {
    assertThat(ReportJson.write(FULL))
        .startsWith(
            "{\"protocol\":1,\"verb\":\"arm\",\"ok\":false,\"state\":\"degraded\",\"families\":"
                + "{\"ipv4\":{\"enforced\":true,\"backstop\":true,\"rules\":31,\"fallback\":null,"
                + "\"blocked\":{\"out\":1,\"in\":2,\"forward\":3}},\"ipv6\":{\"enforced\":false")
        .contains("\"changed\":true,\"settingsHash\":\"ab12\"")
        .contains("\"armedSince\":\"2026-01-02T03:04:05Z\"")
        .contains("\"error\":{\"code\":\"degraded\",\"path\":null,\"message\":");
  }

  @Test
  void fieldsOfLaterVersionsArePassedOver() throws Exception {
    String later =
        ReportJson.write(FULL)
            .replace("{\"protocol\":1,", "{\"protocol\":1,\"mood\":[{\"good\":null}],")
            .replace("\"enforced\":true,", "\"enforced\":true,\"sets\":3,")
            .replace("\"path\":null,", "\"path\":null,\"hint\":\"x\",");

    assertThat(read(later)).isEqualTo(FULL);
  }

  @Test
  void aVerbOfALaterVersionIsNoVerb() throws Exception {
    assertThat(read(ReportJson.write(FULL).replace("\"arm\"", "\"dance\"")).verb()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "\"protocol\":1        | \"protocol\":2          | $.protocol",
        "\"protocol\":1        | \"protocol\":\"1\"      | $.protocol",
        "\"protocol\":1        | \"protokoll\":1         | $.protocol",
        "\"ok\":false          | \"ok\":null             | $.ok",
        "\"ok\":false          | \"ok\":\"false\"        | $.ok",
        "\"ok\":false,         | ~~                      | $.ok",
        "\"degraded\",\"fam    | \"melted\",\"fam        | $.state",
        "\"degraded\",\"fam    | 1,\"fam                 | $.state",
        "\"rules\":31          | \"rules\":\"31\"        | $.families.ipv4.rules",
        "\"rules\":31          | \"rules\":3.5           | $.families.ipv4.rules",
        "\"enforced\":true     | \"enforced\":1          | $.families.ipv4.enforced",
        "\"backstop\":true     | \"backstop\":null       | $.families.ipv4.backstop",
        "\"out\":1             | \"out\":null            | $.families.ipv4.blocked.out",
        "\"in\":2,             | ~~                      | $.families.ipv4.blocked.in",
        "\"fallback\":\"gate\" | \"fallback\":[]         | $.families.ipv6.fallback",
        "\"changed\":true      | \"changed\":0           | $.changed",
        "\"changed\":true      | \"changed\":true,\"changed\":true | $.changed",
        "\"settingsHash\":\"ab12\" | \"settingsHash\":12 | $.settingsHash",
        "2026-01-02T03:04:05Z  | yesterday               | $.armedSince",
        "\"kind\":\"dns\"    | \"kind\":\"smtp\"       | $.attempts[0].kind",
        "\"verdict\":\"got-out\" | \"verdict\":\"\"     | $.attempts[0].verdict",
        "2026-01-02T03:04:05Z  | 2026-13-02T03:04:05Z    | $.armedSince",
        "\"warnings\":[        | \"warnings\":[1,        | $.warnings[0]",
        "\"warnings\":         | \"warnungen\":          | $.warnings",
        "\"code\":\"lan-network-public\", | ~~           | $.warnings[0].code",
        "\"error\":{\"code\":\"degraded\" | \"error\":{\"code\":null | $.error.code",
        "*filter\\nCOMMIT\\n\" | \",\"ipv6\":7           | $.documents.ipv6",
        "2026-01-02T03:05:05Z  | soon                    | $.confirmBefore",
        "\"confirmBefore\":\"2026-01-02T03:05:05Z\" | \"confirmBefore\":60 | $.confirmBefore",
        "\"direction\":\"out\" | \"direction\":\"up\" | $.lastBlocked[0].direction",
        "\"at\":\"2026-01-02T03:04:08Z\" | \"at\":\"1 s ago\" | $.lastBlocked[1].at",
        "\"at\":\"2026-01-02T03:04:08Z\", | ~~         | $.lastBlocked[1].at",
        "\"port\":443          | \"port\":65536        | $.lastBlocked[0]",
        "\"port\":443          | \"port\":-1           | $.lastBlocked[0]",
        "\"port\":443          | \"port\":\"https\"    | $.lastBlocked[0].port",
        "\"count\":7           | \"count\":0           | $.lastBlocked[0]",
        "\"link\":\"eth0\"     | \"link\":null         | $.lastBlocked[0].link",
        "\"destination\":\"198.51.100.80\" | \"destination\":[] | $.lastBlocked[0].destination",
        "\"lastBlocked\":[     | \"lastBlocked\":[{},  | $.lastBlocked[0].at",
        "\"checked\":{\"ipv4\":1234 | \"checked\":{\"ipv4\":\"1234\" | $.checked.ipv4",
      })
  void whatIsNoReportIsRefused(String from, String to, String path) {
    String whole = ReportJson.write(FULL);
    String broken = whole.replaceFirst(java.util.regex.Pattern.quote(from), to);
    assertThat(broken).as("the change").isNotEqualTo(whole);

    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(InvalidReportException.class)
        .hasMessageStartingWith(path);
  }

  @Test
  void whatOldReportsDoNotSayIsEmpty() throws Exception {
    Report old = FULL.withConfirmBefore(Optional.empty()).withLastBlocked(List.of());
    String line = ReportJson.write(old);

    assertThat(line).doesNotContain("confirmBefore").doesNotContain("lastBlocked");
    assertThat(read(line)).isEqualTo(old);
  }

  @Test
  void soManyBlockedPacketsAreNotShown() {
    BlockedPacket packet = FULL.lastBlocked().get(0);
    String whole =
        ReportJson.write(
            FULL.withLastBlocked(Collections.nCopies(Report.MAX_LAST_BLOCKED, packet)));
    assertThatCode(() -> read(whole)).doesNotThrowAnyException();
    String more = ReportJson.write(FULL.withLastBlocked(Collections.nCopies(21, packet)));
    assertThatThrownBy(() -> read(more)).hasMessageStartingWith("$.lastBlocked: ");
  }

  @Test
  void packetsAlikeAreCountedTogether() {
    BlockedPacket first = FULL.lastBlocked().get(0);
    BlockedPacket second =
        new BlockedPacket(
            first.at().plusSeconds(1),
            first.direction(),
            first.family(),
            first.source(),
            first.destination(),
            first.protocol(),
            first.port(),
            first.link(),
            Integer.MAX_VALUE);
    assertThat(second.isLike(first)).isTrue();
    assertThat(second.isLike(FULL.lastBlocked().get(1))).isFalse();
    assertThat(second.after(first).at()).isEqualTo(second.at());
    assertThat(first.after(first).count()).isEqualTo(14);
    assertThat(second.after(first).count()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void cutOffAnywhereIsRefused() {
    byte[] whole = ReportJson.write(FULL).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ReportJson.read(cut))
          .as("cut at %d", length)
          .isInstanceOf(InvalidReportException.class);
    }
  }

  @Test
  void whatOtherProgramsPrintIsRefused() {
    for (String text :
        List.of(
            "",
            "Error executing command as another user: Not authorized",
            "[]",
            "null",
            "<html>",
            ReportJson.write(FULL) + "{}",
            "WARNING: x\n" + ReportJson.write(FULL))) {
      assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidReportException.class);
    }
    assertThatThrownBy(() -> ReportJson.read(new byte[2 << 20]))
        .isInstanceOf(InvalidReportException.class);
  }
}
