package io.github.vpnfirewall.app.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * What the fuzz targets share. A target is a class whose name ends in {@code Fuzz}, with a method
 * {@code fuzzerTestOneInput} that throws if what a parser makes of the input is wrong. {@code ./run
 * fuzz} lets a fuzzer invent inputs for it; every build tries those kept in {@code fuzz/NAME}.
 */
public final class Fuzzing {
  /** The longest input that any parser takes, in bytes. */
  public static final int LONGEST = 1 << 20;

  /** One input in so many is also tried at length: that is what takes time. */
  private static final int ONE_IN = 256;

  /** How much work such an input may be. In time of the processor, which others do not lengthen. */
  private static final Duration MOST = Duration.ofSeconds(10);

  private static volatile boolean taken;
  private static volatile boolean refused;

  private Fuzzing() {}

  /** A parser with what is demanded of it. */
  @FunctionalInterface
  public interface Check {
    /**
     * @throws Exception if it is not as demanded
     */
    void on(byte[] input) throws Exception;
  }

  /** Tries an input, and now and then as many more of the same as a parser has to bear. */
  public static void run(byte[] input, Check check) {
    CRC32 sum = new CRC32();
    sum.update(input);
    try {
      check.on(input);
      if (sum.getValue() % ONE_IN == 0) {
        long before = worked();
        check.on(swollen(input, LONGEST));
        if (worked() - before > MOST.toNanos()) {
          throw new AssertionError("more of the same is more work than it may be");
        }
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("thrown, though it is not declared", e);
    }
  }

  /** How long this thread has had a processor, in nanoseconds. */
  private static long worked() throws IOException {
    return Long.parseLong(
        Files.readString(Path.of("/proc/thread-self/schedstat")).split(" ", 2)[0]);
  }

  /** The input with its middle so often that all of it is nearly that long. */
  public static byte[] swollen(byte[] input, int length) {
    int from = input.length / 4;
    int to = input.length - from;
    ByteArrayOutputStream more = new ByteArrayOutputStream();
    more.write(input, 0, from);
    while (to > from && more.size() + input.length < length) {
      more.write(input, from, to - from);
    }
    more.write(input, to, input.length - to);
    return more.toByteArray();
  }

  /** As text; what is no UTF-8 becomes what a reader would make of it. */
  public static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /**
   * Tells what came of an input. A target where only one of the two ever happens tries nothing.
   *
   * @param accepted whether the parser made something of it
   */
  public static void outcome(boolean accepted) {
    taken |= accepted;
    refused |= !accepted;
  }

  static void forgetOutcomes() {
    taken = false;
    refused = false;
  }

  static boolean sawBoth() {
    return taken && refused;
  }
}
