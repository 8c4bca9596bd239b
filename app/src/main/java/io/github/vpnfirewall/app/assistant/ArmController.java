package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.assistant.ArmStep.Mode;
import io.github.vpnfirewall.app.assistant.ArmStep.Phase;
import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.text.Texts;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/** Binds the last page: storing, arming, the trial, and what came of it. */
public final class ArmController {
  private static final double EMBLEM_SIZE = 84;

  private final Texts texts;
  private final ArmStep model;
  private Emblem drawn;

  @FXML private Pane choice;
  @FXML private Label already;
  @FXML private Pane modes;
  @FXML private RadioButton trial;
  @FXML private RadioButton now;
  @FXML private RadioButton later;
  @FXML private Label before;
  @FXML private Pane working;
  @FXML private Label workingText;
  @FXML private Pane outcome;
  @FXML private StackPane emblem;
  @FXML private Label word;
  @FXML private Label left;
  @FXML private Label sentence;
  @FXML private Label how;

  ArmController(Texts texts, ArmStep model) {
    this.texts = texts;
    this.model = model;
  }

  @FXML
  void initialize() {
    emblem.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Map<Mode, RadioButton> buttons = Map.of(Mode.TRIAL, trial, Mode.ARM, now, Mode.STORE, later);
    buttons.forEach(
        (mode, button) ->
            button
                .selectedProperty()
                .addListener(
                    (o, was, is) -> {
                      if (is) {
                        model.mode().set(mode);
                      }
                    }));
    model.mode().addListener((o, was, is) -> buttons.get(is).setSelected(true));
    buttons.get(model.mode().get()).setSelected(true);
    before.textProperty().bind(model.tunnel());
    sentence.textProperty().bind(model.tunnel());
    model.phase().addListener(change -> show());
    model.left().addListener(change -> count());
    model.seen().addListener(change -> observed());
    show();
  }

  private void observed() {
    showAlready();
    sign();
  }

  private void showAlready() {
    boolean armed = model.alreadyArmed() && model.phase().get() == Phase.CHOOSING;
    Shown.when(already, armed);
    Shown.when(modes, !model.alreadyArmed());
  }

  private void show() {
    Phase phase = model.phase().get();
    boolean choosing = phase == Phase.CHOOSING || phase == Phase.STORING || phase == Phase.ARMING;
    Shown.when(choice, choosing);
    Shown.when(outcome, !choosing);
    modes.setDisable(model.busy());
    Shown.when(working, choosing && model.busy());
    workingText.setText(
        texts.text(phase == Phase.ARMING ? "assistant.arm.arming" : "assistant.arm.storing"));
    showAlready();
    if (!choosing) {
      tell(phase);
    }
    count();
  }

  /** Keys of the text bundle. */
  private record Words(String title, String how) {}

  private void tell(Phase phase) {
    Words words =
        switch (phase) {
          case ARMED -> new Words("assistant.armed.title", "assistant.armed.how");
          case STORED -> new Words("assistant.stored.title", "assistant.stored.how");
          case OPENED -> new Words("assistant.opened.title", "assistant.opened.how");
          case CONFIRMING -> new Words("assistant.trial.title", "assistant.arm.confirming");
          case CHOOSING, STORING, ARMING, TRIAL ->
              new Words("assistant.trial.title", "assistant.trial.how");
        };
    word.setText(texts.text(words.title()));
    sign();
    how.setText(texts.text(words.how()));
    Shown.when(left, phase == Phase.TRIAL);
    Shown.when(sentence, phase != Phase.STORED && phase != Phase.OPENED);
  }

  /** What was read back, as the tray shows it too. */
  private void sign() {
    Emblem sign = model.seen().get().map(Emblem::of).orElse(Emblem.UNKNOWN);
    if (sign != drawn) {
      drawn = sign;
      emblem.getChildren().setAll(sign.draw(EMBLEM_SIZE));
      emblem.getStyleClass().setAll("emblem", sign.tone().styleClass());
    }
    emblem.setAccessibleText(word.getText());
  }

  private void count() {
    long seconds = model.left().get();
    left.setText(
        seconds == 0
            ? texts.text("assistant.trial.left.none")
            : seconds == 1
                ? texts.text("assistant.trial.left.one")
                : texts.text("assistant.trial.left.many", seconds));
  }
}
