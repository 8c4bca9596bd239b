package io.github.vpnfirewall.helper.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A value in a JSON document together with its path, so that every complaint names its field. */
final class JsonField {
  private final JsonField parent;
  private final String step;
  private final int index;

  /** A text, boolean or number, a map of fields by name, a list of them, or null as JSON has it. */
  Object value;

  /**
   * A field whose value is still to be read.
   *
   * @param parent what it stands in; null for the document itself
   * @param index which item of a list it is; negative for a field of an object
   */
  JsonField(JsonField parent, String step, int index) {
    this.parent = parent;
    this.step = step;
    this.index = index;
  }

  /** Put together only when somebody asks, for there may be many thousand fields. */
  String path() {
    return parent == null ? step : parent.path() + (index < 0 ? "." + step : "[" + index + "]");
  }

  /** This object, if it has no field but those named. */
  JsonField onlyWith(String... names) throws InvalidSettingsException {
    List<String> known = Arrays.asList(names);
    for (Object name : object().keySet()) {
      if (!known.contains(name)) {
        throw new InvalidSettingsException(
            "unknown-field",
            path() + "." + InvalidValueException.quote(name.toString()).replace("\"", ""),
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
    return Optional.ofNullable((JsonField) object().get(name));
  }

  /** The field, unless it is absent or null. */
  Optional<JsonField> nullable(String name) throws InvalidSettingsException {
    Optional<JsonField> field = optional(name);
    return field.isPresent() && field.get().value == null ? Optional.empty() : field;
  }

  boolean booleanOr(String name, boolean absent) throws InvalidSettingsException {
    Optional<JsonField> field = optional(name);
    return field.isPresent() ? field.get().bool() : absent;
  }

  private Map<?, ?> object() throws InvalidSettingsException {
    if (!(value instanceof Map<?, ?> fields)) {
      throw wrongType("an object { … }");
    }
    return fields;
  }

  boolean bool() throws InvalidSettingsException {
    if (!(value instanceof Boolean bool)) {
      throw wrongType("true or false");
    }
    return bool;
  }

  boolean isString() {
    return value instanceof String;
  }

  String string() throws InvalidSettingsException {
    if (!(value instanceof String text)) {
      throw wrongType("a text in quotes");
    }
    return text;
  }

  /** Without a plus sign, a fraction, an exponent, or zeros before it. */
  long whole() throws InvalidSettingsException {
    if (!(value instanceof Long number)) {
      throw wrongType("a whole number");
    }
    return number;
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
    if (!(value instanceof JsonField[] items)) {
      throw wrongType("a list [ … ]");
    }
    return Arrays.asList(items);
  }

  /** The text as a value of some type. */
  <T> T as(Function<String, T> parser) throws InvalidSettingsException {
    return checked(string(), parser);
  }

  /** What the function makes of it, its complaint tied to this field. */
  <A, T> T checked(A argument, Function<A, T> function) throws InvalidSettingsException {
    try {
      return function.apply(argument);
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
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof JsonField[]) {
      return "a list";
    }
    if (value instanceof String text) {
      return "the text " + InvalidValueException.quote(text);
    }
    return value instanceof Number
        ? "the number " + InvalidValueException.quote(value.toString()).replace("\"", "")
        : String.valueOf(value);
  }
}
