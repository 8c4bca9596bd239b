package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.settings.SettingsViewModel.Page;
import io.github.vpnfirewall.app.text.Texts;
import java.util.EnumMap;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** Binds the frame around the pages: tabs, the notice, and the buttons. */
public final class SettingsController {
  private final Texts texts;
  private final SettingsViewModel model;
  private final Runnable cancel;
  private final Map<Page, Tab> tabs = new EnumMap<>(Page.class);

  @FXML private TabPane pages;
  @FXML private Tab servers;
  @FXML private Tab tunnel;
  @FXML private Tab lan;
  @FXML private Tab expert;
  @FXML private VBox notice;
  @FXML private Label noticeText;
  @FXML private Pane noticeLines;
  @FXML private Node progress;
  @FXML private Label hint;
  @FXML private Button close;
  @FXML private Button apply;

  SettingsController(Texts texts, SettingsViewModel model, Runnable cancel) {
    this.texts = texts;
    this.model = model;
    this.cancel = cancel;
  }

  @FXML
  void initialize() {
    tabs.put(Page.SERVERS, servers);
    tabs.put(Page.TUNNEL, tunnel);
    tabs.put(Page.LAN, lan);
    tabs.put(Page.EXPERT, expert);
    model.page().addListener((o, was, is) -> pages.getSelectionModel().select(tabs.get(is)));
    pages
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, was, is) -> tabs.forEach((page, tab) -> front(page, tab, is)));
    pages.disableProperty().bind(model.busy());
    progress.visibleProperty().bind(model.busy());
    progress.managedProperty().bind(model.busy());
    close.disableProperty().bind(model.busy());
    model.busy().addListener(change -> show());
    model.standing().addListener(change -> show());
    model.notice().addListener(change -> tell(model.notice().get()));
    tell(model.notice().get());
    show();
  }

  @FXML
  void apply() {
    model.apply();
  }

  @FXML
  void close() {
    cancel.run();
  }

  private void front(Page page, Tab tab, Tab chosen) {
    if (tab == chosen) {
      model.page().set(page);
    }
  }

  private void show() {
    Standing standing = model.standing().get();
    apply.setDisable(standing != Standing.CHANGED || model.busy().get());
    close.setText(
        texts.text(standing == Standing.UNCHANGED ? "settings.close" : "settings.cancel"));
    hint.setText(
        model.busy().get()
            ? texts.text("settings.busy")
            : standing == Standing.INVALID ? texts.text("settings.invalid") : "");
    tabs.forEach(this::mark);
  }

  private void mark(Page page, Tab tab) {
    boolean valid = model.valid(page);
    tab.setGraphic(valid ? null : Emblem.LEAKING.draw(14));
    tab.getStyleClass().remove("wrong");
    if (!valid) {
      tab.getStyleClass().add("wrong");
    }
  }

  private void tell(Notice what) {
    boolean there = what.kind() != Notice.Kind.NONE;
    notice.setVisible(there);
    notice.setManaged(there);
    notice.getStyleClass().removeAll("bad", "careful");
    notice.getStyleClass().add(what.kind() == Notice.Kind.FAILURE ? "bad" : "careful");
    noticeText.setText(what.text());
    noticeLines.getChildren().setAll(what.lines().stream().map(SettingsController::line).toList());
    noticeLines.setManaged(!what.lines().isEmpty());
  }

  private static Node line(String text) {
    Label label = new Label("• " + text);
    label.setWrapText(true);
    return label;
  }
}
