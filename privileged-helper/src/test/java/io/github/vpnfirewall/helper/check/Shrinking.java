package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes settings that fail as small as they can be while they still fail. */
final class Shrinking {
  private Shrinking() {}

  /**
   * The smallest.
   *
   * @param fails whether settings show the fault
   */
  static Settings shrink(Settings settings, Predicate<Settings> fails) {
    Settings smallest = settings;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Settings simpler : simpler(smallest)) {
        if (!simpler.equals(smallest) && fails.test(simpler)) {
          smallest = simpler;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static List<Settings> simpler(Settings from) {
    Settings.Tunnel t = from.tunnel();
    Settings.Lan l = from.lan();
    List<Settings> all = new ArrayList<>();
    each(t.interfaces(), x -> new Settings.Tunnel(x, t.ipsec(), t.allowInbound(), t.clientUsers()))
        .forEach(tunnel -> all.add(with(from, tunnel)));
    each(t.clientUsers(), x -> new Settings.Tunnel(t.interfaces(), t.ipsec(), t.allowInbound(), x))
        .forEach(tunnel -> all.add(with(from, tunnel)));
    all.add(with(from, new Settings.Tunnel(t.interfaces(), false, false, t.clientUsers())));
    each(
            from.servers(),
            x -> new Settings(t, x, l, from.gateway(), true, from.blockMode(), from.logBlocked()))
        .forEach(all::add);
    each(
            from.gateway(),
            x -> new Settings(t, from.servers(), l, x, true, from.blockMode(), from.logBlocked()))
        .forEach(all::add);
    each(
            l.networks().orElse(List.of()),
            x -> with(from, new Settings.Lan(l.allow(), Optional.of(x), l.dns())))
        .forEach(all::add);
    all.add(with(from, new Settings.Lan(false, l.networks(), l.dns())));
    all.add(with(from, new Settings.Lan(l.allow(), Optional.empty(), l.dns())));
    all.add(with(from, new Settings.Lan(l.allow(), l.networks(), true)));
    all.add(new Settings(t, from.servers(), l, from.gateway(), true, BlockMode.DROP, false));
    return all;
  }

  private static Settings with(Settings from, Settings.Tunnel tunnel) {
    return new Settings(
        tunnel,
        from.servers(),
        from.lan(),
        from.gateway(),
        true,
        from.blockMode(),
        from.logBlocked());
  }

  private static Settings with(Settings from, Settings.Lan lan) {
    return new Settings(
        from.tunnel(),
        from.servers(),
        lan,
        from.gateway(),
        true,
        from.blockMode(),
        from.logBlocked());
  }

  /** The first half, the second half, and without each one. */
  private static <T, R> List<R> each(List<T> list, Function<List<T>, R> make) {
    List<R> all = new ArrayList<>();
    if (list.size() > 2) {
      all.add(make.apply(list.subList(0, list.size() / 2)));
      all.add(make.apply(list.subList(list.size() / 2, list.size())));
    }
    for (int i = 0; i < list.size(); i++) {
      List<T> fewer = new ArrayList<>(list);
      fewer.remove(i);
      all.add(make.apply(fewer));
    }
    return all;
  }
}
