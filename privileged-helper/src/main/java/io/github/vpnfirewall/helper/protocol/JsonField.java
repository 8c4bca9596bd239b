package io.github.vpnfirewall.helper.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A value in a JSON document together with its path, so that every complaint names its field. */
final class JsonField {
  /** No longer than fits into 64 bits. */
  private static final int MOST_DIGITS = 18;

  private final JsonElement value;
  private final JsonField parent;
  private final String step;
  private final int index;

  private JsonField(JsonElement value, JsonField parent, String step, int index) {
    this.value = value;
    this.parent = parent;
    this.step = step;
    this.index = index;
  }

  /** The document itself. */
  JsonField(JsonElement value) {
    this(value, null, "$", 0);
  }

  /** Put together only when somebody asks, for there may be many thousand fields. */
  String path() {
    return parent == null ? step : parent.path() + (index < 0 ? "." + step : "[" + index + "]");
  }

  /** This object, if it has no field but those named. */
  JsonField onlyWith(String... names) throws InvalidSettingsException {
    List<String> known = List.of(names);
    for (String name : object().keySet()) {
      if (!known.contains(name)) {
        throw new InvalidSettingsException(
            "unknown-field",
            path() + "." + InvalidValueException.quote(name).replace("\"", ""),
            "There is no such field: there are " + String.join(", ", names));
      }
    }
    return this;
  }

  JsonField required(String name) throws InvalidSettingsException {
    Optional<JsonField> field = optional(name);
    if (field.isEmpty()) {
      throw new InvalidSettingsException(
          "missing-field", path() + "." + name, "The field is missing, and it has no default");
    }
    return field.get();
  }

  /** The field, unless it is absent. */
  Optional<JsonField> optional(String name) throws InvalidSettingsException {
    JsonElement found = object().get(name);
    return found == null ? Optional.empty() : Optional.of(new JsonField(found, this, name, -1));
  }

  /** The field, unless it is absent or null. */
  Optional<JsonField> nullable(String name) throws InvalidSettingsException {
    Optional<JsonField> field = optional(name);
    return field.isPresent() && field.get().value.isJsonNull() ? Optional.empty() : field;
  }

  boolean booleanOr(String name, boolean absent) throws InvalidSettingsException {
    Optional<JsonField> field = optional(name);
    return field.isPresent() ? field.get().bool() : absent;
  }

  JsonObject object() throws InvalidSettingsException {
    if (!value.isJsonObject()) {
      throw wrongType("an object { … }");
    }
    return value.getAsJsonObject();
  }

  boolean bool() throws InvalidSettingsException {
    if (!(value instanceof JsonPrimitive primitive) || !primitive.isBoolean()) {
      throw wrongType("true or false");
    }
    return value.getAsBoolean();
  }

  boolean isString() {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }

  String string() throws InvalidSettingsException {
    if (!isString()) {
      throw wrongType("a text in quotes");
    }
    return value.getAsString();
  }

  long whole() throws InvalidSettingsException {
    if (!(value instanceof JsonPrimitive primitive)
        || !primitive.isNumber()
        || !isWhole(value.getAsString())) {
      throw wrongType("a whole number");
    }
    return Long.parseLong(value.getAsString());
  }

  /** Without a plus sign, a fraction, an exponent, or zeros before it. */
  private static boolean isWhole(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - first;
    return digits >= 1
        && digits <= MOST_DIGITS
        && (digits == 1 || text.charAt(first) != '0')
        && StrictJson.areDigits(text, first);
  }

  /** A whole number that fits into 32 bits; what is beyond counts as the end of them. */
  int integer() throws InvalidSettingsException {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, whole()));
  }

  Instant moment() throws InvalidSettingsException {
    try {
      return Instant.parse(string());
    } catch (DateTimeException e) {
      throw error("invalid-value", "This is no moment as RFC 3339 writes it");
    }
  }

  /** The value of that name. */
  <E> E word(E[] values, Function<E, String> key) throws InvalidSettingsException {
    String text = string();
    for (E value : values) {
      if (key.apply(value).equals(text)) {
        return value;
      }
    }
    throw error("invalid-value", "There is no such word here");
  }

  List<JsonField> items() throws InvalidSettingsException {
    if (!value.isJsonArray()) {
      throw wrongType("a list [ … ]");
    }
    List<JsonField> items = new ArrayList<>();
    for (JsonElement item : value.getAsJsonArray()) {
      items.add(new JsonField(item, this, "", items.size()));
    }
    return items;
  }

  /** The text as a value of some type. */
  <T> T as(Function<String, T> parser) throws InvalidSettingsException {
    String text = string();
    return checked(() -> parser.apply(text));
  }

  /** What the supplier makes, its complaint tied to this field. */
  <T> T checked(Supplier<T> supplier) throws InvalidSettingsException {
    try {
      return supplier.get();
    } catch (InvalidValueException e) {
      throw error("invalid-value", e.getMessage());
    }
  }

  InvalidSettingsException wrongType(String wanted) {
    return error("wrong-type", "This must be " + wanted + ", but is " + kind());
  }

  InvalidSettingsException error(String code, String message) {
    return new InvalidSettingsException(code, path(), message);
  }

  private String kind() {
    if (value.isJsonNull()) {
      return "null";
    }
    if (value.isJsonObject()) {
      return "an object";
    }
    if (value.isJsonArray()) {
      return "a list";
    }
    JsonPrimitive primitive = value.getAsJsonPrimitive();
    if (primitive.isString()) {
      return "the text " + InvalidValueException.quote(primitive.getAsString());
    }
    return primitive.isBoolean()
        ? primitive.getAsString()
        : "the number " + InvalidValueException.quote(primitive.getAsString()).replace("\"", "");
  }
}
