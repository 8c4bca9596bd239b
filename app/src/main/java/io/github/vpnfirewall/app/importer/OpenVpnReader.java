package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.ArrayList;
import java.util.List;

/** Reads OpenVPN's profiles, {@code .ovpn} and {@code .conf}, as openvpn(8) does. */
final class OpenVpnReader implements Reader {
  private static final String CONNECTION = "connection";

  /** What one file is being read into. */
  private static final class Profile {
    private final OpenVpnConnection common = new OpenVpnConnection();
    private final List<List<String>> remotes = new ArrayList<>();
    private final List<Integer> remoteLines = new ArrayList<>();
    private final List<OpenVpnConnection> blocks = new ArrayList<>();
    private final Places places;
    private ServerProtocol only;
    private String device = "";
    private boolean random;
    private boolean waits;

    Profile(Places places) {
      this.places = places;
    }
  }

  @Override
  public Imported read(TextFile file) throws ImportException {
    Profile profile = new Profile(new Places(file.label()));
    int count = file.lines().size();
    for (int i = 1; i <= count; i++) {
      List<String> words = words(file.line(i), i);
      String tag = tag(words);
      if (tag.isEmpty()) {
        option(words, i, profile);
        continue;
      }
      int end = closing(file, tag, i, count + 1);
      if (tag.equals(CONNECTION)) {
        profile.blocks.add(block(file, i, end, profile.common));
      }
      i = end;
    }
    return finish(file, profile);
  }

  private static Imported finish(TextFile file, Profile profile) throws ImportException {
    List<OpenVpnConnection> connections = new ArrayList<>(profile.blocks);
    if (connections.isEmpty()) {
      for (int i = 0; i < profile.remotes.size(); i++) {
        OpenVpnConnection connection = new OpenVpnConnection(profile.common);
        connection.take(profile.remotes.get(i), profile.remoteLines.get(i));
        connections.add(connection);
      }
    } else if (!profile.remotes.isEmpty()) {
      profile.places.remark(Remark.note("import.remark.outside"));
    }
    if (connections.isEmpty()) {
      throw ImportException.whole(
          profile.waits ? "import.openvpn.server" : "import.openvpn.noremote");
    }
    for (OpenVpnConnection connection : connections) {
      if (profile.only == null || profile.only == connection.protocol()) {
        connection.addTo(profile.places);
      }
    }
    if (profile.random && connections.size() > 1) {
      profile.places.remark(Remark.note("import.remark.random"));
    }
    device(profile);
    return profile.places.done(file, Kind.OPENVPN, Imported.More.NONE);
  }

  private static void device(Profile profile) {
    switch (profile.device) {
      case "tun", "tap" -> profile.places.pattern(profile.device + "+");
      case "", "null" -> {
        return; // said as for every file without an interface
      }
      default -> profile.places.device(profile.device);
    }
  }

  private static void option(List<String> words, int line, Profile profile) throws ImportException {
    if (words.isEmpty()) {
      return;
    }
    switch (words.get(0)) {
      case "remote" -> {
        new OpenVpnConnection().take(words, line); // wrong ones are said at once
        profile.remotes.add(words);
        profile.remoteLines.add(line);
        if (profile.remotes.size() > TextFile.MAX_ENTRIES) {
          throw ImportException.at(line, "import.file.many");
        }
      }
      case "dev" -> profile.device = OpenVpnConnection.argument(words, 1, 1, line);
      case "proto-force" ->
          profile.only =
              OpenVpnConnection.protocol(OpenVpnConnection.argument(words, 1, 1, line), line);
      case "remote-random" -> profile.random = true;
      case "remote-random-hostname" ->
          profile.places.remark(Remark.careful("import.remark.randomname"));
      case "config" ->
          profile.places.remark(
              Remark.careful(
                  "import.remark.include",
                  Shown.of(OpenVpnConnection.argument(words, 1, 1, line))));
      case "route-nopull" -> profile.places.remark(Remark.careful("import.remark.routes"));
      case "server", "server-bridge", "mode", "tls-server" -> profile.waits = true;
      default -> profile.common.take(words, line);
    }
  }

  private static OpenVpnConnection block(
      TextFile file, int start, int end, OpenVpnConnection common) throws ImportException {
    OpenVpnConnection connection = new OpenVpnConnection(common);
    for (int i = start + 1; i < end; i++) {
      List<String> words = words(file.line(i), i);
      String tag = tag(words);
      if (!tag.isEmpty()) {
        i = closing(file, tag, i, end);
      } else if (!words.isEmpty()) {
        connection.take(words, i);
      }
    }
    if (!connection.hasRemote()) {
      throw ImportException.at(start, "import.openvpn.block");
    }
    return connection;
  }

  /** The line's words; the option without leading dashes, and without {@code setenv opt}. */
  private static List<String> words(String line, int number) throws ImportException {
    List<String> words = OpenVpnWords.split(line, number);
    if (words.isEmpty()) {
      return words;
    }
    if (words.get(0).length() > 2 && words.get(0).startsWith("--")) {
      words.set(0, words.get(0).substring(2));
    }
    boolean optional = words.size() > 2 && words.get(0).equals("setenv");
    return optional && words.get(1).equals("opt") ? words.subList(2, words.size()) : words;
  }

  /** The name of the block that begins here; empty if none does. */
  private static String tag(List<String> words) {
    String word = words.size() == 1 ? words.get(0) : "";
    return word.length() > 2 && word.startsWith("<") && word.endsWith(">")
        ? word.substring(1, word.length() - 1)
        : "";
  }

  /** Where the block ends, which must be before that line. */
  private static int closing(TextFile file, String tag, int start, int before)
      throws ImportException {
    for (int i = start + 1; i < before; i++) {
      if (file.line(i).stripLeading().startsWith("</" + tag + ">")) {
        return i;
      }
    }
    throw ImportException.at(start, "import.openvpn.unclosed", Shown.of(tag));
  }
}
