package io.github.vpnfirewall.app.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.vpnfirewall.app.cli.ImportOutcome.OneFile;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Says what came of an import, for programs: one JSON document on one line. */
final class ImportJson {
  private final Texts texts;

  ImportJson(Texts texts) {
    this.texts = texts;
  }

  String write(ImportOutcome outcome) {
    JsonObject root = new JsonObject();
    root.addProperty("ok", outcome.exit() == Exit.DONE);
    root.addProperty("stored", outcome.stored());
    root.add("files", list(outcome.files(), this::file));
    root.add("notFound", names(outcome, Resolution::notFound));
    root.add("unanswered", names(outcome, Resolution::unanswered));
    root.add("rotating", names(outcome, Resolution::rotating));
    root.add(
        "changes",
        list(
            outcome.merged().map(merged -> merged.changes()).orElse(List.of()),
            change -> string(texts.text(change.key(), change.detail()))));
    root.add("warnings", list(outcome.warnings(), warning -> string(warning.message())));
    root.add(
        "settings",
        outcome
            .merged()
            .map(merged -> JsonParser.parseString(SettingsJson.write(merged.settings())))
            .orElse(JsonNull.INSTANCE));
    root.add("error", failure(outcome).map(this::string).orElse(JsonNull.INSTANCE));
    return new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(root);
  }

  private Optional<String> failure(ImportOutcome outcome) {
    Optional<HelperResult> refused = outcome.answer().filter(result -> !result.ok());
    return outcome
        .failure()
        .or(() -> refused.map(result -> texts.text(result.reason(), result.details())));
  }

  private JsonElement file(OneFile file) {
    JsonObject object = new JsonObject();
    object.addProperty("name", file.name());
    object.add(
        "kind",
        file.found()
            .map(f -> string(f.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')))
            .orElse(JsonNull.INSTANCE));
    object.add(
        "remarks",
        list(
            file.found().map(Imported::remarks).orElse(List.of()),
            r -> {
              JsonObject remark = new JsonObject();
              remark.addProperty("careful", r.careful());
              remark.addProperty("message", texts.text(r.key(), r.details()));
              return remark;
            }));
    object.add("error", file.wrong().map(this::wrong).orElse(JsonNull.INSTANCE));
    return object;
  }

  private JsonElement wrong(ImportException wrong) {
    JsonObject error = new JsonObject();
    error.add(
        "line",
        wrong.line().isPresent() ? new JsonPrimitive(wrong.line().getAsInt()) : JsonNull.INSTANCE);
    error.addProperty("message", texts.text(wrong.key(), wrong.details()));
    return error;
  }

  private JsonElement names(ImportOutcome outcome, Function<Resolution, List<String>> which) {
    return list(outcome.resolution().map(which).orElse(List.of()), this::string);
  }

  private JsonElement string(String text) {
    return new JsonPrimitive(text);
  }

  private static <T> JsonArray list(List<T> values, Function<T, JsonElement> writer) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(writer.apply(value)));
    return array;
  }
}
