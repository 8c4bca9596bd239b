package io.github.vpnfirewall.helper.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reports as JSON: one document on one line. Fields that are not known are passed over when
 * reading, so that an older app understands a newer helper of the same protocol version.
 */
public final class ReportJson {
  /** The longest report that is read, in bytes. */
  public static final int MAX_BYTES = StrictJson.MAX_BYTES;

  private ReportJson() {}

  /** Writes a report without a closing newline. */
  public static String write(Report report) {
    JsonObject root = new JsonObject();
    root.addProperty("protocol", Report.PROTOCOL);
    root.add(
        "verb", report.verb().isPresent() ? text(report.verb().get().key()) : JsonNull.INSTANCE);
    root.addProperty("ok", report.ok());
    root.addProperty("state", report.state().key());
    JsonObject families = new JsonObject();
    for (AddressFamily family : AddressFamily.values()) {
      FamilyReport found = report.families().get(family);
      families.add(family.key(), found == null ? JsonNull.INSTANCE : write(found));
    }
    root.add("families", families);
    root.addProperty("changed", report.changed());
    root.add("settingsHash", text(report.settingsHash()));
    root.add("armedSince", moment(report.armedSince()));
    if (report.confirmBefore().isPresent()) {
      root.add("confirmBefore", moment(report.confirmBefore()));
    }
    JsonArray warnings = new JsonArray();
    for (Problem warning : report.warnings()) {
      warnings.add(write(warning));
    }
    root.add("warnings", warnings);
    root.add("error", report.error().isPresent() ? write(report.error().get()) : JsonNull.INSTANCE);
    if (!report.documents().isEmpty()) {
      JsonObject documents = new JsonObject();
      new TreeMap<>(report.documents()).forEach(documents::addProperty);
      root.add("documents", documents);
    }
    if (!report.checked().isEmpty()) {
      JsonObject checked = new JsonObject();
      new EnumMap<>(report.checked())
          .forEach((family, classes) -> checked.addProperty(family.key(), classes));
      root.add("checked", checked);
    }
    if (!report.attempts().isEmpty()) {
      root.add("attempts", AttemptJson.write(report.attempts()));
    }
    if (!report.lastBlocked().isEmpty()) {
      root.add("lastBlocked", BlockedPacketJson.write(report.lastBlocked()));
    }
    return root.toString(); // one line, nulls and all; a Gson would first get ready for every type
  }

  private static JsonObject write(FamilyReport family) {
    JsonObject object = new JsonObject();
    object.addProperty("enforced", family.enforced());
    object.addProperty("backstop", family.backstop());
    object.addProperty("rules", family.rules());
    object.add("fallback", text(family.fallback()));
    JsonObject blocked = new JsonObject();
    blocked.addProperty("out", family.blocked().out());
    blocked.addProperty("in", family.blocked().in());
    blocked.addProperty("forward", family.blocked().forward());
    object.add("blocked", blocked);
    return object;
  }

  private static JsonElement write(Problem problem) {
    JsonObject object = new JsonObject();
    object.addProperty("code", problem.code());
    object.add("path", text(Optional.ofNullable(problem.path())));
    object.addProperty("message", problem.message());
    return object;
  }

  private static JsonElement text(Optional<String> value) {
    return value.isPresent() ? text(value.get()) : JsonNull.INSTANCE;
  }

  private static JsonElement text(String value) {
    return new JsonPrimitive(value);
  }

  private static JsonElement moment(Optional<Instant> moment) {
    return moment.isPresent() ? text(moment.get().toString()) : JsonNull.INSTANCE;
  }

  /**
   * Reads a report.
   *
   * @throws InvalidReportException if the text is anything else than one report of protocol version
   *     {@link Report#PROTOCOL}
   */
  public static Report read(byte[] document) throws InvalidReportException {
    try {
      return read(StrictJson.parse(document));
    } catch (InvalidSettingsException e) {
      throw new InvalidReportException(e.path() + ": " + e.getMessage());
    }
  }

  private static Report read(JsonField root) throws InvalidSettingsException {
    JsonField protocol = root.required("protocol");
    if (protocol.whole() != Report.PROTOCOL) {
      throw protocol.error("unknown-version", "This program speaks protocol " + Report.PROTOCOL);
    }
    Map<AddressFamily, FamilyReport> families = new EnumMap<>(AddressFamily.class);
    JsonField byFamily = root.required("families");
    for (AddressFamily family : AddressFamily.values()) {
      Optional<JsonField> found = byFamily.nullable(family.key());
      if (found.isPresent()) {
        families.put(family, family(found.get()));
      }
    }
    List<Problem> warnings = new ArrayList<>();
    for (JsonField warning : root.required("warnings").items()) {
      warnings.add(problem(warning));
    }
    Map<String, String> documents = new TreeMap<>();
    Optional<JsonField> rendered = root.nullable("documents");
    if (rendered.isPresent()) {
      for (AddressFamily family : AddressFamily.values()) {
        for (String key : List.of(family.key(), Report.setsKey(family))) {
          Optional<JsonField> text = rendered.get().nullable(key);
          if (text.isPresent()) {
            documents.put(key, text.get().string());
          }
        }
      }
    }
    Optional<JsonField> error = root.nullable("error");
    Optional<JsonField> verb = root.nullable("verb");
    return new Report(
        verb.isPresent() ? Verb.parse(verb.get().string()) : Optional.empty(),
        root.required("ok").bool(),
        root.required("state").word(State.values(), State::key),
        families,
        root.required("changed").bool(),
        string(root, "settingsHash"),
        moment(root, "armedSince"),
        warnings,
        error.isPresent() ? Optional.of(problem(error.get())) : Optional.empty(),
        documents,
        checked(root),
        AttemptJson.read(root),
        moment(root, "confirmBefore"),
        BlockedPacketJson.read(root));
  }

  private static Optional<Instant> moment(JsonField object, String name)
      throws InvalidSettingsException {
    Optional<JsonField> field = object.nullable(name);
    return field.isPresent() ? Optional.of(field.get().moment()) : Optional.empty();
  }

  private static Map<AddressFamily, Long> checked(JsonField root) throws InvalidSettingsException {
    Map<AddressFamily, Long> checked = new EnumMap<>(AddressFamily.class);
    Optional<JsonField> found = root.nullable("checked");
    if (found.isPresent()) {
      for (AddressFamily family : AddressFamily.values()) {
        Optional<JsonField> classes = found.get().nullable(family.key());
        if (classes.isPresent()) {
          checked.put(family, classes.get().whole());
        }
      }
    }
    return checked;
  }

  private static FamilyReport family(JsonField field) throws InvalidSettingsException {
    JsonField blocked = field.required("blocked");
    return new FamilyReport(
        field.required("enforced").bool(),
        field.required("backstop").bool(),
        (int) Math.min(Integer.MAX_VALUE, field.required("rules").whole()),
        string(field, "fallback"),
        new FamilyReport.Blocked(
            blocked.required("out").whole(),
            blocked.required("in").whole(),
            blocked.required("forward").whole()));
  }

  private static Problem problem(JsonField field) throws InvalidSettingsException {
    return new Problem(
        field.required("code").string(),
        string(field, "path").orElse(null),
        field.required("message").string());
  }

  private static Optional<String> string(JsonField object, String name)
      throws InvalidSettingsException {
    Optional<JsonField> field = object.nullable(name);
    return field.isPresent() ? Optional.of(field.get().string()) : Optional.empty();
  }
}
