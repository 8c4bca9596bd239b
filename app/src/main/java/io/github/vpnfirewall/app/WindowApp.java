package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.assistant.AssistantWindow;
import io.github.vpnfirewall.app.assistant.AssistantWork;
import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.window.ImportDialog;
import io.github.vpnfirewall.app.importer.window.ImportEntry;
import io.github.vpnfirewall.app.leaktest.LeakTestActions;
import io.github.vpnfirewall.app.leaktest.LeakTestWindow;
import io.github.vpnfirewall.app.look.TextSize;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.PictureSource;
import io.github.vpnfirewall.app.settings.SettingsDialog;
import io.github.vpnfirewall.app.status.StatusActions;
import io.github.vpnfirewall.app.status.StatusWindow;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.DesktopColours;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** The windows of the process with JavaFX. All methods are for the toolkit's thread. */
final class WindowApp implements StatusActions, LeakTestActions {
  private final PictureSource pictures;
  private final HelperClient helper;
  private final Texts texts;
  private final Set<View> waiting = EnumSet.noneOf(View.class);
  private Optional<Picture> latest = Optional.empty();
  private DesktopColours.Look look = new DesktopColours.Look(false, 1);
  private Theme theme = Theme.LIGHT;
  private boolean lookingFirst;
  private StatusWindow status;
  private LeakTestWindow leakTest;
  private SettingsDialog settings;
  private AssistantWindow assistant;
  private ImportDialog imports;
  private Alert about;

  WindowApp(PictureSource pictures, HelperClient helper, Texts texts) {
    this.pictures = pictures;
    this.helper = helper;
    this.texts = texts;
    pictures.listen(picture -> Platform.runLater(() -> picture(picture)));
    DesktopColours.follow(seen -> Platform.runLater(() -> look(seen)));
  }

  private void look(DesktopColours.Look seen) {
    if (!seen.equals(look)) { // style sheets take long
      look = seen;
      TextSize.set(seen.textScale());
      theme(seen.dark() ? Theme.DARK : Theme.LIGHT);
    }
  }

  private void theme(Theme asked) {
    theme = asked;
    if (status != null) {
      status.theme(asked);
    }
    if (leakTest != null) {
      leakTest.theme(asked);
    }
    if (settings != null) {
      settings.theme(asked);
    }
    if (assistant != null) {
      assistant.theme(asked);
    }
    if (imports != null) {
      imports.theme(asked);
    }
  }

  private void picture(Picture picture) {
    boolean first = latest.isEmpty();
    latest = Optional.of(picture);
    lookingFirst = first && picture.unreported();
    tellStatus();
    if (leakTest != null) {
      leakTest.show(picture);
    }
    if (settings != null) {
      settings.observe(picture.observation());
    }
    if (assistant != null) {
      assistant.show(picture);
    }
    if (imports != null) {
      picture.observation().settings().ifPresent(imports::current);
    }
    if (first) {
      if (lookingFirst) {
        lookFirst();
      }
      waiting.forEach(this::show);
      waiting.clear();
    }
  }

  /** Shows a window, or brings it to the front. */
  void show(View view) {
    switch (view) {
      case STATUS -> openStatus();
      case LEAK_TEST -> openLeakTest();
      case SETTINGS -> openSettings();
      case ASSISTANT -> openAssistant();
      case IMPORT -> openImport(List.of());
      case ABOUT -> openAbout();
    }
  }

  @Override
  public CompletionStage<HelperResult> arm() {
    cancelLeakTest();
    return helper
        .call(Verb.ARM)
        .whenComplete(
            (result, failure) -> {
              if (result != null && result.withoutSettings()) {
                Platform.runLater(this::openAssistant);
              }
            });
  }

  @Override
  public CompletionStage<HelperResult> disarm() {
    cancelLeakTest();
    return helper.call(Verb.DISARM);
  }

