package io.github.vpnfirewall.app.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may tell that a person sits at another computer.
 *
 * @param environments the environments of this program and of those that started it, nearest first
 * @param programs the names of those that started it, nearest first
 * @param login what logind says of the session, by property; empty if it says nothing
 */
record SessionFacts(
    List<Map<String, String>> environments, List<String> programs, Optional<Login> login) {
  SessionFacts {
    environments = List.copyOf(environments);
    programs = List.copyOf(programs);
  }

  /**
   * A session as logind knows it.
   *
   * @param remote whether its person sits at another computer
   * @param host that computer; may be empty
   * @param service who let the person in; may be empty
   */
  record Login(boolean remote, String host, String service) {}

  /** A variable's nearest value that is not empty. */
  Optional<String> variable(String name) {
    return environments.stream()
        .flatMap(environment -> Optional.ofNullable(environment.get(name)).stream())
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
