package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.discovery.RemoteSession.Way;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a person sits at another computer. Pure. Rather once too often than once too
 * seldom: all that it leads to is a warning and the careful choice.
 */
final class RemoteSessions {
  /** Variables that such sessions set, and nothing else. */
  private static final Map<String, Way> VARIABLES =
      Map.of(
          "XRDP_SESSION", Way.XRDP,
          "VNCDESKTOP", Way.VNC,
          "X2GO_SESSION", Way.X2GO,
          "NXSESSIONID", Way.NX,
          "CHROME_REMOTE_DESKTOP_SESSION", Way.CHROME);

  /** Programs that such sessions descend from, by the beginning of their names. */
  private static final Map<String, Way> PROGRAMS =
      Map.of(
          "sshd", Way.SSH,
          "xrdp-sesman", Way.XRDP,
          "xrdp-sessvc", Way.XRDP,
          "vncserver", Way.VNC,
          "x0vncserver", Way.VNC,
          "x2goruncommand", Way.X2GO,
          "x2gostartagent", Way.X2GO,
          "nxnode", Way.NX);

  /** How an IPv4 address stands where IPv6 ones are expected. */
  private static final String MAPPED = "::ffff:";

  private RemoteSessions() {}

  /**
   * @param links the interface that has one of this computer's addresses
   */
  static Optional<RemoteSession> judge(
      SessionFacts facts, Function<String, Optional<String>> links) {
    return ssh(facts, links)
        .or(() -> byVariable(facts))
        .or(() -> byProgram(facts))
        .or(() -> byDisplay(facts))
        .or(() -> byLogin(facts));
  }

  private static Optional<RemoteSession> ssh(
      SessionFacts facts, Function<String, Optional<String>> links) {
    Optional<String> connection =
        facts.variable("SSH_CONNECTION").or(() -> facts.variable("SSH_CLIENT"));
    return connection.map(
        text -> {
          // Client's address and port, then this computer's: sshd(8).
          List<String> parts = List.of(text.strip().split(" +", -1));
          return new RemoteSession(
              Way.SSH,
              part(parts, 0),
              parts.size() == 4 ? part(parts, 2).flatMap(links) : Optional.empty());
        });
  }

  private static Optional<String> part(List<String> parts, int index) {
    // Link-local addresses bear the interface behind a percent sign.
    String address = parts.get(index).split("%", 2)[0];
    String plain = address.startsWith(MAPPED) ? address.substring(MAPPED.length()) : address;
    return Optional.of(plain).filter(text -> !text.isEmpty());
  }

  private static Optional<RemoteSession> byVariable(SessionFacts facts) {
    return VARIABLES.keySet().stream()
        .sorted()
        .filter(name -> facts.variable(name).isPresent())
        .findFirst()
        .map(name -> session(VARIABLES.get(name), host(facts)));
  }

  private static Optional<RemoteSession> byProgram(SessionFacts facts) {
    return facts.programs().stream()
        .flatMap(program -> way(program).stream())
        .findFirst()
        .map(way -> session(way, host(facts)));
  }

  private static Optional<Way> way(String program) {
    String name = program.toLowerCase(Locale.ROOT);
    return PROGRAMS.keySet().stream()
        .filter(name::startsWith)
        .sorted()
        .findFirst()
        .map(PROGRAMS::get);
  }

  /** A screen that is another computer's; that of SSH's own tunnel counts, too. */
  private static Optional<RemoteSession> byDisplay(SessionFacts facts) {
    Optional<String> display = facts.variable("DISPLAY").filter(text -> text.lastIndexOf(':') > 0);
    return display
        .map(text -> text.substring(0, text.lastIndexOf(':')))
        .filter(host -> !host.startsWith("/") && !host.equals("unix"))
        .map(
            host ->
                host.equals("localhost")
                    ? session(Way.SSH, Optional.empty())
                    : session(Way.X11, Optional.of(host)));
  }

  private static Optional<RemoteSession> byLogin(SessionFacts facts) {
    return facts
        .login()
        .filter(SessionFacts.Login::remote)
        .map(
            login ->
                session(
                    way(login.service())
                        .orElse(login.service().startsWith("xrdp") ? Way.XRDP : Way.UNSAID),
                    host(facts)));
  }

  private static Optional<String> host(SessionFacts facts) {
    return facts.login().map(SessionFacts.Login::host).filter(text -> !text.isBlank());
  }

  private static RemoteSession session(Way way, Optional<String> from) {
    return new RemoteSession(way, from, Optional.empty());
  }
}
