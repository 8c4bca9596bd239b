package io.github.vpnfirewall.helper.netfilter;

import io.github.vpnfirewall.helper.protocol.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Probes through {@code leak-probe}, a Perl program of ours: Java can't bind to an interface. */
public final class ExecProber implements Prober {
  private static final Path PROBE = Path.of("/usr/lib/vpnfirewall/leak-probe");
  private static final Path PERL = Path.of("/usr/bin/perl");
  private static final Path INTERFACES = Path.of("/sys/class/net");

  /** Bits of net_device's flags (linux/if.h). */
  private static final int UP = 0x1;

  private static final int LOOPBACK = 0x8;

  private static final Pattern LINE =
      Pattern.compile("(\\d+) (sent|connect|send)(?::(\\w+))? (seen|unseen) \\S+");

  private final ToolRunner runner;

  /**
   * @param deadline it does not run longer
   */
  public ExecProber(Deadline deadline) {
    runner = new ToolRunner(deadline);
  }

  @Override
  public Optional<String> missing() {
    return Files.isExecutable(PERL) ? Optional.empty() : Optional.of("perl-base");
  }

  @Override
  public List<Card> cards() throws ToolException {
    try (Stream<Path> folders = Files.list(INTERFACES)) {
      List<Card> cards = new ArrayList<>();
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        card(folder).ifPresent(cards::add);
      }
      return cards;
    } catch (IOException e) {
      throw new ToolException("the interfaces cannot be listed: " + e.getMessage());
    }
  }

  private static Optional<Card> card(Path folder) {
    try {
      int flags = Integer.decode(Files.readString(folder.resolve("flags")).strip());
      return Optional.of(
          new Card(
              folder.getFileName().toString(),
              (flags & UP) != 0,
              (flags & LOOPBACK) != 0,
              (flags & UP) != 0 && !Files.readString(folder.resolve("carrier")).startsWith("0"),
              Files.exists(folder.resolve("brport"))
                  || Files.exists(folder.resolve("bonding_slave"))));
    } catch (IOException e) {
      return Optional.empty(); // it was taken away meanwhile
    }
  }

  @Override
  public List<Sighting> probe(List<Trial> trials) throws ToolException {
    StringBuilder input = new StringBuilder();
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      String targets =
          trial.targets().stream().map(Network::toString).collect(Collectors.joining(","));
      input.append(i).append(' ').append(trial.family().key()).append(' ');
      input.append(trial.kind().key()).append(' ').append(trial.interfaceName());
      input.append(' ').append(targets).append('\n');
    }
    return sightings(
        runner.begin(List.of(PROBE.toString()), input.toString()).output().lines().toList(),
        trials.size());
  }

  /** Reads what the program printed: of each trial one line in order, and its end. */
  static List<Sighting> sightings(List<String> lines, int count) throws ToolException {
    if (lines.size() != count + 1 || !lines.get(count).equals("end")) {
      throw new ToolException("leak-probe did not tell what came of each attempt");
    }
    List<Sighting> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Matcher line = LINE.matcher(lines.get(i));
      if (!line.matches() || !line.group(1).equals(Integer.toString(i))) {
        throw new ToolException("leak-probe told something that is not understood");
      }
      String error = line.group(3) == null ? "" : line.group(3);
      if (line.group(2).equals("sent") != error.isEmpty()) {
        throw new ToolException("leak-probe told something that is not understood");
      }
      found.add(new Sighting(answer(line.group(2)), error, line.group(4).equals("seen")));
    }
    return found;
  }

  private static Sighting.Answer answer(String step) {
    return switch (step) {
      case "sent" -> Sighting.Answer.SENT;
      case "send" -> Sighting.Answer.REFUSED;
      default -> Sighting.Answer.NO_WAY;
    };
  }
}
