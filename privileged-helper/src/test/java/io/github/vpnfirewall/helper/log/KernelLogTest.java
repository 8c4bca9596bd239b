package io.github.vpnfirewall.helper.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.restore.StoredDocument;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelLogTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  @TempDir Path dir;

  private static String line(int number, String prefix, String from, String to) {
    String packet = "IN= OUT=eth0 SRC=" + from + " DST=" + to + " LEN=60 PROTO=UDP SPT=5 DPT=53 ";
    return "4," + number + ",1000,-;" + prefix + packet + "\n";
  }

  private static String line(int last) {
    return line(last, "VPN firewall blocked output4: ", "192.0.2.1", "198.51.100." + last);
  }

  private List<BlockedPacket> read(String text, int wanted) throws Exception {
    Path file = dir.resolve("kmsg");
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    KernelLog log = KernelLog.follow(file, Clock.fixed(NOW, ZoneOffset.UTC));
    for (int i = 0; i < 1000 && log.lastBlocked().size() < wanted; i++) {
      Thread.sleep(10);
    }
    return log.lastBlocked();
  }

  @Test
  void newestComesFirstAndThoseAlikeAreOne() throws Exception {
    String others = "6,1,1,-;usb 1-1: new device\n SUBSYSTEM=usb\n DEVICE=+usb:1-1\n";
    List<BlockedPacket> packets =
        read(line(1) + others + line(1) + line(2) + others + line(1) + "4,9,9,-;cut", 3);
    assertThat(packets)
        .extracting(BlockedPacket::destination)
        .containsExactly("198.51.100.1", "198.51.100.2", "198.51.100.1");
    assertThat(packets).extracting(BlockedPacket::count).containsExactly(1, 1, 2);
    assertThat(packets).allMatch(packet -> !packet.at().isAfter(NOW));
  }

  @Test
  void noMoreIsKeptThanIsTold() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 200; i++) {
      text.append(line(i));
    }
    text.append("x".repeat(1 << 20)).append('\n').append(line(201));
    Path file = dir.resolve("kmsg");
    Files.writeString(file, text);
    KernelLog log = KernelLog.follow(file, Clock.systemUTC());
    for (int i = 0; i < 1000 && !newest(log).equals("198.51.100.201"); i++) {
      Thread.sleep(10);
    }
    assertThat(newest(log)).isEqualTo("198.51.100.201");
    assertThat(log.lastBlocked()).hasSize(Report.MAX_LAST_BLOCKED);
  }

  private static String newest(KernelLog log) {
    return log.lastBlocked().isEmpty() ? "" : log.lastBlocked().get(0).destination();
  }

  @Test
  void withoutALogNothingIsTold() throws Exception {
    KernelLog log = KernelLog.follow(dir.resolve("none"), Clock.systemUTC());
    Thread.sleep(50);
    assertThat(log.lastBlocked()).isEmpty();
  }

  /** What the rules write is what is read: of each prefix in them, one line is understood. */
  @Test
  void everyRuleThatLogsIsUnderstood() throws Exception {
    String settings =
        """
        {"version": 1, "tunnel": {"interfaces": ["tun0"]}, "servers": [],
         "lan": {"allow": true}, "gateway": {"interfaces": ["eth1"]}}
        """;
    Policy policy =
        Policy.of(SettingsJson.read(settings.getBytes(StandardCharsets.UTF_8)), List.of());
    List<String> prefixes = new ArrayList<>();
    for (AddressFamily family : AddressFamily.values()) {
      String document =
          StoredDocument.of(RulesetCompiler.compile(policy, family, Optional.of(Table.SECURITY)));
      Pattern.compile("--log-prefix \"([^\"]*)\"")
          .matcher(document)
          .results()
          .forEach(found -> prefixes.add(found.group(1)));
    }
    assertThat(prefixes).hasSizeGreaterThan(5);
    for (String prefix : prefixes) {
      boolean v4 = prefix.contains("4");
      String line =
          line(1, prefix, v4 ? "192.0.2.1" : "2001:db8::1", v4 ? "192.0.2.2" : "2001:db8::2");
      assertThat(LogLine.parse(line.stripTrailing(), NOW::plus)).as(prefix).isPresent();
    }
  }
}
