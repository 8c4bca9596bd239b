package io.github.vpnfirewall.helper.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.FakeNetfilter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake keeps the contract that the kernel keeps. */
class FakeContractTest {
  static Stream<Arguments> cases() {
    return Arrays.stream(FakeKernel.Variant.values())
        .flatMap(
            variant -> ContractCases.names().stream().map(name -> Arguments.of(variant, name)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsTheContract(FakeKernel.Variant variant, String name) throws Throwable {
    ContractCases.run(name, new FakeNetfilter(new FakeKernel(variant)));
  }

  @Test
  void theContractHasCases() {
    assertThat(ContractCases.names()).hasSizeGreaterThan(20);
  }
}
