package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RulesTextTest {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);

  @Test
  void sameRulesHaveNoMarks() {
    assertThat(diff("a\nb", "a\nb")).containsExactly("  a", "  b");
  }

  @Test
  void linesThatComeAndGoAreMarkedWhereTheyStand() {
    assertThat(diff("a\nb\nc\nd", "a\nx\nc\ny\nd"))
        .containsExactly("  a", "− b", "+ x", "  c", "+ y", "  d");
    assertThat(diff("", "a\nb")).containsExactly("+ a", "+ b");
    assertThat(diff("a\nb", "")).containsExactly("− a", "− b");
  }

  @Test
  void familiesAreKeptApart() {
    Map<String, String> both = Map.of("ipv4", "four", "ipv6", "six");

    assertThat(RulesText.of(TEXTS, AddressFamily.IPV6, Map.of(), both))
        .extracting(RuleLine::marked)
        .containsExactly("+ six");
  }

  /** Without what comes the old text is left, and without what goes the new one. */
  @Test
  void bothTextsCanBeReadFromTheMarks() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      List<String> before = random(random);
      List<String> after = random(random);
      List<RuleLine> lines = LineDiff.of(before, after);

      assertThat(without(lines, RuleLine.Kind.ADDED)).isEqualTo(before);
      assertThat(without(lines, RuleLine.Kind.REMOVED)).isEqualTo(after);
    }
  }

  @Test
  void setIsOneLineAndWhatComesAndGoesInIt() {
    assertThat(
            sets(
                """
                create vpnfw-aaaaaaaa hash:net,port family inet
                add vpnfw-aaaaaaaa 198.51.100.1,udp:1194
                add vpnfw-aaaaaaaa 198.51.100.2,udp:1194
                """,
                """
                create vpnfw-bbbbbbbb hash:net,port family inet
                add vpnfw-bbbbbbbb 198.51.100.2,udp:1194
                add vpnfw-bbbbbbbb 198.51.100.3,udp:1194
                """))
        .containsExactly(
            "  set hash:net,port#1: 2 addresses",
            "−     198.51.100.1,udp:1194",
            "+     198.51.100.3,udp:1194",
            "  -A VPNFW-OUT -m set --match-set hash:net,port#1 dst,dst -j RETURN");
  }

  @Test
  void setsOfTenThousandStayShort() {
    String after =
        "create vpnfw-bbbbbbbb hash:net family inet\n"
            + IntStream.range(0, 10_000)
                .mapToObj(i -> "add vpnfw-bbbbbbbb 10." + i / 250 + "." + i % 250 + ".1\n")
                .collect(Collectors.joining());

    assertThat(sets("create vpnfw-aaaaaaaa hash:net family inet\n", after))
        .hasSize(103)
        .contains("  set hash:net#1: 10,000 addresses", "+     and 9,900 more");
    assertThat(sets("", after).get(0)).isEqualTo("+ set hash:net#1: 10,000 addresses");
  }

  private static List<String> sets(String before, String after) {
    String rule = "-A VPNFW-OUT -m set --match-set %s dst,dst -j RETURN\n";
    return RulesText.of(
            TEXTS,
            AddressFamily.IPV4,
            Map.of("ipv4", String.format(rule, "vpnfw-aaaaaaaa"), "ipv4-sets", before),
            Map.of("ipv4", String.format(rule, "vpnfw-bbbbbbbb"), "ipv4-sets", after))
        .stream()
        .map(RuleLine::marked)
        .toList();
  }

  private static List<String> diff(String before, String after) {
    return RulesText.of(TEXTS, AddressFamily.IPV4, Map.of("ipv4", before), Map.of("ipv4", after))
        .stream()
        .map(RuleLine::marked)
        .toList();
  }

  private static List<String> random(Random random) {
    List<String> lines = new ArrayList<>();
    for (int n = random.nextInt(12); n > 0; n--) {
      lines.add(String.valueOf((char) ('a' + random.nextInt(4))));
    }
    return lines;
  }

  private static List<String> without(List<RuleLine> lines, RuleLine.Kind kind) {
    return lines.stream().filter(line -> line.kind() != kind).map(RuleLine::text).toList();
  }
}
