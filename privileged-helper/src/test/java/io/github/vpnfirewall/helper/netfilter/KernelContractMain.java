package io.github.vpnfirewall.helper.netfilter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the contract against the kernel of its network namespace, a line of text for each case. It
 * is started in a namespace of its own, and refuses to touch the one that it was told of.
 */
final class KernelContractMain {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private KernelContractMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 1 || !args[0].startsWith("net:[") || args[0].equals(namespace())) {
      System.out.println("REFUSED this is no network namespace of its own: " + namespace());
      System.exit(2);
    }
    System.out.println("STARTED in " + namespace() + ", not in " + args[0]);
    for (String name : ContractCases.names()) {
      clean();
      long start = System.nanoTime();
      try {
        ContractCases.run(name, new ExecNetfilter(Deadline.in(LIMIT)));
        System.out.printf("PASSED %s (%d ms)%n", name, (System.nanoTime() - start) / 1_000_000);
      } catch (Throwable e) {
        System.out.println("FAILED " + name + " " + e.toString().replaceAll("\\s*\\R\\s*", " ⏎ "));
      }
    }
    System.out.println("ENDED");
  }

  static String namespace() throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
  }

  /** By other means than the ones on trial. */
  private static void clean() throws Exception {
    run(List.of("/usr/sbin/nft", "flush", "ruleset"));
    List<String> legacy = List.of("/usr/sbin/iptables-legacy", "/usr/sbin/ip6tables-legacy");
    for (String tool : legacy) {
      for (String table : List.of("filter", "mangle", "security", "nat")) {
        run(List.of(tool, "-t", table, "-F"));
        run(List.of(tool, "-t", table, "-X"));
      }
      for (String chain : List.of("INPUT", "FORWARD", "OUTPUT")) {
        run(List.of(tool, "-P", chain, "ACCEPT"));
      }
    }
    run(List.of("/usr/sbin/ipset", "destroy"));
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("could not clean up: " + command);
    }
  }
}
