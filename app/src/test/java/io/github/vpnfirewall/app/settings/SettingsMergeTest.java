package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import org.junit.jupiter.api.Test;

class SettingsMergeTest {
  private static final String A = "{'address':'198.51.100.1','port':1,'protocol':'udp'}";
  private static final String B = "{'address':'198.51.100.2','port':2,'protocol':'udp'}";
  private static final String C = "{'address':'198.51.100.3','port':3,'protocol':'udp'}";
  private static final String D = "{'address':'198.51.100.4','port':4,'protocol':'udp'}";

  private static final Settings BASE = parse("'tun0','tun1'", A + "," + B, "'pinHosts':true");

  @Test
  void whatOnlyOneChangedIsKept() {
    Settings mine = parse("'tun0','tun1'", A + "," + B, "'pinHosts':false");
    Settings theirs = parse("'tun0','tun1'", A + "," + B, "'blockMode':'drop'");

    Settings both = SettingsMerge.of(BASE, mine, theirs);

    assertThat(both.pinHosts()).isFalse();
    assertThat(both.blockMode()).isEqualTo(BlockMode.DROP);
    assertThat(SettingsMerge.of(BASE, BASE, theirs)).isEqualTo(theirs);
    assertThat(SettingsMerge.of(BASE, mine, BASE)).isEqualTo(mine);
    assertThat(SettingsMerge.of(BASE, mine, mine)).isEqualTo(mine);
  }

  @Test
  void listsTakeWhatWasAddedAndLoseWhatWasRemovedByEither() {
    Settings mine = parse("'tun0','wg0'", A + "," + C, "'pinHosts':true");
    Settings theirs = parse("'tun0','tun1','ppp0'", B + "," + D, "'pinHosts':true");

    Settings both = SettingsMerge.of(BASE, mine, theirs);

    assertThat(both.tunnel().interfaces())
        .extracting(InterfaceName::text)
        .containsExactly("tun0", "ppp0", "wg0");
    assertThat(both.servers())
        .extracting(Server::endpoint)
        .containsExactly("198.51.100.4 port 4 udp", "198.51.100.3 port 3 udp");
  }

  @Test
  void mineCountsWhereBothChangedTheSame() {
    String named = A.replace("'udp'", "'udp','label':'mine'");
    String other = A.replace("'udp'", "'udp','label':'theirs'");

    Settings both =
        SettingsMerge.of(
            BASE,
            parse("'tun0','tun1'", named + "," + B, "'pinHosts':true"),
            parse("'tun0','tun1'", other + "," + B, "'pinHosts':true"));

    assertThat(both.servers().get(0).label()).contains("mine");
    assertThat(both.servers()).hasSize(2);
  }

  private static Settings parse(String tunnels, String servers, String more) {
    return Samples.parse(
        ("{'version':1,'tunnel':{'interfaces':["
                + tunnels
                + "]},'servers':["
                + servers
                + "],"
                + more
                + "}")
            .replace('\'', '"'));
  }
}
