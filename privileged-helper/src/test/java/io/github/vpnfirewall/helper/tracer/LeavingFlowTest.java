package io.github.vpnfirewall.helper.tracer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Design §2.1, what leaves, sentence by sentence, each with its nearest neighbours. */
class LeavingFlowTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 1. out of lo
        "out lo to 127.0.0.1 tcp dport=80                                   | pass",
        "out lo to ::1 udp dport=53                                         | pass",
        "out eth0 to 127.0.0.1 tcp dport=80                                 | reject",
        "out lo0 to 127.0.0.1                                               | reject",
        // 2. out of a tunnel interface
        "out tun0 to 203.0.113.9 tcp dport=443                              | pass",
        "out tun0 to 9.9.9.9 udp dport=53                                   | pass",
        "out wg7 to 2001:db8:99::1 icmp6 type=128                           | pass",
        "out tun0 to 203.0.113.9 tcp dport=443 invalid                      | pass",
        "out tun1 to 203.0.113.9 tcp dport=443                              | reject",
        "out tun00 to 203.0.113.9 tcp dport=443                             | reject",
        "out eth0 to 203.0.113.9 tcp dport=443                              | reject",
        "out eth0 to 203.0.113.9 icmp                                       | reject",
        "out eth0 to 9.9.9.9 udp dport=53                                   | reject",
        "out eth0 to 2001:4860::8888 udp dport=53                           | reject",
        "out eth0 to 203.0.113.9 proto=132                                  | reject",
        "out eth0 to 203.0.113.9 kernel proto=2                             | reject",
        "out eth1 to 203.0.113.9 ipsec                                      | reject",
        // 3. DHCPv4
        "out eth0 from 0.0.0.0 to 255.255.255.255 udp sport=68 dport=67     | pass",
        "out eth0 to 192.168.1.1 udp sport=68 dport=67                      | pass",
        "out eth0 to 10.255.255.254 udp sport=68 dport=67                   | pass",
        "out eth0 to 172.31.255.254 udp sport=68 dport=67                   | pass",
        "out eth0 to 172.32.0.1 udp sport=68 dport=67                       | reject",
        "out eth0 to 169.254.1.1 udp sport=68 dport=67                      | reject",
        "out eth0 to 203.0.113.1 udp sport=68 dport=67                      | reject",
        "out eth0 to 198.51.100.7 udp sport=68 dport=67                     | reject",
        "out eth0 to 192.168.1.1 udp sport=1068 dport=67                    | reject",
        "out eth0 to 192.168.1.1 udp sport=67 dport=68                      | reject",
        "out eth0 to 192.168.1.1 udp sport=68 dport=53                      | reject",
        "out eth0 to 192.168.1.1 tcp sport=68 dport=67                      | reject",
        "out eth0 to 255.255.255.255 udp sport=68 dport=69                  | reject",
        // 3. DHCPv6
        "out eth0 from fe80::5 to ff02::1:2 udp sport=546 dport=547         | pass",
        "out eth0 from fe80::5 to ff05::1:3 udp sport=546 dport=547         | pass",
        "out eth0 from 2001:db8::5 to ff02::1:2 udp sport=546 dport=547     | reject",
        "out eth0 from fe80::5 to ff02::1:3 udp sport=546 dport=547         | reject",
        "out eth0 from fe80::5 to fe80::1 udp sport=546 dport=547           | reject",
        "out eth0 from fe80::5 to 2001:db8::1 udp sport=546 dport=547       | reject",
        "out eth0 from fe80::5 to ff02::1:2 udp sport=547 dport=546         | reject",
        "out eth0 from fe80::5 to ff02::1:2 tcp sport=546 dport=547         | reject",
        // 4. NDP with hop limit 255
        "out eth0 from fe80::5 to ff02::2 icmp6 type=133 hl=255             | pass",
        "out eth0 from :: to ff02::2 icmp6 type=133 hl=255                  | pass",
        "out eth0 from fe80::5 to ff02::2 icmp6 type=133 hl=254             | reject",
        "out eth0 from fe80::5 to ff02::1 icmp6 type=133 hl=255             | reject",
        "out eth0 from fe80::5 to fe80::1 icmp6 type=133 hl=255             | reject",
        "out eth0 to ff02::1:ff12:3456 icmp6 type=135 hl=255                | pass",
        "out eth0 to ff02::1:ff12:3456 icmp6 type=135 hl=254                | reject",
        "out eth0 to ff02::1:fe12:3456 icmp6 type=135 hl=255                | reject",
        "out eth0 to fe80::1 icmp6 type=135 hl=255                          | pass",
        "out eth0 to fe80::1 icmp6 type=135 hl=1                            | reject",
        "out eth0 to 2001:db8::1 icmp6 type=135 hl=255                      | reject",
        "out eth0 to fd00::1 icmp6 type=135 hl=255                          | reject",
        "out eth0 to fe80::1 icmp6 type=136 hl=255                          | pass",
        "out eth0 to ff02::1 icmp6 type=136 hl=255                          | pass",
        "out eth0 to ff02::1 icmp6 type=136 hl=64                           | reject",
        "out eth0 to ff02::2 icmp6 type=136 hl=255                          | reject",
        "out eth0 to 2001:db8::1 icmp6 type=136 hl=255                      | reject",
        "out eth0 to fd00::1 icmp6 type=136 hl=255                          | reject",
        "out eth0 to fe80::1 icmp6 type=134 hl=255                          | reject",
        "out eth0 to ff02::1 icmp6 type=134 hl=255                          | reject",
        "out eth0 to fe80::1 icmp6 type=137 hl=255                          | reject",
        "out eth0 to fe80::1 icmp6 type=128 hl=255                          | reject",
        // 4. MLD
        "out eth0 from :: to ff02::16 icmp6 type=143 hl=1                   | pass",
        "out eth0 to ff02::1:ff12:3456 icmp6 type=131 hl=1                  | pass",
        "out eth0 to ff02::2 icmp6 type=132 hl=1                            | pass",
        "out eth0 to ff05::16 icmp6 type=143 hl=1                           | reject",
        "out eth0 to 2001:db8::1 icmp6 type=143 hl=1                        | reject",
        "out eth0 to fe80::1 icmp6 type=131 hl=1                            | reject",
        "out eth0 to ff02::1 icmp6 type=130 hl=1                            | reject",
        "out eth0 to ff02::1 icmp6 type=128 hl=1                            | reject",
        "out eth0 to 224.0.0.22 proto=2                                     | reject",
        // 5. the servers: exact address, transport, port
        "out eth0 to 198.51.100.7 udp dport=1194                            | pass",
        "out wlan0 to 198.51.100.7 udp dport=1194 kernel                    | pass",
        "out eth0 to 198.51.100.7 udp dport=1195                            | reject",
        "out eth0 to 198.51.100.7 udp sport=1194 dport=53                   | reject",
        "out eth0 to 198.51.100.7 tcp dport=1194                            | reject",
        "out eth0 to 198.51.100.7 icmp type=8                               | reject",
        "out eth0 to 198.51.100.6 udp dport=1194                            | reject",
        "out eth0 to 198.51.100.8 tcp dport=443                             | pass",
        "out eth0 to 198.51.100.8 udp dport=443                             | reject",
        "out eth0 to 198.51.100.8 tcp dport=80                              | reject",
        "out eth0 to 198.51.100.9 gre                                       | pass",
        "out eth0 to 198.51.100.9 tcp dport=1723                            | reject",
        "out eth0 to 198.51.100.7 gre                                       | reject",
        "out eth0 to 198.51.100.10 tcp dport=25                             | pass",
        "out eth0 to 198.51.100.10 icmp type=8                              | pass",
        "out eth0 to 198.51.100.79 tcp dport=9                              | pass",
        "out eth0 to 198.51.100.79 udp dport=9                              | reject",
        "out eth0 to 198.51.100.80 tcp dport=9                              | reject",
        "out eth0 to 2001:db8:5::7 udp dport=51820                          | pass",
        "out eth0 to 2001:db8:5::7 udp dport=51821                          | reject",
        "out eth0 to 2001:db8:5::7 tcp dport=51820                          | reject",
        "out eth0 to 2001:db8:5::8 esp                                      | pass",
        "out eth0 to 2001:db8:5::8 ah                                       | reject",
        "out eth0 to 2001:db8:5::8 udp dport=500                            | reject",
        // no accept for ESTABLISHED or RELATED
        "out eth0 to 203.0.113.9 tcp dport=443 established                  | reject",
        "out eth0 to 203.0.113.9 icmp type=3 related                        | reject",
        "out eth0 to 203.0.113.9 udp established kernel                     | reject",
        "out eth0 to 203.0.113.9 tcp flags=RST kernel invalid               | reject",
        "out eth0 to 2001:db8:99::1 icmp6 type=1 related                    | reject",
        "out eth0 to 203.0.113.9 udp untracked                              | reject",
        // the local network is closed unless allowed
        "out eth0 to 192.168.1.1 tcp dport=80                               | reject",
        "out eth0 to 224.0.0.251 udp dport=5353                             | reject",
        "out eth0 to fe80::1 tcp dport=80                                   | reject",
        "out eth0 to ff02::fb udp dport=5353                                | reject",
        "out eth0 to 169.254.169.254 tcp dport=80                           | reject",
        "out docker0 to 172.17.0.2 tcp dport=80                             | reject",
      })
  void withoutLocalNetwork(String packet, String verdict) {
    Flows.STANDARD.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 6. DNS to the LAN is refused, before 7
        "out eth0 to 192.168.1.1 udp dport=53                               | reject",
        "out eth0 to 192.168.1.1 tcp dport=53                               | reject",
        "out eth0 to 192.168.1.1 tcp dport=853                              | reject",
        "out eth0 to 192.168.1.1 udp dport=853                              | reject",
        "out eth0 to fe80::1 udp dport=53                                   | reject",
        "out eth0 to fd00::1 tcp dport=853                                  | reject",
        "out eth0 to 192.168.1.1 udp dport=53 established                   | reject",
        "out eth0 to 192.168.1.1 udp sport=53 dport=5000                    | pass",
        "out eth0 to 192.168.1.1 udp dport=54                               | pass",
        "out tun0 to 192.168.1.1 udp dport=53                               | pass",
        "out lo to 127.0.0.53 udp dport=53                                  | pass",
        // 7. to lan.networks
        "out eth0 to 10.0.0.1 tcp dport=22                                  | pass",
        "out eth0 to 172.16.0.1 icmp type=8                                 | pass",
        "out eth0 to 172.15.255.255 icmp type=8                             | reject",
        "out eth0 to 192.168.255.255 udp broadcast                          | pass",
        "out eth0 to 169.254.1.1 tcp dport=80                               | pass",
        "out eth0 to 100.64.0.1 tcp dport=80                                | reject",
        "out eth0 to 192.169.0.1 tcp dport=80                               | reject",
        "out eth0 to fd00::1 tcp dport=22                                   | pass",
        "out eth0 to fc00::1 tcp dport=22                                   | pass",
        "out eth0 to fe80::1 tcp dport=22                                   | pass",
        "out eth0 to fec0::1 tcp dport=22                                   | reject",
        "out eth0 to fd00::1 icmp6 type=135 hl=255                          | pass",
        "out eth0 to 2001:db8::1 tcp dport=22                               | reject",
        "out eth0 to 10.0.0.1 tcp established flags=ACK                     | pass",
        // multicast and broadcast
        "out eth0 to 224.0.0.251 udp dport=5353                             | pass",
        "out eth0 to 224.0.1.1 udp dport=123                                | reject",
        "out eth0 to 239.255.255.250 udp dport=1900                         | pass",
        "out eth0 to 238.255.255.250 udp dport=1900                         | reject",
        "out eth0 to 255.255.255.255 udp dport=7                            | pass",
        "out eth0 to 224.0.0.251 udp dport=53                               | reject",
        "out eth0 to ff02::fb udp dport=5353                                | pass",
        "out eth0 to ff05::c udp dport=1900                                 | pass",
        "out eth0 to ff0e::1 udp dport=1900                                 | reject",
        "out eth0 to ff01::1 udp dport=1900                                 | reject",
        // the app's test packets must stay refused (design §5)
        "out eth0 to 233.252.0.1 udp dport=9                                | reject",
        "out eth0 to ff0e::db8:0:1 udp dport=9                              | reject",
        // still no wider
        "out eth0 to 203.0.113.9 tcp dport=443                              | reject",
        "out eth0 to 198.51.100.7 udp dport=1195                            | reject",
        "out eth0 to 203.0.113.9 icmp type=3 related                        | reject",
        // DNS to a server whose every port is meant stays open: rule 5 comes first
        "out eth0 to 198.51.100.10 udp dport=53                             | pass",
      })
  void withLocalNetwork(String packet, String verdict) {
    Flows.LAN.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out eth0 to 192.168.1.1 udp dport=53                               | pass",
        "out eth0 to 192.168.1.1 tcp dport=853                              | pass",
        "out eth0 to fe80::1 udp dport=53                                   | pass",
        "out eth0 to 9.9.9.9 udp dport=53                                   | reject",
        "out eth0 to 2620:fe::9 tcp dport=853                               | reject",
      })
  void withLocalNamesAllowed(String packet, String verdict) {
    Flows.LAN_DNS.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out eth0 to 192.168.7.1 tcp dport=80                               | pass",
        "out eth0 to 192.168.8.1 tcp dport=80                               | reject",
        "out eth0 to 10.0.0.1 tcp dport=80                                  | reject",
        "out eth0 to fd00:7::1 tcp dport=80                                 | pass",
        "out eth0 to fd00:8::1 tcp dport=80                                 | reject",
        "out eth0 to fe80::1 tcp dport=80                                   | reject",
        "out eth0 to fe80::1 icmp6 type=136 hl=255                          | pass",
      })
  void withALocalNetworkOfOnesOwn(String packet, String verdict) {
    Flows.OWN_LAN.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out eth0 to 198.51.100.7 udp dport=1194 uid=998                    | pass",
        "out eth0 to 198.51.100.7 udp dport=1194 uid=0                      | pass",
        "out eth0 to 198.51.100.7 udp dport=1194 kernel                     | pass",
        "out eth0 to 198.51.100.7 udp dport=1194 uid=1000                   | reject",
        "out eth0 to 198.51.100.7 udp dport=1194 uid=9980                   | reject",
        "out eth0 to 2001:db8:5::7 udp dport=51820 uid=1000                 | reject",
        "out eth0 to 2001:db8:5::7 udp dport=51820 kernel                   | pass",
        "out eth0 to 198.51.100.10 tcp dport=80 uid=1000                    | reject",
        "out eth0 to 198.51.100.9 gre kernel                                | pass",
        "out eth0 to 203.0.113.9 tcp uid=998                                | reject",
        "out eth0 to 203.0.113.9 tcp kernel                                 | reject",
        "out tun0 to 203.0.113.9 tcp uid=1000                               | pass",
      })
  void onlyForSomeUsers(String packet, String verdict) {
    Flows.USERS.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out eth0 to 203.0.113.9 tcp dport=443 ipsec                        | pass",
        "out eth0 to 2001:db8:99::1 udp dport=53 ipsec                      | pass",
        "out eth0 to 192.168.1.1 udp dport=53 ipsec                         | pass",
        "out eth0 to 203.0.113.9 tcp dport=443                              | reject",
      })
  void whatIpsecEncrypts(String packet, String verdict) {
    Flows.IPSEC.expect(packet, verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out eth0 to 203.0.113.9 tcp dport=443                              | drop",
        "out eth0 to 192.168.1.1 udp dport=53                               | drop",
        "out eth0 to 2001:db8:99::1 tcp dport=443                           | drop",
        "fwd eth0 eth1 to 203.0.113.9 tcp                                   | drop",
        "out eth0 to 192.168.1.1 udp dport=54                               | pass",
      })
  void inSilence(String packet, String verdict) {
    Flows.SILENT.expect(packet, verdict);
  }
}
