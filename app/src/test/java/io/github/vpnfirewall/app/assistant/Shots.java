package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.Findings;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;

/** The assistant at every step, for pictures of it. */
public final class Shots {
  private static final String NEXT = "#next";
  private static final String LONG =
      "kuala-lumpur-premium-streaming-07.dedicated.ip-addresses.vpn-provider.example.org";

  private final PendingWork work = new PendingWork();
  private final AssistantWindow window;

  private Shots(Texts texts, Theme theme, boolean tunnelUp) {
    window =
        AssistantWindow.open(
            null,
            texts,
            theme,
            Settings.empty(),
            work,
            Clock.fixed(Answers.NOW, ZoneOffset.UTC),
            Runnable::run,
            () -> Optional.of(Path.of("/home/kim/broken.ovpn")));
    window.show(Answers.open(Answers.NOW, tunnelUp));
  }

  /** What can be shown, by name. The suppliers are for the toolkit's thread. */
  public static Map<String, Supplier<Stage>> all(Texts texts, Theme theme) {
    Map<String, Supplier<Stage>> shots = new LinkedHashMap<>();
    shots.put("assistant-1-looking", () -> new Shots(texts, theme, true).stage());
    shots.put("assistant-1-found", () -> new Shots(texts, theme, true).found(usual()).stage());
    shots.put(
        "assistant-1-nothing",
        () -> new Shots(texts, theme, true).found(Vpns.troubled(Vpns.found())).stage());
    shots.put(
        "assistant-1-guess",
        () -> new Shots(texts, theme, true).found(Vpns.found(Vpns.guess("203.0.113.77"))).stage());
    shots.put("assistant-1-resolving", () -> new Shots(texts, theme, true).resolving().stage());
    shots.put("assistant-1-lost", () -> new Shots(texts, theme, true).lost().stage());
    shots.put("assistant-1-broken", () -> new Shots(texts, theme, true).broken().stage());
    shots.put("assistant-2-lan", () -> new Shots(texts, theme, true).lan().stage());
    shots.put("assistant-2-nearby", () -> new Shots(texts, theme, true).nearby().stage());
    shots.put("assistant-3-preview", () -> new Shots(texts, theme, true).lan().press(NEXT).stage());
    shots.put(
        "assistant-3-careful", () -> new Shots(texts, theme, false).nearby().press(NEXT).stage());
    shots.put(
        "assistant-4-arm", () -> new Shots(texts, theme, true).lan().press(NEXT, NEXT).stage());
    shots.put(
        "assistant-4-remote",
        () -> new Shots(texts, theme, false).nearby().press(NEXT, NEXT).stage());
    shots.put(
        "assistant-4-storing",
        () -> new Shots(texts, theme, true).lan().press(NEXT, NEXT, NEXT).stage());
    shots.put("assistant-4-refused", () -> new Shots(texts, theme, true).refused().stage());
    shots.put("assistant-4-trial", () -> new Shots(texts, theme, true).trial(true).stage());
    shots.put("assistant-4-cut", () -> new Shots(texts, theme, false).trial(false).stage());
    shots.put("assistant-4-armed", () -> new Shots(texts, theme, true).armed().stage());
    shots.put("assistant-4-opened", () -> new Shots(texts, theme, true).opened().stage());
    return shots;
  }

  private static Findings usual() {
    return Vpns.troubled(
        Vpns.found(
            Vpns.managed("Seattle", true, "seattle.vpn.example.org"),
            Vpns.managed("Work", false, LONG, "b." + LONG, "198.51.100.7", "2001:db8::7", "x.org"),
            Vpns.file("sweden-stockholm-udp", "se1.vpn.example.net")));
  }

  private Shots found(Findings findings) {
    work.found(findings);
    return this;
  }

  private Shots press(String... buttons) {
    for (String button : buttons) {
      ((ButtonBase) window.stage().getScene().lookup(button)).fire();
    }
    return this;
  }

  private Shots resolving() {
    found(usual()).press(NEXT);
    work.progress(3, 7, "seattle.vpn.example.org");
    return this;
  }

  private Shots lost() {
    found(usual()).press(NEXT);
    Server server = Vpns.server("seattle.vpn.example.org", "198.51.100.7");
    work.resolved(new Resolution(List.of(server), List.of(LONG), List.of(), List.of()));
    return this;
  }

  private Shots broken() {
    found(usual()).press("#open");
    work.unreadable(Vpns.refusal("broken.ovpn", "client\nremote a..b 1194\n"));
    return this;
  }

  private Shots lan() {
    return lan(usual());
  }

  private Shots nearby() {
    return lan(Vpns.from(usual(), "192.168.1.23"));
  }

  private Shots lan(Findings findings) {
    found(findings).press(NEXT);
    List<Server> servers =
        List.of(
            Vpns.server("seattle.vpn.example.org", "198.51.100.7"),
            Vpns.server("seattle.vpn.example.org", "2001:db8::7"),
            Vpns.server(LONG, "198.51.100.9"));
    work.resolved(new Resolution(servers, List.of(), List.of(), List.of(LONG)));
    return this;
  }

  private Shots refused() {
    lan().press(NEXT, NEXT, NEXT);
    work.answer(new HelperResult.Dismissed());
    return this;
  }

  private Shots trial(boolean up) {
    Instant until = Answers.NOW.plusSeconds(47);
    lan().press(NEXT, NEXT, "#trial", NEXT);
    work.answer(Answers.done(Verb.CONFIGURE, State.DISARMED));
    work.answer(Answers.onTrial(until));
    window.show(Answers.onTrial(Answers.NOW.plusMillis(1), until, up));
    return this;
  }

  private Shots armed() {
    lan().press(NEXT, NEXT, NEXT);
    work.answer(Answers.done(Verb.CONFIGURE, State.DISARMED));
    work.answer(Answers.done(Verb.ARM, State.ARMED));
    window.show(Answers.closed(Answers.NOW.plusMillis(1), true));
    return this;
  }

  private Shots opened() {
    trial(true);
    window.show(Answers.open(Answers.NOW.plusSeconds(60), true));
    return this;
  }

  private Stage stage() {
    return window.stage();
  }
}
