package io.github.vpnfirewall.app.look;

import io.github.vpnfirewall.app.assistant.Shots;
import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.SampleFiles;
import io.github.vpnfirewall.app.importer.window.ImportDialog;
import io.github.vpnfirewall.app.leaktest.LeakReports;
import io.github.vpnfirewall.app.leaktest.LeakTestActions;
import io.github.vpnfirewall.app.leaktest.LeakTestWindow;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.status.StatusActions;
import io.github.vpnfirewall.app.status.StatusWindow;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Report;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;

/**
 * Shows both windows in every state and keeps a picture of each. Arguments: the folder for the
 * pictures, then {@code light} or {@code dark}, then a language; and, if not all are wanted, how
 * the names of those that are begin.
 */
public final class Preview {
  private Preview() {}

  /** Starts JavaFX. */
  public static void main(String[] args) {
    Application.launch(Show.class, args);
  }

  /** The program. */
  public static final class Show extends Application {
    private static final Clock CLOCK = Clock.fixed(Pictures.NOW, ZoneOffset.UTC);

    private final Deque<Map.Entry<String, Supplier<Stage>>> shots = new ArrayDeque<>();
    private Path folder;
    private Theme theme;
    private Texts texts;

    @Override
    public void start(Stage ignored) throws IOException {
      folder = Files.createDirectories(Path.of(getParameters().getRaw().get(0)));
      TextSize.set(Double.parseDouble(System.getProperty("preview.text", "1")));
      theme = Theme.valueOf(getParameters().getRaw().get(1).toUpperCase(Locale.ROOT));
      texts = Texts.of(Locale.forLanguageTag(getParameters().getRaw().get(2)));
      Platform.setImplicitExit(false);
      Map<String, Picture> pictures = new LinkedHashMap<>();
      pictures.put("protected", Pictures.isProtected());
      pictures.put("blocking", Pictures.blocking());
      pictures.put("exposed", Pictures.exposed());
      pictures.put("leaking", Pictures.leaking());
      pictures.put("unknown", Pictures.unknown());
      pictures.put("busy", Pictures.busy(Pictures.exposed(), Task.ARMING));
      pictures.forEach((name, picture) -> shots.add(Map.entry(name, () -> status(picture, false))));
      shots.add(Map.entry("live", () -> live(false)));
      shots.add(Map.entry("live-trial", () -> live(true)));
      shots.add(Map.entry("refused", () -> status(Pictures.exposed(), true)));
      SettingsShots settings = new SettingsShots(texts, theme);
      settings.all().forEach((name, shot) -> shots.add(Map.entry(name, shot)));
      Map<String, Report> tests = new LinkedHashMap<>();
      tests.put("leaktest-stopped", LeakReports.stopped());
      tests.put("leaktest-partly", LeakReports.partly());
      tests.put("leaktest-leak", LeakReports.leak());
      tests.put("leaktest-disarmed", LeakReports.disarmed());
      tests.forEach(
          (name, found) -> shots.add(Map.entry(name, () -> leakTest(Optional.of(found)))));
      shots.add(Map.entry("import", () -> imports(List.of())));
      shots.add(
          Map.entry(
              "import-files", () -> imports(List.of("mullvad.conf", "50_user.conf", "x.ovpn"))));
      shots.add(Map.entry("leaktest-quick", () -> leakTest(Optional.empty())));
      Shots.all(texts, theme).forEach((name, shot) -> shots.add(Map.entry(name, shot)));
      String only = getParameters().getRaw().size() > 3 ? getParameters().getRaw().get(3) : "";
      shots.removeIf(shot -> !shot.getKey().startsWith(only));
      next();
    }

    private void next() {
      if (shots.isEmpty()) {
        Platform.exit();
        return;
      }
      Map.Entry<String, Supplier<Stage>> shot = shots.remove();
      Stage stage = shot.getValue().get();
      PauseTransition pause =
          new PauseTransition(Duration.millis(shot.getKey().startsWith("live") ? 6000 : 700));
      pause.setOnFinished(
          done -> {
            save(stage.getScene(), folder.resolve(shot.getKey() + "-" + theme + ".png"));
            stage.close();
            next();
          });
      pause.play();
    }

