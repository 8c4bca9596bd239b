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
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** What only experts need to touch. */
final class ExpertViewModel implements Section {
  private final BooleanProperty ipsec = new SimpleBooleanProperty();
  private final BooleanProperty allowInbound = new SimpleBooleanProperty();
  private final BooleanProperty drop = new SimpleBooleanProperty();
  private final BooleanProperty logBlocked = new SimpleBooleanProperty();
  private final BooleanProperty pinHosts = new SimpleBooleanProperty();
  private final Entry users = new Entry("");
  private final ReadOnlyStringWrapper unknown = new ReadOnlyStringWrapper("");
  private final Texts texts;
  private final Accounts accounts;

  ExpertViewModel(Texts texts, Accounts accounts, Runnable changed) {
    this.texts = texts;
    this.accounts = accounts;
    for (Observable input :
        List.of(ipsec, allowInbound, drop, logBlocked, pinHosts, users.text())) {
      input.addListener(
          change -> {
            look();
            changed.run();
          });
    }
  }

  /** Starts over with these settings. */
  void load(Settings settings) {
    ipsec.set(settings.tunnel().ipsec());
    allowInbound.set(settings.tunnel().allowInbound());
    drop.set(settings.blockMode() == BlockMode.DROP);
    logBlocked.set(settings.logBlocked());
    pinHosts.set(settings.pinHosts());
    users
        .text()
        .set(
            settings.tunnel().clientUsers().stream()
                .map(UserName::text)
                .collect(Collectors.joining(", ")));
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

  /** Whether the servers' names are kept in {@code /etc/hosts} while armed. */
  BooleanProperty pinHosts() {
    return pinHosts;
  }

  /** The users whose programs may reach the servers, between commas or spaces. */
  Entry users() {
    return users;
  }

  /** Which of the users this computer does not have; empty for none. */
  ReadOnlyStringProperty unknown() {
    return unknown.getReadOnlyProperty();
  }

  /** The users of this computer that can be named. */
  List<String> offered() {
    return accounts.offered();
  }

  /** Names one more user, unless it is named already. */
  void addUser(String name) {
    List<String> named = names();
    if (!named.contains(name)) {
      users.text().set(named.isEmpty() ? name : String.join(", ", named) + ", " + name);
    }
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

  private void look() {
    users.judge(problem());
    List<String> strangers =
        valid()
            ? clientUsers().stream()
                .filter(user -> !accounts.knows(user))
                .map(UserName::text)
                .toList()
            : List.of();
    unknown.set(
        strangers.isEmpty()
            ? ""
            : texts.text("settings.users.unknown", String.join(", ", strangers)));
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
