package io.github.vpnfirewall.helper.tracer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Design §2.3, what passes through: containers and virtual machines. */
class ForwardedFlowTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fwd docker0 tun0 from 172.17.0.2 to 203.0.113.9 tcp                | pass",
        "fwd virbr0 wg1 from fd00:9::2 to 2001:db8:99::1 udp dport=53       | pass",
        "fwd tun0 docker0 from 203.0.113.9 to 172.17.0.2 tcp established    | pass",
        "fwd tun0 docker0 from 203.0.113.9 to 172.17.0.2 icmp related       | pass",
        "fwd tun0 docker0 from 203.0.113.9 to 172.17.0.2 tcp new            | reject",
        "fwd tun0 docker0 from 203.0.113.9 to 172.17.0.2 tcp invalid        | reject",
        "fwd docker0 eth0 from 172.17.0.2 to 203.0.113.9 tcp                | reject",
        "fwd docker0 eth0 from 172.17.0.2 to 203.0.113.9 tcp established    | reject",
        "fwd docker0 eth0 from 172.17.0.2 to 9.9.9.9 udp dport=53           | reject",
        "fwd docker0 eth0 from 172.17.0.2 to 198.51.100.7 udp dport=1194    | reject",
        "fwd virbr0 eth0 from fd00:9::2 to 2001:db8:99::1 tcp               | reject",
        "fwd eth0 docker0 from 203.0.113.9 to 172.17.0.2 tcp established    | reject",
        "fwd eth0 docker0 from 203.0.113.9 to 172.17.0.2 tcp dport=80       | reject",
        "fwd docker0 br-1 from 172.17.0.2 to 172.18.0.2 tcp                 | reject",
        "fwd docker0 eth0 from 172.17.0.2 to 192.168.1.1 tcp                | reject",
        "fwd docker0 eth0 from 172.17.0.2 to 203.0.113.9 tcp ipsec          | reject",
      })
  void withoutLocalNetwork(String packet, String verdict) {
    Flows.STANDARD.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fwd docker0 br-1 from 172.17.0.2 to 172.18.0.2 tcp                 | pass",
        "fwd docker0 eth0 from 172.17.0.2 to 192.168.1.1 tcp dport=80       | pass",
        "fwd eth0 docker0 from 192.168.1.9 to 172.17.0.2 tcp established    | pass",
        "fwd virbr0 br-1 from fd00:9::2 to fd00:8::2 tcp                    | pass",
        "fwd docker0 eth0 from 172.17.0.2 to 203.0.113.9 tcp                | reject",
        "fwd eth0 docker0 from 203.0.113.9 to 172.17.0.2 tcp                | reject",
        "fwd eth0 docker0 from 203.0.113.9 to 172.17.0.2 tcp established    | reject",
        "fwd docker0 eth0 from 172.17.0.2 to 224.0.0.251 udp dport=5353     | reject",
        "fwd virbr0 eth0 from fd00:9::2 to 2001:db8:99::1 tcp               | reject",
        "fwd virbr0 eth0 from 2001:db8:7::2 to fd00:8::2 tcp                | reject",
        "fwd docker0 tun0 from 172.17.0.2 to 203.0.113.9 tcp                | pass",
        // a tunnel's far end that says it were local
        "fwd tun0 eth0 from 10.8.0.1 to 192.168.1.1 tcp new                 | reject",
        "fwd tun0 docker0 from 192.168.1.9 to 172.17.0.2 tcp new            | reject",
        "fwd tun0 docker0 from 10.8.0.1 to 172.17.0.2 tcp established       | pass",
        "fwd tun0 wg0 from 10.8.0.1 to 10.9.0.1 tcp new                     | pass",
      })
  void withLocalNetwork(String packet, String verdict) {
    Flows.LAN.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fwd docker0 eth0 from 172.17.0.2 to 203.0.113.9 tcp ipsec          | pass",
        "fwd eth0 docker0 from 203.0.113.9 to 172.17.0.2 tcp established ipsec | pass",
        "fwd docker0 eth0 from 172.17.0.2 to 203.0.113.9 tcp                | reject",
        "fwd docker0 eth0 from 172.17.0.2 to 192.168.1.1 tcp                | pass",
      })
  void whatIpsecEncrypts(String packet, String verdict) {
    Flows.IPSEC.expect(packet, verdict);
  }

  /** New connections may come in through the tunnel to this machine, not through it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fwd tun0 docker0 from 203.0.113.9 to 172.17.0.2 tcp new            | reject",
        "fwd tun0 eth0 from 10.8.0.1 to 192.168.1.1 tcp new                 | reject",
      })
  void withNewConnectionsThroughTheTunnel(String packet, String verdict) {
    Flows.INBOUND.expect(packet, verdict);
  }
}
