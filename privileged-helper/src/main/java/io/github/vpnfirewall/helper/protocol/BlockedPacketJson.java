package io.github.vpnfirewall.helper.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A report's blocked packets as JSON. */
final class BlockedPacketJson {
  private BlockedPacketJson() {}

  static JsonArray write(List<BlockedPacket> packets) {
    JsonArray array = new JsonArray();
    for (BlockedPacket packet : packets) {
      JsonObject object = new JsonObject();
      object.addProperty("at", packet.at().toString());
      object.addProperty("direction", packet.direction().key());
      object.addProperty("family", packet.family().key());
      object.addProperty("source", packet.source());
      object.addProperty("destination", packet.destination());
      object.addProperty("protocol", packet.protocol());
      object.add(
          "port",
          packet.port().isPresent()
              ? new JsonPrimitive(packet.port().getAsInt())
              : JsonNull.INSTANCE);
      object.addProperty("link", packet.link());
      object.addProperty("count", packet.count());
      array.add(object);
    }
    return array;
  }

  /** Reads the blocked packets of a report; none if it has no such field. */
  static List<BlockedPacket> read(JsonField report) throws InvalidSettingsException {
    Optional<JsonField> found = report.nullable("lastBlocked");
    if (found.isEmpty()) {
      return List.of();
    }
    List<JsonField> items = found.get().items();
    if (items.size() > Report.MAX_LAST_BLOCKED) {
      throw found
          .get()
          .error("too-many", "There are at most " + Report.MAX_LAST_BLOCKED + " packets here");
    }
    List<BlockedPacket> packets = new ArrayList<>();
    for (JsonField item : items) {
      packets.add(packet(item));
    }
    return packets;
  }

  private static BlockedPacket packet(JsonField item) throws InvalidSettingsException {
    JsonField at = item.required("at");
    Direction direction = item.required("direction").word(Direction.values(), Direction::key);
    AddressFamily family = item.required("family").word(AddressFamily.values(), AddressFamily::key);
    String source = item.required("source").string();
    String destination = item.required("destination").string();
    String protocol = item.required("protocol").string();
    Optional<JsonField> port = item.nullable("port");
    OptionalInt number =
        port.isPresent() ? OptionalInt.of(port.get().integer()) : OptionalInt.empty();
    String link = item.required("link").string();
    int count = item.required("count").integer();
    return item.checked(
        at.moment(),
        moment ->
            new BlockedPacket(
                moment, direction, family, source, destination, protocol, number, link, count));
  }
}
