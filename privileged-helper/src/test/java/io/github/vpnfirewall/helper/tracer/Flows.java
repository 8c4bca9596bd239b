package io.github.vpnfirewall.helper.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.PacketText;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Documents;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.UserName;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.restore.StoredDocument;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Trace;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Verdict;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Policies that the tables of flows are about, and how a line of such a table is judged. */
final class Flows {
  private static final String SERVERS =
      """
      [{"address": "198.51.100.7", "port": 1194, "protocol": "udp"},
       {"address": "198.51.100.8", "port": 443, "protocol": "tcp"},
       {"address": "198.51.100.9", "protocol": "gre"},
       {"address": "198.51.100.10", "protocol": "any"},
       {"address": "198.51.100.64/28", "port": "any", "protocol": "tcp"},
       {"address": "198.51.100.96/28", "port": 443, "protocol": "tcp"},
       {"address": "2001:db8:5::7", "port": 51820, "protocol": "udp"},
       {"address": "2001:db8:5::8", "protocol": "esp"}]
      """;

  /** Two kinds of tunnel, servers of both families, no local network. */
  static final Flows STANDARD = of("", "\"ipsec\": false");

  static final Flows LAN = of(", \"lan\": {\"allow\": true}", "\"ipsec\": false");
  static final Flows LAN_DNS =
      of(", \"lan\": {\"allow\": true, \"dns\": true}", "\"ipsec\": false");
  static final Flows OWN_LAN =
      of(
          ", \"lan\": {\"allow\": true, \"networks\": [\"192.168.7.0/24\", \"fd00:7::/64\"], \"dns\":"
              + " true}",
          "\"ipsec\": false");
  static final Flows SILENT =
      of(
          ", \"lan\": {\"allow\": true}, \"blockMode\": \"drop\", \"logBlocked\": false",
          "\"ipsec\": false");
  static final Flows USERS = of("", "\"clientUsers\": [\"998\", \"0\"]");
  static final Flows IPSEC = of(", \"lan\": {\"allow\": true}", "\"ipsec\": true");
  static final Flows INBOUND = of(", \"lan\": {\"allow\": true}", "\"allowInbound\": true");

  private final Settings settings;
  private final Map<AddressFamily, Ruleset> rulesets = new EnumMap<>(AddressFamily.class);

  private Flows(Settings settings) {
    this.settings = settings;
    for (AddressFamily family : AddressFamily.values()) {
      rulesets.put(family, asTheKernelGetsIt(settings, family));
    }
  }

  private static Flows of(String more, String tunnel) {
    return new Flows(
        Documents.settings(
            "{\"version\": 1, \"tunnel\": {\"interfaces\": [\"tun0\", \"wg+\"], "
                + tunnel
                + "}, \"servers\": "
                + SERVERS
                + more
                + "}"));
  }

  static Policy policy(Settings settings) {
    return Policy.of(
        settings,
        settings.tunnel().clientUsers().stream().map(UserName::text).map(Long::parseLong).toList());
  }

  private static Ruleset asTheKernelGetsIt(Settings settings, AddressFamily family) {
    return throughText(
        RulesetCompiler.compile(policy(settings), family, Optional.of(Table.SECURITY)));
  }

  /** What is traced is the text that goes to the kernel, read back. */
  static Ruleset throughText(Ruleset ruleset) {
    try {
      return StoredDocument.parse(
          ruleset.family(),
          StoredDocument.of(ruleset),
          SetDocument.parse(SetDocument.of(ruleset.sets().values())));
    } catch (MalformedDumpException e) {
      throw new AssertionError(e);
    }
  }

  /** Judges a packet by {@code filter}; the backstop must permit and block the same. */
  void expect(String text, String verdict) {
    Packet packet = PacketText.parse(text);
    Ruleset ruleset = rulesets.get(packet.family());
    Trace filter = PacketTracer.trace(ruleset, Table.FILTER, packet);
    Trace backstop = PacketTracer.trace(ruleset, Table.SECURITY, packet);
    Verdict wanted =
        verdict.equals("pass") ? Verdict.RETURN : Verdict.valueOf(verdict.toUpperCase(Locale.ROOT));

    assertThat(filter.verdict())
        .as("%s, %s: in filter %s", settings, text, filter)
        .isEqualTo(wanted);
    assertThat(backstop.verdict().permits())
        .as("%s, %s: in the backstop %s", settings, text, backstop)
        .isEqualTo(wanted.permits());
    assertThat(backstop.verdict()).as("the backstop only drops").isNotEqualTo(Verdict.REJECT);
  }
}
