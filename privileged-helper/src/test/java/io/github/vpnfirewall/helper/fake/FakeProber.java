package io.github.vpnfirewall.helper.fake;

import io.github.vpnfirewall.helper.netfilter.Card;
import io.github.vpnfirewall.helper.netfilter.Prober;
import io.github.vpnfirewall.helper.netfilter.Sighting;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.netfilter.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Interfaces that are not there. It sends only what the real one could. */
public final class FakeProber implements Prober {
  private static final Pattern NAME = Pattern.compile("[^\\s/]{1,15}");

  /** The interfaces that it has. */
  public final List<Card> cards = new ArrayList<>();

  /** What was asked for last. */
  public final List<Trial> tried = new ArrayList<>();

  /** What has to be installed first. */
  public Optional<String> missing = Optional.empty();

  /** What becomes of each. */
  public Function<Trial, Sighting> world;

  /** Run while it sends. */
  public Runnable meanwhile = () -> {};

  /**
   * @param world what becomes of what is sent
   */
  public FakeProber(Function<Trial, Sighting> world) {
    this.world = world;
  }

  @Override
  public Optional<String> missing() {
    return missing;
  }

  @Override
  public List<Card> cards() throws ToolException {
    return List.copyOf(cards);
  }

  @Override
  public List<Sighting> probe(List<Trial> trials) throws ToolException {
    if (missing.isPresent()) {
      throw new ToolException("leak-probe could not be started");
    }
    for (Trial trial : trials) {
      boolean sound =
          cards.stream().anyMatch(card -> card.up() && card.name().equals(trial.interfaceName()))
              && NAME.matcher(trial.interfaceName()).matches()
              && !trial.targets().isEmpty()
              && trial.targets().stream()
                  .allMatch(to -> to.isSingle() && to.family() == trial.family());
      if (!sound) {
        throw new ToolException("leak-probe failed (exit 1): not an attempt: " + trial);
      }
    }
    tried.clear();
    tried.addAll(trials);
    meanwhile.run();
    return trials.stream().map(world).toList();
  }
}
