package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.UserName;

/** Policies from settings whose users are given by number. */
final class SettingsPolicies {
  private SettingsPolicies() {}

  static Policy policy(Settings settings) {
    return Policy.of(
        settings,
        settings.tunnel().clientUsers().stream().map(UserName::text).map(Long::parseLong).toList());
  }
}
