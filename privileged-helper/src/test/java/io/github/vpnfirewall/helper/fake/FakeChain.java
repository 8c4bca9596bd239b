package io.github.vpnfirewall.helper.fake;

import java.util.ArrayList;
import java.util.List;

/** A chain: its policy if it is built in, and its rules' texts in order. */
final class FakeChain {
  /** {@code ACCEPT}, {@code DROP}, or null for a chain that is not built in. */
  String policy;

  final List<String> rules = new ArrayList<>();

  FakeChain(String policy) {
    this.policy = policy;
  }

  FakeChain copy() {
    FakeChain copy = new FakeChain(policy);
    copy.rules.addAll(rules);
    return copy;
  }
}
