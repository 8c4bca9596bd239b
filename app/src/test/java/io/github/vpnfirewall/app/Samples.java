package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports and settings for tests. */
public final class Samples {
  private Samples() {}

  /** A report of success. */
  public static Report report(Verb verb, State state) {
    boolean closed = state == State.ARMED;
    return report(verb, true, state, Optional.empty(), family(closed), family(closed));
  }

  /** A report of failure. */
  public static Report failure(Verb verb, State state, Problem error) {
    return report(verb, false, state, Optional.of(error), family(false), family(false));
  }

  /** The answer of a helper that refused or failed. */
  public static HelperResult refusal(Verb verb, State state, String code, String message) {
    return new HelperResult.Reported(failure(verb, state, new Problem(code, null, message)), 1);
  }

  /** A report of success that knows of no family. */
  public static Report bare(
      Verb verb,
      State state,
      Optional<String> settingsHash,
      List<Problem> warnings,
      Map<String, String> documents) {
    return new Report(
        Optional.of(verb),
        true,
        state,
        Map.of(),
        false,
        settingsHash,
        Optional.empty(),
        warnings,
        Optional.empty(),
        documents);
  }

  /** Any report. */
  public static Report report(
      Verb verb,
      boolean ok,
      State state,
      Optional<Problem> error,
      FamilyReport ipv4,
      FamilyReport ipv6) {
    return new Report(
        Optional.of(verb),
        ok,
        state,
        Map.of(AddressFamily.IPV4, ipv4, AddressFamily.IPV6, ipv6),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        error,
        Map.of());
  }

  /** A family that is closed in both layers, or in none. */
  public static FamilyReport family(boolean closed) {
    return new FamilyReport(
        closed, closed, closed ? 31 : 0, Optional.empty(), FamilyReport.Blocked.NONE);
  }

  /** Settings that name these tunnels and one server. */
  public static Settings settings(String... tunnels) {
    return parse(
        "{\"version\":1,\"tunnel\":{\"interfaces\":["
            + (tunnels.length == 0 ? "" : "\"" + String.join("\",\"", tunnels) + "\"")
            + "]},\"servers\":[{\"address\":\"198.51.100.7\",\"port\":1194,\"protocol\":\"udp\"}]}");
  }

  /** Settings from JSON. */
  public static Settings parse(String json) {
    try {
      return SettingsJson.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidSettingsException e) {
      throw new AssertionError(e);
    }
  }
}
