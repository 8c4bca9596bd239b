package io.github.vpnfirewall.app.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random files, always the same ones: whatever stands in a file, the answer is settings that the
 * root side takes, or a complaint with a text.
 */
class ImporterFuzzTest {
  private static final int ROUNDS = 6_000;

  /** Seeds that once found something; kept. */
  private static final List<Long> SEEDS = List.of(1L, 20261122L, 4711L);

  private static final List<String> SAMPLES =
      List.of(
          "provider.ovpn", "blocks.ovpn", "mullvad.conf", "office.nmconnection", "50_user.conf");

  private static final List<String> PIECES =
      List.of(
          "remote ",
          "a.example",
          "198.51.100.7",
          "2001:db8::1",
          "[::1]:1",
          ":",
          "::",
          " 1194",
          "udp",
          "tcp",
          "<connection>",
          "</connection>",
          "<ca>",
          "</ca>",
          "\n",
          "\n",
          "\"",
          "'",
          "\\",
          "#",
          ";",
          "[Peer]\n",
          "[Interface]\n",
          "[connection]\n",
          "[vpn]\n",
          "=",
          "Endpoint=",
          "AllowedIPs=",
          "0.0.0.0/0",
          "type=vpn\n",
          "type=wireguard\n",
          "service-type=org.freedesktop.NetworkManager.openvpn\n",
          "remote=",
          "gateway=",
          "VPN_SERVERS=",
          "VPN_INTERFACE=",
          "LOCAL_NET=",
          "$",
          "`",
          "(",
          "{",
          "}",
          "dev ",
          "tun+",
          "dev tun0\n",
          "http-proxy ",
          "socks-proxy ",
          "setenv opt ",
          "--",
          "\u00e9",
          "\ud83d\ude00",
          "\ufeff",
          "\u202e",
          "/",
          "%",
          "[",
          "]",
          "xn--",
          "xn--a",
          "\u3002",
          "..",
          "-",
          "_",
          "99999",
          "{\"version\":1,",
          "\t",
          "\f",
          "[wireguard-peer.x]\nendpoint=",
          "&&",
          "+=",
          "export ");

  @Test
  void whateverStandsThereIsUnderstoodOrRefused() {
    for (long seed : SEEDS) {
      Random random = new Random(seed);
      for (int round = 0; round < ROUNDS; round++) {
        byte[] content = random.nextInt(3) == 0 ? mutated(random) : made(random);
        check(seed + "/" + round, content);
      }
    }
    // The control: both happened, in many ways.
    assertThat(taken).contains(Kind.OPENVPN, Kind.WIREGUARD, Kind.NETWORK_MANAGER, Kind.OLD_SCRIPT);
    assertThat(refused).hasSizeGreaterThan(25);
  }

  private final Set<Kind> taken = EnumSet.noneOf(Kind.class);
  private final Set<String> refused = new TreeSet<>();

  private void check(String round, byte[] content) {
    try {
      Imported found = Importer.read("wg0.conf", content);
      taken.add(found.kind());
      Merge.Merged merged =
          Merge.into(
              Settings.empty(),
              Addresses.of(found.endpoints(), names(found)),
              List.of(found),
              Merge.Mode.REPLACE);
      if (found.kind() != Kind.SETTINGS) {
        String json = SettingsJson.write(merged.settings());
        assertThat(SettingsJson.read(json.getBytes(StandardCharsets.UTF_8)))
            .isEqualTo(merged.settings());
      }
      found.remarks().forEach(r -> assertThat(said(r.key(), r.details())).isNotBlank());
    } catch (ImportException e) {
      refused.add(e.key());
      assertThat(said(e.key(), e.details())).as(round).isNotBlank();
    } catch (Exception e) {
      throw new AssertionError(round + ": " + new String(content, StandardCharsets.UTF_8), e);
    }
  }

  private static Map<String, Answer> names(Imported found) {
    Map<String, Answer> answers = new HashMap<>();
    for (Endpoint endpoint : found.endpoints()) {
      if (!ParallelResolver.literal(endpoint.host())) {
        answers.put(
            endpoint.host(), new Answer(true, List.of(Network.parse("203.0.113.1")), false));
      }
    }
    return answers;
  }

  private static String said(String key, List<String> details) {
    return Texts.of(Locale.ENGLISH).text(key, details);
  }

  private static byte[] made(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mutated(Random random) {
    byte[] content = SampleFiles.bytes(SAMPLES.get(random.nextInt(SAMPLES.size())));
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(content.length);
      content[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "\"'[]<>=:\n#$ ".charAt(random.nextInt(12));
    }
    return content;
  }
}
