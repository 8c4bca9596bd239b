package io.github.vpnfirewall.app.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.assistant.Point.Kind;
import io.github.vpnfirewall.app.discovery.RemoteSession;
import io.github.vpnfirewall.app.discovery.RemoteSession.Way;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
  private static final Resolution ALL = new Resolution(List.of(), List.of(), List.of(), List.of());
  private static final String SERVER =
      "{\"address\":\"198.51.100.7\",\"port\":1194,\"protocol\":\"udp\"}";

  private static Settings settings(String tunnel, String servers, String lan) {
    return Samples.parse(
        "{\"version\":1,\"tunnel\":{%s},\"servers\":[%s],\"lan\":{%s}}"
            .formatted(tunnel, servers, lan));
  }

  private static Settings usual() {
    return settings("\"interfaces\":[\"tun+\"]", SERVER, "\"allow\":false");
  }

  private static List<Point> forecast(Settings settings, boolean up, Resolution names) {
    return Forecast.of(
        Texts.of(Locale.ENGLISH),
        settings,
        names,
        List.of(new Link("tun0", up, false, Optional.empty(), 0, 0)),
        Optional.empty());
  }

  private static List<String> keys(List<Point> points, Kind kind) {
    return points.stream().filter(p -> p.kind() == kind).map(Point::key).toList();
  }

  @Test
  void whenAllIsWellNothingNeedsThinkingAbout() {
    List<Point> points = forecast(usual(), true, ALL);
    assertThat(keys(points, Kind.CAREFUL)).isEmpty();
    assertThat(keys(points, Kind.BLOCKED))
        .containsExactly(
            "assistant.blocked.rest", "assistant.blocked.fail", "assistant.blocked.lan");
    assertThat(keys(points, Kind.WORKS))
        .containsExactly(
            "assistant.works.tunnel", "assistant.works.server", "assistant.works.undo");
  }

  @Test
  void tunnelThatIsDownOrUnknownIsSaid() {
    assertThat(keys(forecast(usual(), false, ALL), Kind.CAREFUL))
        .containsExactly("assistant.careful.down");
    Settings none = settings("\"interfaces\":[]", SERVER, "");
    assertThat(keys(forecast(none, true, ALL), Kind.CAREFUL))
        .containsExactly("assistant.careful.noTunnel");
    Settings ipsec = settings("\"interfaces\":[],\"ipsec\":true", SERVER, "");
    assertThat(keys(forecast(ipsec, true, ALL), Kind.CAREFUL)).isEmpty();
    assertThat(keys(forecast(ipsec, true, ALL), Kind.WORKS)).contains("assistant.works.ipsec");
  }

  @Test
  void serverThatIsMissingOrWideIsSaid() {
    Settings none = settings("\"interfaces\":[\"tun+\"]", "", "");
    assertThat(keys(forecast(none, true, ALL), Kind.CAREFUL))
        .containsExactly("assistant.careful.noServer");
    Settings wide =
        settings(
            "\"interfaces\":[\"tun+\"]",
            "{\"address\":\"198.51.100.7\",\"port\":\"any\",\"protocol\":\"udp\"},"
                + "{\"address\":\"198.51.100.8\",\"protocol\":\"any\"},"
                + "{\"address\":\"198.51.100.9\",\"protocol\":\"gre\"}",
            "");
    List<Point> points = forecast(wide, true, ALL);
    assertThat(points.get(0).key()).isEqualTo("assistant.careful.wide");
    assertThat(points.get(0).details().get(0)).isEqualTo("198.51.100.7, 198.51.100.8");
  }

  @Test
  void namesThatRotateOrAreLostAreSaid() {
    Resolution names =
        new Resolution(List.of(), List.of("lost.org"), List.of("mute.org"), List.of("pool.org"));
    List<Point> points = forecast(usual(), true, names);
    assertThat(keys(points, Kind.CAREFUL))
        .containsExactly("assistant.careful.rotating", "assistant.careful.lost");
    assertThat(points.get(0).details()).containsExactly("pool.org");
    assertThat(points.get(1).details()).containsExactly("lost.org, mute.org");
  }

  @Test
  void localNetworkIsSaidEitherWay() {
    Settings lan = settings("\"interfaces\":[\"tun+\"]", SERVER, "\"allow\":true");
    assertThat(keys(forecast(lan, true, ALL), Kind.BLOCKED))
        .contains("assistant.blocked.dns")
        .doesNotContain("assistant.blocked.lan");
    assertThat(keys(forecast(lan, true, ALL), Kind.WORKS)).contains("assistant.works.lan");
    Settings dns = settings("\"interfaces\":[\"tun+\"]", SERVER, "\"allow\":true,\"dns\":true");
    assertThat(keys(forecast(dns, true, ALL), Kind.BLOCKED))
        .doesNotContain("assistant.blocked.dns", "assistant.blocked.lan");
  }

  @Test
  void thousandsOfServersAreCounted() {
    StringBuilder servers = new StringBuilder(SERVER);
    for (int i = 0; i < 2000; i++) {
      servers
          .append(",{\"address\":\"203.0.%d.%d\",".formatted(i / 250, i % 250 + 1))
          .append(
              "\"port\":1194,\"protocol\":\"udp\",\"host\":\"vpn%d.example.org\"}".formatted(i));
    }
    List<Point> points =
        forecast(settings("\"interfaces\":[\"tun+\"]", servers.toString(), ""), true, ALL);
    Point many =
        points.stream().filter(p -> p.key().equals("assistant.works.servers")).findFirst().get();
    assertThat(many.details().get(0)).hasSizeLessThan(200).contains("more");
    assertThat(many.details().get(1)).isEqualTo("2001");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, eth0, false, CUT",
    "203.0.113.9, eth0, true, CUT",
    "192.168.1.23, eth0, false, CUT_NEARBY",
    "192.168.1.23, eth0, true, NEARBY",
    "fe80::1, eth0, true, NEARBY",
    "10.8.0.1, tun0, false, THROUGH_TUNNEL",
    "desk.example.org, eth0, true, CUT",
  })
  void fateOfAWayHereFromAnotherComputer(
      String from, String link, boolean lan, RemoteFate expected) {
    Settings settings = settings("\"interfaces\":[\"tun+\"]", SERVER, "\"allow\":" + lan);
    RemoteSession session = new RemoteSession(Way.SSH, Optional.of(from), Optional.of(link));
    assertThat(RemoteFate.of(session, settings)).isEqualTo(expected);
  }

  @Test
  void fateWithoutAnAddressIsTheWorst() {
    RemoteSession session = new RemoteSession(Way.UNSAID, Optional.empty(), Optional.empty());
    assertThat(RemoteFate.of(session, usual())).isEqualTo(RemoteFate.CUT);
    List<Point> points =
        Forecast.of(Texts.of(Locale.ENGLISH), usual(), ALL, List.of(), Optional.of(session));
    assertThat(points.get(0).details()).containsExactly("a remote session", "another computer");
  }
}
