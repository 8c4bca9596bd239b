package io.github.vpnfirewall.app.look;

import java.util.Locale;
import javafx.scene.text.Font;

/**
 * How large the desktop wants its text, for all windows of this program: JavaFX does not ask for
 * that on Linux. For the toolkit's thread.
 */
public final class TextSize {
  private static double scale = 1;

  private TextSize() {}

  /**
   * Takes effect for whatever gets a {@link Theme} from now on.
   *
   * @param times how many times as large as usual
   */
  public static void set(double times) {
    scale = times;
  }

  /** The size of ordinary text, in pixels. */
  public static double em() {
    return Font.getDefault().getSize() * scale;
  }

  /** So many pixels beside text of the usual size, beside text of this size. */
  public static double scaled(double pixels) {
    return pixels * scale;
  }

  /** A style sheet that makes all text of that size. */
  static String styleSheet() {
    return String.format(Locale.ROOT, "data:text/css,.root{-fx-font-size:%.2fpx;}", em());
  }
}