    private Stage status(Picture picture, boolean pressed) {
      StatusWindow window = new StatusWindow(new Stage(), texts, theme, new Refusing(), CLOCK);
      window.show(picture);
      window.open();
      if (pressed) {
        ((javafx.scene.control.Button) window.stage().getScene().lookup("#main")).fire();
      }
      return window.stage();
    }

    /** Two minutes of traffic and of stopped packets. */
    private Stage live(boolean trial) {
      Refusing actions = new Refusing();
      AtomicInteger second = new AtomicInteger();
      Clock clock =
          new Clock() {
            @Override
            public Instant instant() {
              return Pictures.NOW.plusSeconds(second.get());
            }

            @Override
            public ZoneId getZone() {
              return CLOCK.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          };
      StatusWindow window = new StatusWindow(new Stage(), texts, theme, actions, clock);
      window.open();
      Platform.runLater(() -> Platform.runLater(() -> window.stage().setHeight(1150)));
      step(window, actions, second, trial);
      return window.stage();
    }

    private void step(StatusWindow window, Refusing actions, AtomicInteger second, boolean trial) {
      int now = second.incrementAndGet();
      window.show(Pictures.busyTunnel(now));
      Optional<Instant> until =
          trial ? Optional.of(Pictures.NOW.plusSeconds(162)) : Optional.empty();
      actions.watcher.orElseThrow().accept(Pictures.watched(now).withConfirmBefore(until));
      if (now < 120) {
        Platform.runLater(() -> step(window, actions, second, trial));
      }
    }

    /** Files that name addresses alone, so that nothing is looked up; and a wrong one. */
    private Stage imports(List<String> names) {
      ImportDialog dialog =
          ImportDialog.open(
              null,
              texts,
              theme,
              Pictures.settings(),
              wanted -> CompletableFuture.completedFuture(new HelperResult.Dismissed()));
      dialog.add(names.stream().map(this::sample).toList());
      return dialog.stage();
    }

    private Path sample(String name) {
      try {
        String text =
            name.equals("x.ovpn")
                ? "client\nremote oslo.example.org 99999\n"
                : new String(SampleFiles.bytes(name), StandardCharsets.UTF_8)
                    .replace("vpn.example.org", "");
        return Files.writeString(folder.resolve(name), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Stage leakTest(Optional<Report> found) {
      LeakTestWindow window = new LeakTestWindow(texts, theme, "0.1.0", new Testing(found), CLOCK);
      window.show(Pictures.isProtected());
      window.open();
      if (found.isPresent()) {
        ((javafx.scene.control.Button) window.stage().getScene().lookup("#start")).fire();
      }
      return window.stage();
    }

    private static void save(Scene scene, Path file) {
      WritableImage image =
          new WritableImage(
              (int) Math.ceil(scene.getWidth() * scene.getWindow().getOutputScaleX()),
              (int) Math.ceil(scene.getHeight() * scene.getWindow().getOutputScaleY()));
      javafx.scene.SnapshotParameters how = new javafx.scene.SnapshotParameters();
      how.setTransform(
          javafx.scene.transform.Transform.scale(
              scene.getWindow().getOutputScaleX(), scene.getWindow().getOutputScaleY()));
      image = scene.getRoot().snapshot(how, image);
      int width = (int) image.getWidth();
      int height = (int) image.getHeight();
      BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
        }
      }
      try {
        ImageIO.write(copy, "png", file.toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Finds what it was told. */
    private record Testing(Optional<Report> found) implements LeakTestActions {
      @Override
      public CompletableFuture<HelperResult> verify() {
        return CompletableFuture.completedFuture(new HelperResult.Reported(found.orElseThrow(), 0));
      }

      @Override
      public CompletableFuture<HelperResult> arm() {
        return CompletableFuture.completedFuture(new HelperResult.NoAgent());
      }
    }

    /** Presses lead to the same refusal. */
    private static final class Refusing implements StatusActions {
      private Optional<Consumer<Report>> watcher = Optional.empty();

      @Override
      public CompletableFuture<HelperResult> arm() {
        return CompletableFuture.completedFuture(new HelperResult.NoAgent());
      }

      @Override
      public CompletableFuture<HelperResult> disarm() {
        return arm();
      }

      @Override
      public void openSettings() {}

      @Override
      public void openLeakTest() {}

      @Override
      public void refresh() {}

      @Override
      public HelperClient.Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
        watcher = Optional.of(each);
        return () -> {};
      }
    }
  }
}
