package io.github.vpnfirewall.app.importer;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads any file that says how a VPN is reached. Pure: bytes in, a value out. */
public final class Importer {
  /** The longest file that is read, in bytes. */
  public static final int MAX_BYTES = TextFile.MAX_BYTES;

  private static final Pattern SCRIPT =
      Pattern.compile(
          "[ \\t]*(export[ \\t]+)?(" + String.join("|", OldScriptReader.NAMES) + ")\\+?=.*");
  private static final Pattern OPENVPN =
      Pattern.compile(
          "(--)?(remote|client|dev|dev-type|proto|tls-client|pull|setenv|config|server|secret|port"
              + "|nobind|auth-user-pass|remote-random|persist-tun|persist-key|ifconfig)(\\s.*)?"
              + "|<(ca|cert|key|connection|tls-auth|tls-crypt|auth-user-pass)>.*");

  private static final Map<Kind, Reader> READERS =
      Map.of(
          Kind.OPENVPN, new OpenVpnReader(),
          Kind.WIREGUARD, new WireGuardReader(),
          Kind.NETWORK_MANAGER, new KeyfileReader(),
          Kind.OLD_SCRIPT, new OldScriptReader(),
          Kind.SETTINGS, new SettingsReader());

  private Importer() {}

  /**
   * Reads a file. What kind it is is told by what is in it.
   *
   * @param fileName the file's name without its folder, which names WireGuard's interface; may be
   *     empty
   * @param content all that is in it, at most {@link #MAX_BYTES}
   * @throws ImportException if it is nothing that is known here, or something in it is wrong
   */
  public static Imported read(String fileName, byte[] content) throws ImportException {
    TextFile file = TextFile.of(fileName, content);
    return READERS.get(kind(file)).read(file);
  }

  private static Kind kind(TextFile file) throws ImportException {
    if (file.lines().stream().allMatch(String::isBlank)) {
      throw ImportException.whole("import.file.empty");
    }
    if (file.lines().stream().anyMatch(line -> SCRIPT.matcher(line).matches())) {
      return Kind.OLD_SCRIPT;
    }
    for (String line : file.lines()) {
      String text = line.strip();
      if (text.startsWith("{")) {
        return Kind.SETTINGS;
      }
      if (text.startsWith("[") && section(text)) {
        return Kind.WIREGUARD;
      }
      if (text.startsWith("[")) {
        return connection(file);
      }
      if (OPENVPN.matcher(text).matches()) {
        return Kind.OPENVPN;
      }
    }
    throw ImportException.whole("import.file.unknown");
  }

  private static Kind connection(TextFile file) throws ImportException {
    if (file.lines().stream().noneMatch(line -> line.strip().equals("[connection]"))) {
      throw ImportException.whole("import.file.unknown");
    }
    return Kind.NETWORK_MANAGER;
  }

  private static boolean section(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return name.startsWith("[interface]") || name.startsWith("[peer]");
  }
}
