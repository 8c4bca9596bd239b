package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.text.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Charts in numbers and words. Pure. */
final class Charts {
  /** How far back charts go, in seconds. */
  static final int SPAN = 120;

  private static final double LEAST_BYTES = 1000;
  private static final double LEAST_PACKETS = 5;
  private static final double[] ROUND = {1, 2, 5, 10};

  private final Texts texts;
  private final Measures measures;

  Charts(Texts texts, Measures measures) {
    this.texts = texts;
    this.measures = measures;
  }

  /**
   * What a chart shows.
   *
   * @param series growth a second of each line, oldest first; not a number where it is not known
   * @param ceiling the value at the upper edge
   * @param ceilingText the same in words
   * @param legend what each line is, and its value now
   * @param said all of it in words
   */
  record Chart(
      List<double[]> series, double ceiling, String ceilingText, List<String> legend, String said) {
    Chart {
      series = List.copyOf(series);
      legend = List.copyOf(legend);
    }
  }

  /** What came and went by the tunnels. */
  Chart traffic(Trace received, Trace sent) {
    double most = most(received, sent);
    double ceiling = ceiling(Math.max(most, LEAST_BYTES));
    List<String> legend =
        List.of(
            texts.text("status.traffic.received", bytes(received.now())),
            texts.text("status.traffic.sent", bytes(sent.now())));
    return new Chart(
        List.of(received.rates(), sent.rates()),
        ceiling,
        bytes(ceiling),
        legend,
        texts.text(
            "status.chart.said",
            texts.text("status.card.tunnel"),
            String.join(", ", legend),
            bytes(most)));
  }

  /** What was stopped, by direction. */
  Chart blocked(Trace out, Trace in, Trace forward) {
    double most = most(out, in, forward);
    double ceiling = ceiling(Math.max(most, LEAST_PACKETS));
    List<String> legend = List.of(packets(out.now()), packets(in.now()), packets(forward.now()));
    String said =
        String.join(
            ", ",
            texts.text("status.blocked.out") + " " + legend.get(0),
            texts.text("status.blocked.in") + " " + legend.get(1),
            texts.text("status.blocked.forward") + " " + legend.get(2));
    return new Chart(
        List.of(out.rates(), in.rates(), forward.rates()),
        ceiling,
        packets(ceiling),
        legend,
        texts.text("status.chart.said", texts.text("status.card.blocked"), said, packets(most)));
  }

  private String bytes(double rate) {
    return Double.isNaN(rate)
        ? "–"
        : texts.text("status.rate.bytes", measures.bytes(Math.round(rate)));
  }

  private String packets(double rate) {
    return Double.isNaN(rate) ? "–" : texts.text("status.rate.packets", measures.rate(rate));
  }

  private static double most(Trace... traces) {
    return Arrays.stream(traces)
        .map(Trace::rates)
        .flatMapToDouble(DoubleStream::of)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  /** The next round number: 1, 2 or 5 and zeros. */
  static double ceiling(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double round : ROUND) {
      if (value <= round * power) {
        return round * power;
      }
    }
    return ROUND[ROUND.length - 1] * power;
  }
}
