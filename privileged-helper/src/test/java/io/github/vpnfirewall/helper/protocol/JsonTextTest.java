package io.github.vpnfirewall.helper.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The settings' hash, and so whether they count as changed, hangs on every byte. */
class JsonTextTest {
  private static final String LETTERS = "aZ0 \"\\/<>&='\n\t\r\b\u0000\u001f\u007f\u2028\u2029ä€😀";

  private final Random random = new Random(11);

  @Test
  void writesAsGsonDoes() {
    for (int i = 0; i < 2_000; i++) {
      JsonElement document = any(4);
      Gson gson = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
      assertEquals(gson.toJson(document), JsonText.compact(document));
      assertEquals(
          gson.newBuilder().setPrettyPrinting().create().toJson(document),
          JsonText.indented(document));
    }
  }

  private JsonElement any(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> JsonNull.INSTANCE;
      case 1 -> new JsonPrimitive(random.nextBoolean());
      case 2 -> new JsonPrimitive(random.nextInt());
      case 3 -> new JsonPrimitive(new BigDecimal(random.nextLong()));
      case 4 -> new JsonPrimitive(text());
      case 5 -> array(depth);
      default -> object(depth);
    };
  }

  private JsonArray array(int depth) {
    JsonArray array = new JsonArray();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(any(depth - 1));
    }
    return array;
  }

  private JsonObject object(int depth) {
    JsonObject object = new JsonObject();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.add(text(), any(depth - 1));
    }
    return object;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int[] letters = LETTERS.codePoints().toArray();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }
}
