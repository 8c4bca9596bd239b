package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;

/** What is asked before something that was filled in would be lost. */
final class Questions {
  /** What a person decides about changes that are not applied. */
  enum Answer {
    APPLY,
    DISCARD,
    KEEP
  }

  private final Texts texts;
  private final Supplier<Theme> theme;
  private final Stage owner;

  Questions(Texts texts, Supplier<Theme> theme, Stage owner) {
    this.texts = texts;
    this.theme = theme;
    this.owner = owner;
  }

  /**
   * Asks what is to become of changes when the dialog closes.
   *
   * @param applicable whether they can be applied
   */
  Answer leaving(boolean applicable) {
    ButtonType apply = new ButtonType(texts.text("settings.leave.apply"), ButtonData.YES);
    ButtonType discard = new ButtonType(texts.text("settings.discard"), ButtonData.NO);
    ButtonType keep = new ButtonType(texts.text("settings.keep"), ButtonData.CANCEL_CLOSE);
    Optional<ButtonType> answer =
        applicable
            ? ask(texts.text("settings.unsaved"), List.of(apply, discard, keep))
            : ask(texts.text("settings.unsaved.wrong"), List.of(discard, keep));
    return answer.filter(chosen -> chosen == apply).isPresent()
        ? Answer.APPLY
        : answer.filter(chosen -> chosen == discard).isPresent() ? Answer.DISCARD : Answer.KEEP;
  }

  /** Asks whether all changes are to be taken back. */
  boolean reverting() {
    ButtonType discard = new ButtonType(texts.text("settings.revert.do"), ButtonData.YES);
    ButtonType keep = new ButtonType(texts.text("settings.keep"), ButtonData.CANCEL_CLOSE);
    return ask(texts.text("settings.revert.ask"), List.of(discard, keep))
        .filter(chosen -> chosen == discard)
        .isPresent();
  }

  private Optional<ButtonType> ask(String question, List<ButtonType> answers) {
    Alert alert = new Alert(Alert.AlertType.NONE, question, answers.toArray(new ButtonType[0]));
    alert.setTitle(texts.text("settings.title"));
    alert.initOwner(owner);
    theme.get().applyTo(alert.getDialogPane().getStylesheets());
    return alert.showAndWait();
  }
}
