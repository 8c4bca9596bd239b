package io.github.vpnfirewall.helper.netfilter;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The least that Java has to do to arm, as a floor for the bench: it starts the tools that {@code
 * arm} starts, with the same documents and as many at a time, waits for them, and looks at nothing
 * that they print. It takes no lock, reads no settings, plans, stores and checks nothing.
 */
final class SmallestArm {
  private static final File NOTHING = new File("/dev/null");

  private SmallestArm() {}

  /**
   * Runs.
   *
   * @param args the folder with the documents {@code ipv4} and {@code ipv6}, and with the nft(8)
   *     script {@code open}; then the names of the sets that rules look into, if there are any:
   *     {@code sets} has their document then, and {@code settings} what they come from, which
   *     cannot be done without being read
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String folder = args[0];
    String[] dump4 = {"/usr/sbin/iptables-save", "-c"};
    String[] dump6 = {"/usr/sbin/ip6tables-save", "-c"};
    String[] tables = {"/usr/sbin/nft", "-j", "list", "tables"};
    Process[] before = {start(NOTHING, dump4), start(NOTHING, dump6), start(NOTHING, tables)};
    if (args.length > 1) {
      var unused = JsonParser.parseString(Files.readString(Path.of(folder, "settings")));
      await(start(new File(folder, "sets"), "/usr/sbin/ipset", "restore"));
    }
    await(before);
    Process[] sets = new Process[args.length - 1];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = start(NOTHING, "/usr/sbin/ipset", "save", args[i + 1]);
    }
    await(
        start(new File(folder, "ipv6"), "/usr/sbin/ip6tables-restore", "--noflush", "--wait=3"),
        start(new File(folder, "ipv4"), "/usr/sbin/iptables-restore", "--noflush", "--wait=3"));
    Process flows = start(NOTHING, "/usr/sbin/conntrack", "-L");
    await(start(NOTHING, dump6), start(NOTHING, dump4));
    await(
        start(new File(folder, "open"), "/usr/sbin/nft", "-f", "-"),
        start(NOTHING, "/usr/sbin/ipset", "list", "-name"),
        start(NOTHING, tables));
    await(flows);
    await(sets);
    Runtime.getRuntime().halt(0);
  }

  private static Process start(File input, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
    builder.redirectInput(input).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    builder.environment().clear();
    return builder.start();
  }

  private static void await(Process... tools) throws InterruptedException {
    for (Process tool : tools) {
      if (tool.waitFor() != 0) {
        Runtime.getRuntime().halt(1);
      }
    }
  }
}
