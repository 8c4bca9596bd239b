package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The settings dialog: what it holds, whether that can be applied, and what came of applying. */
final class SettingsViewModel {
  /** Which part of the dialog is in front. */
  enum Page {
    SERVERS,
    TUNNEL,
    LAN,
    EXPERT
  }

  private final Texts texts;
  private final SettingsActions actions;
  private final Executor ui;
  private final TunnelViewModel tunnel;
  private final ServersViewModel servers;
  private final LanViewModel lan;
  private final ExpertViewModel expert;
  private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.SERVERS);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper closed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Standing> standing =
      new ReadOnlyObjectWrapper<>(Standing.UNCHANGED);
  private final ReadOnlyObjectWrapper<Notice> notice = new ReadOnlyObjectWrapper<>(Notice.NONE);
  private Settings stored;
  private boolean built;

  /**
   * @param ui runs what touches the view model; the toolkit's thread
   */
  SettingsViewModel(
      Texts texts, Settings current, List<Link> links, SettingsActions actions, Executor ui) {
    this.texts = texts;
    this.actions = actions;
    this.ui = ui;
    stored = current;
    tunnel = new TunnelViewModel(texts, current.tunnel().interfaces(), links, this::judge);
    servers = new ServersViewModel(texts, current.servers(), this::judge);
    lan = new LanViewModel(texts, current.lan(), this::judge);
    expert = new ExpertViewModel(texts, current, this::judge);
    built = true;
    judge();
  }

  TunnelViewModel tunnel() {
    return tunnel;
  }

  ServersViewModel servers() {
    return servers;
  }

  LanViewModel lan() {
    return lan;
  }

  ExpertViewModel expert() {
    return expert;
  }

  ObjectProperty<Page> page() {
    return page;
  }

  /** Whether the helper is at work, so that nothing may be edited. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** Becomes true when the dialog has done its work. */
  ReadOnlyBooleanProperty closed() {
    return closed.getReadOnlyProperty();
  }

  /** Whether there is something to apply. */
  ReadOnlyObjectProperty<Standing> standing() {
    return standing.getReadOnlyProperty();
  }

  /** What a person is told about the last attempt to apply. */
  ReadOnlyObjectProperty<Notice> notice() {
    return notice.getReadOnlyProperty();
  }

  /** Whether the page has something wrong on it. */
  boolean valid(Page which) {
    return switch (which) {
      case SERVERS -> servers.valid();
      case TUNNEL -> tunnel.valid();
      case LAN -> lan.valid();
      case EXPERT -> expert.valid();
    };
  }

  /** Has the helper store what is in the dialog, unless something is wrong or nothing changed. */
  void apply() {
    Optional<Settings> wanted = candidate();
    if (busy.get() || standing.get() != Standing.CHANGED || wanted.isEmpty()) {
      return;
    }
    busy.set(true);
    notice.set(Notice.NONE);
    actions
        .configure(wanted.get())
        .whenComplete((result, failure) -> ui.execute(() -> settle(wanted.get(), result, failure)));
  }

  private void settle(Settings wanted, HelperResult result, Throwable failure) {
    busy.set(false);
    if (failure != null) {
      notice.set(Notice.failure(texts.text("settings.failed", String.valueOf(failure))));
      return;
    }
    if (!result.ok()) {
      if (!shownAtField(result)) {
        notice.set(Notice.failure(texts.text(result.reason(), result.details())));
      }
      return;
    }
    stored = wanted;
    judge();
    List<Problem> warnings =
        result instanceof Reported reported ? reported.report().warnings() : List.of();
    if (warnings.isEmpty()) {
      closed.set(true);
    } else {
      List<String> lines = warnings.stream().map(Problem::message).toList();
      notice.set(Notice.warning(texts.text("settings.saved.warnings"), lines));
    }
  }

  private boolean shownAtField(HelperResult result) {
    Optional<Problem> error =
        result instanceof Reported reported ? reported.report().error() : Optional.empty();
    if (error.isEmpty() || error.get().path() == null) {
      return false;
    }
    String path = error.get().path();
    String message = error.get().message();
    Page where = null;
    if (servers.reject(path, message)) {
      where = Page.SERVERS;
    } else if (tunnel.reject(path, message)) {
      where = Page.TUNNEL;
    } else if (lan.reject(path, message)) {
      where = Page.LAN;
    } else if (expert.reject(path, message)) {
      where = Page.EXPERT;
    }
    if (where == null) {
      return false;
    }
    page.set(where);
    notice.set(Notice.failure(texts.text("settings.refused")));
    return true;
  }

  private void judge() {
    if (!built) {
      return;
    }
    Optional<Settings> wanted = candidate();
    standing.set(
        wanted.isEmpty()
            ? Standing.INVALID
            : wanted.get().equals(stored) ? Standing.UNCHANGED : Standing.CHANGED);
  }

  /** What the dialog holds, over what it does not show. */
  private Optional<Settings> candidate() {
    Optional<List<Server>> list = servers.servers();
    Optional<Settings.Lan> local = lan.lan();
    if (list.isEmpty() || local.isEmpty() || !tunnel.valid() || !expert.valid()) {
      return Optional.empty();
    }
    return Optional.of(
        new Settings(
            new Settings.Tunnel(
                tunnel.interfaces(),
                expert.ipsec().get(),
                expert.allowInbound().get(),
                expert.clientUsers()),
            list.get(),
            local.get(),
            stored.gateway(),
            stored.pinHosts(),
            expert.blockMode(),
            expert.logBlocked().get()));
  }
}
