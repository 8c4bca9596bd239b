package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** The local network: whether it may be reached, what counts as local, and its name servers. */
final class LanViewModel implements Section {
  private static final Pattern PATH = Pattern.compile("\\$\\.lan\\.networks(?:\\[(\\d{1,6})])?");

  private final BooleanProperty allow = new SimpleBooleanProperty();
  private final BooleanProperty custom = new SimpleBooleanProperty();
  private final BooleanProperty dns = new SimpleBooleanProperty();
  private final Entry networks = new Entry("");
  private final ReadOnlyStringWrapper caution = new ReadOnlyStringWrapper("");
  private final Texts texts;
  private final Runnable changed;

  LanViewModel(Texts texts, Runnable changed) {
    this.texts = texts;
    this.changed = changed;
    for (Observable input : List.of(allow, custom, dns, networks.text())) {
      input.addListener(change -> judge());
    }
  }

  /** Starts over with these settings. */
  void load(Settings.Lan lan) {
    allow.set(lan.allow());
    networks
        .text()
        .set(
            lan.networks().orElse(List.of()).stream()
                .map(Network::toString)
                .collect(Collectors.joining("\n")));
    custom.set(lan.networks().isPresent());
    dns.set(lan.dns());
  }

  BooleanProperty allow() {
    return allow;
  }

  /** Whether {@link #networks()} count instead of the private ranges. */
  BooleanProperty custom() {
    return custom;
  }

  BooleanProperty dns() {
    return dns;
  }

  /** The user's own networks, one a line. */
  Entry networks() {
    return networks;
  }

  /** What a person should think about although it is allowed; empty for nothing. */
  ReadOnlyStringProperty caution() {
    return caution.getReadOnlyProperty();
  }

  /** What the settings are to say, if nothing is wrong. */
  Optional<Settings.Lan> lan() {
    if (!valid()) {
      return Optional.empty();
    }
    Optional<List<Network>> chosen =
        custom.get()
            ? Optional.of(lines().stream().map(Network::parse).toList())
            : Optional.empty();
    return Optional.of(new Settings.Lan(allow.get(), chosen, dns.get()));
  }

  @Override
  public boolean valid() {
    return networks.valid();
  }

  @Override
  public boolean reject(String path, String message) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches() || !custom.get()) {
      return false;
    }
    String index = matcher.group(1);
    networks.reject(index == null ? message : atLine(Integer.parseInt(index), message));
    return true;
  }

  private void judge() {
    look();
    changed.run();
  }

  private void look() {
    networks.judge(problem());
    caution.set(
        lan().flatMap(Settings.Lan::networks).orElse(List.of()).stream()
            .filter(network -> !NetworkRules.isPrivate(network))
            .findFirst()
            .map(network -> texts.text("settings.lan.public", network.toString()))
            .orElse(""));
  }

  private String problem() {
    if (!custom.get()) {
      return "";
    }
    Set<Network> seen = new LinkedHashSet<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      String complaint = new Complaints(texts).local(lines.get(i));
      if (!complaint.isEmpty()) {
        return atLine(i, complaint);
      }
      if (!seen.add(Network.parse(lines.get(i)))) {
        return atLine(i, texts.text("settings.lan.duplicate", lines.get(i)));
      }
    }
    return seen.isEmpty() && allow.get() ? texts.text("settings.lan.missing") : "";
  }

  private List<String> lines() {
    return networks.text().get().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }

  /** Of a single line it needs no saying which one it is. */
  private String atLine(int index, String message) {
    return lines().size() < 2
        ? message
        : texts.text("settings.lan.line", Integer.toString(index + 1), message);
  }
}
