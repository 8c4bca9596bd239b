package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.check.Check;
import io.github.vpnfirewall.helper.check.Result;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.policy.PolicyWarnings;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.restore.StoredDocument;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.state.StateFiles;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The restore documents for settings, and the proof that they do what the design says. */
final class Rendering {
  private final Policy policy;
  private final boolean check;
  private final Map<String, String> documents = new TreeMap<>();
  private final Map<AddressFamily, Long> checked = new EnumMap<>(AddressFamily.class);
  private Optional<Problem> error = Optional.empty();

  private final BiFunction<Policy, AddressFamily, Ruleset> compiler;

  private Rendering(
      Policy policy, boolean check, BiFunction<Policy, AddressFamily, Ruleset> compiler) {
    this.policy = policy;
    this.check = check;
    this.compiler = compiler;
  }

  /**
   * Makes them.
   *
   * @param check whether to compare them with the reference decision for every packet
   */
  static Outcome of(Settings settings, Policy policy, boolean check) {
    return of(
        settings,
        policy,
        check,
        (p, family) -> RulesetCompiler.compile(p, family, Optional.of(Table.SECURITY)));
  }

  static Outcome of(
      Settings settings,
      Policy policy,
      boolean check,
      BiFunction<Policy, AddressFamily, Ruleset> compiler) {
    Rendering rendering = new Rendering(policy, check, compiler);
    for (AddressFamily family : AddressFamily.values()) {
      rendering.add(family);
    }
    Report report =
        new Report(
            Optional.of(Verb.RENDER),
            rendering.error.isEmpty(),
            State.UNKNOWN,
            Map.of(),
            false,
            Optional.of(StateFiles.hash(settings)),
            Optional.empty(),
            PolicyWarnings.of(settings),
            rendering.error,
            rendering.documents,
            rendering.checked,
            List.of());
    return new Outcome(report, report.ok() ? Outcome.DONE : Outcome.FAILED);
  }

  private void add(AddressFamily family) {
    Ruleset ruleset = compiler.apply(policy, family);
    String document = StoredDocument.of(ruleset);
    documents.put(family.key(), document);
    if (!ruleset.sets().isEmpty()) {
      documents.put(Report.setsKey(family), SetDocument.of(ruleset.sets().values()));
    }
    if (check && error.isEmpty()) {
      compare(family, document, documents.getOrDefault(Report.setsKey(family), ""));
    }
  }

  /** What is compared is the text that goes to the kernel, read back. */
  private void compare(AddressFamily family, String document, String sets) {
    try {
      Result result =
          Check.compare(policy, StoredDocument.parse(family, document, SetDocument.parse(sets)));
      checked.put(family, result.classes());
      error = result.difference().map(found -> new Problem("rules-differ", null, found.text()));
    } catch (MalformedDumpException e) {
      error = Optional.of(new Problem("rules-differ", null, e.getMessage()));
    }
  }
}
