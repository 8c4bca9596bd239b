package io.github.vpnfirewall.helper.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/** JSON as text, as gson writes it, which would first get ready for every type that there is. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private final boolean indented;

  private JsonText(boolean indented) {
    this.indented = indented;
  }

  /** The document on one line, nulls and all; no closing newline. */
  static String compact(JsonElement document) {
    return new JsonText(false).write(document, 0).toString();
  }

  /** The same on many lines, each value on its own. */
  static String indented(JsonElement document) {
    return new JsonText(true).write(document, 0).toString();
  }

  private StringBuilder write(JsonElement element, int depth) {
    if (element instanceof JsonObject object) {
      text.append('{');
      boolean first = true;
      for (Map.Entry<String, JsonElement> field : object.entrySet()) {
        next(first, depth + 1);
        first = false;
        quote(field.getKey());
        text.append(indented ? ": " : ":");
        write(field.getValue(), depth + 1);
      }
      end(first, depth, '}');
    } else if (element instanceof JsonArray array) {
      text.append('[');
      for (int i = 0; i < array.size(); i++) {
        next(i == 0, depth + 1);
        write(array.get(i), depth + 1);
      }
      end(array.isEmpty(), depth, ']');
    } else if (element instanceof JsonPrimitive value && value.isString()) {
      quote(value.getAsString());
    } else {
      text.append(element.isJsonNull() ? "null" : element.getAsString());
    }
    return text;
  }

  private void next(boolean first, int depth) {
    if (!first) {
      text.append(',');
    }
    line(depth);
  }

  private void end(boolean empty, int depth, char bracket) {
    if (!empty) {
      line(depth);
    }
    text.append(bracket);
  }

  private void line(int depth) {
    if (indented) {
      text.append('\n');
      for (int i = 0; i < depth; i++) {
        text.append("  ");
      }
    }
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\f' -> text.append("\\f");
        default -> {
          if (c < 0x20 || c == 0x2028 || c == 0x2029) { // JavaScript takes the latter for line ends
            String digits = Integer.toHexString(c);
            text.append("\\u").append("0000", digits.length(), 4).append(digits);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
