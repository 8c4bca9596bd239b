package io.github.vpnfirewall.helper.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report's attempts as JSON. */
final class AttemptJson {
  private AttemptJson() {}

  static JsonArray write(List<Attempt> attempts) {
    JsonArray array = new JsonArray();
    for (Attempt attempt : attempts) {
      JsonObject object = new JsonObject();
      object.addProperty("interface", attempt.interfaceName());
      object.addProperty("family", attempt.family().key());
      object.addProperty("kind", attempt.kind().key());
      object.addProperty("verdict", attempt.verdict().key());
      object.addProperty("detail", attempt.detail());
      array.add(object);
    }
    return array;
  }

  /** Reads the attempts of a report; none if it has no such field. */
  static List<Attempt> read(JsonField report) throws InvalidSettingsException {
    List<Attempt> attempts = new ArrayList<>();
    Optional<JsonField> found = report.nullable("attempts");
    if (found.isPresent()) {
      for (JsonField item : found.get().items()) {
        attempts.add(
            new Attempt(
                item.required("interface").string(),
                item.required("family").word(AddressFamily.values(), AddressFamily::key),
                item.required("kind").word(Attempt.Kind.values(), Attempt.Kind::key),
                item.required("verdict").word(Attempt.Verdict.values(), Attempt.Verdict::key),
                item.required("detail").string()));
      }
    }
    return attempts;
  }
}
