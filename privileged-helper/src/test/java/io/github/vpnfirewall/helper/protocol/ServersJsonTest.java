package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Servers read without a tree of fields: the same as with one, and the same complaints. */
class ServersJsonTest {
  private static final int MUTATIONS = 30_000;
  private static final String SCRAPS = "0195.:/\"\\,[]{}\n \tab-\u0001é\ufffd";

  private static final Settings SETTINGS =
      new Settings(
          new Settings.Tunnel(List.of(new InterfaceName("tun0")), false, false, List.of()),
          List.of(
              server("198.51.100.7", Optional.of(new Port(1194)), ServerProtocol.UDP),
              server("198.51.100.7", Optional.of(new Port(443)), ServerProtocol.TCP),
              server("198.51.100.0/24", Optional.empty(), ServerProtocol.UDP),
              server("2001:db8::7", Optional.empty(), ServerProtocol.ESP),
              new Server(
                  Network.parse("2001:db8::/32"),
                  Optional.of(new Port(65_535)),
                  ServerProtocol.TCP,
                  Optional.of(new HostName("seattle.vpn.example.org")),
                  Optional.of("Zürich, <b>'1' & 2=2</b>"))),
          new Settings.Lan(false, Optional.empty(), false),
          List.of(),
          true,
          BlockMode.REJECT,
          true);

  private static Server server(String address, Optional<Port> port, ServerProtocol protocol) {
    return new Server(Network.parse(address), port, protocol, Optional.empty(), Optional.empty());
  }

  /** The same document for whoever looks at its meaning, and no other: laid out differently. */
  private static String laidOutDifferently(String document) {
    return document.replace("\n  \"servers\": [", "\n   \"servers\": [");
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  private static String outcome(String document) {
    try {
      return SettingsJson.readStored(bytes(document)).toString();
    } catch (InvalidSettingsException e) {
      return e.code() + " " + e.path() + " " + e.getMessage();
    }
  }

  @Test
  void whatIsWrittenIsReadHere() {
    String written = SettingsJson.write(SETTINGS);

    ServersJson.Found found = ServersJson.read(bytes(written)).orElseThrow();

    assertThat(found.servers()).isEqualTo(SETTINGS.servers());
    assertThat(found.rest()).contains("\n  \"servers\": [\n  ],\n").doesNotContain("198.51.100");
    assertThat(ServersJson.read(bytes(laidOutDifferently(written)))).isEmpty();
    assertThat(outcome(written)).isEqualTo(SETTINGS.toString());
    assertThat(outcome(laidOutDifferently(written))).isEqualTo(SETTINGS.toString());
  }

  @Test
  void whatIsWrittenIsLaidOutAsGsonDoesIt() {
    GsonBuilder gson = new GsonBuilder().serializeNulls().disableHtmlEscaping();
    String tooLong = SettingsJson.write(Documents.settings(BadDocumentTest.manyServers(20_000)));
    assertThat(tooLong).isEqualTo(gson.create().toJson(JsonParser.parseString(tooLong)) + "\n");

    gson.setPrettyPrinting();
    for (Settings settings : List.of(SETTINGS, Settings.empty())) {
      String written = SettingsJson.write(settings);
      assertThat(written).isEqualTo(gson.create().toJson(JsonParser.parseString(written)) + "\n");
    }
    assertThat(ServersJson.write(SETTINGS.servers(), false))
        .isEqualTo(JsonParser.parseString(ServersJson.write(SETTINGS.servers(), true)).toString());
  }

  @Test
  void labelsWithEscapesAreWrittenAndReadBack() {
    for (String label : List.of("\"", "a \\ b", "\u2028", "\ufffd", "<>&='", "")) {
      Server server =
          new Server(
              Network.parse("198.51.100.7"),
              Optional.empty(),
              ServerProtocol.ESP,
              Optional.empty(),
              Optional.of(label));
      Settings settings =
          new Settings(
              SETTINGS.tunnel(),
              List.of(server),
              SETTINGS.lan(),
              List.of(),
              true,
              BlockMode.DROP,
              true);
      assertThat(Documents.settings(SettingsJson.write(settings))).isEqualTo(settings);
    }
  }

  @Test
  void whatIsWrongIsToldAsEver() {
    String written = SettingsJson.write(SETTINGS);
    for (String[] change :
        new String[][] {
          {"\"port\": 443", "\"port\": 0443"},
          {"\"port\": 443", "\"port\": 0"},
          {"\"port\": 443", "\"port\": 65536"},
          {"\"port\": 443", "\"port\": 123456"},
          {"\"port\": 443", "\"port\": ٤"},
          {"\"port\": 443", "\"port\": "},
          {
            "\"port\": 443,\n      \"protocol\": \"tcp\"",
            "\"port\": 1194,\n      \"protocol\": \"udp\""
          },
          {"\"port\": 443,\n      ", ""},
          {"\"protocol\": \"esp\"", "\"port\": 1,\n      \"protocol\": \"esp\""},
          {"\"esp\"", "\"ESP\""},
          {"198.51.100.7", "127.0.0.1"},
          {"198.51.100.0/24", "198.51.100.1/24"},
          {"seattle", "-seattle"},
          {"Zürich", "Zü\nrich"},
          {"Zürich", "Zü\u0001rich"},
          {"Zürich", "Z".repeat(101)},
          {"\n  ],", "\n  ],\n  \"servers\": [],"},
          {"\n  ],", "\n  ]"},
          {"\n  \"servers\": [", "\n  \"servers\": [],\n  \"more\": ["},
          {"\n  \"servers\": [", "\n  \"more\": {\n  \"servers\": ["},
          {"\"version\": 1", "\"version\": 2"},
          {"\"reject\"", "\"refuse\""},
        }) {
      String wrong = written.replace(change[0], change[1]);
      assertThat(wrong).isNotEqualTo(written);
      String said = outcome(wrong);
      assertThat(said).as(change[1]).doesNotStartWith("Settings[");
      String place = said.split(" ", 3)[1];
      assertThat(place).startsWith("$");
      assertThat(said).isEqualTo(outcome(laidOutDifferently(wrong)));
    }
  }

  @Test
  void mutatedDocumentsAreTheSameInBothWays() {
    Random random = new Random(20_261_123);
    String written = SettingsJson.write(SETTINGS);
    int good = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      StringBuilder document = new StringBuilder(written);
      for (int change = random.nextInt(2); change >= 0; change--) {
        int at = random.nextInt(document.length());
        String scrap = "" + SCRAPS.charAt(random.nextInt(SCRAPS.length()));
        document.replace(at, at + random.nextInt(2), random.nextInt(4) == 0 ? "" : scrap);
      }
      String mutated = document.toString();
      String said = outcome(mutated);
      assertThat(said).as(mutated).isEqualTo(outcome(laidOutDifferently(mutated)));
      good += said.startsWith("Settings[") ? 1 : 0;
    }
    assertThat(good).as("some that are right, and some that are not").isBetween(500, MUTATIONS / 2);
  }
}
