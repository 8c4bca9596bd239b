package io.github.vpnfirewall.helper.tracer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Design §2.2, what enters, sentence by sentence, each with its nearest neighbours. */
class EnteringFlowTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in lo from 127.0.0.1 to 127.0.0.1 tcp                              | pass",
        "in lo from ::1 to ::1 tcp                                          | pass",
        "in lo from 192.168.1.5 to 192.168.1.5 tcp elsewhere                | pass",
        // INVALID and malformed TCP
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp invalid                   | drop",
        "in eth0 from 198.51.100.7 to 192.168.1.5 udp sport=1194 invalid    | drop",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp established flags=SYN,FIN | drop",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp established flags=SYN,RST | drop",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp established flags=FIN,SYN,RST,PSH,ACK,URG | drop",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp established flags=FIN,SYN,RST,ACK | drop",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp established flags=SYN,ACK | pass",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp established flags=FIN,ACK | pass",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp established flags=RST     | pass",
        "in tun0 from 2001:db8:99::1 to fd00:8::2 tcp established flags=FIN,PSH,URG | pass",
        // from a tunnel: replies only
        "in tun0 from 203.0.113.9 to 10.8.0.2 udp established               | pass",
        "in wg3 from 2001:db8:99::1 to fd00:8::2 tcp established flags=ACK  | pass",
        "in tun0 from 203.0.113.9 to 10.8.0.2 icmp type=3 related           | pass",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp new                       | drop",
        "in tun0 from 203.0.113.9 to 10.8.0.2 icmp type=8 new               | drop",
        "in tun0 from 203.0.113.9 to 10.8.0.2 udp untracked                 | drop",
        "in tun1 from 203.0.113.9 to 10.9.0.2 udp established               | drop",
        // DHCP and NDP
        "in eth0 from 192.168.1.1 to 255.255.255.255 udp sport=67 dport=68  | pass",
        "in eth0 from 192.168.1.1 to 192.168.1.5 udp sport=67 dport=68      | pass",
        "in eth0 from 192.168.1.1 to 192.168.1.5 udp sport=67 dport=69      | drop",
        "in eth0 from 192.168.1.1 to 192.168.1.5 udp sport=53 dport=68      | drop",
        "in eth0 from 192.168.1.1 to 192.168.1.5 tcp sport=67 dport=68      | drop",
        "in eth0 from fe80::1 to fe80::5 udp sport=547 dport=546            | pass",
        "in eth0 from 2001:db8::1 to fe80::5 udp sport=547 dport=546        | drop",
        "in eth0 from fe80::1 to 2001:db8::5 udp sport=547 dport=546        | drop",
        "in eth0 from fe80::1 to fe80::5 udp sport=546 dport=547            | drop",
        "in eth0 from fe80::1 to ff02::1 icmp6 type=134 hl=255              | pass",
        "in eth0 from fe80::1 to ff02::1 icmp6 type=134 hl=254              | drop",
        "in eth0 from 2001:db8::1 to ff02::1 icmp6 type=134 hl=255          | drop",
        "in eth0 from fe80::1 to ff02::1:ff00:5 icmp6 type=135 hl=255       | pass",
        "in eth0 from 2001:db8::1 to 2001:db8::5 icmp6 type=135 hl=255      | pass",
        "in eth0 from 2001:db8::1 to 2001:db8::5 icmp6 type=135 hl=64       | drop",
        "in eth0 from fe80::1 to fe80::5 icmp6 type=136 hl=255              | pass",
        "in eth0 from fe80::1 to fe80::5 icmp6 type=136 hl=63               | drop",
        "in eth0 from fe80::1 to ff02::1 icmp6 type=130 hl=1                | pass",
        "in eth0 from 2001:db8::1 to ff02::1 icmp6 type=130 hl=1            | drop",
        "in eth0 from fe80::1 to fe80::5 icmp6 type=137 hl=255              | drop",
        "in eth0 from fe80::1 to fe80::5 icmp6 type=133 hl=255              | drop",
        "in eth0 from 2001:db8::1 to 2001:db8::5 icmp6 type=128             | drop",
        // from the servers: ESTABLISHED, never by source port alone
        "in eth0 from 198.51.100.7 to 192.168.1.5 udp sport=1194 established | pass",
        "in eth0 from 198.51.100.7 to 192.168.1.5 udp sport=1194 new        | drop",
        "in eth0 from 198.51.100.7 to 192.168.1.5 udp sport=1194 related    | drop",
        "in eth0 from 198.51.100.7 to 192.168.1.5 udp sport=53 established  | drop",
        "in eth0 from 198.51.100.7 to 192.168.1.5 tcp sport=1194 established | drop",
        "in eth0 from 198.51.100.6 to 192.168.1.5 udp sport=1194 established | drop",
        "in eth0 from 203.0.113.9 to 192.168.1.5 udp sport=53 new           | drop",
        "in eth0 from 203.0.113.9 to 192.168.1.5 tcp sport=443 established flags=ACK | drop",
        "in eth0 from 198.51.100.9 to 192.168.1.5 gre established           | pass",
        // the two ends of PPTP number a call differently, so connection tracking sees no reply
        "in eth0 from 198.51.100.9 to 192.168.1.5 gre new                   | pass",
        "in eth0 from 198.51.100.9 to 192.168.1.5 gre invalid               | drop",
        "in eth0 from 198.51.100.8 to 192.168.1.5 gre new                   | drop",
        "in eth0 from 198.51.100.10 to 192.168.1.5 icmp type=0 established  | pass",
        "in eth0 from 2001:db8:5::7 to 2001:db8::5 udp sport=51820 established | pass",
        "in eth0 from 2001:db8:5::8 to 2001:db8::5 esp established          | pass",
        "in eth0 from 2001:db8:5::8 to 2001:db8::5 ah established           | drop",
        // ICMP errors RELATED: path MTU
        "in eth0 from 203.0.113.1 to 192.168.1.5 icmp type=3 related        | pass",
        "in eth0 from 2001:db8:1::1 to 2001:db8::5 icmp6 type=2 related     | pass",
        "in eth0 from 203.0.113.1 to 192.168.1.5 icmp type=3 new            | drop",
        "in eth0 from 203.0.113.1 to 192.168.1.5 icmp type=0 established    | drop",
        "in eth0 from 203.0.113.1 to 192.168.1.5 tcp related                | drop",
        // CVE-2019-14899: to an address of another interface, by a card
        "in eth0 from 192.168.1.9 to 10.8.0.2 tcp elsewhere                 | drop",
        "in eth0 from 203.0.113.9 to 10.8.0.2 icmp type=3 related elsewhere | drop",
        "in eth0 from 192.168.1.1 to 10.8.0.2 udp sport=67 dport=68 elsewhere | drop",
        "in eth0 from fe80::9 to fd00:8::2 icmp6 type=135 hl=255 elsewhere  | drop",
        "in tun0 from 203.0.113.9 to 192.168.1.5 tcp established elsewhere  | pass",
        // a server's reply that comes by another card than its address is of: two in one network
        "in eth1 from 198.51.100.7 to 192.168.1.5 udp sport=1194 established elsewhere | pass",
        "in eth1 from 198.51.100.8 to 192.168.1.5 tcp sport=443 established flags=ACK elsewhere | pass",
        "in eth1 from 2001:db8:5::7 to 2001:db8::5 udp sport=51820 established elsewhere | pass",
        "in eth1 from 2001:db8:5::8 to 2001:db8::5 esp established elsewhere | pass",
        "in eth1 from 198.51.100.7 to 10.8.0.2 udp sport=1194 new elsewhere | drop",
        "in eth1 from 198.51.100.7 to 10.8.0.2 udp sport=1194 related elsewhere | drop",
        "in eth1 from 198.51.100.7 to 10.8.0.2 udp sport=1194 invalid elsewhere | drop",
        "in eth1 from 198.51.100.8 to 10.8.0.2 tcp sport=443 established flags=SYN,RST elsewhere | drop",
        "in eth1 from 198.51.100.7 to 10.8.0.2 udp sport=53 established elsewhere | drop",
        "in eth1 from 198.51.100.7 to 10.8.0.2 tcp sport=1194 established flags=ACK elsewhere | drop",
        "in eth1 from 198.51.100.6 to 10.8.0.2 udp sport=1194 established elsewhere | drop",
        "in eth1 from 2001:db8:5::8 to fd00:8::2 ah established elsewhere   | drop",
        "in eth1 from 198.51.100.9 to 10.8.0.2 gre established elsewhere    | drop",
        "in eth1 from 198.51.100.9 to 10.8.0.2 gre new elsewhere            | drop",
        "in eth1 from 198.51.100.10 to 10.8.0.2 icmp type=0 established elsewhere | drop",
        "in eth1 from 198.51.100.10 to 10.8.0.2 udp sport=1194 established elsewhere | drop",
        "in eth1 from 198.51.100.65 to 192.168.1.5 tcp sport=443 established flags=ACK | pass",
        "in eth1 from 198.51.100.65 to 10.8.0.2 tcp sport=443 established flags=ACK elsewhere | drop",
        "in eth1 from 198.51.100.97 to 192.168.1.5 tcp sport=443 established flags=ACK | pass",
        "in eth1 from 198.51.100.97 to 10.8.0.2 tcp sport=443 established flags=ACK elsewhere | drop",
        // the local network, and the rest, are shut out
        "in eth0 from 192.168.1.9 to 192.168.1.5 tcp dport=22               | drop",
        "in eth0 from 192.168.1.9 to 192.168.1.5 tcp dport=22 established   | drop",
        "in eth0 from fe80::9 to ff02::fb udp dport=5353                    | drop",
        "in eth0 from 203.0.113.9 to 192.168.1.5 tcp dport=22               | drop",
      })
  void withoutLocalNetwork(String packet, String verdict) {
    Flows.STANDARD.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in eth0 from 192.168.1.9 to 192.168.1.5 tcp dport=22               | pass",
        "in eth0 from 192.168.1.9 to 192.168.1.255 udp broadcast            | pass",
        "in eth0 from 192.168.1.9 to 224.0.0.251 udp dport=5353             | pass",
        "in eth0 from 192.168.1.9 to 192.168.1.5 tcp dport=22 invalid       | drop",
        "in eth0 from 192.168.1.9 to 192.168.1.5 tcp flags=SYN,FIN          | drop",
        "in eth0 from fe80::9 to fe80::5 tcp dport=22                       | pass",
        "in eth0 from fd00::9 to fd00::5 tcp dport=22                       | pass",
        "in eth0 from 2001:db8::9 to 2001:db8::5 tcp dport=22               | drop",
        "in eth0 from 203.0.113.9 to 192.168.1.5 tcp dport=22               | drop",
        // a neighbour that tries for the tunnel's address
        "in eth0 from 192.168.1.9 to 10.8.0.2 tcp elsewhere                 | drop",
        "in eth0 from 192.168.1.9 to 10.8.0.2 tcp elsewhere established flags=RST | drop",
        "in eth0 from 192.168.1.9 to 192.168.1.77 tcp remote                | drop",
        "in eth0 from fe80::9 to fd00:8::2 tcp elsewhere                    | drop",
        // a tunnel's far end that says it were local
        "in tun0 from 192.168.1.9 to 10.8.0.2 tcp dport=22                  | drop",
        "in tun0 from 10.8.0.1 to 10.8.0.2 tcp dport=22                     | drop",
        "in wg0 from fd00:8::1 to fd00:8::2 tcp dport=22                    | drop",
        "in tun0 from 10.8.0.1 to 10.8.0.2 tcp dport=22 established flags=ACK | pass",
      })
  void withLocalNetwork(String packet, String verdict) {
    Flows.LAN.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in eth0 from 192.168.7.9 to 192.168.7.5 tcp dport=22               | pass",
        "in eth0 from 192.168.8.9 to 192.168.7.5 tcp dport=22               | drop",
        "in eth0 from fd00:7::9 to fd00:7::5 tcp dport=22                   | pass",
        "in eth0 from fe80::9 to fe80::5 tcp dport=22                       | drop",
      })
  void withALocalNetworkOfOnesOwn(String packet, String verdict) {
    Flows.OWN_LAN.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp new                       | pass",
        "in wg0 from 2001:db8:99::1 to fd00:8::2 icmp6 type=128             | pass",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp invalid                   | drop",
        "in tun0 from 203.0.113.9 to 10.8.0.2 tcp flags=SYN,FIN             | drop",
        "in eth0 from 203.0.113.9 to 192.168.1.5 tcp new                    | drop",
        "in eth0 from 192.168.1.9 to 10.8.0.2 tcp elsewhere                 | drop",
      })
  void withNewConnectionsThroughTheTunnel(String packet, String verdict) {
    Flows.INBOUND.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in eth0 from 203.0.113.9 to 10.8.0.2 tcp established ipsec elsewhere | pass",
        "in eth0 from 203.0.113.9 to 10.8.0.2 tcp new ipsec here            | drop",
        "in eth0 from 192.168.1.9 to 192.168.1.5 tcp new ipsec here         | drop",
        "in eth0 from 203.0.113.9 to 10.8.0.2 tcp established elsewhere     | drop",
        "in eth0 from 192.168.1.9 to 192.168.1.5 tcp new                    | pass",
      })
  void whatIpsecHasDecrypted(String packet, String verdict) {
    Flows.IPSEC.expect(packet, verdict);
  }
}
