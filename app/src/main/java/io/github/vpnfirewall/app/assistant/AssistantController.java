package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.assistant.ArmStep.Mode;
import io.github.vpnfirewall.app.assistant.ArmStep.Phase;
import io.github.vpnfirewall.app.text.Texts;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;

/** Binds the frame around the pages: where one is, what went wrong, and the buttons. */
public final class AssistantController {
  private final Texts texts;
  private final AssistantViewModel model;

  @FXML private HBox trail;
  @FXML private Label title;
  @FXML private Label intro;
  @FXML private Node vpn;
  @FXML private Node lan;
  @FXML private Node preview;
  @FXML private Node arm;
  @FXML private Pane problem;
  @FXML private Label problemText;
  @FXML private Button cancel;
  @FXML private Button back;
  @FXML private Button next;

  AssistantController(Texts texts, AssistantViewModel model) {
    this.texts = texts;
    this.model = model;
  }

  @FXML
  void initialize() {
    StringBinding wrong =
        Bindings.createStringBinding(
            this::wrong, model.step(), model.vpn().problem(), model.arm().problem());
    problemText.textProperty().bind(wrong);
    problem.visibleProperty().bind(problemText.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    next.disableProperty().bind(model.canGoOn().not());
    back.disableProperty().bind(model.canGoBack().not());
    model.canGoOn().addListener((o, was, can) -> lead(can));
    model.step().addListener(change -> turn());
    model.arm().phase().addListener(change -> name());
    model.arm().mode().addListener(change -> name());
    turn();
  }

  /** Enter leads on as soon as it can; but nobody is taken away from a choice. */
  private void lead(boolean can) {
    boolean elsewhere =
        next.getScene() != null && !(next.getScene().getFocusOwner() instanceof CheckBox);
    if (can && elsewhere) {
      next.requestFocus();
    }
  }

  @FXML
  void next() {
    model.goOn();
  }

  @FXML
  void back() {
    model.goBack();
  }

  @FXML
  void cancel() {
    model.leave();
  }

  private String wrong() {
    return switch (model.step().get()) {
      case VPN -> model.vpn().problem().get();
      case ARM -> model.arm().problem().get();
      case LAN, PREVIEW -> "";
    };
  }

  private void turn() {
    Step now = model.step().get();
    Map.of(Step.VPN, vpn, Step.LAN, lan, Step.PREVIEW, preview, Step.ARM, arm)
        .forEach((step, page) -> Shown.when(page, step == now));
    title.setText(texts.text(now.title()));
    intro.setText(texts.text(now.intro()));
    trail.getChildren().clear();
    for (Step step : Step.values()) {
      trail.getChildren().add(mark(step, now));
    }
    trail.setAccessibleText(
        texts.text("assistant.step.position", now.number(), Step.values().length, title.getText()));
    name();
    next.requestFocus();
  }

  private Label mark(Step step, Step now) {
    Label label = new Label(step.number() + "  " + texts.text(step.shortTitle()));
    label.getStyleClass().add("stop");
    if (step == now) {
      label.getStyleClass().add("now");
    } else if (step.number() < now.number()) {
      label.getStyleClass().add("past");
    }
    return label;
  }

  private void name() {
    Phase phase = model.arm().phase().get();
    boolean last = model.step().get() == Step.ARM;
    String on =
        !last
            ? "assistant.next"
            : switch (phase) {
              case CHOOSING, STORING, ARMING ->
                  model.arm().mode().get() == Mode.STORE || model.arm().alreadyArmed()
                      ? "assistant.store"
                      : "assistant.storeAndArm";
              case TRIAL, CONFIRMING -> "assistant.keep";
              case ARMED, STORED -> "assistant.finish";
              case OPENED -> "assistant.again";
            };
    next.setText(texts.text(on));
    boolean trial = last && (phase == Phase.TRIAL || phase == Phase.CONFIRMING);
    boolean over = last && phase == Phase.OPENED;
    Shown.when(intro, !(trial || over || (last && model.arm().done())));
    cancel.setText(texts.text(trial || over ? "assistant.close" : "assistant.cancel"));
    Shown.when(cancel, !(last && model.arm().done()));
    Shown.when(back, model.step().get() != Step.VPN && !trial && !(last && model.arm().done()));
  }
}
