package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.tray.dbus.Pixmap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PixmapsTest {
  private static final Path ICONS = Path.of("..", "icons");

  @ParameterizedTest
  @EnumSource
  void everyIconIsThereInEverySize(TrayIcon icon) {
    assertThat(Pixmaps.of(icon))
        .extracting(pixmap -> pixmap.width)
        .containsExactly(16, 22, 24, 32, 48, 64);
    assertThat(Pixmaps.of(icon))
        .allSatisfy(
            pixmap -> {
              assertThat(pixmap.height).isEqualTo(pixmap.width);
              assertThat(pixmap.argb).hasSize(pixmap.width * pixmap.height * 4);
            });
  }

  /** The bytes are alpha, red, green, blue, whatever the machine's own order is. */
  @ParameterizedTest
  @CsvSource({
    "PROTECTED, ff249a4b",
    "BLOCKING, ff249a4b",
    "LEAKING, ffd92d2d",
    "UNKNOWN, ffd92d2d",
    "BUSY, ff707a85"
  })
  void bytesAreAlphaRedGreenBlue(TrayIcon icon, String argb) {
    // Near the top, above every sign: inside shield and triangle.
    assertThat(pixel(icon, 64, 32, 10)).isEqualTo(argb);
    assertThat(pixel(icon, 64, 0, 0)).startsWith("00");
  }

  @Test
  void openShieldIsHollow() {
    assertThat(pixel(TrayIcon.EXPOSED, 64, 6, 20)).isEqualTo("ffd92d2d");
    assertThat(pixel(TrayIcon.EXPOSED, 64, 32, 26)).startsWith("00");
  }

  /** Red and green look alike to many: no two icons may share a shape. */
  @Test
  void shapesDifferWithoutColour() {
    for (TrayIcon one : TrayIcon.values()) {
      for (TrayIcon other : TrayIcon.values()) {
        if (one != other) {
          assertThat(differentPixels(shape(one), shape(other)))
              .as("pixels of 22x22 that tell %s from %s", one, other)
              .isGreaterThan(12);
        }
      }
    }
  }

  @Test
  void picturesAreOfTheDrawingsAsTheyAre() throws Exception {
    String drawings =
        Arrays.stream(TrayIcon.values())
            .map(icon -> icon.iconName() + ".svg")
            .sorted()
            .map(name -> sha256(ICONS.resolve(name)) + "  " + name + "\n")
            .collect(Collectors.joining());
    try (InputStream sums = Pixmaps.class.getResourceAsStream("sources.sha256")) {
      assertThat(new String(sums.readAllBytes(), StandardCharsets.UTF_8))
          .as("run icons/render-pixmaps and commit what it writes")
          .isEqualTo(drawings);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyIconHasADrawingAndASymbolicOne(TrayIcon icon) {
    assertThat(ICONS.resolve(icon.iconName() + ".svg")).isRegularFile();
    assertThat(ICONS.resolve(icon.iconName() + "-symbolic.svg")).isRegularFile();
  }

  private static String pixel(TrayIcon icon, int side, int x, int y) {
    int at = (y * side + x) * 4;
    return HexFormat.of().formatHex(picture(icon, side).argb, at, at + 4);
  }

  private static Pixmap picture(TrayIcon icon, int side) {
    return Pixmaps.of(icon).stream().filter(p -> p.width == side).findFirst().orElseThrow();
  }

  /** For each pixel: nothing, paint or white. */
  private static int[] shape(TrayIcon icon) {
    byte[] argb = picture(icon, 22).argb;
    int[] shape = new int[argb.length / 4];
    for (int i = 0; i < shape.length; i++) {
      boolean opaque = Byte.toUnsignedInt(argb[4 * i]) > 127;
      boolean white =
          Math.min(Byte.toUnsignedInt(argb[4 * i + 1]), Byte.toUnsignedInt(argb[4 * i + 2])) > 180;
      shape[i] = !opaque ? 0 : white ? 2 : 1;
    }
    return shape;
  }

  private static int differentPixels(int[] one, int[] other) {
    int different = 0;
    for (int i = 0; i < one.length; i++) {
      different += one[i] == other[i] ? 0 : 1;
    }
    return different;
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException | java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
