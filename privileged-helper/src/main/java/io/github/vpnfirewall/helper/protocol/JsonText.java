package io.github.vpnfirewall.helper.protocol;

import com.google.gson.FormattingStyle;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON as text. Gson itself would first get ready for every type that there is. */
final class JsonText {
  private JsonText() {}

  /** The document, nulls and all; no closing newline. */
  static String of(JsonElement document, FormattingStyle style) {
    StringWriter text = new StringWriter();
    JsonWriter writer = new JsonWriter(text);
    writer.setFormattingStyle(style);
    writer.setHtmlSafe(false);
    writer.setSerializeNulls(true);
    try {
      write(document, writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // none that memory could throw
    }
    return text.toString();
  }

  private static void write(JsonElement element, JsonWriter writer) throws IOException {
    if (element.isJsonObject()) {
      writer.beginObject();
      for (Map.Entry<String, JsonElement> field : element.getAsJsonObject().entrySet()) {
        writer.name(field.getKey());
        write(field.getValue(), writer);
      }
      writer.endObject();
    } else if (element.isJsonArray()) {
      writer.beginArray();
      for (JsonElement item : element.getAsJsonArray()) {
        write(item, writer);
      }
      writer.endArray();
    } else if (element instanceof JsonPrimitive value) {
      if (value.isNumber()) {
        writer.value(value.getAsNumber());
      } else if (value.isBoolean()) {
        writer.value(value.getAsBoolean());
      } else {
        writer.value(value.getAsString());
      }
    } else {
      writer.nullValue();
    }
  }
}
