package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.status.StatusFace.Press;
import io.github.vpnfirewall.app.status.StatusFace.Wish;
import javafx.fxml.FXML;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/** Binds the status window. */
public final class StatusController {
  private static final double EMBLEM_SIZE = 96;

  private final StatusViewModel model;
  private StatusFace shown;

  /** Whether the focus left the big button only because it can't be pressed for now. */
  private boolean waitedFor;

  @FXML private StackPane emblem;
  @FXML private Label word;
  @FXML private Label sentence;
  @FXML private Button main;
  @FXML private Button second;
  @FXML private Pane problem;
  @FXML private Label problemText;
  @FXML private Pane tunnel;
  @FXML private Pane doors;
  @FXML private GridPane blocked;
  @FXML private Label blockedNote;
  @FXML private Pane lan;

  StatusController(StatusViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    emblem.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    problemText.textProperty().bind(model.problem());
    problem.visibleProperty().bind(model.problem().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    model.face().addListener((o, was, is) -> show(is));
    show(model.face().get());
  }

  @FXML
  void pressMain() {
    model.pressMain();
  }

  @FXML
  void pressSecond() {
    model.pressSecond();
  }

  @FXML
  void openSettings() {
    model.openSettings();
  }

  @FXML
  void dismissProblem() {
    model.dismissProblem();
  }

  private void show(StatusFace face) {
    if (shown == null || shown.emblem() != face.emblem()) {
      emblem.getChildren().setAll(face.emblem().draw(EMBLEM_SIZE));
      emblem.getStyleClass().setAll("emblem", face.emblem().tone().styleClass());
      word.getStyleClass().setAll("label", "word", face.emblem().tone().styleClass());
    }
    emblem.setAccessibleText(face.word());
    word.setText(face.word());
    sentence.setText(face.sentence());
    boolean wasFocused = main.isFocused();
    show(main, face.main());
    if (wasFocused && main.isDisabled()) {
      waitedFor = true;
    } else if (waitedFor && !main.isDisabled()) {
      waitedFor = false;
      main.requestFocus();
    }
    show(second, face.second());
    main.getStyleClass().remove("primary");
    if (face.main().wish() != Wish.DISARM) {
      main.getStyleClass().add("primary");
    }
    // Enter arms wherever the focus is, but opens nothing by accident.
    main.setDefaultButton(face.main().wish() == Wish.ARM);
    if (shown == null || !shown.tunnel().equals(face.tunnel())) {
      tunnel.getChildren().setAll(face.tunnel().stream().map(CardNodes::line).toList());
    }
    if (shown == null || !shown.doors().equals(face.doors())) {
      doors.getChildren().setAll(face.doors().stream().map(CardNodes::door).toList());
    }
    if (shown == null || !shown.lan().equals(face.lan())) {
      lan.getChildren().setAll(CardNodes.line(face.lan()));
    }
    if (shown == null || !shown.blocked().equals(face.blocked())) {
      blockedNote.setText(face.blocked().note());
      CardNodes.fill(blocked, face.blocked().families());
    }
    shown = face;
  }

  private static void show(Button button, Press press) {
    button.setText(press.text());
    button.setDisable(press.wish() == Wish.NOTHING);
    button.setVisible(!press.text().isEmpty());
    button.setManaged(button.isVisible());
  }
}
