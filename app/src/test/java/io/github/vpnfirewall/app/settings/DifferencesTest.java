package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.settings.Difference.Effect;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);
  private static final String PLAIN = "'tunnel':{'interfaces':['tun0']},'servers':[]";
  private static final String ONE =
      "{'address':'198.51.100.7','port':1194,'protocol':'udp','label':'Seattle'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'lan':{'allow':false}           | 'lan':{'allow':true}             | WIDER    | Local network: now allowed
          'lan':{'allow':true}            | 'lan':{'allow':false}            | NARROWER | Local network: no longer allowed
          'lan':{'dns':false}             | 'lan':{'dns':true}               | WIDER    | Name servers in the local network: may now be asked
          'lan':{'dns':true}              | 'lan':{'dns':false}              | NARROWER | Name servers in the local network: may no longer be asked
          'lan':{'networks':null}         | 'lan':{'networks':['10.0.0.0/8']} | NEUTRAL | What counts as local: 10.0.0.0/8
          'lan':{'networks':['10.0.0.0/8']} | 'lan':{'networks':null}        | NEUTRAL  | What counts as local: the usual private networks
          'gateway':{'interfaces':[]}     | 'gateway':{'interfaces':['eth1']} | NEUTRAL | Gateway for the networks behind: eth1
          'gateway':{'interfaces':['eth1']} | 'gateway':{'interfaces':[]}    | NEUTRAL  | Gateway for other networks: off
          'blockMode':'reject'            | 'blockMode':'drop'               | NEUTRAL  | What may not leave: now vanishes
          'blockMode':'drop'              | 'blockMode':'reject'             | NEUTRAL  | What may not leave: is now refused at once
          'logBlocked':true               | 'logBlocked':false               | NEUTRAL  | Blocked packets: no longer noted in the system’s log
          'logBlocked':false              | 'logBlocked':true                | NEUTRAL  | Blocked packets: now noted in the system’s log
          'pinHosts':true                 | 'pinHosts':false                 | NEUTRAL  | Names of the VPN servers: no longer kept while armed
          'pinHosts':false                | 'pinHosts':true                  | NEUTRAL  | Names of the VPN servers: now kept while armed
          """)
  void everyPartIsSaid(String before, String after, Effect effect, String text) {
    only(parse(PLAIN + "," + before), parse(PLAIN + "," + after), effect, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'interfaces':['tun0'] | 'interfaces':['tun0','wg+'] | WIDER | Tunnel interface added: wg+
          'interfaces':['tun0','wg+'] | 'interfaces':['wg+'] | NARROWER | Tunnel interface removed: tun0
          'interfaces':['tun0','wg+'] | 'interfaces':['wg+','tun0'] | NEUTRAL | Order of the tunnel interfaces
          'interfaces':[] | 'interfaces':[],'ipsec':true | WIDER | What IPsec encrypts: now counts as tunnelled
          'interfaces':[],'ipsec':true | 'interfaces':[] | NARROWER | What IPsec encrypts: no longer counts as tunnelled
          'interfaces':[] | 'interfaces':[],'allowInbound':true | WIDER | New connections from the tunnel: now allowed
          'interfaces':[],'allowInbound':true | 'interfaces':[] | NARROWER | New connections from the tunnel: no longer allowed
          'interfaces':[] | 'interfaces':[],'clientUsers':['a'] | NARROWER | VPN servers: reachable for these users alone: a
          'interfaces':[],'clientUsers':['a'] | 'interfaces':[] | WIDER | VPN servers: now reachable for every user
          'interfaces':[],'clientUsers':['a'] | 'interfaces':[],'clientUsers':['b','c'] | NEUTRAL | VPN servers: reachable for these users alone: b, c
          """)
  void everyPartOfTheTunnelIsSaid(String before, String after, Effect effect, String text) {
    only(
        parse("'tunnel':{" + before + "},'servers':[]"),
        parse("'tunnel':{" + after + "},'servers':[]"),
        effect,
        text);
  }

  @Test
  void localNetworksOfTheirOwnAreWiderOnlyWhereTheyReachFurther() {
    String base = PLAIN + ",'lan':{'allow':true,'networks':";
    Settings narrow = parse(base + "['192.168.1.0/24']}");
    Settings wide = parse(base + "['192.168.0.0/16','203.0.113.0/24']}");

    only(narrow, wide, Effect.WIDER, "What counts as local: 192.168.0.0/16, 203.0.113.0/24");
    only(wide, narrow, Effect.NEUTRAL, "What counts as local: 192.168.1.0/24");
  }

  @Test
  void serversAreCountedAndTheFirstFewNamed() {
    Settings none = servers("");
    Settings one = servers(ONE);

    only(none, one, Effect.WIDER, "VPN server added: Seattle (198.51.100.7, UDP 1194)");
    only(one, none, Effect.NARROWER, "VPN server removed: Seattle (198.51.100.7, UDP 1194)");
    only(
        one,
        servers(ONE.replace("Seattle", "Tacoma")),
        Effect.NEUTRAL,
        "Names of a VPN server: Tacoma (198.51.100.7, UDP 1194)");
    Settings many = ten();
    only(
        none,
        many,
        Effect.WIDER,
        "10 VPN servers added: 203.0.113.1, TCP 443, 203.0.113.2, TCP 443,"
            + " 203.0.113.3, TCP 443, …");
  }

  @Test
  void otherPortIsAnotherServer() {
    assertThat(
            Differences.between(TEXTS, servers(ONE), servers(ONE.replace("1194", "1195"))).stream()
                .map(Difference::effect))
        .containsExactly(Effect.WIDER, Effect.NARROWER);
  }

  @Test
  void serversForEveryProgramAreSaidByThemselves() {
    List<Difference> said =
        Differences.between(TEXTS, servers(""), servers(ONE.replace("1194", "'any'")));

    assertThat(said)
        .extracting(Difference::text)
        .containsExactly(
            "VPN server added: Seattle (198.51.100.7, UDP every port)",
            "Servers that every program can reach outside the tunnel: 1 of these");
  }

  @Test
  void orderOfServersIsSaid() {
    Settings ten = ten();
    List<Server> turned = new ArrayList<>(ten.servers());
    Collections.reverse(turned);

    only(ten, with(ten, turned), Effect.NEUTRAL, "Order of the VPN servers");
  }

  /** Whatever two settings are, nothing is said if and only if they are the same. */
  @Test
  void whatDiffersIsNeverPassedOver() {
    Random random = new Random(20_261_122);
    List<Settings> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(
          parse(
              "'tunnel':{'interfaces':["
                  + pick(random, "", "'tun0'", "'tun0','wg+'", "'wg+','tun0'")
                  + "],'ipsec':"
                  + random.nextBoolean()
                  + ",'clientUsers':["
                  + pick(random, "", "'a'")
                  + "]},'servers':["
                  + pick(random, "", ONE, ONE.replace("Seattle", "Oslo"))
                  + "],'lan':{'allow':"
                  + random.nextBoolean()
                  + ",'networks':"
                  + pick(random, "null", "[]", "['10.0.0.0/8']")
                  + "},'pinHosts':"
                  + random.nextBoolean()));
    }
    for (Settings before : all) {
      for (Settings after : all) {
        assertThat(Differences.between(TEXTS, before, after).isEmpty())
            .as(before + " → " + after)
            .isEqualTo(before.equals(after));
      }
    }
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private static void only(Settings before, Settings after, Effect effect, String text) {
    assertThat(Differences.between(TEXTS, before, after))
        .containsExactly(new Difference(effect, text));
  }

  private static Settings ten() {
    StringBuilder list = new StringBuilder();
    for (int i = 1; i <= 10; i++) {
      list.append(i == 1 ? "" : ",")
          .append("{'address':'203.0.113." + i + "','port':443,'protocol':'tcp'}");
    }
    return servers(list.toString());
  }

  private static Settings with(Settings settings, List<Server> servers) {
    return new Settings(
        settings.tunnel(),
        servers,
        settings.lan(),
        settings.gateway(),
        settings.pinHosts(),
        settings.blockMode(),
        settings.logBlocked());
  }

  private static Settings servers(String list) {
    return parse("'tunnel':{'interfaces':['tun0']},'servers':[" + list + "]");
  }

  private static Settings parse(String fields) {
    return Samples.parse(("{'version':1," + fields + "}").replace('\'', '"'));
  }
}
