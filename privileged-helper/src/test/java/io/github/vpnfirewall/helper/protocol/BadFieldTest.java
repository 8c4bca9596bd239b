package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of the settings wrong in every way: the path names it, and the message helps. */
class BadFieldTest {
  private static final String NULL = "null";
  private static final String[] NUMBERS = {"0", "1", "-1", "1.5", "1e3"};
  private static final String[] TEXTS = {"\"\"", "\"x\"", "\"true\"", "\"1\""};
  private static final String[] BOOLEANS = {"true", "false"};
  private static final String[] LISTS = {"[]", "[1]", "[[]]"};
  private static final String[] OBJECTS = {"{}", "{\"a\":1}"};

  /** What a tool or shell behind us could take for more than a name, as JSON. */
  private static final List<String> HOSTILE =
      List.of(
          "\"\"",
          "\" \"",
          "\"tun0\\n\"",
          "\"tun0\\n-A OUTPUT -j ACCEPT\"",
          "\"tun0\\r\"",
          "\"tun0\\u0000\"",
          "\"tun0 -j ACCEPT\"",
          "\"$(id)\"",
          "\"`id`\"",
          "\"a;b\"",
          "\"a|b\"",
          "\"a&b\"",
          "\"-j\"",
          "\"!tun0\"",
          "\"a\\\"b\"",
          "\"a'b\"",
          "\"a\\\\b\"",
          "\"../x\"",
          "\"*\"");

  private record Wrong(String path, String json, String code, String hint) {
    @Override
    public String toString() {
      return path + " = " + (json.length() > 60 ? json.substring(0, 60) + "…" : json);
    }
  }

  private static final class Table {
    private final List<Wrong> rows = new ArrayList<>();

    /** The field is no text, list and so on; every other kind of value is refused. */
    void kind(String path, String hint, String[]... wrong) {
      for (String[] values : wrong) {
        for (String json : values) {
          rows.add(new Wrong(path, json, "wrong-type", hint));
        }
      }
    }

    void value(String path, String hint, List<String> wrong) {
      wrong.forEach(json -> rows.add(new Wrong(path, json, "invalid-value", hint)));
    }

    void row(String path, String json, String code, String hint) {
      rows.add(new Wrong(path, json, code, hint));
    }
  }

  static Stream<Wrong> wrong() {
    Table table = new Table();
    kinds(table);
    tunnel(table);
    servers(table);
    networks(table);
    table.row("$.version", "2", "unknown-version", "reads version 1");
    table.row("$.version", "0", "unknown-version", "reads version 1");
    table.row("$.version", "-1", "unknown-version", "reads version 1");
    table.row("$.version", "999999999999999999", "unknown-version", "reads version 1");
    table.value(
        "$.blockMode",
        "use reject or drop",
        List.of("\"\"", "\"REJECT\"", "\"accept\"", "\"drop \"", "\"drop\\n\""));
    for (String name : List.of("tun0", "tun+", "t+")) {
      table.row("$.gateway.interfaces[0]", "\"" + name + "\"", "invalid-value", "itself");
    }
    return table.rows.stream();
  }

  private static void kinds(Table table) {
    String[] none = {NULL};
    for (String path : List.of("$.tunnel", "$.lan", "$.gateway", "$.servers[0]")) {
      table.kind(path, "an object { … }", none, NUMBERS, TEXTS, BOOLEANS, LISTS);
    }
    for (String path :
        List.of(
            "$.tunnel.interfaces", "$.tunnel.clientUsers", "$.servers", "$.gateway.interfaces")) {
      table.kind(path, "a list [ … ]", none, NUMBERS, TEXTS, BOOLEANS, OBJECTS);
    }
    table.kind("$.lan.networks", "a list [ … ]", NUMBERS, TEXTS, BOOLEANS, OBJECTS);
    for (String path :
        List.of(
            "$.tunnel.ipsec",
            "$.tunnel.allowInbound",
            "$.lan.allow",
            "$.lan.dns",
            "$.pinHosts",
            "$.logBlocked")) {
      table.kind(path, "true or false", none, NUMBERS, TEXTS, LISTS, OBJECTS);
    }
    for (String path :
        List.of(
            "$.tunnel.interfaces[0]",
            "$.tunnel.clientUsers[1]",
            "$.servers[0].address",
            "$.servers[1].protocol",
            "$.lan.networks[1]",
            "$.blockMode")) {
      table.kind(path, "a text in quotes", none, NUMBERS, BOOLEANS, LISTS, OBJECTS);
    }
    for (String path : List.of("$.servers[0].host", "$.servers[0].label")) {
      table.kind(path, "a text in quotes", NUMBERS, BOOLEANS, LISTS, OBJECTS);
    }
    table.kind("$.version", "a whole number", none, TEXTS, BOOLEANS, LISTS, OBJECTS);
    table.kind("$.version", "a whole number", new String[] {"1.0", "1e0", "1E1", "1.5", "1e99"});
    table.kind("$.servers[0].port", "a whole number", TEXTS, BOOLEANS, LISTS, OBJECTS);
    table.kind(
        "$.servers[0].port",
        "a whole number",
        new String[] {"1194.0", "1e3", "1.194e3", "\"1194\"", "\"ANY\"", "\"any \"", "1e400"});
    table.kind(
        "$.servers[0].port", "a whole number", new String[] {"99999999999999999999999999999"});
  }

