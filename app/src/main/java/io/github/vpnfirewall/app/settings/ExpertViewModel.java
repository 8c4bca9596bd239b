package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** What only experts need to touch. */
final class ExpertViewModel implements Section {
  private final BooleanProperty ipsec;
  private final BooleanProperty allowInbound;
  private final BooleanProperty drop;
  private final BooleanProperty logBlocked;
  private final Entry users;
  private final Texts texts;

  ExpertViewModel(Texts texts, Settings settings, Runnable changed) {
    this.texts = texts;
    ipsec = new SimpleBooleanProperty(settings.tunnel().ipsec());
    allowInbound = new SimpleBooleanProperty(settings.tunnel().allowInbound());
    drop = new SimpleBooleanProperty(settings.blockMode() == BlockMode.DROP);
    logBlocked = new SimpleBooleanProperty(settings.logBlocked());
    users =
        new Entry(
            settings.tunnel().clientUsers().stream()
                .map(UserName::text)
                .collect(Collectors.joining(", ")));
    for (Observable input : List.of(ipsec, allowInbound, drop, logBlocked, users.text())) {
      input.addListener(
          change -> {
            users.judge(problem());
            changed.run();
          });
    }
  }

  BooleanProperty ipsec() {
    return ipsec;
  }

  BooleanProperty allowInbound() {
    return allowInbound;
  }

  /** Whether blocked packets vanish instead of being refused. */
  BooleanProperty drop() {
    return drop;
  }

  BooleanProperty logBlocked() {
    return logBlocked;
  }

  /** The users whose programs may reach the servers, between commas or spaces. */
  Entry users() {
    return users;
  }

  /** The users, if {@link #valid()}. */
  List<UserName> clientUsers() {
    return names().stream().map(UserName::new).toList();
  }

  BlockMode blockMode() {
    return drop.get() ? BlockMode.DROP : BlockMode.REJECT;
  }

  @Override
  public boolean valid() {
    return users.valid();
  }

  @Override
  public boolean reject(String path, String message) {
    if (path.startsWith("$.tunnel.clientUsers")) {
      users.reject(message);
      return true;
    }
    return false;
  }

  private String problem() {
    Set<String> seen = new LinkedHashSet<>();
    for (String name : names()) {
      String complaint = new Complaints(texts).user(name);
      if (!complaint.isEmpty()) {
        return complaint;
      }
      if (!seen.add(name)) {
        return texts.text("settings.users.duplicate", name);
      }
    }
    return "";
  }

  private List<String> names() {
    return Arrays.stream(users.text().get().split("[,\\s]+"))
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
