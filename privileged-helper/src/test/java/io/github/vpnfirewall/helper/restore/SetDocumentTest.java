package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ipset(8) is told, and which of what it tells is ours. */
class SetDocumentTest {
  private static final String MADE = "create vpnfw-1 hash:net family inet hashsize 64 maxelem 9\n";

  private static AddressSet set(List<String> networks) {
    return new AddressSet(
        "vpnfw-1",
        AddressSet.Kind.NETWORKS,
        AddressFamily.IPV4,
        networks.stream()
            .map(text -> new AddressSet.Entry(Network.parse(text), Optional.empty(), 0))
            .toList());
  }

  /** Else packets that are permitted now as before would be lost on the way. */
  @Test
  void whatIsMissingComesBeforeWhatIsTooMuchGoes() {
    AddressSet wanted = set(List.of("10.0.0.0/8", "192.168.0.0/16"));
    assertThat(SetDocument.fill(wanted, Optional.of(set(List.of("10.0.0.0/8", "0.0.0.0/1")))))
        .isEqualTo("add vpnfw-1 192.168.0.0/16\ndel vpnfw-1 0.0.0.0/1\n");
    assertThat(SetDocument.fill(wanted, Optional.of(wanted))).isEmpty();
  }

  /** Room for twice as many: a set that has to grow while it is filled takes its time. */
  @Test
  void newSetIsMadeWithRoomForItsEntries() {
    List<String> many =
        IntStream.range(0, 1000).mapToObj(i -> "10." + i / 250 + "." + i % 250 + ".0/24").toList();
    assertThat(SetDocument.fill(set(many), Optional.empty()))
        .startsWith("create vpnfw-1 hash:net family inet hashsize 1024 maxelem 65536\nadd ")
        .hasLineCount(1001);
    assertThat(SetDocument.fill(set(List.of()), Optional.empty())).contains(" hashsize 64 ");
  }

  @Test
  void shortestFormIsRead() throws Exception {
    assertThat(SetDocument.parse("create vpnfw-1 hash:net family inet\n\n"))
        .containsOnlyKeys("vpnfw-1");
    assertThat(SetDocument.parse(MADE + "add vpnfw-1 10.0.0.0/8\n"))
        .containsEntry("vpnfw-1", set(List.of("10.0.0.0/8")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MADE + "add vpnfw-1 10.0.0.0/8\nadd vpnfw-1 172.16.0.1\n",
        MADE + "add vpnfw-1 172.16.0.1\nadd vpnfw-1 10.0.0.0/8\n",
        MADE + "add vpnfw-1 172.16.0.1/32\nadd vpnfw-1 10.0.0.0/8\n", // printed in another way
      })
  void listingShowsItsSet(String listing) throws Exception {
    assertThat(SetDocument.shows(listing, set(List.of("10.0.0.0/8", "172.16.0.1")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MADE,
        MADE + "add vpnfw-1 10.0.0.0/8\n",
        MADE + "add vpnfw-1 10.0.0.0/8\nadd vpnfw-1 172.16.0.2\n",
        MADE + "add vpnfw-1 10.0.0.0/8\nadd vpnfw-1 172.16.0.1\nadd vpnfw-1 0.0.0.0/1\n",
        "create vpnfw-1 hash:net,port family inet\nadd vpnfw-1 10.0.0.0/8\nadd vpnfw-1 172.16.0.1\n",
        "create vpnfw-1 hash:net family inet6\nadd vpnfw-1 10.0.0.0/8\nadd vpnfw-1 172.16.0.1\n",
      })
  void listingShowsNoOtherSet(String listing) throws Exception {
    assertThat(SetDocument.shows(listing, set(List.of("10.0.0.0/8", "172.16.0.1")))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "create vpnfw-2 hash:net family inet\n",
        "create vpnfw-2 hash:net family inet\nadd vpnfw-1 10.0.0.0/8\n",
        "add vpnfw-1 10.0.0.0/8\n",
        MADE + "add vpnfw-1 10.0.0.0/8 nomatch\n",
      })
  void listingOfSomethingElseIsRefused(String listing) {
    assertThatThrownBy(() -> SetDocument.shows(listing, set(List.of("10.0.0.0/8"))))
        .isInstanceOf(MalformedDumpException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create vpnfw-1 hash:net family",
        "create vpnfw-1 hash:net size inet",
        "create vpnfw-1 hash:ip family inet",
        "create vpnfw-1 hash:net family inet7",
        "destroy vpnfw-1 hash:net family inet",
        MADE + "add vpnfw-2 10.0.0.0/8",
        MADE + "add vpnfw-1",
        MADE + "add vpnfw-1 10.0.0.0/8 nomatch",
        MADE + "del vpnfw-1 10.0.0.0/8",
        MADE + "add vpnfw-1 nonsense",
        MADE + "add vpnfw-1 ,udp:53",
        MADE + "add vpnfw-1 10.0.0.0/8,udp",
        MADE + "add vpnfw-1 10.0.0.0/8,sctp:53",
        MADE + "add vpnfw-1 10.0.0.0/8,udp:x",
        "nonsense",
      })
  void whatIsNotUnderstoodIsNoSetOfOurs(String text) {
    assertThatThrownBy(() -> SetDocument.parse(text)).isInstanceOf(MalformedDumpException.class);
  }
}
