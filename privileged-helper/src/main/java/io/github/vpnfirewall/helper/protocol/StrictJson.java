package io.github.vpnfirewall.helper.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One JSON document (RFC 8259) and nothing else: no comments, no duplicate names, no trailing text,
 * no broken UTF-8, and no more than fits the limits.
 */
final class StrictJson {
  /** The longest document, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  /** The most values that one document may hold, and so the most work that it can make. */
  private static final int MAX_VALUES = 200_000;

  private static final int MAX_DEPTH = 16;

  private final JsonReader reader;
  private int values;

  private StrictJson(JsonReader reader) {
    this.reader = reader;
  }

  static JsonElement parse(byte[] document) throws InvalidSettingsException {
    if (document.length > MAX_BYTES) {
      throw new InvalidSettingsException(
          "too-large", "$", "The document is longer than " + MAX_BYTES + " bytes (1 MiB)");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidSettingsException("not-json", "$", "The document is not UTF-8 text");
    }
    if (text.startsWith("\ufeff")) {
      throw new InvalidSettingsException(
          "not-json", "$", "The document begins with a byte order mark: leave it out");
    }
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    StrictJson parser = new StrictJson(reader);
    try {
      JsonElement element = parser.value(0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw parser.error("trailing-text", "There is text after the end of the document");
      }
      return element;
    } catch (EOFException e) {
      throw parser.error("cut-off", "The document ends too early");
    } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
      throw parser.error("not-json", "This is not JSON as RFC 8259 has it");
    } catch (IOException e) {
      throw parser.error("not-json", "The document cannot be read");
    }
  }

  private JsonElement value(int depth) throws IOException, InvalidSettingsException {
    if (depth > MAX_DEPTH) {
      throw error("too-deep", "Values are nested more than " + MAX_DEPTH + " deep");
    }
    if (++values > MAX_VALUES) {
      throw error("too-many", "The document holds more than " + MAX_VALUES + " values");
    }
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(depth);
      case BEGIN_ARRAY -> array(depth);
      case STRING -> new JsonPrimitive(whole(reader.nextString()));
      case NUMBER -> number(reader.nextString());
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT -> throw new MalformedJsonException("token");
    };
  }

  /** An escape can stand for half a character, which no file could hold again. */
  private String whole(String text) throws InvalidSettingsException {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
        throw error("not-json", "A text holds half of a character that needs two escapes");
      }
    }
    return text;
  }

  /** What is not written as a whole number is none: 1.194e3 is not a port. */
  private static JsonPrimitive number(String text) {
    return new JsonPrimitive(
        areDigits(text, text.startsWith("-") ? 1 : 0)
            ? new BigDecimal(text)
            : Double.valueOf(text));
  }

  /** Whether there is nothing from there on but decimal digits, and at least one. */
  static boolean areDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < text.length();
  }

  private JsonObject object(int depth) throws IOException, InvalidSettingsException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = whole(reader.nextName());
      if (object.has(name)) {
        throw error("duplicate-field", "The field stands here twice");
      }
      object.add(name, value(depth + 1));
    }
    reader.endObject();
    return object;
  }

  private JsonArray array(int depth) throws IOException, InvalidSettingsException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(value(depth + 1));
    }
    reader.endArray();
    return array;
  }

  private InvalidSettingsException error(String code, String message) {
    return new InvalidSettingsException(code, reader.getPath(), message);
  }
}
