package io.github.vpnfirewall.helper.protocol;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** The most digits of a whole number: it fits into 64 bits. */
  private static final int MOST_DIGITS = 18;

  private final JsonReader reader;
  private int values;

  private StrictJson(String text) {
    reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
  }

  static JsonField parse(byte[] document) throws InvalidSettingsException {
    if (document.length > MAX_BYTES) {
      throw new InvalidSettingsException(
          "too-large", "$", "The document is longer than " + MAX_BYTES + " bytes (1 MiB)");
    }
    String text = new String(document, StandardCharsets.UTF_8);
    // What is no UTF-8 has become such a character, and does not come out again as it went in.
    if (text.indexOf('\ufffd') >= 0
        && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), document)) {
      throw new InvalidSettingsException("not-json", "$", "The document is not UTF-8 text");
    }
    if (text.startsWith("\ufeff")) {
      throw new InvalidSettingsException(
          "not-json", "$", "The document begins with a byte order mark: leave it out");
    }
    StrictJson parser = new StrictJson(text);
    try {
      JsonField root = parser.read(new JsonField(null, "$", 0), 0);
      if (parser.reader.peek() != JsonToken.END_DOCUMENT) {
        throw parser.error("trailing-text", "There is text after the end of the document");
      }
      return root;
    } catch (EOFException e) {
      throw parser.error("cut-off", "The document ends too early");
    } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
      throw parser.error("not-json", "This is not JSON as RFC 8259 has it");
    } catch (IOException e) {
      throw parser.error("not-json", "The document cannot be read");
    }
  }

  /** Reads the value that stands there. */
  private JsonField read(JsonField field, int depth) throws IOException, InvalidSettingsException {
    if (depth > MAX_DEPTH) {
      throw error("too-deep", "Values are nested more than " + MAX_DEPTH + " deep");
    }
    if (++values > MAX_VALUES) {
      throw error("too-many", "The document holds more than " + MAX_VALUES + " values");
    }
    switch (reader.peek()) {
      case BEGIN_OBJECT -> field.value = object(field, depth);
      case BEGIN_ARRAY -> field.value = array(field, depth);
      case STRING -> field.value = whole(reader.nextString());
      case NUMBER -> field.value = number(reader.nextString());
      case BOOLEAN -> field.value = reader.nextBoolean();
      case NULL -> reader.nextNull();
      case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT -> throw new MalformedJsonException("token");
    }
    return field;
  }

  /** An escape can stand for half a character, which no file could hold again. */
  private String whole(String text) throws InvalidSettingsException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          throw error("not-json", "A text holds half of a character that needs two escapes");
        }
        i++;
      }
    }
    return text;
  }

  /** What is not written as a whole number is none: 1.194e3 is not a port. */
  private static Number number(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    if (!areDigits(text, first)) {
      return Double.valueOf(text);
    }
    return text.length() - first > MOST_DIGITS ? new BigDecimal(text) : Long.valueOf(text);
  }

  private static boolean areDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < text.length();
  }

  private Map<String, JsonField> object(JsonField parent, int depth)
      throws IOException, InvalidSettingsException {
    Map<String, JsonField> fields = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = whole(reader.nextName());
      if (fields.containsKey(name)) {
        throw error("duplicate-field", "The field stands here twice");
      }
      fields.put(name, read(new JsonField(parent, name, -1), depth + 1));
    }
    reader.endObject();
    return fields;
  }

  private JsonField[] array(JsonField parent, int depth)
      throws IOException, InvalidSettingsException {
    List<JsonField> items = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      items.add(read(new JsonField(parent, "", items.size()), depth + 1));
    }
    reader.endArray();
    return items.toArray(new JsonField[0]);
  }

  private InvalidSettingsException error(String code, String message) {
    return new InvalidSettingsException(code, reader.getPath(), message);
  }
}