  @Override
  public HelperClient.Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
    return FreeWatch.start(helper, each, ended);
  }

  @Override
  public void refresh() {
    pictures.refresh();
    if (latest.map(Picture::observation).filter(Observation::helperInstalled).isPresent()) {
      ask(Verb.STATUS);
    }
  }

  /** What comes of it shows in the next picture. */
  private void ask(Verb verb) {
    var unused = helper.call(verb);
  }

  /** The helper's look leaves a report, but nobody asked for it: so only if it asks nobody. */
  private void lookFirst() {
    var unused =
        helper
            .isFree(Verb.STATUS)
            .thenAccept(
                free -> {
                  if (free) {
                    ask(Verb.STATUS);
                  } else {
                    Platform.runLater(this::lookedFirst);
                  }
                });
  }

  private void lookedFirst() {
    lookingFirst = false;
    tellStatus();
  }

  private void tellStatus() {
    if (status != null) {
      latest.ifPresent(seen -> status.show(lookingFirst ? seen.looking() : seen));
    }
  }

  @Override
  public CompletableFuture<HelperResult> verify() {
    return helper.call(Verb.VERIFY);
  }

  /** It would say nothing now; and what waits for a password must not hold up closing. */
  private void cancelLeakTest() {
    if (leakTest != null) {
      leakTest.cancel();
    }
  }

  private void openStatus() {
    if (status == null) {
      Clock clock = Clock.system(ZoneId.systemDefault());
      status = new StatusWindow(new Stage(), texts, theme, this, clock);
      ImportEntry.install(status.stage().getScene(), this::openImport);
      tellStatus();
    }
    status.open();
  }

  @Override
  public void openLeakTest() {
    if (leakTest == null) {
      Clock clock = Clock.system(ZoneId.systemDefault());
      leakTest = new LeakTestWindow(texts, theme, CommandLine.version(), this, clock);
      latest.ifPresent(leakTest::show);
    }
    leakTest.open();
  }

  @Override
  public void openSettings() {
    if (latest.isEmpty()) {
      waiting.add(View.SETTINGS); // what is stored is not known yet
      return;
    }
    if (settings != null && settings.stage().isShowing()) {
      settings.stage().toFront();
      return;
    }
    if (imports != null && imports.stage().isShowing()) {
      imports.stage().toFront(); // what it stores would be overwritten there
      return;
    }
    settings =
        SettingsDialog.open(
            owner(), texts, theme, latest.get().observation(), new SettingsCalls(helper));
    ImportEntry.install(settings.stage().getScene(), this::openImport);
  }

  private void openImport(List<Path> files) {
    if (latest.isEmpty()) {
      waiting.add(View.IMPORT); // what is stored is not known yet
      return;
    }
    if (imports == null || !imports.stage().isShowing()) {
      if (!closeSettings()) {
        return; // somebody goes on editing there
      }
      imports =
          ImportDialog.open(
              owner(),
              texts,
              theme,
              latest.get().observation().settings().orElse(Settings.empty()),
              wanted -> helper.call(Verb.CONFIGURE, Optional.of(wanted)));
    }
    imports.stage().toFront();
    imports.add(files);
  }

  /** Closes the settings, which asks first if something would be lost; says whether it did. */
  private boolean closeSettings() {
    if (settings != null && settings.stage().isShowing()) {
      Stage stage = settings.stage();
      stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
      return !stage.isShowing();
    }
    return true;
  }

  private void openAssistant() {
    if (latest.isEmpty()) {
      waiting.add(View.ASSISTANT); // what is stored is not known yet
      return;
    }
    if (assistant != null && assistant.stage().isShowing()) {
      assistant.stage().toFront();
      return;
    }
    Observation seen = latest.get().observation();
    assistant =
        AssistantWindow.open(
            owner(),
            texts,
            theme,
            seen.settings().orElse(Settings.empty()),
            new AssistantWork(helper, () -> latest.get().observation().links(), this::openSettings),
            Clock.systemUTC());
    assistant.show(latest.get());
  }

  private void openAbout() {
    if (about == null) {
      about = new Alert(Alert.AlertType.INFORMATION);
      about.setTitle(texts.text("about.title"));
      about.setHeaderText(texts.text("about.head", CommandLine.version()));
      about.setContentText(texts.text("about.text"));
      about.initOwner(owner());
      theme.applyTo(about.getDialogPane().getStylesheets());
      about.setOnHidden(hidden -> about = null);
      about.show();
    } else if (about.getDialogPane().getScene().getWindow() instanceof Stage stage) {
      stage.toFront();
    }
  }

  private Window owner() {
    return status != null && status.stage().isShowing() ? status.stage() : null;
  }
}
