package io.github.vpnfirewall.helper.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Settings as JSON, strictly: what this reads is valid, and what it writes it can read. */
public final class SettingsJson {
  /** The longest settings document, in bytes. */
  public static final int MAX_BYTES = StrictJson.MAX_BYTES;

  /** The most servers, networks, interfaces and users that settings may hold, taken together. */
  public static final int MAX_ENTRIES = 20_000;

  private SettingsJson() {}

  /**
   * Reads settings.
   *
   * @param document one JSON document in UTF-8, at most {@link #MAX_BYTES} long
   * @throws InvalidSettingsException if anything at all is wrong with it: the path names the field
   */
  public static Settings read(byte[] document) throws InvalidSettingsException {
    JsonField root = new JsonField(StrictJson.parse(document));
    root.onlyWith(
        "version", "tunnel", "servers", "lan", "gateway", "pinHosts", "blockMode", "logBlocked");
    JsonField version = root.required("version");
    if (version.whole() != Settings.VERSION) {
      throw version.error("unknown-version", "This program reads version " + Settings.VERSION);
    }
    Settings.Tunnel tunnel = tunnel(root.required("tunnel"));
    List<Server> servers = servers(root.required("servers"));
    Settings.Lan lan = lan(root.optional("lan"));
    List<InterfaceName> gateway = gateway(root.optional("gateway"), tunnel.interfaces());
    Optional<JsonField> blockMode = root.optional("blockMode");
    int entries =
        tunnel.interfaces().size()
            + tunnel.clientUsers().size()
            + servers.size()
            + (lan.networks().isPresent() ? lan.networks().get().size() : 0)
            + gateway.size();
    if (entries > MAX_ENTRIES) {
      throw root.error(
          "too-many", "There are " + entries + " entries; at most " + MAX_ENTRIES + " fit");
    }
    Settings settings =
        new Settings(
            tunnel,
            servers,
            lan,
            gateway,
            root.booleanOr("pinHosts", true),
            blockMode.isPresent() ? blockMode.get().as(BlockMode::parse) : BlockMode.REJECT,
            root.booleanOr("logBlocked", true));
    // Written, a text is at most twice as long, by its escapes: what is taken can be stored.
    if (document.length > MAX_BYTES / 4 && length(write(settings)) > MAX_BYTES) {
      throw root.error("too-large", "Written down, this is longer than " + MAX_BYTES + " bytes");
    }
    return settings;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Settings.Tunnel tunnel(JsonField field) throws InvalidSettingsException {
    field.onlyWith("interfaces", "ipsec", "allowInbound", "clientUsers");
    Optional<JsonField> users = field.optional("clientUsers");
    return new Settings.Tunnel(
        distinct(field.required("interfaces"), InterfaceName::new),
        field.booleanOr("ipsec", false),
        field.booleanOr("allowInbound", false),
        users.isPresent() ? distinct(users.get(), UserName::new) : List.of());
  }

  private static List<Server> servers(JsonField field) throws InvalidSettingsException {
    List<Server> servers = new ArrayList<>();
    Map<String, JsonField> seen = new HashMap<>();
    for (JsonField item : field.items()) {
      Server server = server(item);
      JsonField first = seen.putIfAbsent(server.endpoint(), item);
      if (first != null) {
        throw item.error("duplicate", "The same server stands at " + first.path());
      }
      servers.add(server);
    }
    return servers;
  }

  private static Server server(JsonField field) throws InvalidSettingsException {
    field.onlyWith("address", "port", "protocol", "host", "label");
    Network address = field.required("address").as(Network::parse);
    NetworkRules.checkServer(address, field.required("address"));
    ServerProtocol protocol = field.required("protocol").as(ServerProtocol::parse);
    Optional<Port> port = port(field, protocol);
    Optional<JsonField> host = field.nullable("host");
    Optional<JsonField> label = field.nullable("label");
    return new Server(
        address,
        port,
        protocol,
        host.isPresent() ? Optional.of(host.get().as(HostName::new)) : Optional.empty(),
        label.isPresent() ? Optional.of(label.get().as(Server::checkLabel)) : Optional.empty());
  }

  private static Optional<Port> port(JsonField server, ServerProtocol protocol)
      throws InvalidSettingsException {
    Optional<JsonField> field = server.nullable("port");
    if (!protocol.hasPort()) {
      if (field.isPresent()) {
        throw field
            .get()
            .error(
                "invalid-value",
                "Protocol " + protocol.key() + " has no ports: leave the port out");
      }
      return Optional.empty();
    }
    if (field.isEmpty()) {
      throw new InvalidSettingsException(
          "missing-field",
          server.path() + ".port",
          "The port is missing: use 1 to 65535, or \"any\" if every port is meant");
    }
    if (field.get().isString() && field.get().string().equals("any")) {
      return Optional.empty();
    }
    long number = field.get().whole();
    return Optional.of(
        field.get().checked(() -> new Port((int) Math.max(-1, Math.min(number, Port.MAX + 1L)))));
  }

  private static Settings.Lan lan(Optional<JsonField> field) throws InvalidSettingsException {
    if (field.isEmpty()) {
      return Settings.empty().lan();
    }
    JsonField lan = field.get().onlyWith("allow", "networks", "dns");
    Optional<JsonField> networks = lan.nullable("networks");
    if (networks.isPresent()) {
      for (JsonField item : networks.get().items()) {
        NetworkRules.checkLan(item.as(Network::parse), item);
      }
    }
    return new Settings.Lan(
        lan.booleanOr("allow", false),
        networks.isPresent()
            ? Optional.of(distinct(networks.get(), Network::parse))
            : Optional.empty(),
        lan.booleanOr("dns", false));
  }

  private static List<InterfaceName> gateway(Optional<JsonField> field, List<InterfaceName> tunnels)
      throws InvalidSettingsException {
    if (field.isEmpty()) {
      return List.of();
    }
    JsonField interfaces = field.get().onlyWith("interfaces").required("interfaces");
    List<InterfaceName> names = distinct(interfaces, InterfaceName::new);
    for (int i = 0; i < names.size(); i++) {
      InterfaceName name = names.get(i);
      Optional<InterfaceName> tunnel = tunnels.stream().filter(name::overlaps).findFirst();
      if (tunnel.isPresent()) {
        throw new InvalidSettingsException(
            "invalid-value",
            interfaces.path() + "[" + i + "]",
            name
                + " is the tunnel "
                + tunnel.get()
                + " itself: name the interface that the other machines are behind, such as eth1");
      }
    }
    return names;
  }

  private static <T> List<T> distinct(JsonField list, Function<String, T> parser)
      throws InvalidSettingsException {
    Map<String, JsonField> seen = new HashMap<>(); // by text, which says all of such a value
    List<T> values = new ArrayList<>();
    for (JsonField item : list.items()) {
      T value = item.as(parser);
      JsonField first = seen.putIfAbsent(value.toString(), item);
      if (first != null) {
        throw item.error("duplicate", "The same value stands at " + first.path());
      }
      values.add(value);
    }
    return values;
  }

  /**
   * Writes settings as the file holds them: indented unless that is too long to be read again,
   * every field there, a closing newline. The same settings always give the same text.
   */
  public static String write(Settings settings) {
    JsonObject root = new JsonObject();
    root.addProperty("version", Settings.VERSION);
    JsonObject tunnel = new JsonObject();
    tunnel.add("interfaces", texts(settings.tunnel().interfaces()));
    tunnel.addProperty("ipsec", settings.tunnel().ipsec());
    tunnel.addProperty("allowInbound", settings.tunnel().allowInbound());
    tunnel.add("clientUsers", texts(settings.tunnel().clientUsers()));
    root.add("tunnel", tunnel);
    JsonArray servers = new JsonArray();
    for (Server server : settings.servers()) {
      servers.add(write(server));
    }
    root.add("servers", servers);
    JsonObject lan = new JsonObject();
    lan.addProperty("allow", settings.lan().allow());
    if (settings.lan().networks().isPresent()) {
      lan.add("networks", texts(settings.lan().networks().get()));
    } else {
      lan.add("networks", JsonNull.INSTANCE);
    }
    lan.addProperty("dns", settings.lan().dns());
    root.add("lan", lan);
    JsonObject gateway = new JsonObject();
    gateway.add("interfaces", texts(settings.gateway()));
    root.add("gateway", gateway);
    root.addProperty("pinHosts", settings.pinHosts());
    root.addProperty("blockMode", settings.blockMode().key());
    root.addProperty("logBlocked", settings.logBlocked());
    String indented = JsonText.indented(root) + "\n";
    return length(indented) <= MAX_BYTES ? indented : JsonText.compact(root) + "\n";
  }

  private static JsonObject write(Server server) {
    JsonObject object = new JsonObject();
    object.addProperty("address", server.address().toString());
    if (server.protocol().hasPort()) {
      if (server.port().isPresent()) {
        object.addProperty("port", server.port().get().number());
      } else {
        object.addProperty("port", "any");
      }
    }
    object.addProperty("protocol", server.protocol().key());
    if (server.host().isPresent()) {
      object.addProperty("host", server.host().get().text());
    }
    if (server.label().isPresent()) {
      object.addProperty("label", server.label().get());
    }
    return object;
  }

  private static JsonArray texts(List<?> values) {
    JsonArray array = new JsonArray();
    for (Object value : values) {
      array.add(value.toString());
    }
    return array;
  }
}
