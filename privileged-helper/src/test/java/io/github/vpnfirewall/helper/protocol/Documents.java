package io.github.vpnfirewall.helper.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Settings documents for tests: a good one, and that one with something changed. */
public final class Documents {
  /** Every field there, and every value right. */
  public static final String GOOD =
      """
      {
        "version": 1,
        "tunnel": {
          "interfaces": ["tun0", "wg+"],
          "ipsec": false,
          "allowInbound": false,
          "clientUsers": ["openvpn", "998"]
        },
        "servers": [
          {
            "address": "198.51.100.7",
            "port": 1194,
            "protocol": "udp",
            "host": "seattle.vpn.example.org",
            "label": "Seattle"
          },
          { "address": "2001:db8::7", "protocol": "esp" }
        ],
        "lan": { "allow": true, "networks": ["192.168.1.0/24", "fd00:1::/64"], "dns": false },
        "gateway": { "interfaces": ["eth1"] },
        "pinHosts": true,
        "blockMode": "reject",
        "logBlocked": true
      }
      """;

  private Documents() {}

  /** The good document with this value, as JSON, at that path. */
  public static String with(String path, String json) {
    return edit(path, json);
  }

  /** The good document without that field. */
  public static String without(String path) {
    return edit(path, null);
  }

  /** Reads a document. */
  public static Settings read(String document) throws InvalidSettingsException {
    return SettingsJson.read(document.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a document that is right. */
  public static Settings settings(String document) {
    try {
      return read(document);
    } catch (InvalidSettingsException e) {
      throw new AssertionError(e.path() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Goes down the path and sets or removes its last step. What stands in the document is a marker
   * at first, so that any text can take its place: also one that no JSON library would write.
   */
  private static String edit(String path, String json) {
    JsonElement root = JsonParser.parseString(GOOD);
    List<String> steps = steps(path);
    if (steps.isEmpty()) {
      return json;
    }
    JsonElement at = root;
    for (String step : steps.subList(0, steps.size() - 1)) {
      at = at instanceof JsonArray list ? list.get(Integer.parseInt(step)) : member(at, step);
    }
    String last = steps.get(steps.size() - 1);
    if (at instanceof JsonArray list) {
      list.set(Integer.parseInt(last), JsonParser.parseString("\"@@\""));
    } else if (json == null) {
      if (at.getAsJsonObject().remove(last) == null) {
        throw new IllegalArgumentException("no such field: " + path);
      }
    } else {
      at.getAsJsonObject().addProperty(last, "@@");
    }
    return json == null ? root.toString() : root.toString().replace("\"@@\"", json);
  }

  private static JsonElement member(JsonElement object, String name) {
    JsonElement found = ((JsonObject) object).get(name);
    if (found == null) {
      throw new IllegalArgumentException("no such field: " + name);
    }
    return found;
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.substring(1).replace("[", ".").replace("]", "").split("\\.", -1)) {
      if (!step.isEmpty()) {
        steps.add(step);
      }
    }
    return steps;
  }
}