  private static void tunnel(Table table) {
    table.value("$.tunnel.interfaces[1]", "such as tun0", HOSTILE);
    table.value(
        "$.tunnel.interfaces[0]",
        "use 1 to 15 letters",
        List.of("\"+\"", "\"a+b\"", "\"x123456789012345\"", "\"tün0\"", "\".\"", "\"..\""));
    table.value(
        "$.tunnel.interfaces[0]",
        "name the VPN's interface",
        List.of("\"lo\"", "\"lo+\"", "\"l+\""));
    table.row("$.tunnel.interfaces[1]", "\"tun0\"", "duplicate", "$.tunnel.interfaces[0]");
    table.value("$.tunnel.clientUsers[0]", "such as openvpn", HOSTILE);
    table.value(
        "$.tunnel.clientUsers[1]",
        "a user number such as 998",
        List.of("\"4294967295\"", "\"-1\"", "\"01\"", "\"" + "u".repeat(33) + "\""));
    table.row("$.tunnel.clientUsers[1]", "\"openvpn\"", "duplicate", "$.tunnel.clientUsers[0]");
  }

  private static void servers(Table table) {
    table.value("$.servers[0].address", "use one such as 198.51.100.7", HOSTILE);
    table.value(
        "$.servers[0].address",
        "names are not looked up",
        List.of(
            "\"vpn.example.org\"",
            "\"localhost\"",
            "\"1.2.3\"",
            "\"1.2.3.4:80\"",
            "\"fe80::1%eth0\""));
    table.value("$.servers[0].address", "write 192.0.2.1", List.of("\"::ffff:192.0.2.1\""));
    table.value("$.servers[0].address", "did you mean 192.0.2.0/24", List.of("\"192.0.2.1/24\""));
    table.value("$.servers[1].address", "use 0 to 128", List.of("\"2001:db8::/129\""));
    table.value(
        "$.servers[0].address",
        "/8 is the widest",
        List.of("\"0.0.0.0/0\"", "\"128.0.0.0/1\"", "\"64.0.0.0/7\""));
    table.value("$.servers[0].address", "/16 is the widest", List.of("\"::/0\"", "\"2000::/3\""));
    table.value(
        "$.servers[0].address",
        "cannot be a VPN server",
        List.of(
            "\"127.0.0.1\"",
            "\"127.0.0.0/8\"",
            "\"0.0.0.0\"",
            "\"224.0.0.1\"",
            "\"239.255.255.255\"",
            "\"255.255.255.255\"",
            "\"::\"",
            "\"::1\"",
            "\"ff02::1\"",
            "\"ff05::/16\""));
    table.value(
        "$.servers[0].port",
        "use 1 to 65535",
        List.of("0", "-1", "65536", "4294968490", "-9999999999", "999999999999999999"));
    table.value("$.servers[1].port", "leave the port out", List.of("500", "\"any\"", "0", "{}"));
    table.row("$.servers[0].port", NULL, "missing-field", "use 1 to 65535, or \"any\"");
    table.value(
        "$.servers[0].protocol",
        "use udp, tcp, gre, esp, ah, any",
        List.of("\"\"", "\"UDP\"", "\"icmp\"", "\"17\"", "\"udp \"", "\"udp\\n\"", "\"all\""));
    table.value("$.servers[0].host", "such as seattle.vpn.example.org", HOSTILE);
    table.value(
        "$.servers[0].host",
        "such as seattle.vpn.example.org",
        List.of("\"198.51.100.7\"", "\"a..b\"", "\"a_b.org\"", "\"" + "a.".repeat(127) + "aa\""));
    table.value(
        "$.servers[0].label",
        "up to 100 characters on one line",
        List.of("\"a\\nb\"", "\"a\\u001b[31m\"", "\"\\u0000\"", "\"" + "x".repeat(101) + "\""));
    table.row(
        "$.servers[1]",
        "{\"address\":\"198.51.100.7/32\",\"port\":1194,\"protocol\":\"udp\",\"label\":\"other\"}",
        "duplicate",
        "$.servers[0]");
  }

