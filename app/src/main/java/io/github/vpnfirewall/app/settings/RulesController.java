package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.settings.RuleLine.Kind;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Binds the page that shows the rules. */
public final class RulesController {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final Texts texts;
  private final RulesViewModel model;

  @FXML private RadioButton ipv4;
  @FXML private RadioButton ipv6;
  @FXML private CheckBox onlyChanges;
  @FXML private Node making;
  @FXML private Label rulesSummary;
  @FXML private Label applied;
  @FXML private Label rulesProblem;
  @FXML private ListView<RuleLine> lines;

  RulesController(Texts texts, RulesViewModel model) {
    this.texts = texts;
    this.model = model;
  }

  @FXML
  void initialize() {
    (model.family().get() == AddressFamily.IPV4 ? ipv4 : ipv6).setSelected(true);
    ipv6.selectedProperty()
        .addListener(
            (o, was, is) -> model.family().set(is ? AddressFamily.IPV6 : AddressFamily.IPV4));
    onlyChanges.selectedProperty().bindBidirectional(model.onlyChanges());
    making.visibleProperty().bind(model.busy());
    Texted.show(model.summary(), rulesSummary);
    Texted.show(model.applied(), applied);
    Texted.show(model.problem(), rulesProblem);
    lines.setItems(model.lines());
    lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    lines.setCellFactory(list -> new Line());
    lines.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (COPY.match(key)) {
            copySelected();
            key.consume();
          }
        });
  }

  @FXML
  void copy() {
    put(model.copy());
  }

  private void copySelected() {
    List<RuleLine> chosen = List.copyOf(lines.getSelectionModel().getSelectedItems());
    put(String.join("\n", chosen.stream().map(RuleLine::marked).toList()));
  }

  private static void put(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** A line with its sign. */
  private final class Line extends ListCell<RuleLine> {
    private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
    private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");

    @Override
    protected void updateItem(RuleLine line, boolean empty) {
      super.updateItem(line, empty);
      Kind kind = empty || line == null ? Kind.SAME : line.kind();
      setText(empty || line == null ? null : line.marked());
      pseudoClassStateChanged(ADDED, kind == Kind.ADDED);
      pseudoClassStateChanged(REMOVED, kind == Kind.REMOVED);
      setAccessibleText(empty || line == null ? null : spoken(line));
    }

    private String spoken(RuleLine line) {
      return switch (line.kind()) {
        case SAME -> line.text();
        case ADDED -> texts.text("settings.rules.added", line.text());
        case REMOVED -> texts.text("settings.rules.removed", line.text());
      };
    }
  }
}
