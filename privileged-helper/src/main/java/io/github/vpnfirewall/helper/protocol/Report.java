package io.github.vpnfirewall.helper.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the helper found and did; {@link ReportJson} reads and writes it.
 *
 * @param verb the verb that was asked for; empty if the call was no valid one
 * @param ok whether what was asked for is done
 * @param state what was read back
 * @param families by family; a family that the host does not have is absent
 * @param changed whether this call changed anything in the kernel or in the stored settings
 * @param settingsHash SHA-256 of the settings that are applied, or would be, in hexadecimal
 * @param armedSince when it was armed, if it is
 * @param warnings what a person should know although nothing failed
 * @param error why {@code ok} is false, or what is missing
 * @param documents for {@code render}: the restore document of each family by its key, such as
 *     {@code ipv4}, and under {@code ipv4-sets} the sets that it looks into, if any; else empty
 * @param checked for {@code render --check}: how many classes of packets were compared with what
 *     the design says of them; else empty
 * @param attempts for {@code verify}: what was tried; else empty
 * @param confirmBefore if it was armed on trial: when it opens again unless it is confirmed by then
 * @param lastBlocked for {@code watch}: what was stopped last, newest first, at most {@link
 *     #MAX_LAST_BLOCKED}; else empty
 */
public record Report(
    Optional<Verb> verb,
    boolean ok,
    State state,
    Map<AddressFamily, FamilyReport> families,
    boolean changed,
    Optional<String> settingsHash,
    Optional<Instant> armedSince,
    List<Problem> warnings,
    Optional<Problem> error,
    Map<String, String> documents,
    Map<AddressFamily, Long> checked,
    List<Attempt> attempts,
    Optional<Instant> confirmBefore,
    List<BlockedPacket> lastBlocked) {
  /** The version of the form that this program speaks. */
  public static final int PROTOCOL = 1;

  /** How many blocked packets a report tells of at most. */
  public static final int MAX_LAST_BLOCKED = 20;

  /** Copies the collections. */
  public Report {
    families = Map.copyOf(families);
    warnings = List.copyOf(warnings);
    documents = Map.copyOf(documents);
    checked = Map.copyOf(checked);
    attempts = List.copyOf(attempts);
    lastBlocked = List.copyOf(lastBlocked);
  }

  /** A report of a call that has neither watched nor found a trial. */
  public Report(
      Optional<Verb> verb,
      boolean ok,
      State state,
      Map<AddressFamily, FamilyReport> families,
      boolean changed,
      Optional<String> settingsHash,
      Optional<Instant> armedSince,
      List<Problem> warnings,
      Optional<Problem> error,
      Map<String, String> documents,
      Map<AddressFamily, Long> checked,
      List<Attempt> attempts) {
    this(
        verb,
        ok,
        state,
        families,
        changed,
        settingsHash,
        armedSince,
        warnings,
        error,
        documents,
        checked,
        attempts,
        Optional.empty(),
        List.of());
  }

  /** A report of a call that has neither compared nor tried anything. */
  public Report(
      Optional<Verb> verb,
      boolean ok,
      State state,
      Map<AddressFamily, FamilyReport> families,
      boolean changed,
      Optional<String> settingsHash,
      Optional<Instant> armedSince,
      List<Problem> warnings,
      Optional<Problem> error,
      Map<String, String> documents) {
    this(
        verb,
        ok,
        state,
        families,
        changed,
        settingsHash,
        armedSince,
        warnings,
        error,
        documents,
        Map.of(),
        List.of());
  }

  /** The same of a machine that is armed on trial until then; of no trial if empty. */
  public Report withConfirmBefore(Optional<Instant> moment) {
    return with(ok, error, moment, lastBlocked);
  }

  /** The same with these packets, newest first. */
  public Report withLastBlocked(List<BlockedPacket> packets) {
    return with(ok, error, confirmBefore, packets);
  }

  /** The same of a call that failed for this reason. */
  public Report withError(Problem problem) {
    return with(false, Optional.of(problem), confirmBefore, lastBlocked);
  }

  private Report with(
      boolean done,
      Optional<Problem> problem,
      Optional<Instant> moment,
      List<BlockedPacket> packets) {
    return new Report(
        verb,
        done,
        state,
        families,
        changed,
        settingsHash,
        armedSince,
        warnings,
        problem,
        documents,
        checked,
        attempts,
        moment,
        packets);
  }

  /** Under which of {@link #documents} the sets are that a family's rules look into. */
  public static String setsKey(AddressFamily family) {
    return family.key() + "-sets";
  }

  /** A report of a call that failed before anything was read or changed. */
  public static Report failure(Optional<Verb> verb, Problem error) {
    return new Report(
        verb,
        false,
        State.UNKNOWN,
        Map.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(error),
        Map.of());
  }
}
