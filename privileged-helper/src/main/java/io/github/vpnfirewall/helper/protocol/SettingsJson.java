package io.github.vpnfirewall.helper.protocol;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
   * Reads settings that are to be stored.
   *
   * @param document one JSON document in UTF-8, at most {@link #MAX_BYTES} long
   * @throws InvalidSettingsException if anything at all is wrong with it: the path names the field
   */
  public static Settings read(byte[] document) throws InvalidSettingsException {
    Settings settings = readStored(document);
    // Written, a text is at most twice as long, by its escapes: what is taken can be stored.
    if (document.length > MAX_BYTES / 4 && length(write(settings)) > MAX_BYTES) {
      throw new InvalidSettingsException(
          "too-large", "$", "Written down, this is longer than " + MAX_BYTES + " bytes");
    }
    return settings;
  }

  /**
   * Reads settings that have been stored: whether they can be is not asked again.
   *
   * @param document as of {@link #read}
   * @throws InvalidSettingsException as {@link #read}
   */
  public static Settings readStored(byte[] document) throws InvalidSettingsException {
    Optional<ServersJson.Found> found = ServersJson.read(document);
    if (found.isPresent()) {
      try {
        byte[] rest = found.get().rest().getBytes(StandardCharsets.UTF_8);
        return settings(StrictJson.parse(rest), found.get().servers());
      } catch (InvalidSettingsException e) {
        // Said below, with its place in the whole document.
      }
    }
    return settings(StrictJson.parse(document), List.of());
  }

  /** The document's own servers, if none have been read before. */
  private static Settings settings(JsonField root, List<Server> before)
      throws InvalidSettingsException {
    root.onlyWith(
        "version", "tunnel", "servers", "lan", "gateway", "pinHosts", "blockMode", "logBlocked");
    JsonField version = root.required("version");
    if (version.whole() != Settings.VERSION) {
      throw version.error("unknown-version", "This program reads version " + Settings.VERSION);
    }
    Settings.Tunnel tunnel = tunnel(root.required("tunnel"));
    List<Server> own = servers(root.required("servers"));
    List<Server> servers = before.isEmpty() ? own : before;
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
    return new Settings(
        tunnel,
        servers,
        lan,
        gateway,
        root.booleanOr("pinHosts", true),
        blockMode.isPresent() ? blockMode.get().as(BlockMode::parse) : BlockMode.REJECT,
        root.booleanOr("logBlocked", true));
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
    // By address as it is: to print thousands would take its time.
    Map<String, Map<Network, JsonField>> seen = new HashMap<>();
    for (JsonField item : field.items()) {
      Server server = server(item);
      String way =
          server.protocol().key() + (server.port().isPresent() ? server.port().get().number() : 0);
      JsonField first =
          seen.computeIfAbsent(way, any -> new HashMap<>()).putIfAbsent(server.address(), item);
      if (first != null) {
        throw item.error("duplicate", "The same server stands at " + first.path());
      }
      servers.add(server);
    }
    return servers;
  }

  private static Server server(JsonField field) throws InvalidSettingsException {
    field.onlyWith("address", "port", "protocol", "host", "label");
    JsonField text = field.required("address");
    Network address = text.as(Network::parse);
    NetworkRules.checkServer(address, text);
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
    return Optional.of(
        field
            .get()
            .checked(
                field.get().whole(),
                number -> new Port((int) Math.max(-1, Math.min(number, Port.MAX + 1L)))));
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
    for (JsonField item : interfaces.items()) {
      for (InterfaceName tunnel : tunnels) {
        if (item.as(InterfaceName::new).overlaps(tunnel)) {
          throw item.error(
              "invalid-value",
              item.string()
                  + " is the tunnel "
                  + tunnel
                  + " itself: name the interface that the other machines are behind, such as eth1");
        }
      }
    }
    return distinct(interfaces, InterfaceName::new);
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
    String indented = write(settings, FormattingStyle.PRETTY);
    return length(indented) <= MAX_BYTES ? indented : write(settings, FormattingStyle.COMPACT);
  }

  private static String write(Settings settings, FormattingStyle style) {
    StringWriter text = new StringWriter();
    JsonWriter writer = new JsonWriter(text);
    writer.setFormattingStyle(style);
    try {
      write(writer, settings, style);
    } catch (IOException e) {
      throw new UncheckedIOException("no text has an end", e);
    }
    return text.append('\n').toString();
  }

  private static void write(JsonWriter writer, Settings settings, FormattingStyle style)
      throws IOException {
    writer.beginObject().name("version").value(Settings.VERSION);
    writer.name("tunnel").beginObject();
    texts(writer.name("interfaces"), settings.tunnel().interfaces());
    writer.name("ipsec").value(settings.tunnel().ipsec());
    writer.name("allowInbound").value(settings.tunnel().allowInbound());
    texts(writer.name("clientUsers"), settings.tunnel().clientUsers()).endObject();
    boolean indented = style == FormattingStyle.PRETTY;
    writer.name("servers").jsonValue(ServersJson.write(settings.servers(), indented));
    writer.name("lan").beginObject().name("allow").value(settings.lan().allow());
    if (settings.lan().networks().isPresent()) {
      texts(writer.name("networks"), settings.lan().networks().get());
    } else {
      writer.name("networks").nullValue();
    }
    writer.name("dns").value(settings.lan().dns()).endObject();
    writer.name("gateway").beginObject();
    texts(writer.name("interfaces"), settings.gateway()).endObject();
    writer.name("pinHosts").value(settings.pinHosts());
    writer.name("blockMode").value(settings.blockMode().key());
    writer.name("logBlocked").value(settings.logBlocked());
    writer.endObject();
  }

  private static JsonWriter texts(JsonWriter writer, List<?> values) throws IOException {
    writer.beginArray();
    for (Object value : values) {
      writer.value(value.toString());
    }
    return writer.endArray();
  }
}
