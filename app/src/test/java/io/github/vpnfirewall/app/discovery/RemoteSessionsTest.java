package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.discovery.RemoteSession.Way;
import io.github.vpnfirewall.app.discovery.SessionFacts.Login;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteSessionsTest {
  private static Optional<RemoteSession> judge(
      Map<String, String> environment, List<String> programs, Optional<Login> login) {
    return RemoteSessions.judge(
        new SessionFacts(List.of(Map.of(), environment), programs, login),
        address -> address.equals("10.8.0.2") ? Optional.of("tun0") : Optional.empty());
  }

  private static Optional<RemoteSession> judge(String name, String value) {
    return judge(Map.of(name, value), List.of(), Optional.empty());
  }

  @Test
  void deskIsNoRemoteSession() {
    assertThat(
            judge(
                Map.of("DISPLAY", ":0"),
                List.of("xfce4-session", "lightdm", "systemd"),
                Optional.of(new Login(false, "", "lightdm"))))
        .isEmpty();
    assertThat(judge(Map.of(), List.of(), Optional.empty())).isEmpty();
  }

  @Test
  void sshIsToldFromAnAncestorsEnvironment() {
    assertThat(judge("SSH_CONNECTION", "203.0.113.9 50022 192.0.2.5 22"))
        .contains(new RemoteSession(Way.SSH, Optional.of("203.0.113.9"), Optional.empty()));
    assertThat(judge("SSH_CONNECTION", "10.8.0.1 50022 10.8.0.2 22"))
        .contains(new RemoteSession(Way.SSH, Optional.of("10.8.0.1"), Optional.of("tun0")));
    assertThat(judge("SSH_CLIENT", "fe80::1%eth0 50022 22"))
        .contains(new RemoteSession(Way.SSH, Optional.of("fe80::1"), Optional.empty()));
    assertThat(judge("SSH_CONNECTION", "::ffff:192.0.2.9 1 ::ffff:192.0.2.5 22"))
        .contains(new RemoteSession(Way.SSH, Optional.of("192.0.2.9"), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "nonsense", "1 2", "a b c d e f"})
  void strangeValuesAreNoError(String value) {
    Optional<RemoteSession> judged = judge("SSH_CONNECTION", value);
    assertThat(judged.isEmpty()).isEqualTo(value.isBlank());
  }

  @ParameterizedTest
  @CsvSource({
    "XRDP_SESSION, 1, XRDP",
    "VNCDESKTOP, desk:1, VNC",
    "X2GO_SESSION, kim-50-1, X2GO",
    "NXSESSIONID, 5, NX",
    "CHROME_REMOTE_DESKTOP_SESSION, 1, CHROME",
    "DISPLAY, localhost:10.0, SSH",
    "DISPLAY, desk.example.org:0, X11",
  })
  void everyWayIsKnownByItsVariable(String name, String value, Way way) {
    assertThat(judge(name, value)).map(RemoteSession::way).contains(way);
  }

  @ParameterizedTest
  @ValueSource(strings = {":0", ":1.0", "unix:0", "/private/tmp/launch/org.xquartz:0", ""})
  void ownScreenIsNoRemoteSession(String display) {
    assertThat(judge("DISPLAY", display)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"sshd, SSH", "sshd-session, SSH", "xrdp-sesman, XRDP", "x0vncserver, VNC"})
  void everyWayIsKnownByItsProgram(String program, Way way) {
    assertThat(judge(Map.of(), List.of("bash", program), Optional.empty()))
        .map(RemoteSession::way)
        .contains(way);
  }

  @Test
  void logindKnowsTheRest() {
    assertThat(judge(Map.of(), List.of(), Optional.of(new Login(true, "192.0.2.9", "sshd"))))
        .contains(new RemoteSession(Way.SSH, Optional.of("192.0.2.9"), Optional.empty()));
    assertThat(judge(Map.of(), List.of(), Optional.of(new Login(true, "", "gdm"))))
        .contains(new RemoteSession(Way.UNSAID, Optional.empty(), Optional.empty()));
    assertThat(
            judge(Map.of("XRDP_SESSION", "1"), List.of(), Optional.of(new Login(false, "h", ""))))
        .map(RemoteSession::from)
        .contains(Optional.of("h"));
  }
}