  private static void networks(Table table) {
    table.value("$.lan.networks[0]", "use one such as 198.51.100.7", HOSTILE);
    table.value(
        "$.lan.networks[1]",
        "is the widest",
        List.of("\"0.0.0.0/0\"", "\"::/0\"", "\"0.0.0.0/7\"", "\"2000::/15\"", "\"8.0.0.0/7\""));
    table.value(
        "$.lan.networks[0]",
        "cannot be a local network",
        List.of("\"127.0.0.0/8\"", "\"224.0.0.0/8\"", "\"ff02::/16\"", "\"::1\"", "\"0.0.0.0/8\""));
    table.value("$.lan.networks[0]", "did you mean 192.168.1.0/24", List.of("\"192.168.1.5/24\""));
    table.row("$.lan.networks[1]", "\"192.168.1.0/24\"", "duplicate", "$.lan.networks[0]");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void isRefusedByName(Wrong wrong) {
    InvalidSettingsException refusal =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () -> Documents.read(Documents.with(wrong.path, wrong.json)));

    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.path()).isEqualTo(wrong.path);
    assertThat(refusal.code()).isEqualTo(wrong.code);
    assertThat(refusal.getMessage()).contains(wrong.hint);
  }

  static Stream<String> required() {
    return Stream.of(
        "$.version",
        "$.tunnel",
        "$.servers",
        "$.tunnel.interfaces",
        "$.servers[0].address",
        "$.servers[0].protocol",
        "$.servers[0].port",
        "$.gateway.interfaces");
  }

  @ParameterizedTest
  @MethodSource("required")
  void isMissed(String path) {
    assertThatThrownBy(() -> Documents.read(Documents.without(path)))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("missing-field");
              assertThat(e.path()).isEqualTo(path);
              assertThat(e.getMessage()).contains("is missing");
            });
  }

  static Stream<String> optional() {
    return Stream.of(
        "$.tunnel.ipsec",
        "$.tunnel.allowInbound",
        "$.tunnel.clientUsers",
        "$.servers[0].host",
        "$.servers[0].label",
        "$.lan",
        "$.lan.allow",
        "$.lan.networks",
        "$.lan.dns",
        "$.gateway",
        "$.pinHosts",
        "$.blockMode",
        "$.logBlocked");
  }

  /** The table above holds a row for every field there is, so that a new one is not forgotten. */
  @Test
  void noFieldIsForgotten() {
    List<String> tried =
        Stream.of(wrong().map(Wrong::path), required(), optional()).flatMap(s -> s).toList();
    Settings all = Documents.settings(Documents.GOOD);
    List<String> written =
        SettingsJson.write(all)
            .lines()
            .map(line -> line.strip().split("\"", -1))
            .filter(words -> words.length > 2 && words[2].startsWith(":"))
            .map(words -> words[1])
            .distinct()
            .toList();
    assertThat(written).hasSizeGreaterThan(15);
    for (String field : written) {
      assertThat(tried)
          .as("the field " + field)
          .anyMatch(path -> path.replaceAll("\\[\\d+]$", "").endsWith("." + field));
    }
  }

  @ParameterizedTest
  @MethodSource("optional")
  void isNotMissed(String path) {
    assertThat(Documents.settings(Documents.without(path))).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("levels")
  void isUnknown(String level) {
    String path = level + ".allowEverything";
    assertThatThrownBy(() -> Documents.read(Documents.with(path, "true")))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("unknown-field");
              assertThat(e.path()).isEqualTo(path);
              assertThat(e.getMessage()).contains("there are ");
            });
  }

  static Stream<String> levels() {
    return Stream.of("$", "$.tunnel", "$.servers[0]", "$.servers[1]", "$.lan", "$.gateway");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a;b\"", "\"lo\"", "1", "null", "\"eth1\\n\""})
  void aGatewayIsAListOfNames(String json) {
    assertThatThrownBy(
            () -> Documents.read(Documents.with("$.gateway.interfaces", "[" + json + "]")))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            e -> assertThat(e.path()).isEqualTo("$.gateway.interfaces[0]"));
  }

  @Test
  void anUnknownNameCannotForgeAReport() {
    assertThatThrownBy(() -> Documents.read("{\"a\\nb\\\"c\":1}"))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class, e -> assertThat(e.path()).isEqualTo("$.a\\u000abc"));
  }
}
