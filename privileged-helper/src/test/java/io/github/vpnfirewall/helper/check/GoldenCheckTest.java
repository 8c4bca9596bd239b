package io.github.vpnfirewall.helper.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of each golden policy, for every packet. */
class GoldenCheckTest {
  static Stream<Arguments> policies() {
    return Golden.names().stream()
        .flatMap(
            name -> Stream.of(AddressFamily.values()).map(family -> Arguments.of(name, family)));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void decideAsTheDesignSays(String name, AddressFamily family) {
    Result result = Check.compare(Golden.policy(name), Golden.ruleset(name, family));

    assertThat(result.difference().map(Difference::text)).isEmpty();
    assertThat(result.classes()).isGreaterThan(100);
  }
}
