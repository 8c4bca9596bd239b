package io.github.vpnfirewall.helper.netfilter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The cases of the contract by name. */
final class ContractCases {
  private ContractCases() {}

  static List<String> names() {
    return Arrays.stream(Contract.class.getDeclaredMethods())
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
    Method method = Contract.class.getDeclaredMethod(name);
    try {
      method.invoke(new Contract(netfilter));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
