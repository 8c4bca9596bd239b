package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.settings.Difference.Effect;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in words what differs between two settings. Pure. */
final class Differences {
  private final Texts texts;
  private final Settings before;
  private final Settings after;
  private final List<Difference> all = new ArrayList<>();

  private Differences(Texts texts, Settings before, Settings after) {
    this.texts = texts;
    this.before = before;
    this.after = after;
  }

  /** All that differs; empty if and only if both are the same. */
  static List<Difference> between(Texts texts, Settings before, Settings after) {
    Differences differences = new Differences(texts, before, after);
    differences.all.addAll(ServerDifferences.between(texts, before.servers(), after.servers()));
    differences.tunnel();
    differences.lan();
    differences.gateway();
    differences.rest();
    return List.copyOf(differences.all);
  }

  private void tunnel() {
    List<?> had = before.tunnel().interfaces();
    List<?> has = after.tunnel().interfaces();
    String added = list(has, had);
    String removed = list(had, has);
    if (!added.isEmpty()) {
      say(Effect.WIDER, texts.text("settings.change.tunnel.added", added));
    }
    if (!removed.isEmpty()) {
      say(Effect.NARROWER, texts.text("settings.change.tunnel.removed", removed));
    }
    if (added.isEmpty() && removed.isEmpty() && !had.equals(has)) {
      say(Effect.NEUTRAL, texts.text("settings.change.tunnel.order"));
    }
    turned(
        s -> s.tunnel().ipsec(),
        texts.text("settings.change.ipsec.on"),
        texts.text("settings.change.ipsec.off"));
    turned(
        s -> s.tunnel().allowInbound(),
        texts.text("settings.change.inbound.on"),
        texts.text("settings.change.inbound.off"));
    if (differs(s -> s.tunnel().clientUsers())) {
      boolean none = after.tunnel().clientUsers().isEmpty();
      say(
          none
              ? Effect.WIDER
              : before.tunnel().clientUsers().isEmpty() ? Effect.NARROWER : Effect.NEUTRAL,
          none
              ? texts.text("settings.change.users.all")
              : texts.text("settings.change.users.some", list(after.tunnel().clientUsers())));
    }
  }

  private void lan() {
    turned(
        s -> s.lan().allow(),
        texts.text("settings.change.lan.on"),
        texts.text("settings.change.lan.off"));
    if (differs(s -> s.lan().networks())) {
      List<Network> networks = after.lan().networks().orElse(NetworkRules.PRIVATE);
      boolean wider =
          after.lan().allow()
              && !covered(networks, before.lan().networks().orElse(NetworkRules.PRIVATE));
      say(
          wider ? Effect.WIDER : Effect.NEUTRAL,
          after.lan().networks().isEmpty()
              ? texts.text("settings.change.lan.usual")
              : texts.text("settings.change.lan.networks", list(networks)));
    }
    turned(
        s -> s.lan().dns(),
        texts.text("settings.change.dns.on"),
        texts.text("settings.change.dns.off"));
  }

  private static boolean covered(List<Network> networks, List<Network> by) {
    return networks.stream().allMatch(n -> by.stream().anyMatch(wide -> wide.contains(n)));
  }

  private void gateway() {
    if (differs(Settings::gateway)) {
      say(
          Effect.NEUTRAL,
          after.gateway().isEmpty()
              ? texts.text("settings.change.gateway.off")
              : texts.text("settings.change.gateway.on", list(after.gateway())));
    }
  }

  private void rest() {
    if (differs(Settings::blockMode)) {
      say(
          Effect.NEUTRAL,
          after.blockMode() == BlockMode.DROP
              ? texts.text("settings.change.block.drop")
              : texts.text("settings.change.block.reject"));
    }
    if (differs(Settings::logBlocked)) {
      say(
          Effect.NEUTRAL,
          after.logBlocked()
              ? texts.text("settings.change.log.on")
              : texts.text("settings.change.log.off"));
    }
    if (differs(Settings::pinHosts)) {
      say(
          Effect.NEUTRAL,
          after.pinHosts()
              ? texts.text("settings.change.hosts.on")
              : texts.text("settings.change.hosts.off"));
    }
  }

  private void turned(Function<Settings, Boolean> part, String on, String off) {
    if (differs(part::apply)) {
      boolean now = part.apply(after);
      say(now ? Effect.WIDER : Effect.NARROWER, now ? on : off);
    }
  }

  private boolean differs(Function<Settings, Object> part) {
    return !part.apply(before).equals(part.apply(after));
  }

  private void say(Effect effect, String text) {
    all.add(new Difference(effect, text));
  }

  private static String list(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** Those that the others do not have. */
  private static String list(List<?> values, List<?> others) {
    return list(values.stream().filter(value -> !others.contains(value)).toList());
  }
}
