package io.github.vpnfirewall.helper.netfilter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The cases of the contract by name. */
final class ContractCases {
  private ContractCases() {}

  static List<String> names() {
    return Stream.of(Contract.class, SetContract.class)
        .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
        .filter(ContractCases::isCase)
        .map(Method::getName)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static boolean isCase(Method method) {
    return method.getParameterCount() == 0
        && method.getReturnType() == void.class
        && !method.isSynthetic();
  }

  /** Runs one case; what it throws is why it fails. */
  static void run(String name, Netfilter netfilter) throws Throwable {
    boolean sets =
        Arrays.stream(SetContract.class.getDeclaredMethods())
            .anyMatch(method -> method.getName().equals(name));
    Object contract = sets ? new SetContract(netfilter) : new Contract(netfilter);
    try {
      contract.getClass().getDeclaredMethod(name).invoke(contract);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
